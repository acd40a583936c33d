// Opening a file of a plan that is in the browser already asks, states both versions, and loses neither.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { PHONE, openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';
import * as steps from './steps.js';

/** @typedef {import('./harness.js').App} App */

/** @param {App} app @returns {Promise<{name: string, mimeType: string, buffer: Buffer}>} the open plan as a file */
async function savedFile(app) {
  await app.page.keyboard.press('Control+S');
  await steps.saveDialogReady(app);
  const download = await steps.confirmSaving(app);
  const buffer = readFileSync(/** @type {string} */ (await download.path()));
  return { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
}

/** @param {App} app @param {any} file */
async function openAgain(app, file) {
  const [chooser] = await Promise.all([app.page.waitForEvent('filechooser'), app.page.keyboard.press('Control+O')]);
  await chooser.setFiles(file);
  await app.page.locator('st-same-plan dialog').waitFor();
}

for (const [language, viewport] of /** @type {const} */ ([
  ['zh', undefined],
  ['en', PHONE],
])) {
  test(`a file of a plan that is here already asks what to do (${language})`, async (t) => {
    const app = await openApp(t, {
      language,
      viewport,
      prepare: async (context) => {
        await context.addInitScript(() => void Reflect.deleteProperty(window, 'showSaveFilePicker'));
      },
    });
    const { page } = app;
    page.on('filechooser', () => {}); // pickers are caught from here on: a key may open one before a later listener stands
    await openSampleRegion(app);
    const name = (await page.locator('st-top-bar .name .text').innerText()).trim();
    const file = await savedFile(app);
    await steps.renamePlan(app.page, 'Changed here');

    await openAgain(app, file);
    await app.assertAccessible('the question about a plan that is here already');
    const dialog = page.locator('st-same-plan dialog');
    const question = page.locator('st-same-plan st-dialog');
    const hidden = await dialog
      .locator('.body')
      .first()
      .evaluate((body) => body.scrollWidth - body.clientWidth);
    assert.equal(hidden, 0, 'nothing of the question runs out of its box');
    const revisions = await question.locator('tbody td.number').allInnerTexts();
    assert.equal(Number(revisions[0]), Number(revisions[1]) + 1);
    assert.ok((await question.locator('table').innerText()).includes(file.name));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('st-top-bar .name', { hasText: 'Changed here' }).waitFor();

    await openAgain(app, file);
    await question.locator('[data-choice="merge"]').click();
    await page.locator('st-merge-panel [data-already]').waitFor();
    assert.equal(
      await page.locator('st-merge-panel [data-action="merge"]').isDisabled(),
      true,
      'the plan came from it',
    );

    await openAgain(app, file);
    await question.locator('[data-choice="copy"]').click();
    await page.locator('st-top-bar .name', { hasText: new RegExp(`${name} ?[(（]`) }).waitFor();

    await openAgain(app, file);
    await question.locator('[data-choice="replace"]').click();
    await dialog.waitFor({ state: 'detached' });
    await settle(app);
    await page.goto(new URL('#/', app.url).href);
    await page.locator('st-top-bar .name').click();
    await page.getByText(message('frame.command.close', {}, language)).click();
    const summary = page.locator('st-start-page summary');
    assert.equal((await summary.innerText()).trim(), message('frame.start.earlier', { count: 1 }, language));
    await summary.click();
    await page.locator('st-start-page details .open', { hasText: 'Changed here' }).click();
    await page.locator('st-top-bar .name', { hasText: 'Changed here' }).waitFor();
  });
}
