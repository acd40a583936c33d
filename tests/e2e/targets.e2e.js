// The targets workspace on the sample region: set a year, adjust it by hand with preview, locks and reserve, and find it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';

const TEXTS = {
  zh: {
    set: /^(设定目标|重新设定)$/,
    apply: '应用为目标',
    total: '总目标（万元）',
    typedTotal: '2.4亿',
    shownTotal: '24,000.00',
    applyChange: '应用',
    undo: '撤销',
    lock: '锁定',
    cannot: '互相矛盾',
    siblings: '同级分摊',
    ledger: '弹性空间',
  },
  en: {
    set: /^(Set target|Set anew)$/,
    apply: 'Apply as target',
    total: 'Total (¥K)',
    typedTotal: '240m',
    shownTotal: '240,000.0',
    applyChange: 'Apply',
    undo: 'Undo',
    lock: 'Lock',
    cannot: 'contradict each other',
    siblings: 'siblings absorb',
    ledger: 'Reserve',
  },
};

/** @typedef {import('./harness.js').App} App */

/** @param {App} app @param {string} unit @param {string} key */
const cell = (app, unit, key) => app.page.locator(`.rgCell[data-row="${unit}"][data-key="${key}"]`);

/** The exact value of a cell: the first line of its title, as a number. @param {App} app @param {string} unit @param {string} key */
async function exact(app, unit, key) {
  const title = await cell(app, unit, key).getAttribute('title');
  return Math.round(Number((title ?? '').split('\n')[0].replace(/[^\d.]/g, '')) * 100);
}

/** Types into a cell as a manager does. @param {App} app @param {string} unit @param {string} key @param {string} text */
async function type(app, unit, key, text) {
  await cell(app, unit, key).dblclick();
  const input = app.page.locator('revogr-edit input');
  await input.fill(text);
  await input.press('Enter');
  await input.waitFor({ state: 'detached' });
}

/** Ids of the units shown, top down. @param {App} app @returns {Promise<string[]>} */
const shownUnits = (app) =>
  app.page
    .locator('.rgCell[data-key="name"]')
    .evaluateAll((cells) => cells.map((found) => /** @type {HTMLElement} */ (found).dataset.row ?? ''));

/** @param {App} app @param {typeof TEXTS.zh} texts */
async function setTarget(app, texts) {
  const { page } = app;
  await app.goto('#/targets');
  await page.getByRole('button', { name: texts.set }).last().click();
  await page.getByLabel(texts.total, { exact: true }).fill(texts.typedTotal);
  await page.locator('st-decomposition-preview tfoot', { hasText: texts.shownTotal }).waitFor();
  await page.getByRole('button', { name: texts.apply }).click();
  await page.locator('st-set-target-drawer').waitFor({ state: 'detached' });
  await page.locator('.rgCell', { hasText: texts.shownTotal }).first().waitFor();
  await settle(app);
}

for (const language of /** @type {const} */ (['zh', 'en'])) {
  const texts = TEXTS[language];

  test(`a year is set, adjusted, locked and found again (${language})`, { timeout: 240_000 }, async (t) => {
    const app = await openApp(t, { language });
    const { page } = app;
    await openSampleRegion(app);
    await setTarget(app, texts);

    const [root, first] = await shownUnits(app);
    const year = await page
      .locator('.rgHeaderCell')
      .count()
      .then(() => page.url().match(/year=(\d{4})/)?.[1]);
    assert.ok(year);
    const total = await exact(app, root, year);
    assert.equal(total, 240_000_000_00);
    await app.assertAccessible(`targets grid, ${language}`);

    // An inner cell: previewed, children and totals move together, one undo step.
    const march = `${year}-03`;
    const before = await exact(app, first, march);
    await type(app, first, march, '+10%');
    const preview = page.locator('st-change-preview section');
    await preview.waitFor();
    await app.assertAccessible(`targets preview, ${language}`);
    await preview.getByRole('button', { name: texts.applyChange, exact: true }).click();
    await preview.waitFor({ state: 'detached' });
    await settle(app);
    const raised = await exact(app, first, march);
    assert.equal(raised, Math.round((before * 110) / 100));
    assert.equal(await exact(app, root, year), total + raised - before);
    await page.getByRole('button', { name: texts.undo, exact: true }).last().click();
    await settle(app);
    assert.equal(await exact(app, first, march), before);
    assert.equal(await exact(app, root, year), total);

    // Siblings absorb: the total above stays to the cent.
    await type(app, first, march, '+10%');
    await preview.getByRole('radio', { name: texts.siblings }).click();
    await settle(app);
    await preview.getByRole('button', { name: texts.applyChange, exact: true }).click();
    await preview.waitFor({ state: 'detached' });
    await settle(app);
    assert.equal(await exact(app, root, year), total);
    assert.equal(await exact(app, first, march), raised);

    // A month twenty times as large does not fit into a locked year: both are named, and nothing changes.
    await cell(app, first, year).click();
    await page.locator('st-cell-bar').getByRole('button', { name: texts.lock, exact: true }).click();
    await cell(app, first, year).and(page.locator('.locked')).waitFor();
    await type(app, first, march, '=20x');
    await page.locator('st-infeasible', { hasText: texts.cannot }).waitFor();
    await app.assertAccessible(`targets conflict, ${language}`);
    await page.keyboard.press('Escape');

    // Everything is there again after a reload.
    await page.reload();
    await page.locator('.rgCell').first().waitFor();
    await settle(app);
    assert.equal(await exact(app, root, year), total);
    assert.equal(await exact(app, first, march), raised);
  });
}

test('on a phone the set is a list to read', { timeout: 120_000 }, async (t) => {
  const app = await openApp(t, { language: 'zh', viewport: PHONE });
  await openSampleRegion(app);
  await app.goto('#/targets');
  await app.page.getByRole('button', { name: TEXTS.zh.set }).last().click();
  await app.page.getByLabel(TEXTS.zh.total, { exact: true }).fill('2.4亿');
  await app.page.locator('st-decomposition-preview tfoot', { hasText: '24,000.00' }).waitFor();
  await app.page.getByRole('button', { name: TEXTS.zh.apply }).click();
  await app.page.locator('st-set-target-drawer').waitFor({ state: 'detached' });
  await app.page.locator('st-unit-list li', { hasText: '24,000.00' }).waitFor();
  assert.equal(await app.page.locator('st-targets-grid').count(), 0);
  assert.match(await app.page.locator('st-unit-list li').first().innerText(), /24,000\.00/);
  await app.assertAccessible('targets on a phone');
});

test('typing faster than the cell can be drawn enters what was typed', { timeout: 120_000 }, async (t) => {
  const app = await openApp(t, { language: 'zh' });
  const { page } = app;
  await openSampleRegion(app);
  await setTarget(app, TEXTS.zh);
  const [, unit] = await shownUnits(app);
  const key = (await page.locator('.rgCell[data-key$="-02"]').first().getAttribute('data-key')) ?? '';
  await cell(app, unit, key).click();
  // All keys in one task, as a busy machine delivers them.
  await page.evaluate(() => {
    for (const letter of ['7', '8', '.', '5', 'Enter']) {
      document.dispatchEvent(
        new KeyboardEvent('keydown', { key: letter, code: letter, bubbles: true, cancelable: true }),
      );
    }
  });
  await page.locator('st-change-preview').waitFor();
  await page.locator('st-change-preview', { hasText: '78.5' }).waitFor();
});
