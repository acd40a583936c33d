// What a manager does on the page, as steps that scenarios share: import, organisation, target, edits, files.
import assert from 'node:assert/strict';
import { t as message } from '../../web/i18n/messages.js';
import { settle } from './sample-region.js';

/** @typedef {import('./harness.js').App} App */
/** @typedef {'zh' | 'en'} Language */
/** @typedef {string | {name: string, mimeType: string, buffer: Buffer}} FileChoice a path, or a file made up */

/** @param {App} app @param {import('playwright-core').Locator} opener what opens the picker @param {FileChoice} file */
export async function chooseFile(app, opener, file) {
  const [chooser] = await Promise.all([app.page.waitForEvent('filechooser'), opener.click()]);
  await chooser.setFiles(/** @type {any} */ (file));
}

/** A way on the start page. @param {App} app @param {Language} language @param {'import' | 'open' | 'sample'} way */
export const startWay = (app, language, way) =>
  app.page.locator('st-start-page .ways button', { hasText: message(`frame.start.${way}`, {}, language) });

/**
 * Start page → data → a file chosen → its columns shown; nothing is imported yet.
 * @param {App} app @param {Language} language @param {FileChoice} file
 */
export async function readOrders(app, language, file) {
  await startWay(app, language, 'import').click();
  await chooseFile(app, app.page.locator('st-import-panel .drop button.primary'), file);
  await app.page.locator('st-column-mapping select').first().waitFor();
}

/** The field each column is taken for. @param {App} app @returns {Promise<Record<string, string>>} header → field */
export async function shownMapping(app) {
  const rows = await app.page.locator('st-column-mapping tbody tr').all();
  const pairs = rows.map(async (row) => [
    await row.locator('td.header').innerText(),
    await row.locator('select').inputValue(),
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}

/** From the columns to what writing would do. @param {App} app */
export async function checkOrders(app) {
  const next = app.page.locator('st-import-panel footer button.primary');
  await next.click();
  await app.page.locator('st-import-check dl.figures').waitFor();
  await next.click();
  await app.page.locator('st-import-write dl.changes').waitFor();
}

/**
 * Chooses how the rows go into what is there and waits for what that would change.
 * @param {App} app @param {'upsert' | 'append' | 'replace'} way
 */
export async function chooseWay(app, way) {
  const choice = app.page.locator(`st-import-write input[value="${way}"]`);
  if (await choice.isChecked()) return;
  await choice.click();
  await app.page.locator('st-import-write dl.changes').waitFor();
  await settle(app);
}

/** What writing would do, as shown: change → number. @param {App} app @returns {Promise<Record<string, string>>} */
export async function shownChanges(app) {
  const figures = await app.page.locator('st-import-write dd[data-change]').all();
  const pairs = figures.map(async (figure) => [
    await figure.getAttribute('data-change'),
    (await figure.innerText()).trim(),
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}

/** Writes what has been checked and waits for the report. @param {App} app */
export async function writeOrders(app) {
  await app.page.locator('st-import-panel footer button.primary').click();
  await app.page.locator('st-import-report dl.figures').waitFor();
  await settle(app);
}

/**
 * Imports the file that has been read and waits for the report.
 * @param {App} app @param {'upsert' | 'append' | 'replace'} [way] into rows that are there; as proposed otherwise
 */
export async function importOrders(app, way) {
  await checkOrders(app);
  if (way) await chooseWay(app, way);
  await writeOrders(app);
}

/**
 * Makes these columns the organisation's levels, top first, whatever was suggested.
 * @param {App} app @param {Language} language @param {string[]} levels fields
 */
export async function useLevels(app, language, levels) {
  const panel = app.page.locator('st-organisation-panel');
  const choices = panel.locator('ol.levels li');
  await choices.first().waitFor();
  const choice = (/** @type {string} */ name) =>
    choices.filter({ has: app.page.getByText(new RegExp(`^(\\d+\\. )?${name}$`)) }).locator('input');
  const wanted = levels.map((level) => message(`data.field.${level}`, {}, language));
  for (const text of await choices.locator('label > span:first-of-type').allInnerTexts()) {
    const name = text.replace(/^\d+\. /, '');
    if (!wanted.includes(name)) await choice(name).setChecked(false);
  }
  for (const name of wanted) await choice(name).setChecked(true);
  await settle(app);
  await panel.locator('footer button.primary').click();
  await choices.first().waitFor({ state: 'detached' });
  await settle(app);
}

/**
 * Sets and decomposes a revenue target in the drawer.
 * @param {App} app @param {{year: string, total: string}} target total as typed
 */
export async function setTarget(app, { year, total }) {
  const drawer = app.page.locator('st-set-target-drawer');
  await app.page.locator('st-targets-workspace st-empty button.primary').click();
  await drawer.locator('select').nth(1).selectOption(year);
  await drawer.locator('.total input').first().fill(total);
  await settle(app);
  await drawer.locator('st-decomposition-preview tfoot td').first().waitFor();
  await drawer.locator('.actions button.primary').click();
  await drawer.waitFor({ state: 'detached' });
  await app.page.locator('st-targets-grid revo-grid').waitFor();
  await settle(app);
}

/** @param {App} app @param {string} unit id @param {string} period or "name" */
export const targetCell = (app, unit, period) =>
  app.page.locator(`st-targets-grid [data-row="${unit}"][data-key="${period}"]`);

/**
 * Types into a cell that has not been edited before; where the change is previewed, applies it.
 * @param {App} app @param {string} unit id @param {string} period @param {string} text
 */
export async function typeTarget(app, unit, period, text) {
  await targetCell(app, unit, period).click();
  await nextFrames(app);
  await app.page.keyboard.type(text);
  await app.page.keyboard.press('Enter');
  const done = app.page.locator(`st-targets-grid [data-row="${unit}"][data-key="${period}"].overridden:not(.changed)`);
  const apply = app.page.locator('st-change-preview button.primary:enabled');
  await apply.or(done).first().waitFor();
  if (await apply.isVisible()) await apply.click();
  await done.waitFor();
  await settle(app);
}

/** Nobody types within the two frames a grid takes to draw the cell that was clicked as the focused one. @param {App} app */
const nextFrames = (app) =>
  app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** @param {App} app @param {Language} language @param {string} unit id @param {string} period */
export async function lockTarget(app, language, unit, period) {
  await targetCell(app, unit, period).click();
  await app.page
    .locator('st-cell-bar .actions button', { hasText: message('targets.action.lock', {}, language) })
    .click();
  await app.page.locator(`st-targets-grid [data-row="${unit}"][data-key="${period}"].locked`).waitFor();
  await settle(app);
}

/** Each step is waited for: the button then offers the next one. @param {App} app @param {'undo' | 'redo'} which @param {number} times */
export async function step(app, which, times) {
  const button = app.page.locator('st-top-bar button.icon', { has: app.page.locator(`st-icon[name="${which}"]`) });
  for (let i = 0; i < times; i++) {
    const offered = await button.getAttribute('aria-label');
    await button.click();
    await app.page.waitForFunction(
      ([element, label]) => /** @type {Element} */ (element).getAttribute('aria-label') !== label,
      /** @type {const} */ ([await button.elementHandle(), offered]),
    );
  }
  await settle(app);
}

/** @param {App} app @param {string} workspace id */
export async function goTo(app, workspace) {
  await app.page.locator(`st-rail .links a[href^="#/${workspace}"]`).click();
  await app.page.locator(`st-${workspace}-workspace`).waitFor();
  await settle(app);
}

/**
 * Opens the question how to save through the plan menu, and waits until it knows the sizes.
 * @param {App} app @param {Language} language
 */
export async function openSaveDialog(app, language) {
  await app.page.locator('st-top-bar button.name').click();
  await app.page.getByRole('menuitem', { name: message('frame.command.saveAs', {}, language) }).click();
  await saveDialogReady(app);
}

const saveButton = (/** @type {App} */ app) => app.page.locator('st-save-dialog button.primary');

/** @param {App} app */
export const saveDialogReady = (app) => app.page.locator('st-save-dialog .total', { hasText: /[KM]?B/ }).waitFor();

/**
 * Answers the question how to save in a browser that downloads.
 * @param {App} app @returns {Promise<import('playwright-core').Download>}
 */
export async function confirmSaving(app) {
  const [download] = await Promise.all([app.page.waitForEvent('download'), saveButton(app).click()]);
  await app.page.locator('st-save-dialog dialog').waitFor({ state: 'detached' });
  return download;
}

/**
 * Saves the plan with its data, as proposed, in a browser that downloads.
 * @param {App} app @param {Language} language @param {string} path where the file is to be
 */
export async function savePlanWithData(app, language, path) {
  await openSaveDialog(app, language);
  await app.page.locator('st-save-dialog input[value="everything"]:checked').waitFor();
  const download = await confirmSaving(app);
  assert.match(download.suggestedFilename(), /\.sandtable$/);
  await download.saveAs(path);
}

/** As in browsers without a save picker: the file comes as a download. @param {import('playwright-core').BrowserContext} context */
export async function withoutSavePicker(context) {
  await context.addInitScript(() => {
    /** @type {any} */ (window).showSaveFilePicker = undefined;
  });
}

/**
 * Gives the open plan another name, as a manager would.
 * @param {import('playwright-core').Page} page @param {string} name
 */
export async function renamePlan(page, name) {
  await page.keyboard.press('F2');
  const field = page.locator('st-top-bar input.name');
  await field.fill(name);
  await field.press('Enter');
  await page.locator('st-top-bar .name', { hasText: name }).waitFor();
}
