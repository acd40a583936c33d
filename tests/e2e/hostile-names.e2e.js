// Names meant to break pages, in an orders file and in a plan file, on every screen and in every export: they stay text, the page keeps
// its shape, and they come back as they were; also where the page has no policy that would stop them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { readContainer } from '../../web/storage/container/read.js';
import { faultsOfChartExports, faultsOfCsv, faultsOfTableExport } from '../hostile/exports.js';
import { NAMES } from '../hostile/names.js';
import { hostileOrders } from '../hostile/orders.js';
import { hostilePlan } from '../hostile/plans.js';
import { keepViolations, misdeeds, watch } from '../hostile/witness.js';
import { DESKTOP, openApp } from './harness.js';
import { faultsOf } from './page-checks.js';
import { settle } from './sample-region.js';
import { MORE_OF_A_FULL_PLAN, WORKSPACES, faultsOfOverlays, faultsOfScreens } from './screens.js';
import * as steps from './steps.js';

/** @param {import('playwright-core').BrowserContext} context */
async function prepare(context) {
  await steps.withoutSavePicker(context);
  await keepViolations(context);
}

test('names that look like script, formulas or walls of text stay text on every screen', async (t) => {
  const app = await openApp(t, { language: 'en', prepare });
  watch(app);
  await steps.readOrders(app, 'en', hostileOrders());
  const faults = await faultsOf(app, 'hostile preview, desk');
  await steps.importOrders(app);
  await steps.useLevels(app, 'en', ['region', 'city']);
  await steps.goTo(app, 'targets');
  await steps.setTarget(app, { year: '2025', total: '300' });
  faults.push(...(await faultsOfScreens(app, 'hostile names', { ...WORKSPACES, ...MORE_OF_A_FULL_PLAN })));
  faults.push(...(await faultsOfOverlays(app)));
  await app.page.setViewportSize(DESKTOP);
  await app.goto('#/');
  faults.push(...(await faultsOf(app, 'hostile plan on the start page, desk')));

  await app.goto('#/data?view=records');
  const [exported] = await Promise.all([
    app.page.waitForEvent('download'),
    app.page.locator('st-records-view header button').click(),
  ]);
  const csv = await readFile(await exported.path(), 'utf8');
  assert.match(csv, /'=CMD/);
  faults.push(...faultsOfCsv(csv), ...(await misdeeds(app)));
  assert.deepEqual(faults, []);
});

test('a plan file of hostile names is shown, exported and saved whole where no policy would stop it', async (t) => {
  const app = await openApp(t, { language: 'zh', withoutPolicy: true, prepare });
  watch(app);
  const plan = { name: 'x.sandtable.json', mimeType: '', buffer: Buffer.from(JSON.stringify(hostilePlan())) };
  await steps.chooseFile(app, steps.startWay(app, 'zh', 'open'), plan);
  await app.page.locator('st-cockpit-workspace').waitFor();
  await app.goto('#/data');
  await steps.chooseFile(app, app.page.locator('st-import-panel .drop button.primary'), hostileOrders());
  await app.page.locator('st-column-mapping select').first().waitFor();
  await steps.importOrders(app);

  const faults = [];
  let charts = 0;
  for (const [name, route] of Object.entries({ ...WORKSPACES, ...MORE_OF_A_FULL_PLAN })) {
    await app.goto(route);
    faults.push(...(await faultsOf(app, `${name}, hostile plan`, { accessible: false })));
    const exported = await faultsOfChartExports(app);
    charts += exported.charts;
    faults.push(...exported.faults);
    faults.push(...(await misdeeds(app)).map((misdeed) => `${name}: ${misdeed}`));
  }
  assert.ok(charts >= 5, `${charts} charts were exported`);
  await app.goto('#/data?view=records');
  faults.push(...(await faultsOfTableExport(app, app.page.locator('st-records-view header button'))));
  await app.goto('#/targets');
  await settle(app);
  await app.page.getByRole('button', { name: message('targets.more', {}, 'zh') }).click();
  const asCsv = app.page.getByRole('menuitem', { name: message('targets.downloadCsv', {}, 'zh') });
  faults.push(...(await faultsOfTableExport(app, asCsv)));
  assert.deepEqual(faults, []);

  await steps.openSaveDialog(app, 'zh');
  await app.page.locator('st-save-dialog input[value="container"]').check();
  await app.page.locator('st-save-dialog input[value="everything"]').check();
  const saved = await steps.confirmSaving(app);
  const file = new Blob([new Uint8Array(await readFile(await saved.path()))]);
  const { plan: text, facts } = await readContainer(file);
  const { collections, future, constructor: unknown, meta } = JSON.parse(text);
  const given = JSON.parse(JSON.stringify(hostilePlan()));
  for (const name of ['people', 'orgUnits', 'targets'])
    assert.deepEqual(collections[name], given.collections[name], name);
  assert.deepEqual({ future, unknown, meta }, { future: given.future, unknown: given.constructor, meta: given.meta });
  const bytes = Buffer.from(facts[0].bytes);
  for (const name of Object.values(NAMES))
    assert.ok(bytes.includes(name.normalize('NFC')), `${name.slice(0, 30)} is lost`);
});

test('cells copied from a hostile page are pasted as text into the targets', async (t) => {
  const app = await openApp(t, { language: 'en', withoutPolicy: true, prepare });
  watch(app);
  const plan = { name: 'x.sandtable.json', mimeType: '', buffer: Buffer.from(JSON.stringify(hostilePlan())) };
  await steps.chooseFile(app, steps.startWay(app, 'en', 'open'), plan);
  await app.page.locator('st-cockpit-workspace').waitFor();
  await app.goto('#/targets');
  await settle(app);
  await steps.targetCell(app, 'u0', '2025-03').click();
  await app.page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData('text/plain', '1234.56'); // first, as spreadsheets do: RevoGrid overlooks HTML that stands first
    data.setData('text/html', `<table><tr><td>${html}</td></tr></table>${html}`);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, NAMES.image);
  const done = app.page.locator(
    'st-targets-grid [data-row="u0"][data-key="2025-03"].changed, st-targets-grid [data-row="u0"][data-key="2025-03"].overridden',
  );
  await done.first().waitFor();
  await settle(app); // a picture that is not there says so a moment later
  assert.deepEqual(await misdeeds(app), []);
});
