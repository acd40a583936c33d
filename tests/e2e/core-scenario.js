// The core of the manager's job for every browser: import, target, an edit, undo, the cockpit, a reload, the other language, a plan file.
// Written in the verbs of drivers/window.js; numbers are those worked out by hand in known-orders.js.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { t as message } from '../../web/i18n/messages.js';
import { catchDownloads, offeredFile } from './drivers/page-functions.js';
import { SMALL_REGION } from './known-orders.js';

/** @typedef {import('./drivers/window.js').BrowserWindow} BrowserWindow */
/** @typedef {'zh' | 'en'} Language */

/** What the small region sold in 2025: 1000·10·12 + 100·78·4 + 50·48 + 0.25·48. */
const SOLD = '153,612.00';
/** The target that is set, as the grid tells it exactly. */
const TARGET = { zh: '¥200,000.00', en: '$200,000.00' };
/** A region's year as typed and as the grid tells it exactly. */
const EDIT = { zh: { typed: '12', exact: '¥120,000.00' }, en: { typed: '120', exact: '$120,000.00' } };

/** @param {BrowserWindow} window @param {string} url @param {Language} language */
async function visit(window, url, language) {
  await window.goto(url);
  await window.evaluate((chosen) => localStorage.setItem('sandtable.language', chosen), language);
  await window.goto(url);
  await window.waitFor('st-start-page .ways button', { text: message('frame.start.import', {}, language) });
}

/** @param {BrowserWindow} window @param {Language} language */
async function importOrders(window, language) {
  const { path, shown } = SMALL_REGION[language];
  await window.dropFile({ name: 'orders.csv', type: 'text/csv', bytes: readFileSync(path) });
  const next = 'st-import-panel footer button.primary';
  await window.waitFor('st-column-mapping select');
  await window.click(next);
  await window.waitFor('st-import-check dl.figures');
  await window.click(next);
  await window.waitFor('st-import-write dl.changes');
  await window.click(next);
  await window.waitFor('st-import-report dl.figures');
  const [exact] = await window.attributes('st-import-panel dd[data-figure="amount"]', 'title');
  assert.equal(exact, shown.amount);
  assert.equal(await window.text('st-import-panel dd[data-figure="quantity"]'), shown.quantity);
  await window.click('st-organisation-panel footer button.primary');
  await window.waitFor('st-organisation-panel ol.levels li', { gone: true });
}

/** @param {BrowserWindow} window @param {Language} language */
async function setTarget(window, language) {
  const { year, targetTotal } = SMALL_REGION[language];
  await window.click('st-rail .links a[href^="#/targets"]');
  await window.click('st-targets-workspace st-empty button.primary');
  await window.select(`st-set-target-drawer select:has(option[value="${year}"])`, year);
  await window.fill('st-set-target-drawer .total input', targetTotal);
  await window.waitFor('st-decomposition-preview tfoot td');
  await window.click('st-set-target-drawer .actions button.primary:enabled');
  const [whole] = await yearCells(window, year);
  assert.ok(whole.startsWith(TARGET[language]), whole);
}

/** The exact values of a year's cells, top unit first. @param {BrowserWindow} window @param {string} year */
const yearCells = (window, year) => window.attributes(`st-targets-grid [data-row][data-key="${year}"]`, 'title');

/** @param {BrowserWindow} window @param {Language} language */
async function editRegion(window, language) {
  const { year } = SMALL_REGION[language];
  const { typed, exact } = EDIT[language];
  const rows = await window.attributes(`st-targets-grid [data-row][data-key="${year}"]`, 'data-row');
  const cell = `st-targets-grid [data-row="${rows[1]}"][data-key="${year}"]`;
  const before = await yearCells(window, year);
  await window.click(cell);
  await window.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))));
  await window.type(typed);
  await window.press('Enter');
  await window.click('st-change-preview button.primary:enabled');
  await window.waitFor(`${cell}.overridden:not(.changed)`);
  const after = await yearCells(window, year);
  assert.ok(after[1].startsWith(exact), after[1]);
  await window.press('z', ['Control']);
  await window.waitFor(`${cell}:not(.overridden)`);
  assert.deepEqual(await yearCells(window, year), before, 'undone');
  await window.press('y', ['Control']);
  await window.waitFor(`${cell}.overridden`);
  assert.deepEqual(await yearCells(window, year), after, 'done again');
}

/** The exact figures of the cockpit, free of signs of currency. @param {BrowserWindow} window */
async function cockpit(window) {
  await window.click('st-rail .links a[href^="#/cockpit"]');
  await window.waitFor('st-attainment-table tbody tr');
  const titles = [
    ...(await window.attributes('st-cockpit-workspace section.headline st-figure .line', 'title')),
    ...(await window.attributes('st-cockpit-workspace section.wide st-attainment-table tbody td button.link', 'title')),
  ];
  return titles.map((title) => title.match(/−?[¥$]?[\d,]+\.?\d*%?/g)?.join(' ') ?? '');
}

/** @param {BrowserWindow} window @param {Language} language @returns {Promise<import('./drivers/window.js').MadeFile>} */
async function savePlan(window, language) {
  await window.evaluate(catchDownloads);
  await window.press('s', ['Control']);
  await window.waitFor('st-save-dialog .total', { text: 'B' });
  await window.click('st-save-dialog button.primary:enabled');
  await window.waitFor('st-save-state .file');
  const file = await window.evaluate(offeredFile);
  assert.ok(file, `no file was offered (${language})`);
  assert.match(file.name, /\.sandtable$/);
  return { name: file.name, type: 'application/octet-stream', bytes: Buffer.from(file.base64, 'base64') };
}

/**
 * @param {() => Promise<BrowserWindow>} open a window of a browser that has no plan yet; asked for two of them
 * @param {{url: string, language: Language}} options
 */
export async function doCoreScenario(open, { url, language }) {
  const window = await open();
  await visit(window, url, language);
  await importOrders(window, language);
  await setTarget(window, language);
  await editRegion(window, language);
  const figures = await cockpit(window);
  assert.ok(
    figures.some((text) => text.includes(SOLD)),
    `${SOLD} in ${figures}`,
  );

  await window.waitFor('st-save-state .browser');
  await window.goto('about:blank');
  await window.goto(`${url}#/cockpit`);
  await window.waitFor('st-attainment-table tbody tr');
  assert.deepEqual(await cockpit(window), figures, 'after a reload');
  await window.click('st-top-bar button.wide[lang]');
  await window.waitFor('st-rail', { text: message('targets.title', {}, language === 'zh' ? 'en' : 'zh') });
  assert.deepEqual(await cockpit(window), figures, 'in the other language');
  const file = await savePlan(window, language);
  assert.deepEqual(window.problems, []);
  await window.close();

  const other = await open();
  await visit(other, url, language);
  await other.dropFile(file);
  await other.waitFor('st-attainment-table tbody tr');
  assert.deepEqual(await cockpit(other), figures, 'from the file, in another browser');
  assert.deepEqual(other.problems, []);
  await other.close();
}
