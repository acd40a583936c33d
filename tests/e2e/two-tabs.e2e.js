// One plan in two tabs of a browser: the second looks on and follows live, takes over, and nothing that either wrote is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { TARGETS, openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';
import { renamePlan } from './steps.js';

/** @typedef {import('playwright-core').Page} Page */

const banner = (/** @type {Page} */ page) => page.locator('st-other-tab .banner');
const undoButton = (/** @type {Page} */ page) => page.locator('st-top-bar .group > button.icon').first();

for (const [language, target] of /** @type {const} */ ([
  ['zh', TARGETS[0]],
  ['en', TARGETS[1]],
])) {
  test(`a second tab looks on until it takes the plan over (${language}, ${target})`, async (t) => {
    const app = await openApp(t, { language, target });
    await openSampleRegion(app);
    const first = app.page;
    await renamePlan(first, 'One');
    assert.equal(await banner(first).count(), 0);

    const second = await app.context.newPage();
    /** @type {string[]} */
    const problems = [];
    second.on('pageerror', (error) => problems.push(String(error.stack)));
    second.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await second.goto(new URL('#/targets', app.url).href);
    await banner(second).waitFor();
    assert.match(await banner(second).innerText(), new RegExp(message('frame.elsewhere.heading', {}, language)));
    await second.locator('st-top-bar .name', { hasText: 'One' }).waitFor();
    assert.equal(await undoButton(second).isDisabled(), true, 'what cannot be changed here cannot be undone here');

    await renamePlan(first, 'Two');
    await second.locator('st-top-bar .name', { hasText: 'Two' }).waitFor();
    await undoButton(first).click();
    await second.locator('st-top-bar .name', { hasText: 'One' }).waitFor();
    await renamePlan(first, 'Two');
    await second.locator('st-top-bar .name', { hasText: 'Two' }).waitFor();
    assert.equal(await banner(second).count(), 1, 'it follows, and still only looks on');

    await banner(second).getByRole('button').click();
    await banner(second).waitFor({ state: 'detached' });
    await banner(first).waitFor();
    assert.equal(await undoButton(first).isDisabled(), true);
    await renamePlan(second, 'Three');
    await undoButton(second).click();
    await second.locator('st-top-bar .name', { hasText: 'Two' }).waitFor();
    await renamePlan(second, 'Four');
    await first.locator('st-top-bar .name', { hasText: 'Four' }).waitFor();

    await second.close();
    await banner(first).waitFor({ state: 'detached' });
    await first.locator('st-top-bar .name', { hasText: 'Four' }).waitFor();
    await settle(app);
    await renamePlan(first, 'Five');
    await first.locator('st-save-state .browser').waitFor();
    assert.deepEqual(problems, []);
  });
}

test('where tabs cannot be kept apart a conflict is said plainly and both versions stay reachable', async (t) => {
  const withoutLocks = async (/** @type {import('playwright-core').BrowserContext} */ context) => {
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'locks', { value: undefined });
      Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
      Reflect.deleteProperty(window, 'showSaveFilePicker'); // files are offered as downloads
    });
  };
  const app = await openApp(t, { language: 'en', prepare: withoutLocks });
  await openSampleRegion(app);
  const first = app.page;
  const second = await app.context.newPage();
  await second.goto(new URL('#/targets', app.url).href);
  await second.locator('st-top-bar .name').waitFor();
  await renamePlan(first, 'One');
  await renamePlan(second, 'Other');
  await banner(second).waitFor();
  assert.match(await banner(second).innerText(), /NOT saved/);
  const [saved] = await Promise.all([
    second.waitForEvent('download'),
    banner(second)
      .getByRole('button', { name: message('frame.conflict.save', {}, 'en') })
      .click(),
  ]);
  assert.match(saved.suggestedFilename(), /^Other .*\.sandtable$/);
  await banner(second)
    .getByRole('button', { name: message('frame.conflict.reopen', {}, 'en') })
    .click();
  await second.locator('st-top-bar .name', { hasText: 'One' }).waitFor();
  await banner(second).waitFor({ state: 'detached' });
});
