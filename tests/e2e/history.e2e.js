// Versions of a plan: named by one, changed by another, compared to the cent, restored and taken back, and carried to another browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { PHONE, openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';
import * as steps from './steps.js';

/** @typedef {import('./harness.js').App} App */
/** @typedef {'zh' | 'en'} Language */

const UNIT = 'shanghai-dealer-1';
const MONTH = '2026-03';
/** What is typed, in the unit on screen: 10,000 yuan in Chinese, thousands in English. */
const TYPED = { zh: { text: '120', minor: 120_000_000 }, en: { text: '1200', minor: 120_000_000 } };

/** A figure's exact value in cents. @param {import('playwright-core').Locator} cell */
async function exact(cell) {
  const title = String(await cell.getAttribute('title')).split('\n')[0];
  const sign = /^\D*[−-]/.test(title) ? -1 : 1;
  return sign * Math.round(Number(title.replace(/[^\d.]/g, '')) * 100);
}

/** @param {App} app @param {Language} language @param {string} label @param {string} [author] where nobody has said yet */
async function nameVersion({ page }, language, label, author) {
  await page.keyboard.press('Alt+Shift+S');
  const dialog = page.locator('st-name-version');
  await dialog.locator('input[name="label"]').fill(label);
  assert.equal(await dialog.locator('input[name="author"]').count(), author === undefined ? 0 : 1);
  if (author !== undefined) await dialog.locator('input[name="author"]').fill(author);
  await dialog.getByRole('button', { name: message('history.name.go', {}, language) }).click();
  await dialog.locator('dialog').waitFor({ state: 'detached' });
}

/** @param {App} app @param {Language} language @param {string} name */
async function workAs({ page }, language, name) {
  await page.locator('st-top-bar button.name').click();
  await page.getByRole('menuitem', { name: message('frame.command.author', {}, language) }).click();
  await page.locator('st-author-dialog input').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('st-author-dialog dialog').waitFor({ state: 'detached' });
}

/** @param {App} app @param {string} route */
async function show(app, route) {
  await app.goto(route);
  await settle(app);
}

/** The sums as shown: unit → [before, after, difference]. @param {App} app @returns {Promise<Record<string, number[]>>} */
async function shownSums({ page }) {
  const rows = await page.locator('st-version-sums tr[data-unit]').all();
  const read = rows.map(async (row) => [
    await row.getAttribute('data-unit'),
    await Promise.all((await row.locator('td').all()).map(exact)),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`a version named by one and changed by another is compared, restored, undone and carried along (${language})`, async (t) => {
    const app = await openApp(t, { language, prepare: steps.withoutSavePicker });
    const { page } = app;
    await openSampleRegion(app);
    await show(app, '#/history');
    await page.getByText(message('history.empty.heading', {}, language)).waitFor();
    await nameVersion(app, language, '初稿 <b>A</b>', '王强');
    await workAs(app, language, 'Alice');
    await show(app, '#/targets?depth=all');
    const before = await exact(steps.targetCell(app, UNIT, MONTH));
    await steps.typeTarget(app, UNIT, MONTH, TYPED[language].text);

    await show(app, '#/history');
    const difference = TYPED[language].minor - before;
    const sums = await shownSums(app);
    assert.equal(sums[UNIT][2], difference, 'the unit moved by what was typed');
    for (const [unit, [one, other, between]] of Object.entries(sums)) assert.equal(other - one, between, unit);
    const changed = page.locator(`st-change-list tr[data-path*=".${UNIT}/values"]`);
    assert.equal((await changed.locator('td').nth(5).innerText()).trim(), 'Alice');
    await page.locator('st-version-list [data-version]', { hasText: '初稿 <b>A</b>' }).waitFor();
    await app.assertAccessible('the history');

    // By person, by part, by words.
    const list = page.locator('st-change-list');
    await list.locator('select[name="room"]').selectOption('targets');
    await list.locator('input[type="search"]').fill('no such words');
    assert.equal(await list.locator('tbody tr').count(), 0);
    await list.locator('input[type="search"]').fill('');
    const [csv] = await Promise.all([page.waitForEvent('download'), list.locator('button.export').click()]);
    const lines = readFileSync(/** @type {string} */ (await csv.path()), 'utf8')
      .trim()
      .split('\r\n');
    assert.ok(
      lines.some((line) => line.includes('Alice')),
      lines[1],
    );

    // Back to the draft: told before it happens, one step, and that step back again.
    await page.locator('st-compare-panel button.restore').click();
    const dialog = page.locator('st-restore-dialog');
    await dialog.locator('button.primary:enabled').waitFor();
    const restored = await dialog.locator(`tr[data-unit="${UNIT}"] td`).nth(2);
    assert.equal(await exact(restored), -difference);
    await dialog.locator('button.primary').click();
    await page.getByText(message('history.same.heading', {}, language)).waitFor();
    await page.keyboard.press('Control+Z');
    await page.locator(`st-version-sums tr[data-unit="${UNIT}"]`).waitFor();
    assert.deepEqual(await shownSums(app), sums);

    await page.keyboard.press('Control+S');
    await steps.saveDialogReady(app);
    assert.equal(await page.locator('st-save-dialog input[name="history"]').isChecked(), true);
    const download = await steps.confirmSaving(app);
    const buffer = readFileSync(/** @type {string} */ (await download.path()));
    const name = download.suggestedFilename();

    const other = await openApp(t, { language, viewport: PHONE });
    await steps.chooseFile(other, steps.startWay(other, language, 'open'), {
      name,
      mimeType: 'application/octet-stream',
      buffer,
    });
    await other.page.locator('st-start-page').waitFor({ state: 'detached' });
    await show(other, '#/history');
    const draft = other.page.locator('st-version-list [data-version]', { hasText: '初稿 <b>A</b>' });
    assert.match(await draft.innerText(), /王强/);
    await draft.click();
    await other.page.locator(`st-version-sums tr[data-unit="${UNIT}"]`).waitFor();
    assert.deepEqual(await shownSums(other), sums);
    await show(other, '#/history?view=log');
    const people = await other.page.locator('st-change-log tbody tr td:nth-child(2)').allInnerTexts();
    assert.ok(people.includes('Alice'), people.join());
    await other.assertAccessible('the change log on a phone');
  });
}
