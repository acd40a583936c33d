// What leaves the page: every export of the screen at hand, and what is wrong with it as somebody else's program would read it.
import { readFile } from 'node:fs/promises';

/** @typedef {import('../e2e/harness.js').App} App */

const FORMULA = /(?:^|[,\r\n])"?[=+@\t＝＋－＠]|(?:^|[,\r\n])"?-(?![\d.]+(?:[,\r\n"]|$))/;

/** @param {App} app @param {import('playwright-core').Locator} button */
async function downloaded(app, button) {
  const [download] = await Promise.all([app.page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** A name that file systems, mail programs and people take for what it is. @param {string} name */
const faultsOfName = (name) =>
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/.test(name) || name.length > 200
    ? [`file name ${JSON.stringify(name)}`]
    : [];

/** @param {string} text */
export const faultsOfCsv = (text) => {
  const found = FORMULA.exec(text);
  return found ? [`a spreadsheet would run ${JSON.stringify(text.slice(found.index, found.index + 40))}`] : [];
};

/**
 * Whatever in a drawing could run or load something.
 * @param {App} app @param {string} svg @returns {Promise<string[]>}
 */
const faultsOfSvg = (app, svg) =>
  app.page.evaluate((source) => {
    const drawing = new DOMParser().parseFromString(source, 'image/svg+xml');
    const bad = [...drawing.querySelectorAll('*')].filter(
      (element) =>
        /^(script|foreignObject|a|image|use|iframe|parsererror)$/i.test(element.localName) ||
        element.getAttributeNames().some((name) => /^on|href$/i.test(name)),
    );
    return bad.map((element) => `the drawing holds ${element.outerHTML.slice(0, 120)}`);
  }, svg);

/**
 * Takes every chart of the screen out as CSV and as a drawing.
 * @param {App} app a page without policy: it lets the test parse drawings @returns {Promise<{charts: number, faults: string[]}>}
 */
export async function faultsOfChartExports(app) {
  const menus = await app.page.locator('st-chart-export').all();
  const faults = [];
  let drawings = 0;
  for (const menu of menus) {
    const open = () => menu.locator('button[aria-haspopup]').click();
    await open();
    const csv = await downloaded(app, menu.locator('button[data-as="csv"]'));
    faults.push(...faultsOfName(csv.name), ...faultsOfCsv(csv.text));
    await open();
    const drawing = menu.locator('button[data-as="svg"]:enabled');
    if ((await drawing.count()) === 0) {
      await app.page.keyboard.press('Escape'); // the export of a table
      continue;
    }
    const svg = await downloaded(app, drawing);
    faults.push(...faultsOfName(svg.name), ...(await faultsOfSvg(app, svg.text)));
    drawings += 1;
  }
  return { charts: drawings, faults };
}

/** A table that a button writes as CSV. @param {App} app @param {import('playwright-core').Locator} button @returns {Promise<string[]>} */
export async function faultsOfTableExport(app, button) {
  const { name, text } = await downloaded(app, button);
  return [...faultsOfName(name), ...faultsOfCsv(text)];
}
