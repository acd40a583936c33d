// Every screen with nothing, with an empty plan and with the sample region, in both languages, both themes, on a desk and on a
// phone: no errors, no violations, nothing off the page, no text missing. And names meant to break pages, on every screen.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DESKTOP, PHONE, openApp } from './harness.js';
import { MARK, hostileOrders } from './hostile-orders.js';
import { faultsOf } from './page-checks.js';
import { openSampleRegion, settle } from './sample-region.js';
import * as steps from './steps.js';

const EMPTY_PLAN = join(import.meta.dirname, '../fixtures/plans/empty.sandtable.json');

/** @typedef {import('./harness.js').App} App */

/** Screens by address. */
const WORKSPACES = {
  cockpit: '#/cockpit',
  targets: '#/targets',
  data: '#/data',
  'order lines': '#/data?view=records',
  calendar: '#/data?view=calendar',
};
const MORE_OF_A_FULL_PLAN = {
  'cockpit of a month': '#/cockpit?period=2026-03',
  'cockpit of the gross margin': '#/cockpit?metric=margin',
  'all targets by quarter': '#/targets?depth=all&grain=quarter',
  'targets beside last year': '#/targets?compare=rows',
  'course of a target': '#/targets?panel=chart',
  'reserve ledger': '#/targets?panel=ledger',
  'bottom-up against top-down': '#/targets?panel=mismatch',
};

/** Things that open over a screen: where, and how. @type {Record<string, {route: string, open: (app: App) => Promise<void>}>} */
const OVERLAYS = {
  'set-target drawer': {
    route: '#/targets',
    open: (app) => app.page.locator('st-targets-workspace button.primary[slot="action"]').click(),
  },
  'explanation of attainment': {
    route: '#/cockpit',
    open: (app) => app.page.locator('st-cockpit-workspace section.headline st-figure button').first().click(),
  },
  'command palette': { route: '#/cockpit', open: (app) => app.page.keyboard.press('Control+k') },
  'plan menu': { route: '#/cockpit', open: (app) => app.page.locator('st-top-bar button.name').click() },
  help: { route: '#/cockpit', open: (app) => app.page.keyboard.press('?') },
};

/** @param {App} app */
async function closeOverlay(app) {
  await app.page.keyboard.press('Escape');
  await settle(app);
}

/** @param {App} app @param {string} state @param {Record<string, string>} screens */
async function faultsOfScreens(app, state, screens) {
  const faults = [];
  for (const [name, route] of Object.entries(screens)) {
    await app.goto(route);
    for (const [size, viewport] of Object.entries({ desk: DESKTOP, phone: PHONE })) {
      await app.page.setViewportSize(viewport);
      faults.push(...(await faultsOf(app, `${name}, ${state}, ${size}`)));
    }
  }
  return faults;
}

/** @param {App} app */
async function faultsOfOverlays(app) {
  const faults = [];
  for (const [size, viewport] of Object.entries({ desk: DESKTOP, phone: PHONE })) {
    await app.page.setViewportSize(viewport);
    for (const [name, { route, open }] of Object.entries(OVERLAYS)) {
      await app.goto(route);
      await settle(app);
      await open(app);
      faults.push(...(await faultsOf(app, `${name}, ${size}`)));
      await closeOverlay(app);
    }
  }
  return faults;
}

for (const language of /** @type {const} */ (['zh', 'en'])) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    test(`every screen is whole and accessible with nothing, an empty plan and the sample region (${language}, ${theme})`, async (t) => {
      const app = await openApp(t, { language, theme });
      const faults = await faultsOfScreens(app, 'nothing', { 'start page': '#/', data: '#/data' });
      await app.goto('#/');
      await steps.chooseFile(app, steps.startWay(app, language, 'open'), EMPTY_PLAN);
      await app.page.locator('st-cockpit-workspace').waitFor();
      faults.push(...(await faultsOfScreens(app, 'empty plan', WORKSPACES)));
      await app.page.setViewportSize(DESKTOP);
      await app.goto('#/');
      await openSampleRegion(app);
      faults.push(...(await faultsOfScreens(app, 'sample region', { ...WORKSPACES, ...MORE_OF_A_FULL_PLAN })));
      faults.push(...(await faultsOfOverlays(app)));
      assert.deepEqual(faults, []);
    });
  }
}

test('names that look like script, formulas or walls of text stay text on every screen', async (t) => {
  const app = await openApp(t, { language: 'en', prepare: steps.withoutSavePicker });
  app.page.on('dialog', (dialog) => {
    app.problems.push(`a dialog opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
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
  assert.doesNotMatch(csv, /(^|[,"\n])[=@]/, 'a spreadsheet would take a name for a formula');

  assert.equal(await app.page.evaluate((mark) => document.documentElement.dataset[mark], MARK), undefined);
  assert.deepEqual(faults, []);
});
