// Performance: by clicks alone from an imported file to the city × sub-category that lost most profit, its lines and their export;
// the boards of the sample region are whole in both languages; filters live in the address and Back undoes them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { TEMPLATES } from '../../web/workspaces/performance/board-templates.js';
import { parseCsv, worstCombination } from './orders-by-sum.js';
import { openApp } from './harness.js';
import { faultsOf } from './page-checks.js';
import { openSampleRegion, settle } from './sample-region.js';
import { goTo, importOrders, readOrders, step } from './steps.js';

/** @typedef {import('./harness.js').App} App @typedef {import('./steps.js').Language} Language */

const FILES = {
  zh: {
    path: join(import.meta.dirname, '../../../shared/data/superstore_cn/orders.csv'),
    city: '城市',
    kind: '子类别',
    profit: '利润',
  },
  en: {
    path: join(import.meta.dirname, '../../../shared/data/superstore_us/superstore.csv'),
    city: 'City',
    kind: 'Sub-Category',
    profit: 'Profit',
  },
};
const TABS = ['overview', 'trend', 'pareto', 'pivot', 'variance', 'anomalies', 'customers'];

/** @param {App} app @param {Language} language @param {string} tab */
async function openTab(app, language, tab) {
  await app.page
    .locator('st-performance-workspace')
    .getByRole('radio', { name: message(`performance.tab.${tab}`, {}, language), exact: true })
    .click();
  await settle(app);
}

/** The menu of a chip or of a zone's plus. @param {App} app @param {import('playwright-core').Locator} trigger @param {string} text */
async function choose(app, trigger, text) {
  await trigger.click();
  await app.page.getByRole('menuitem', { name: text, exact: true }).click();
  await settle(app);
}

/** @param {App} app @param {string} zone */
const zone = (app, zone) => app.page.locator(`st-pivot-builder [data-zone="${zone}"]`);

/**
 * Leaves exactly these fields in a zone: what is not wanted goes after what is wanted has come.
 * @param {App} app @param {Language} language @param {string} name @param {string[]} wanted keys @param {(key: string) => string} nameOf
 */
async function fill(app, language, name, wanted, nameOf) {
  for (const key of wanted) {
    if ((await zone(app, name).locator(`[data-field="${key}"]`).count()) === 0)
      await choose(app, zone(app, name).locator('.add'), nameOf(key));
  }
  const present = await zone(app, name)
    .locator('[data-field]')
    .evaluateAll((chips) => chips.map((chip) => /** @type {HTMLElement} */ (chip).dataset.field ?? ''));
  for (const key of present.filter((field) => !wanted.includes(field))) {
    await choose(
      app,
      zone(app, name).locator(`[data-field="${key}"]`),
      message('performance.pivot.remove', {}, language),
    );
  }
}

for (const language of /** @type {const} */ (['zh', 'en'])) {
  const file = FILES[language];
  const options = { skip: existsSync(file.path) ? false : `${file.path} is not here` };

  test(
    `the city and sub-category that lost most profit is found by clicks, opened and exported (${language})`,
    options,
    async (t) => {
      const orders = parseCsv(readFileSync(file.path, 'utf8'));
      const worst = worstCombination(orders, [file.city, file.kind], file.profit);
      const app = await openApp(t, { language });
      await readOrders(app, language, file.path);
      await importOrders(app);
      await goTo(app, 'performance');
      await openTab(app, language, 'pivot');

      const field = (/** @type {string} */ key) => message(`data.field.${key}`, {}, language);
      await fill(app, language, 'values', ['margin'], () => message('performance.measure.margin', {}, language));
      await fill(app, language, 'cols', [], field);
      await fill(app, language, 'rows', ['city', 'subcategory'], field);
      await app.page.locator('st-pivot-board input[data-option="days"]').check();
      await app.page.locator('st-pivot-board input[data-option="flat"]').check();
      await app.page.locator('st-pivot-board select[data-choice="sort"]').selectOption('margin~asc');
      await settle(app);

      const first = app.page.locator('st-flat-table tbody tr').first();
      assert.deepEqual(
        (await first.locator('td').allInnerTexts()).slice(1, 3).map((text) => text.trim()),
        worst.members,
      );
      await first.locator('button.icon').click();
      await settle(app);
      const drawer = app.page.locator('st-records-drawer');
      assert.equal(await drawer.locator('st-record-table tbody tr').count(), worst.lines);
      const [download] = await Promise.all([
        app.page.waitForEvent('download'),
        drawer.locator('button.export').click(),
      ]);
      const saved = parseCsv(readFileSync(/** @type {string} */ (await download.path()), 'utf8'));
      assert.equal(saved.length, worst.lines);
      const sum = saved.reduce((total, line) => total + Number(line[field('margin')]), 0);
      // The file's profits have more digits than the four decimals that are kept of each line.
      assert.ok(Math.abs(sum - worst.sum) <= 0.00005 * worst.lines + 1e-9, `${sum} is not ${worst.sum}`);

      await app.page.goBack();
      await settle(app);
      assert.equal(await drawer.locator('st-record-table').count(), 0, 'Back closes the lines');
    },
  );

  test(`every board of the sample region is whole and accessible (${language})`, async (t) => {
    const app = await openApp(t, { language });
    await openSampleRegion(app);
    await goTo(app, 'performance');
    const faults = [];
    for (const tab of TABS) {
      await openTab(app, language, tab);
      faults.push(...(await faultsOf(app, tab)));
      assert.equal(await app.page.locator('st-performance-workspace st-error').count(), 0, `${tab} shows an error`);
      assert.ok((await app.page.locator('st-performance-workspace .sheet').count()) > 0, `${tab} shows something`);
    }
    assert.deepEqual(faults, []);
  });
}

test('a click filters every board, the address keeps it, Back takes it away, and a filter without lines says so', async (t) => {
  const app = await openApp(t, { language: 'en' });
  await openSampleRegion(app);
  await goTo(app, 'performance');
  await openTab(app, 'en', 'pareto');
  await app.page.locator('st-pareto-board select[data-choice="axis"]').selectOption('channel');
  await settle(app);
  const name = app.page.locator('st-pareto-board td.name button').first();
  const channel = (await name.innerText()).trim();
  await name.click();
  await settle(app);
  assert.equal(await app.page.locator('st-pareto-board td.name').count(), 1);
  assert.ok(decodeURIComponent(app.page.url()).replaceAll('+', ' ').includes(`channel:${channel}`));
  await openTab(app, 'en', 'trend');
  assert.ok((await app.page.locator('st-record-filters .chip').innerText()).includes(channel));
  await app.page.goBack();
  await app.page.goBack();
  await settle(app);
  assert.ok((await app.page.locator('st-pareto-board td.name').count()) > 1);

  await app.goto('#/performance?filters=channel:nowhere');
  await settle(app);
  const empty = app.page.locator('st-performance-workspace st-empty');
  assert.match(await empty.locator('h2').innerText(), new RegExp(message('performance.noMatch.heading', {}, 'en')));
  await empty.locator('button').click();
  await settle(app);
  assert.equal(await empty.count(), 0);
});

test('a board begins from a template, is arranged by keyboard and pointer, and each change is undone in one step', async (t) => {
  const app = await openApp(t, { language: 'en' });
  const { page } = app;
  await openSampleRegion(app);
  await goTo(app, 'performance');
  await openTab(app, 'en', 'boards');
  await page.locator('st-boards-board button[data-template="channel"]').click();
  await settle(app);
  const frames = page.locator('st-boards-board st-card-frame');
  const frame = (/** @type {string} */ id) => page.locator(`st-card-frame[data-card="${id}"]`);
  const order = () =>
    frames.evaluateAll((all) => all.map((card) => /** @type {HTMLElement} */ (card).dataset.card).join());
  assert.equal(await order(), 'c1,c2,c3,c4,c5,c6,c7');
  assert.equal(await page.locator('st-board-card st-error').count(), 0);
  const sentences = await page.locator('st-boards-board ul.reading li').count();
  assert.ok(sentences >= 3 && sentences <= 5, `${sentences} sentences`);

  await frame('c1').locator('button.grip').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.activeElement !== document.body);
  await settle(app);
  assert.equal(await order(), 'c2,c1,c3,c4,c5,c6,c7');
  await page.keyboard.press('End'); // the focus has stayed with the card
  await settle(app);
  assert.equal(await order(), 'c2,c3,c4,c5,c6,c7,c1');
  // Both steps are called the same: the button's name does not change between them.
  const undo = page.locator('st-top-bar button.icon', { has: page.locator('st-icon[name="undo"]') });
  for (const expected of ['c2,c1,c3,c4,c5,c6,c7', 'c1,c2,c3,c4,c5,c6,c7']) {
    await undo.click();
    await settle(app);
    assert.equal(await order(), expected);
  }

  const widthOf = async (/** @type {string} */ id) => (await frame(id).boundingBox())?.width ?? 0;
  const one = await widthOf('c1');
  await frame('c1').locator('button.corner').focus();
  await page.keyboard.press('ArrowRight');
  await settle(app);
  assert.ok((await widthOf('c1')) > 1.9 * one, 'one column wider');
  await step(app, 'undo', 1);

  const grip = await frame('c4').locator('button.grip').boundingBox();
  const first = await frame('c1').boundingBox();
  assert.ok(grip && first);
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(first.x + 40, first.y + 40, { steps: 8 });
  await page.mouse.up();
  await settle(app);
  assert.equal(await order(), 'c4,c1,c2,c3,c5,c6,c7');
  await step(app, 'undo', 1);

  const chart = frame('c4').locator('.canvas');
  const before = (await chart.boundingBox())?.height ?? 0;
  await frame('c4').locator('button.corner').scrollIntoViewIfNeeded();
  const corner = await frame('c4').locator('button.corner').boundingBox();
  assert.ok(corner);
  await page.mouse.move(corner.x + 12, corner.y + 12);
  await page.mouse.down();
  await page.mouse.move(corner.x + 12, corner.y + 180, { steps: 8 });
  await page.mouse.up();
  await settle(app);
  assert.ok(((await chart.boundingBox())?.height ?? 0) > before + 100, 'the chart grows with its card');
  await step(app, 'undo', 2);
  assert.equal(await page.locator('st-boards-board .library').count(), 1);

  await page.locator('st-boards-board button[data-template="monthly"]').click();
  await settle(app);
  await frame('c4').locator('st-menu button').first().click();
  await page.getByRole('menuitem', { name: message('performance.board.settings', {}, 'en'), exact: true }).click();
  await page.locator('st-card-dialog input[name="goal"]').fill('52M');
  await page.locator('st-card-dialog button.primary').click();
  await settle(app);
  const line = message('performance.board.goalLine', { value: '52,000.0' }, 'en');
  await frame('c4').locator('svg text', { hasText: line }).waitFor();
  await page.reload();
  await settle(app);
  await frame('c4').locator('svg text', { hasText: line }).waitFor();
  await step(app, 'undo', 2);
  assert.deepEqual(await faultsOf(app, 'template library'), []);
});

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`every template of the library makes a board that is whole, read out and accessible (${language})`, async (t) => {
    const app = await openApp(t, { language });
    await openSampleRegion(app);
    const faults = [];
    for (const template of Object.keys(TEMPLATES)) {
      await app.goto('#/performance?tab=boards&board=library');
      await settle(app);
      await app.page.locator(`st-boards-board button[data-template="${template}"]`).click();
      await settle(app);
      assert.equal(await app.page.locator('st-board-card').count(), TEMPLATES[template].length);
      assert.equal(await app.page.locator('st-board-card st-error').count(), 0, `${template} shows an error`);
      const sentences = await app.page.locator('st-boards-board ul.reading li').count();
      assert.ok(sentences >= 3 && sentences <= 5, `${template} reads out ${sentences} sentences`);
      faults.push(...(await faultsOf(app, template)));
    }
    assert.deepEqual(faults, []);
  });
}
