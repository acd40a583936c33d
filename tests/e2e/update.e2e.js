// A new build is put on the host while windows of the old one hold work, some of it not saved: nothing is lost, the manager chooses when,
// and until then the old build works on from what the browser keeps, although the host has none of its files any more.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { renewServiceWorker } from '../../scripts/vite/service-worker-plugin.js';
import { t as message } from '../../web/i18n/messages.js';
import { makeProfile, openApp } from './harness.js';
import { openSampleRegion } from './sample-region.js';
import { copyOfSite, startServer } from './site-server.js';

/** @typedef {import('playwright-core').Page} Page */

/** Puts a build on the host of which every part has another name. @param {string} site */
function deployNewBuild(site) {
  const assets = join(site, 'assets');
  const names = readdirSync(assets);
  const renamed = (/** @type {string} */ text) =>
    names.reduce((result, name) => result.replaceAll(name, `new-${name}`), text);
  for (const name of names) {
    writeFileSync(join(assets, name), renamed(readFileSync(join(assets, name), 'utf8')));
    renameSync(join(assets, name), join(assets, `new-${name}`));
  }
  const page = join(site, 'index.html');
  writeFileSync(page, renamed(readFileSync(page, 'utf8')));
  renewServiceWorker(site);
}

/** @param {Page} page */
const runsNewBuild = (page) =>
  page.evaluate(() => document.querySelector('script[type="module"]')?.getAttribute('src')?.includes('/new-') ?? false);

const note = (/** @type {Page} */ page) => page.locator('st-update-note .banner');

/** @param {Page} page @param {string} state */
const told = (page, state) =>
  note(page)
    .filter({ hasText: message(`offline.update.${state}`, {}, 'en') })
    .waitFor();

/** @param {Page} page @param {'now' | 'later'} which */
const answer = (page, which) =>
  note(page)
    .getByRole('button', { name: message(`offline.update.${which}`, {}, 'en') })
    .click();

/** @param {Page} page @param {string} name */
async function rename(page, name) {
  await page.keyboard.press('F2');
  const field = page.locator('st-top-bar input.name');
  await field.fill(name);
  await field.press('Enter');
}

/** @param {Page} page */
const lookForUpdate = (page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));

/** @param {Page} page @param {boolean} full the disk takes nothing more */
const diskIsFull = (page, full) =>
  page.evaluate((refuses) => {
    const taps = /** @type {any} */ (window);
    taps.openTransaction ??= IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = refuses
      ? /** @this {IDBDatabase} @param {any[]} request */ function (...request) {
          if (request[1] === 'readwrite') throw new DOMException('the disk is full', 'QuotaExceededError');
          return taps.openTransaction.apply(this, request);
        }
      : taps.openTransaction;
  }, full);

test('a new build waits for work that is not saved, then for the manager, in every window', async (t) => {
  const { folder, site } = copyOfSite(t);
  const server = await startServer(t, folder);
  const app = await openApp(t, { address: server.url, language: 'en' });
  const first = app.page;
  await openSampleRegion(app);
  await first.evaluate(async () => void (await navigator.serviceWorker.ready));
  const second = await app.context.newPage();
  await second.goto(app.url);
  await second.locator('st-start-page').waitFor();

  await rename(first, 'Saved');
  await first.locator('st-save-state .browser').waitFor();
  await diskIsFull(first, true);
  await rename(first, 'Not saved yet');
  await first.locator('st-save-state .unsaved').waitFor();

  deployNewBuild(site);
  await lookForUpdate(second);
  await told(first, 'unsavedHere');
  await app.assertAccessible('the note of a new version');
  assert.equal(await note(first).getByRole('button').first().isDisabled(), true);
  await told(second, 'ready');
  await answer(second, 'now');
  await told(second, 'unsaved');
  assert.deepEqual([await runsNewBuild(first), await runsNewBuild(second)], [false, false]);

  // A part that neither window has loaded, under a name that the host does not know any more.
  await first.locator('st-rail .links a[href^="#/data"]').click();
  await first.locator('st-data-workspace st-data-tables').waitFor();

  await diskIsFull(first, false);
  await first.locator('st-save-state .browser').waitFor();
  await told(first, 'ready');
  await answer(first, 'later');
  await note(first).waitFor({ state: 'detached' });
  await Promise.all([second.waitForEvent('load'), answer(second, 'now')]);
  await second.locator('st-start-page').waitFor();
  assert.deepEqual([await runsNewBuild(first), await runsNewBuild(second)], [false, true]);

  await told(first, 'elsewhere');
  await first.locator('st-rail .links a[href^="#/performance"]').click();
  await first.locator('st-performance-workspace').waitFor();
  await rename(first, 'Changed in the old build');
  await first.locator('st-save-state .browser').waitFor();
  assert.equal(await runsNewBuild(first), false);
  await Promise.all([first.waitForEvent('load'), answer(first, 'now')]);
  await first.locator('st-top-bar .name', { hasText: 'Changed in the old build' }).waitFor();
  assert.equal(await runsNewBuild(first), true);
  await first.waitForFunction(async () => (await caches.keys()).length === 1);
});

test('a new build that nobody asked for is there when the browser is started again', async (t) => {
  const { folder, site } = copyOfSite(t);
  const server = await startServer(t, folder);
  const profile = makeProfile(t);
  const app = await openApp(t, { address: server.url, profile, language: 'zh' });
  await openSampleRegion(app);
  await app.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  deployNewBuild(site);
  await lookForUpdate(app.page);
  await note(app.page).waitFor();
  await app.page.reload();
  await note(app.page).waitFor();
  assert.equal(await runsNewBuild(app.page), false, 'a reload alone is no consent');
  await app.close();
  const again = await openApp(t, { address: server.url, profile, route: '#/cockpit' });
  await again.page.locator('st-cockpit-workspace').waitFor();
  assert.equal(await runsNewBuild(again.page), true);
  assert.equal(await note(again.page).count(), 0);
});

test('a window that does not answer holds a new build up, and is named as the reason', async (t) => {
  const { folder, site } = copyOfSite(t);
  const server = await startServer(t, folder);
  const app = await openApp(t, { address: server.url, language: 'en' });
  await app.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const frozen = await app.context.newPage();
  await frozen.goto(app.url);
  await frozen.locator('st-start-page').waitFor();
  deployNewBuild(site);
  await lookForUpdate(app.page);
  await told(app.page, 'ready');
  await frozen.evaluate(() => void (MessagePort.prototype.postMessage = () => {}));
  await answer(app.page, 'now');
  await told(app.page, 'silent');
  assert.equal(await runsNewBuild(app.page), false);
  await frozen.close();
  await Promise.all([app.page.waitForEvent('load'), answer(app.page, 'now')]);
  await app.page.locator('st-start-page').waitFor();
  assert.equal(await runsNewBuild(app.page), true);
});
