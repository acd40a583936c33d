// Names meant to break pages, imported as an orders file and shown on every screen: they stay text, and the page keeps its shape.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { DESKTOP, openApp } from './harness.js';
import { MARK } from '../hostile/names.js';
import { hostileOrders } from '../hostile/orders.js';
import { faultsOf } from './page-checks.js';
import { MORE_OF_A_FULL_PLAN, WORKSPACES, faultsOfOverlays, faultsOfScreens } from './screens.js';
import * as steps from './steps.js';

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
