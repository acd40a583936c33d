// The page with an engine that has little memory: a file that is too large for it is refused in words, and the plan is open as before.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { errorText } from '../../web/i18n/index.js';
import { setLanguage } from '../../web/i18n/language.js';
import { manyOrders, withLittleMemory } from '../hostile/little-memory.js';
import { openApp } from './harness.js';
import { settle } from './sample-region.js';
import * as steps from './steps.js';

const PLAN = join(import.meta.dirname, '../fixtures/plans/empty.sandtable.json');
const ORDERS = {
  name: 'few.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('Order Date,Region,Sales\n2025-01-05,East,100.50\n'),
};

/** @param {import('playwright-core').BrowserContext} context */
async function withCappedEngine(context) {
  await context.route('**/engine/sandtable.wasm*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: Buffer.from(withLittleMemory(await response.body(), 64)) });
  });
}

/** @param {import("playwright-core").BrowserContext} context */
async function prepare(context) {
  await steps.withoutSavePicker(context);
  await withCappedEngine(context);
}

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`a file too large for the memory is refused, and the plan and its data stay (${language})`, async (t) => {
    setLanguage(language);
    const folder = mkdtempSync(join(tmpdir(), 'sandtable-large-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const large = join(folder, 'large.csv');
    for (const [at, chunk] of [...manyOrders()].entries()) writeFileSync(large, chunk, { flag: at === 0 ? 'w' : 'a' });

    const app = await openApp(t, { language, prepare });
    await steps.chooseFile(app, steps.startWay(app, language, 'open'), PLAN);
    await app.page.locator('st-cockpit-workspace').waitFor();
    await app.goto('#/data');
    const choose = app.page.locator('st-import-panel .drop button.primary');
    await steps.chooseFile(app, choose, ORDERS);
    await app.page.locator('st-column-mapping select').first().waitFor();
    await steps.importOrders(app);

    await app.page.locator('st-import-panel header.file button').click();
    await choose.waitFor();
    await steps.chooseFile(app, choose, large);
    await app.page
      .getByText(errorText({ code: 'engine.out_of_memory' }), { exact: false })
      .first()
      .waitFor({ timeout: 60_000 });
    await settle(app);

    await app.goto('#/data?view=records');
    await settle(app);
    await app.page.locator('st-records-view', { hasText: 'East' }).waitFor();
    await app.page.keyboard.press('Control+S');
    await steps.saveDialogReady(app);
    await app.page.locator('st-save-dialog input[value="json"]').check();
    const saved = await steps.confirmSaving(app);
    assert.match(readFileSync(/** @type {string} */ (await saved.path()), 'utf8'), /"sandtable-plan"/);
  });
}
