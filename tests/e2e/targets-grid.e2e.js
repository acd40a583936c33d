// The targets grid under the hands of a manager who comes from a spreadsheet: ranges, paste, names for screen readers, weeks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';

/** @typedef {import('./harness.js').App} App */

/** @param {App} app @param {string} unit @param {string} key */
const cell = (app, unit, key) => app.page.locator(`.rgCell[data-row="${unit}"][data-key="${key}"]`);

/** Ids of the units shown, top down. @param {App} app @returns {Promise<string[]>} */
const shownUnits = (app) =>
  app.page
    .locator('.rgCell[data-key="name"]')
    .evaluateAll((cells) => cells.map((found) => /** @type {HTMLElement} */ (found).dataset.row ?? ''));

/** The exact value of a cell in cents: the first line of its title. @param {App} app @param {string} unit @param {string} key */
async function exact(app, unit, key) {
  const title = await cell(app, unit, key).getAttribute('title');
  return Math.round(Number((title ?? '').split('\n')[0].replace(/[^\d.]/g, '')) * 100);
}

/** The sample region's target year on screen. @param {'zh' | 'en'} language @param {import('node:test').TestContext} t @param {string} [query] */
async function openTargets(t, language, query = '') {
  const app = await openApp(t, { language });
  await openSampleRegion(app);
  await app.goto(`#/targets${query}`);
  await app.page.locator('.rgCell').first().waitFor();
  await settle(app);
  const keys = await app.page
    .locator('.rgCell[data-key]')
    .evaluateAll((cells) => cells.map((found) => /** @type {HTMLElement} */ (found).dataset.key ?? ''));
  const year = keys.find((key) => /^\d{4}$/.test(key));
  assert.ok(year);
  return { app, year, units: await shownUnits(app) };
}

/** @param {App} app @param {[string, string]} from @param {[string, string]} to corners, inclusive */
async function selectRange(app, from, to) {
  await cell(app, ...from).click();
  await cell(app, ...to).click({ modifiers: ['Shift'] });
}

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`locking a range locks every cell of it in one step (${language})`, async (t) => {
    const { app, year, units } = await openTargets(t, language);
    const { page } = app;
    const locked = page.locator('.rgCell.locked');
    const before = await locked.count();
    await selectRange(app, [units[1], `${year}-01`], [units[2], `${year}-03`]);
    const lockMany = message(
      'targets.action.onMany',
      { action: message('targets.action.lock', {}, language), count: 6 },
      language,
    );
    await page.locator('st-cell-bar').getByRole('button', { name: lockMany }).click();
    await cell(app, units[2], `${year}-03`).and(locked).waitFor();
    assert.equal(await locked.count(), before + 6);
    const undo = page.locator('st-top-bar .group > button.icon').first();
    assert.match(String(await undo.getAttribute('title')), /6/);
    await undo.click();
    await cell(app, units[2], `${year}-03`).and(page.locator(':not(.locked)')).waitFor();
    assert.equal(await locked.count(), before, 'one step back takes back all of it');

    // The menu of the right button is about the range it is pressed in, and about one cell elsewhere.
    await selectRange(app, [units[1], `${year}-01`], [units[1], `${year}-02`]);
    await cell(app, units[1], `${year}-02`).click({ button: 'right' });
    const two = message(
      'targets.action.onMany',
      { action: message('targets.action.lock', {}, language), count: 2 },
      language,
    );
    await page.getByRole('menuitem', { name: two }).click();
    await cell(app, units[1], `${year}-01`).and(locked).waitFor();
    assert.equal(await locked.count(), before + 2);
  });
}

test('the field of a cell that is being edited has a name and keeps the grid a grid', async (t) => {
  const { app, year, units } = await openTargets(t, 'en');
  await cell(app, units[1], `${year}-02`).dblclick();
  const name = (await cell(app, units[1], 'name').innerText()).trim();
  await app.page.getByRole('textbox', { name: `Edit ${name}, Feb` }).waitFor();
  await app.assertAccessible('a cell being edited');
  await app.page.keyboard.press('Escape');
  await app.assertAccessible('after leaving the cell');
});

test('a message never lies over the preview bar', async (t) => {
  const { app, year, units } = await openTargets(t, 'zh');
  const { page } = app;
  await cell(app, units[1], `${year}-05`).click();
  await page.locator('st-cell-bar').getByRole('button', { name: '锁定' }).click();
  await page.locator('st-toasts .toast').waitFor();
  await cell(app, units[1], `${year}-02`).dblclick();
  await page.locator('revogr-edit input').fill('+10%');
  await page.keyboard.press('Enter');
  await page.locator('st-change-preview section').waitFor();
  await settle(app);
  const toast = await page.locator('st-toasts .toast').last().boundingBox();
  const bar = await page.locator('st-change-preview section').boundingBox();
  assert.ok(toast && bar);
  assert.ok(toast.y + toast.height <= bar.y, `message to ${toast.y + toast.height}, bar from ${bar.y}`);
});

/** @param {App} app @param {string} text as a spreadsheet puts it on the clipboard */
async function paste(app, text) {
  await app.page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await app.page.keyboard.press('Control+V');
}

test('a block copied from a spreadsheet is previewed, applied and undone as one change', async (t) => {
  const { app, year, units } = await openTargets(t, 'zh');
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = app;
  const [root, one, two] = units;
  const places = /** @type {[string, string][]} */ ([
    [one, `${year}-01`],
    [one, `${year}-02`],
    [two, `${year}-01`],
    [two, `${year}-02`],
  ]);
  const exacts = () => Promise.all(places.map(([unit, key]) => exact(app, unit, key)));
  const before = await exacts();
  const total = await exact(app, root, year);

  // One cell that is no number stops the whole block and is named.
  await cell(app, one, `${year}-01`).click();
  await paste(app, '1,200.5\t合计\r\n9000000元\t0.1亿\r\n');
  const complaint = page.locator('st-toasts .toast.bad', { hasText: '合计' });
  await complaint.waitFor();
  assert.equal(await page.locator('st-change-preview section').count(), 0);
  assert.deepEqual(await exacts(), before);
  await complaint.locator('button.icon').click();

  // Bare numbers are in the unit of the column, units that stand there count as they stand.
  await cell(app, one, `${year}-01`).click();
  await paste(app, '1,200.5\t1300\r\n9000000元\t0.1亿\r\n');
  const preview = page.locator('st-change-preview section');
  await preview.waitFor();
  await settle(app);
  await preview.getByRole('button', { name: message('targets.apply', {}, 'zh'), exact: true }).click();
  await preview.waitFor({ state: 'detached' });
  await settle(app);
  const wanted = [1200_5000_00, 1300_0000_00, 900_0000_00, 1000_0000_00];
  assert.deepEqual(await exacts(), wanted);
  const moved = wanted[0] - before[0] + wanted[1] - before[1]; // the second unit is part of the first
  assert.equal(await exact(app, root, year), total + moved);
  await page.locator('st-top-bar .group > button.icon').first().click();
  await settle(app);
  assert.deepEqual(await exacts(), before);
  assert.equal(await exact(app, root, year), total);
});

test('what is copied from the grid can be pasted back and changes nothing', async (t) => {
  const { app, year, units } = await openTargets(t, 'en');
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await selectRange(app, [units[1], `${year}-01`], [units[2], `${year}-03`]);
  await app.page.keyboard.press('Control+C');
  const copied = await app.page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied.trimEnd(), /^[\d.]+\t[\d.]+\t[\d.]+\r?\n[\d.]+\t[\d.]+\t[\d.]+$/);
  const [[first]] = copied.split('\n').map((line) => line.split('\t'));
  // Shown in thousands: three digits more than the exact amount in yuan, five more than cents.
  assert.equal(Math.round(Number(first) * 100_000), await exact(app, units[1], `${year}-01`));
  await cell(app, units[1], `${year}-01`).click();
  await paste(app, copied);
  await settle(app);
  assert.equal(await app.page.locator('st-change-preview section').count(), 0);
});

test('stretch and challenge are made from typed ratios, undone in one step, and bad ratios are refused in place', async (t) => {
  const { app, year } = await openTargets(t, 'en');
  const { page } = app;
  await page.getByRole('button', { name: message('targets.more', {}, 'en') }).click();
  await page.getByRole('menuitem', { name: message('targets.tiers.open', {}, 'en') }).click();
  const drawer = page.locator('st-tiers-drawer');
  const field = (/** @type {'stretch' | 'challenge'} */ tier) =>
    drawer.getByLabel(
      new RegExp(
        message('targets.tiers.ratio', { tier: message(`plan.tier.${tier}`, {}, 'en') }, 'en').replace(/[()]/g, '\\$&'),
      ),
    );
  const apply = drawer.getByRole('button', { name: message('targets.tiers.apply', {}, 'en') });
  await field('stretch').fill('a lot');
  await drawer.getByText(message('targets.set.problem.badPercent', {}, 'en')).waitFor();
  assert.equal(await apply.isDisabled(), true);
  await field('stretch').fill('110');
  await field('challenge').fill('125%');
  await drawer.locator('tbody tr').nth(2).waitFor();
  await settle(app);
  const cents = async (/** @type {number} */ row) => {
    const title = await drawer.locator('tbody tr').nth(row).locator('td.number').getAttribute('title');
    return Math.round(Number(String(title).replace(/[^\d.]/g, '')) * 100);
  };
  const [base, stretch, challenge] = [await cents(0), await cents(1), await cents(2)];
  assert.equal(stretch, Math.round(base * 1.1));
  assert.equal(challenge, Math.round(base * 1.25));
  await app.assertAccessible('the tiers drawer');
  await apply.click();
  await drawer.waitFor({ state: 'detached' });
  await settle(app);
  const [root] = await shownUnits(app);
  assert.equal(await exact(app, root, year), stretch, 'the stretch set is shown next');
});

test("weeks set as the finest grain stand in the grid, and every unit's weeks add up to its year", async (t) => {
  const { app, year } = await openTargets(t, 'en');
  const { page } = app;
  await page.getByRole('button', { name: message('targets.set.again', {}, 'en') }).click();
  const drawer = page.locator('st-set-target-drawer');
  await drawer.getByLabel('Total (¥K)', { exact: true }).fill('240m');
  await drawer.getByRole('radio', { name: message('targets.grain.week', {}, 'en'), exact: true }).click();
  await drawer.locator('st-decomposition-preview tfoot', { hasText: '240,000.0' }).waitFor();
  await drawer.getByRole('button', { name: 'Apply as target' }).click();
  await drawer.waitFor({ state: 'detached' });
  await settle(app);
  const grain = page
    .locator('st-targets-toolbar')
    .getByRole('radio', { name: message('targets.grain.week', {}, 'en') });
  await grain.click();
  // The grid draws only the columns in sight: a window as wide as the year has them all.
  await page.setViewportSize({ width: 8000, height: 900 });
  await settle(app);
  const units = await shownUnits(app);
  const [root] = units;
  assert.equal(await exact(app, root, year), 240_000_000_00);
  const weekKeys = () =>
    page
      .locator(`.rgCell[data-row="${root}"][data-key*="-W"]`)
      .evaluateAll((cells) => cells.map((found) => /** @type {HTMLElement} */ (found).dataset.key ?? '').sort());
  const weeks = await weekKeys();
  assert.ok(weeks.length === 52 || weeks.length === 53, weeks.join());
  assert.equal(new Set(weeks).size, weeks.length);
  assert.ok(weeks.every((week) => week.startsWith(`${year}-W`)));
  for (const unit of units.slice(0, 4)) {
    const values = await Promise.all(weeks.map((week) => exact(app, unit, week)));
    // A week without a working day (the Spring Festival's) has no target, so not every week does.
    assert.ok(values.filter((value) => value > 0).length >= 50, values.join());
    const sum = values.reduce((total, value) => total + value, 0);
    assert.equal(sum, await exact(app, unit, year), unit);
  }
});

test('taking off a lock that is in the way previews the change again', async (t) => {
  const { app, year, units } = await openTargets(t, 'en');
  const { page } = app;
  const unit = units[1];
  const before = await exact(app, unit, `${year}-02`);
  await cell(app, unit, year).click();
  await page
    .locator('st-cell-bar')
    .getByRole('button', { name: message('targets.action.lock', {}, 'en') })
    .click();
  await cell(app, unit, year).and(page.locator('.locked')).waitFor();
  await cell(app, unit, `${year}-02`).dblclick();
  await page.locator('revogr-edit input').fill('=20x');
  await page.keyboard.press('Enter');
  const preview = page.locator('st-change-preview section');
  const apply = preview.getByRole('button', { name: message('targets.apply', {}, 'en'), exact: true });
  await preview.locator('st-infeasible').waitFor();
  assert.equal(await apply.isDisabled(), true);
  const unlock = preview.locator('st-infeasible').getByRole('button', { name: message('targets.unlock', {}, 'en') });
  await unlock.click();
  await preview.locator('.moves li').first().waitFor();
  await settle(app);
  assert.equal(await preview.locator('st-infeasible').count(), 0);
  await apply.click();
  await preview.waitFor({ state: 'detached' });
  await settle(app);
  assert.equal(await exact(app, unit, `${year}-02`), before * 20);
});

test('an undo under an open preview is followed by it: what is applied is what is shown', async (t) => {
  const { app, year, units } = await openTargets(t, 'zh');
  const { page } = app;
  const [root, unit] = units;
  const total = await exact(app, root, year);
  const january = await exact(app, unit, `${year}-01`);
  const march = await exact(app, unit, `${year}-03`);
  const preview = page.locator('st-change-preview section');
  const apply = preview.getByRole('button', { name: message('targets.apply', {}, 'zh'), exact: true });
  const type = async (/** @type {string} */ key, /** @type {string} */ text) => {
    await cell(app, unit, key).dblclick();
    await page.locator('revogr-edit input').fill(text);
    await page.keyboard.press('Enter');
    await preview.locator('.moves li').first().waitFor();
    await settle(app);
  };
  await type(`${year}-01`, '=2x');
  await apply.click();
  await preview.waitFor({ state: 'detached' });
  await settle(app);
  assert.equal(await exact(app, root, year), total + january);
  await type(`${year}-03`, '=2x');
  assert.equal(await exact(app, root, year), total + january + march);
  await page.locator('st-top-bar .group > button.icon').first().click();
  await settle(app);
  assert.equal(await exact(app, root, year), total + march, 'the preview is about the plan after the undo');
  await apply.click();
  await preview.waitFor({ state: 'detached' });
  await settle(app);
  assert.equal(await exact(app, root, year), total + march);
  assert.equal(await exact(app, unit, `${year}-01`), january);
});
