// Every screen with nothing, with an empty plan and with the sample region, in both languages, both themes, on a desk and on a
// phone: no errors, no violations, nothing off the page, no text missing.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { DESKTOP, openApp } from './harness.js';
import { openSampleRegion } from './sample-region.js';
import { MORE_OF_A_FULL_PLAN, WORKSPACES, faultsOfOverlays, faultsOfScreens } from './screens.js';
import * as steps from './steps.js';

const EMPTY_PLAN = join(import.meta.dirname, '../fixtures/plans/empty.sandtable.json');

for (const language of /** @type {const} */ (['zh', 'en'])) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    test(`every screen is whole and accessible with nothing, an empty plan and the sample region (${language}, ${theme})`, async (t) => {
      const app = await openApp(t, { language, theme });
      const options = { axeOnPhone: theme === 'light' };
      const faults = await faultsOfScreens(app, 'nothing', { 'start page': '#/', data: '#/data' }, options);
      await app.goto('#/');
      await steps.chooseFile(app, steps.startWay(app, language, 'open'), EMPTY_PLAN);
      await app.page.locator('st-cockpit-workspace').waitFor();
      faults.push(...(await faultsOfScreens(app, 'empty plan', WORKSPACES, options)));
      await app.page.setViewportSize(DESKTOP);
      await app.goto('#/');
      await openSampleRegion(app);
      faults.push(...(await faultsOfScreens(app, 'sample region', { ...WORKSPACES, ...MORE_OF_A_FULL_PLAN }, options)));
      faults.push(...(await faultsOfOverlays(app)));
      assert.deepEqual(faults, []);
    });
  }
}
