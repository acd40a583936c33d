// The e-mail round of a region: parts go to six city owners, each works in a browser of their own, all come back and are merged with
// two real conflicts; the totals are those of an independent sum, merging twice changes nothing, and the order does not matter.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setLanguage } from '../../web/i18n/language.js';
import { t as message } from '../../web/i18n/messages.js';
import { readContainer } from '../../web/storage/container/read.js';
import { assertSame } from './first-difference.js';
import { openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';
import * as steps from './steps.js';

/** @typedef {import('./harness.js').App} App */
/** @typedef {{name: string, mimeType: string, buffer: Buffer}} MailedFile */

const CITIES = ['shanghai', 'hangzhou', 'nanjing', 'suzhou', 'ningbo', 'hefei'];
/** What each owner types, in 10,000 yuan: the channel's dealer 1, in March. Hefei works in English. */
const TYPED = { shanghai: '120', hangzhou: '91.5', nanjing: '66.66', suzhou: '70', ningbo: '55.01', hefei: '48' };
/** What the region changes in the same cells meanwhile. */
const MEANWHILE = { shanghai: '100', hangzhou: '88' };
const MONTH = '2026-03';
const prepare = steps.withoutSavePicker;

const repOf = (/** @type {string} */ city) => `${city}-dealer-1`;
const inMinor = (/** @type {string} */ tenThousands) => Math.round(Number(tenThousands) * 1e6);

/** @param {import('playwright-core').Download} download @returns {Promise<MailedFile>} */
async function mailed(download) {
  const buffer = readFileSync(/** @type {string} */ (await download.path()));
  return { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
}

/** Saves the open plan and reads the document back. @param {App} app @returns {Promise<{file: MailedFile, text: string, plan: any}>} */
async function saved(app) {
  const answered = app.page.waitForEvent('download');
  await app.page.keyboard.press('Control+Shift+S');
  await steps.saveDialogReady(app);
  const alone = app.page.locator('st-save-dialog input[value="plan"]');
  if ((await alone.count()) > 0) await alone.check(); // without order lines there is nothing to choose
  await app.page.locator('st-save-dialog button.primary').click();
  const file = await mailed(await answered);
  await app.page.locator('st-save-dialog dialog').waitFor({ state: 'detached' });
  const { plan: text } = await readContainer(new Blob([new Uint8Array(file.buffer)]));
  return { file, text, plan: JSON.parse(text) };
}

/** The year of everything below the top, added up by hand: leaf targets and reserves, nothing else is stored. @param {any} plan */
const sumOf = (plan) =>
  Object.values(plan.collections.targets)
    .flatMap((/** @type {any} */ { values, reserve }) => values ?? reserve)
    .reduce((sum, minor) => sum + minor, 0);

/** @param {any} plan @param {string} unit @returns {number} the target of the month */
const marchOf = (plan, unit) =>
  /** @type {any} */ (Object.values(plan.collections.targets)).find((/** @type {any} */ row) => row.unit === unit)
    .values[2];

/** Ticks the six cities and makes their files. @param {App} app @returns {Promise<MailedFile[]>} in the order of CITIES */
async function sendParts(app) {
  const { page } = app;
  await app.goto('#/exchange');
  await page
    .locator('st-unit-picker li', { has: page.locator('input[value="unit:east"]') })
    .locator('button')
    .click();
  for (const city of CITIES) await page.locator(`st-unit-picker input[value="unit:${city}"]`).check();
  await page.getByRole('radio', { name: message('exchange.terms.total.proposed', {}, 'zh') }).click();
  await page.locator('st-slice-rules table').waitFor();
  await settle(app);
  /** @type {import('playwright-core').Download[]} */
  const downloads = [];
  page.on('download', (download) => downloads.push(download));
  await page.locator('st-slice-panel [data-action="make"]').click();
  await page
    .locator('st-sent-files li')
    .nth(CITIES.length - 1)
    .waitFor();
  await assert.doesNotReject(waitUntil(() => downloads.length === CITIES.length));
  const files = await Promise.all(downloads.map(mailed));
  page.removeAllListeners('download');
  const links = await page.locator('st-sent-files [data-mail]').all();
  await links[0].click();
  const href = String(await page.locator('st-sent-files st-mail-card a').getAttribute('href'));
  assert.ok(href.startsWith('mailto:') && href.length <= 1900);
  assert.ok(decodeURIComponent(href).includes(files[0].name), 'the mail names its attachment');
  return files;
}

/** @param {() => boolean} done */
async function waitUntil(done) {
  for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  if (!done()) throw new Error('not within ten seconds');
}

/**
 * An owner opens the part, changes one target, and sends it back.
 * @param {import('node:test').TestContext} t @param {string} city @param {MailedFile} file @param {steps.Language} language
 * @returns {Promise<MailedFile>}
 */
async function workApart(t, city, file, language) {
  const app = await openApp(t, { language, prepare });
  await steps.chooseFile(app, steps.startWay(app, language, 'open'), file);
  const note = app.page.locator('st-part-note');
  await note.getByText(message('exchange.note.proposed', {}, language)).waitFor();
  await app.goto('#/exchange');
  await app.page.locator('st-return-panel input[name="sender"]').fill(`owner of ${city}`);
  await app.page.locator('st-return-panel input[name="sender"]').blur();
  await app.goto('#/targets?depth=all');
  await app.page.locator('st-targets-grid revo-grid').waitFor();
  await settle(app);
  const typed = /** @type {Record<string, string>} */ (TYPED)[city];
  await steps.typeTarget(app, repOf(city), MONTH, language === 'en' ? `${Number(typed) * 10}` : typed);
  await note.locator('a.button').click();
  await app.page.locator('st-return-panel [data-refused="0"]').waitFor();
  if (city === 'shanghai') await app.assertAccessible('sending a part back');
  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    app.page.locator('st-return-panel [data-action="return"]').click(),
  ]);
  const back = await mailed(download);
  await app.page.locator('st-return-panel st-mail-card').waitFor();
  await app.close();
  return back;
}

/** @param {App} app @param {MailedFile[]} files */
async function bring(app, files) {
  await app.goto('#/exchange?view=merge');
  const [chooser] = await Promise.all([
    app.page.waitForEvent('filechooser'),
    app.page.locator('st-merge-panel [data-action="choose"]').click(),
  ]);
  await chooser.setFiles(files);
}

/** @param {App} app @param {MailedFile} file @param {string} name */
const dropOn = (app, file, name) =>
  app.page.locator('st-merge-panel .drop').evaluate(
    (element, { base64, fileName }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], fileName));
      element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    },
    { base64: file.buffer.toString('base64'), fileName: name },
  );

/** @param {App} app @param {MailedFile} file */
const arrival = (app, file) => app.page.locator('st-merge-panel li', { hasText: file.name });

/**
 * Looks at a file that was brought, decides what has to be decided, and merges it.
 * @param {App} app @param {string} city @param {MailedFile} file
 */
async function merge(app, city, file) {
  const { page } = app;
  await arrival(app, file).locator('button').first().click();
  await page.locator('st-merge-preview [data-taken]').waitFor();
  const go = page.locator('st-merge-panel [data-action="merge"]');
  const conflicts = page.locator('st-conflict-list tbody tr');
  if (city in MEANWHILE) {
    assert.equal(await conflicts.count(), 1, `${city} and the region set one cell`);
    assert.equal(await go.isDisabled(), true, 'a conflict is decided first');
    await conflicts.locator(`input[value="${city === 'shanghai' ? 'theirs' : 'mine'}"]`).check();
    await page.locator('st-conflict-list [role="status"].good').waitFor();
  } else assert.equal(await conflicts.count(), 0);
  await settle(app);
  await go.click();
  await page.locator('st-merge-panel li[data-state="merged"]', { hasText: file.name }).waitFor();
}

/** @param {App} app */
const march = (app) => app.goto('#/targets?depth=all');

test('six owners work apart and everything comes together: conflicts decided, totals exact, once and in any order', async (t) => {
  setLanguage('zh');
  const region = await openApp(t, { language: 'zh', prepare });
  await openSampleRegion(region);
  const sent = await saved(region);
  const parts = await sendParts(region);
  assert.match(parts[0].name, /^.+ · 上海 .+ · 第1轮 · \d{4}-\d\d-\d\d\.sandtable$/);

  /** @type {MailedFile[]} */
  const back = [];
  for (const [at, city] of CITIES.entries())
    back.push(await workApart(t, city, parts[at], city === 'hefei' ? 'en' : 'zh'));
  assert.match(back[0].name, /第1轮回传/);

  await march(region);
  await region.page.locator('st-targets-grid revo-grid').waitFor();
  await settle(region);
  for (const [city, typed] of Object.entries(MEANWHILE)) await steps.typeTarget(region, repOf(city), MONTH, typed);
  const before = await saved(region);

  await bring(region, back);
  await region.page
    .locator('st-merge-panel li[data-state="ready"]')
    .nth(CITIES.length - 1)
    .waitFor();
  await settle(region);
  await region.assertAccessible('merging with a conflict');
  for (const [at, city] of CITIES.entries()) await merge(region, city, back[at]);
  const merged = await saved(region);

  const kept = { ...TYPED, hangzhou: MEANWHILE.hangzhou };
  for (const city of CITIES) {
    const typed = /** @type {Record<string, string>} */ (kept)[city];
    assert.equal(marchOf(merged.plan, repOf(city)), inMinor(typed), city);
  }
  const expected = Object.entries(kept).reduce(
    (sum, [city, typed]) => sum + inMinor(typed) - marchOf(sent.plan, repOf(city)),
    sumOf(sent.plan),
  );
  assert.equal(sumOf(merged.plan), expected, 'to the cent');

  await region.goto('#/exchange?view=rounds');
  await region.page.locator('st-rounds-panel tbody tr').first().waitFor();
  const done = region.page.locator('st-rounds-panel tbody st-round-status .good');
  assert.equal(await done.count(), CITIES.length, 'every round is merged');

  await region.goto('#/exchange?view=merge');
  await dropOn(region, back[0], 'again.sandtable');
  await region.page.locator('st-merge-panel [data-already]').waitFor();
  assert.equal(await region.page.locator('st-merge-panel [data-action="merge"]').isDisabled(), true);
  assert.equal((await saved(region)).text, merged.text, 'merging twice is merging once');

  const other = await openApp(t, { language: 'zh', prepare });
  other.page.on('filechooser', () => {}); // pickers are caught from here on: a key may open one before a later listener stands
  await steps.chooseFile(other, steps.startWay(other, 'zh', 'open'), before.file);
  await other.page.locator('st-cockpit-workspace').waitFor();
  await settle(other);
  const [chooser] = await Promise.all([other.page.waitForEvent('filechooser'), other.page.keyboard.press('Control+O')]);
  await chooser.setFiles(back[5]);
  await arrival(other, back[5]).waitFor();
  await merge(other, CITIES[5], back[5]);
  for (const at of [4, 3, 2, 1, 0]) {
    await bring(other, [back[at]]);
    await other.page.locator('st-merge-panel li[data-state="ready"]', { hasText: back[at].name }).waitFor();
    await merge(other, CITIES[at], back[at]);
  }
  assert.equal((await saved(other)).text, merged.text, 'whatever the order');

  await historyTells(region);
  await undoAll(region, merged.text, before.text);
});

/** Who did what: a version for every merge, newest first, and the sums that have moved since a part went out. @param {App} region */
async function historyTells(region) {
  await region.goto('#/history');
  const list = region.page.locator('st-version-list');
  for (const city of CITIES) await list.getByText(`owner of ${city}`).first().waitFor();
  assert.ok((await list.getByText('第 1 轮').count()) >= CITIES.length);

  await region.goto('#/history?view=log');
  const log = region.page.locator('st-change-log');
  for (const city of CITIES) {
    await log.locator('select[name="person"]').selectOption(`owner of ${city}`);
    assert.ok((await log.locator('tbody tr').count()) > 0, `what the owner of ${city} did is told here`);
  }
}

/** Every merge is one step of undo; that of Hangzhou, where the region's own value stayed, changed nothing. @param {App} region @param {string} merged @param {string} before */
async function undoAll(region, merged, before) {
  assert.notEqual(merged, before);
  for (let i = 1; i < CITIES.length; i++) await steps.step(region, 'undo', 1);
  const { collections } = (await saved(region)).plan;
  assertSame(collections, JSON.parse(before).collections, 'as before the merges');
}

test('an encrypted part opens with its passphrase only; as it was sent it is nothing to merge, but can be looked at as its owner would', async (t) => {
  setLanguage('en');
  const region = await openApp(t, { language: 'en', prepare });
  const { page } = region;
  await openSampleRegion(region);
  await region.goto('#/exchange');
  await page.locator('st-unit-picker input[type="search"]').fill('Shanghai');
  await page.locator('st-unit-picker input[value="unit:shanghai"]').check();
  await page.locator('st-send-terms input[name="encrypt"]').check();
  await page.locator('st-slice-rules table').waitFor();
  await page.locator('st-slice-panel [data-action="make"]').click();
  const dialog = page.locator('st-choose-passphrase');
  await dialog.locator('button[data-action="suggest"]').click();
  const passphrase = await dialog.locator('[data-field="text"] input').inputValue();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.locator('button.primary').click()]);
  const part = await mailed(download);
  assert.ok(!part.buffer.includes('Shanghai') && !part.buffer.includes('roots'), 'nothing can be read in it');
  await region.assertAccessible('files that were made');

  await bring(region, [part]);
  await page.locator('st-open-passphrase input').fill(passphrase);
  await page.keyboard.press('Enter');
  await page
    .locator('st-merge-panel')
    .getByText(message('exchange.merge.untouched', {}, 'en'))
    .waitFor();
  await page.getByRole('button', { name: message('exchange.merge.openPart', {}, 'en') }).click();
  await page.locator('st-open-passphrase input').fill(passphrase);
  await page.keyboard.press('Enter');
  await page.locator('st-part-note .banner').waitFor();
  await page.locator('st-targets-grid revo-grid').waitFor();
  await settle(region);

  const answered = page.waitForEvent('download');
  await page.keyboard.press('Control+S');
  const kept = await mailed(await answered);
  const { header } = await readContainer(new Blob([new Uint8Array(kept.buffer)]), {
    passphrase: async () => passphrase,
  });
  assert.equal(header.kind, 'slice', 'saved as the part it is, and encrypted as it came');
});
