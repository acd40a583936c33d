// The manager's main job, start to end: a sales export becomes a plan with targets, edits, locks and actuals; it is saved,
// opened in another browser and shows the same numbers in both languages. Which browser, and how it gets the page, is the caller's.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatExact, plainDecimal } from '../../web/lib/numbers.js';
import { ask, tapEngine } from './engine-tap.js';
import { assertSame } from './first-difference.js';
import { sumYear } from './orders-by-hand.js';
import { settle } from './sample-region.js';
import * as steps from './steps.js';

/** @typedef {import('./harness.js').App} App */
/** @typedef {import('./known-orders.js').Orders} Orders */

/** What a window needs before the job can be watched. @param {import('playwright-core').BrowserContext} context */
export async function prepare(context) {
  await tapEngine(context);
  await steps.withoutSavePicker(context);
}

/** @param {App} app @param {Orders} orders */
async function importWithKnownTotals(app, { language, path, mapping, totals, shown }) {
  await steps.readOrders(app, language, path);
  const recognised = await steps.shownMapping(app);
  for (const [header, field] of Object.entries(mapping)) assert.equal(recognised[header], field, header);
  await steps.importOrders(app);

  const figure = (/** @type {string} */ name) => app.page.locator(`st-import-panel dd[data-figure="${name}"]`);
  assert.equal(await figure('rows').getAttribute('title'), String(totals.rows));
  assert.equal(await figure('amount').getAttribute('title'), shown.amount);
  assert.equal(await figure('margin').getAttribute('title'), shown.margin);
  assert.equal((await figure('quantity').innerText()).trim(), shown.quantity);

  const { rows, rejected, amount, margin, quantity } = await ask(app, 'performance.summary');
  assert.deepEqual({ rows, rejected, amount, margin, quantity }, { ...totals, rejected: 0 });

  await app.page.locator('st-data-tables a[href*="view=records"]').click();
  const footer = app.page.locator('st-records-view st-record-table nav');
  await footer.waitFor();
  assert.ok(
    (await footer.innerText()).includes(shown.amount.slice(1)),
    'the order lines add up to the published amount',
  );
  await app.page.goBack();
}

/** @param {App} app @param {string} year */
const viewTargets = (app, year) =>
  ask(
    app,
    'targets.view',
    { metric: 'revenue', year, tier: 'base', grain: 'month', compareYear: String(Number(year) - 1) },
    ['values', 'reserve', 'history'],
  );

/**
 * A unit's target over some months of the year, 1…12.
 * @param {any} view @param {string} id @param {number} [first] @param {number} [last]
 * @returns {number}
 */
function targetOf(view, id, first = 1, last = 12) {
  const at = view.units.findIndex((/** @type {any} */ unit) => unit.id === id) * view.periods.length;
  return view.columns.values
    .slice(at + first - 1, at + last)
    .reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
}

/** Every parent is the sum of its children and its reserve, month by month. @param {any} view */
function assertAddsUp({ units, periods, columns: { values, reserve } }) {
  units.forEach((/** @type {any} */ unit, /** @type {number} */ at) => {
    const children = units.flatMap((/** @type {any} */ child, /** @type {number} */ i) =>
      child.parent === unit.id ? [i] : [],
    );
    if (children.length === 0) return;
    periods.forEach((/** @type {string} */ period, /** @type {number} */ p) => {
      const parts = children.reduce(
        (/** @type {number} */ sum, /** @type {number} */ i) => sum + values[i * periods.length + p],
        0,
      );
      const held = reserve[at * periods.length + p] ?? 0;
      assert.equal(parts + held, values[at * periods.length + p], `${unit.name} ${period}`);
    });
  });
}

/**
 * Three edits, each locked: a region's year, another region's first quarter, and a month of a city below the locked region.
 * @param {App} app @param {Orders} orders @returns {Promise<{unit: string, period: string, months: [number, number], minor: number}[]>}
 */
async function editThreeCells(app, { language, year }) {
  const before = await viewTargets(app, year);
  const [root] = before.units;
  const [first, second] = before.units.filter((/** @type {any} */ { parent }) => parent === root.id);
  const city = before.units.find(
    (/** @type {any} */ { id, parent }) => parent === first.id && targetOf(before, id, 3, 3) > 0,
  );
  /** @param {string} unit @param {string} period @param {[number, number]} months @param {number} share */
  const grown = (unit, period, months, share) => {
    const minor = Math.round(targetOf(before, unit, ...months) * share) + 7;
    return { unit, period, months, minor };
  };
  const edits = [
    grown(first.id, year, [1, 12], 1.07),
    grown(second.id, `${year}-Q1`, [1, 3], 0.95),
    grown(city.id, `${year}-03`, [3, 3], 1.1),
  ];
  const digits = language === 'zh' ? 6 : 5; // typed in 万元 or K
  for (const { unit, period, minor } of edits) {
    if (unit === city.id) await steps.targetCell(app, first.id, 'name').locator('button.toggle').click();
    await steps.typeTarget(app, unit, period, plainDecimal(minor, digits));
    await steps.lockTarget(app, language, unit, period);
  }
  return edits;
}

/** @param {App} app */
const targetsOfPlan = async (app) => (await ask(app, 'plan.get', { parts: ['targets', 'targetSets'] })).parts;

/** The exact values and the words of the cockpit's headline and table. @param {App} app */
async function readCockpit(app) {
  await steps.goTo(app, 'cockpit');
  await app.page.locator('st-attainment-table tbody tr').first().waitFor();
  const titles = (/** @type {string} */ selector) =>
    app.page.locator(selector).evaluateAll((all) => all.map((element) => element.getAttribute('title')));
  const headline = await titles('st-cockpit-workspace section.headline st-figure .line');
  const rows = await titles('st-cockpit-workspace section.wide st-attainment-table tbody td button.link');
  return { headline, rows };
}

/** The exact values of the cells on screen in a page just loaded, without the marks told with them. @param {App} app */
async function readGrid(app) {
  await app.goto('#/targets?depth=all');
  await app.page.reload();
  await app.page.locator('st-targets-grid [data-row][data-key]').first().waitFor();
  await settle(app);
  const cells = await app.page.locator('st-targets-grid [data-row][data-key]').evaluateAll((all) =>
    all.map((cell) => {
      const { row, key } = /** @type {HTMLElement} */ (cell).dataset;
      return [`${row} ${key}`, /^−?[¥$]−?[\d.,]*\d/.exec(cell.getAttribute('title') ?? '')?.[0] ?? ''];
    }),
  );
  return Object.fromEntries(cells.filter(([name]) => !/(name|growth)$/.test(name)));
}

/** Everything that must survive: the engine's answers and what is drawn. @param {App} app @param {string} year */
async function allNumbers(app, year) {
  const attainment = (/** @type {string} */ period) =>
    ask(app, 'performance.attainment', { metric: 'revenue', tier: 'base', period });
  return {
    view: await viewTargets(app, year),
    year: await attainment(year),
    quarter: await attainment(`${year}-Q2`),
    month: await attainment(`${year}-11`),
    grid: await readGrid(app),
    cockpit: await readCockpit(app),
  };
}

/** @param {App} app @param {Orders} orders */
async function assertActualsAgainstTarget(app, { path, columns, year, shown }) {
  const byHand = sumYear(path, columns, year);
  const minor = (/** @type {number} */ amount) => Math.round(amount / 100);
  const { units } = await ask(app, 'performance.attainment', { metric: 'revenue', tier: 'base', period: year });
  const [root] = units;
  assert.equal(root.actualMinor, minor(byHand.total));
  for (const [name, amount] of Object.entries(byHand.regions)) {
    const region = units.find((/** @type {any} */ unit) => unit.parent === root.id && unit.name === name);
    // Cents of regions add up to the cent of the whole, so one may be a cent off its own rounding.
    assert.ok(Math.abs(region.actualMinor - minor(amount)) <= 1, `${name}: ${region.actualMinor} for ${amount}`);
  }
  const { headline } = await readCockpit(app);
  const money = (/** @type {number} */ value) => `${shown.amount[0]}${formatExact(value, 2)}`;
  assert.ok(headline.includes(money(root.actualMinor)), `actual ${money(root.actualMinor)} in ${headline}`);
  assert.ok(headline.includes(money(root.targetMinor)), `target ${money(root.targetMinor)} in ${headline}`);
}

/** @param {import('node:test').TestContext} t */
function fileInFolderOfItsOwn(t) {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-plan-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'plan.sandtable');
}

/**
 * @param {import('node:test').TestContext} t
 * @param {Orders} orders
 * @param {() => Promise<App>} open a window of a browser that has no plan yet, opened with `prepare`; asked for two of them
 */
export async function doMainJob(t, orders, open) {
  const { language, year, targetMinor } = orders;
  const app = await open();
  await importWithKnownTotals(app, orders);
  await steps.useLevels(app, language, ['region', 'city']);
  await steps.goTo(app, 'targets');
  await steps.setTarget(app, { year, total: orders.targetTotal });

  const decomposed = await viewTargets(app, year);
  assert.equal(targetOf(decomposed, decomposed.units[0].id), targetMinor);
  assertAddsUp(decomposed);
  const before = await targetsOfPlan(app);

  const edits = await editThreeCells(app, orders);
  const edited = await viewTargets(app, year);
  for (const { unit, period, months, minor } of edits) {
    assert.equal(targetOf(edited, unit, ...months), minor, `${unit} ${period} as typed`);
    const { locked } = edited.units.find((/** @type {any} */ { id }) => id === unit);
    assert.deepEqual(locked, [period]);
  }
  assertAddsUp(edited);

  const after = await targetsOfPlan(app);
  await steps.step(app, 'undo', 6);
  assertSame(await targetsOfPlan(app), before, 'after undo');
  await steps.step(app, 'redo', 6);
  assertSame(await targetsOfPlan(app), after, 'after redo');

  await assertActualsAgainstTarget(app, orders);
  const saved = await allNumbers(app, year);
  const file = fileInFolderOfItsOwn(t);
  await steps.savePlanWithData(app, language, file);
  await app.close();

  const other = await open();
  await steps.chooseFile(other, steps.startWay(other, language, 'open'), file);
  await other.page.locator('st-attainment-table').first().waitFor();
  assertSame(await allNumbers(other, year), saved, 'in another browser');

  await other.page.locator('st-top-bar button.wide[lang]').click();
  await other.page.waitForFunction(
    (lang) => document.documentElement.lang.startsWith(lang),
    language === 'zh' ? 'en' : 'zh',
  );
  assertSame(await allNumbers(other, year), saved, 'in the other language');
  assert.deepEqual((await ask(other, 'plan.check')).issues, []);
}
