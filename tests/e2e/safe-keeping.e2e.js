// What keeps a manager's work safe, in the browser: a disk that is full, pages of two versions, storage that is damaged, backups.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { VERSION } from '../../web/storage/database.js';
import { DESKTOP, PHONE, TARGETS, openApp } from './harness.js';
import { SMALL_REGION } from './known-orders.js';
import { openSampleRegion, settle } from './sample-region.js';
import * as steps from './steps.js';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./harness.js').App} App */

const BOTH = /** @type {const} */ ([
  ['zh', TARGETS[0]],
  ['en', TARGETS[1]],
]);

/** A banner or notice that shows a text. @param {Page} page @param {string} text */
const notice = (page, text) => page.locator('st-notices section, st-notices st-error', { hasText: text });

/**
 * Changes the records of a store, behind the page's back.
 * @param {Page} page @param {string} store @param {object} changes @param {{lastOnly?: boolean}} [options] lastOnly: of its keys
 */
const tamper = (page, store, changes, { lastOnly = false } = {}) =>
  page.evaluate(
    ([name, fields, onlyLast]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('sandtable');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const db = request.result;
          const tx = db.transaction(name, 'readwrite');
          tx.objectStore(name).openCursor(null, 'prev').onsuccess = (event) => {
            const cursor = /** @type {IDBRequest<IDBCursorWithValue>} */ (event.target).result;
            if (!cursor) return;
            cursor.update({ ...cursor.value, ...fields });
            if (!onlyLast) cursor.continue();
          };
          tx.oncomplete = () => resolve(db.close());
        };
      }),
    /** @type {const} */ ([store, changes, lastOnly]),
  );

/** Shows a page of the same site that is not the app. @param {App} app @param {Page} page */
async function leave(app, page) {
  const answer = { contentType: 'text/html', body: '<title>not the app</title>' };
  await page.route('**/not-the-app*', (route) => route.fulfill(answer));
  await page.goto(new URL('not-the-app.html', app.url).href);
}

/** Another tab, which can hold the storage as another version of the app would. @param {App} app */
async function anotherPage(app) {
  const page = await app.context.newPage();
  await leave(app, page);
  return page;
}

test('on a full disk it is said at once and until there is room, on a phone too; nothing is lost and it saves itself', async (t) => {
  const app = await openApp(t, { language: 'en' });
  app.expected.push(/QuotaExceeded/i);
  const { page } = app;
  await openSampleRegion(app);
  const browser = await app.context.newCDPSession(page);
  const { origin } = new URL(app.url);
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  // The browser looks at its quota every half minute; what it takes until then is saved.
  const unsaved = notice(page, message('safety.unsaved.heading', {}, 'en'));
  for (let change = 1; (await unsaved.count()) === 0; change += 1) {
    assert.ok(change < 40, 'the disk never fills');
    await steps.renamePlan(page, `Change ${change}`);
    await page.locator('st-save-state .saving').waitFor({ state: 'detached' });
    await page.waitForTimeout(1500);
  }
  await steps.renamePlan(page, 'On a full disk');
  assert.ok((await unsaved.innerText()).includes(message('storage.quota', {}, 'en')));
  await page.locator('st-save-state .unsaved').waitFor();
  await page.setViewportSize(PHONE);
  await settle(app);
  assert.ok(await unsaved.isVisible());
  await page.screenshot({ path: 'build/shots/full-disk-phone-en.png' });
  await app.assertAccessible('the page on a full disk');
  await page.setViewportSize(DESKTOP);
  await page.screenshot({ path: 'build/shots/full-disk-en.png' });
  await page.keyboard.press('Control+z');
  await page.locator('st-top-bar .name', { hasText: 'On a full disk' }).waitFor({ state: 'detached' });
  await steps.renamePlan(page, 'Still full');
  await page.waitForTimeout(6000); // one attempt of its own later
  assert.ok(await unsaved.isVisible(), 'it stays until it is no longer so');

  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await unsaved.waitFor({ state: 'detached' });
  await page.locator('st-save-state .browser').waitFor();
  await page.reload();
  await page.locator('st-top-bar .name', { hasText: 'Still full' }).waitFor();
  assert.equal(await page.locator('st-notices st-error').count(), 0, 'and nothing is damaged');
});

test('an import that does not fit is there to work with, not called saved, and is kept once there is room', async (t) => {
  const app = await openApp(t, { language: 'zh' });
  app.expected.push(/QuotaExceeded/i);
  const { page } = app;
  const browser = await app.context.newCDPSession(page);
  const { origin } = new URL(app.url);
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await steps.readOrders(app, 'zh', SMALL_REGION.zh.path);
  await steps.importOrders(app);
  const unsaved = notice(page, message('safety.unsaved.heading', {}, 'zh'));
  await unsaved.waitFor();
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await unsaved.waitFor({ state: 'detached' });
  await page.locator('st-save-state .browser').waitFor();
  await page.reload();
  await page.locator('st-top-bar .name').waitFor();
  await steps.goTo(app, 'performance');
  await settle(app);
  assert.equal(await page.locator('st-performance-workspace st-empty').count(), 0, 'the orders are there');
});

for (const [language, target] of BOTH) {
  test(`a page makes way for a newer version in another tab, and says so (${language}, ${target})`, async (t) => {
    const app = await openApp(t, { language, target });
    const { page } = app;
    await openSampleRegion(app);
    await steps.renamePlan(page, 'Before the update');
    const other = await anotherPage(app);
    const names = other.evaluate(
      (version) =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('sandtable', version);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const all = request.result.transaction('plans').objectStore('plans').getAll();
            all.onsuccess = () => resolve(all.result.map(({ name }) => name));
          };
        }),
      VERSION + 1,
    );
    assert.deepEqual(await names, ['Before the update']);
    const outdated = notice(page, message('safety.outdated.heading', {}, language));
    await outdated.waitFor();
    assert.equal(await page.locator('st-top-bar .group > button.icon').first().isDisabled(), true, 'no undo');
    assert.match(await page.locator('st-top-bar .badge').last().innerText(), /./);
    await page.screenshot({ path: `build/shots/outdated-${language}.png` });
    await outdated.getByRole('button').click();
    const newer = page.getByText(message('storage.newer', {}, language));
    await newer.first().waitFor();
  });

  test(`a page waits for an older version in another tab, says so, and goes on by itself (${language}, ${target})`, async (t) => {
    const app = await openApp(t, { language, target, route: '#/data' });
    const { page } = app;
    const other = await anotherPage(app);
    await leave(app, page);
    await other.evaluate(async () => {
      await new Promise((resolve) => (indexedDB.deleteDatabase('sandtable').onsuccess = resolve));
      const hold = /** @type {any} */ (window);
      hold.db = await new Promise((resolve) => {
        const request = indexedDB.open('sandtable', 1);
        request.onupgradeneeded = () => {
          const db = request.result;
          db.createObjectStore('plans', { keyPath: 'key' });
          db.createObjectStore('snapshots', { keyPath: ['key', 'seq'] });
          db.createObjectStore('journal', { keyPath: ['key', 'seq'] });
          db.createObjectStore('facts', { keyPath: ['key', 'table'] });
          db.createObjectStore('factChunks', { keyPath: ['key', 'table', 'generation', 'index'] });
          db.createObjectStore('prefs');
        };
        request.onsuccess = () => resolve(request.result);
      });
    });
    await app.goto('');
    const blocked = notice(page, message('safety.blocked.heading', {}, language));
    await blocked.waitFor();
    await page.screenshot({ path: `build/shots/blocked-${language}.png` });
    // Work does not wait: it is on this page until the other tab lets go.
    await openSampleRegion(app);
    await notice(page, message('safety.unsaved.heading', {}, language)).waitFor();
    await other.close();
    await page.locator('st-save-state .browser').waitFor({ timeout: 20_000 });
    assert.equal(await notice(page, message('safety.unsaved.heading', {}, language)).count(), 0);
    await page.reload();
    await settle(app);
    await page.locator('st-top-bar .name').waitFor();
  });

  test(`a plan that could not be reopened at first comes back when the storage answers (${language}, ${target})`, async (t) => {
    const app = await openApp(t, { language, target });
    const { page } = app;
    await openSampleRegion(app);
    await page.locator('st-save-state .browser').waitFor();
    await page.evaluate(() => sessionStorage.setItem('slow', 'yes'));
    // The first question of the next visit reaches the browser's storage only after the page has stopped waiting for it.
    await app.context.addInitScript(() => {
      if (sessionStorage.getItem('slow') === null) return;
      sessionStorage.removeItem('slow');
      const listen = EventTarget.prototype.addEventListener;
      const late = performance.now() + 12_000;
      IDBOpenDBRequest.prototype.addEventListener = function (/** @type {string} */ type, /** @type {any} */ listener) {
        const held = (/** @type {Event} */ event) =>
          setTimeout(() => listener(event), Math.max(0, late - performance.now()));
        listen.call(this, type, type === 'success' ? held : listener);
      };
    });
    await page.reload();
    await page
      .getByText(message('storage.timeout', { seconds: 10 }, language))
      .first()
      .waitFor({ timeout: 20_000 });
    await page.locator('st-top-bar .name').waitFor({ timeout: 20_000 });
    assert.equal(await page.getByText(message('storage.timeout', { seconds: 10 }, language)).count(), 0);
  });

  test(`what can be read of a plan that cannot be opened comes out as a file (${language}, ${target})`, async (t) => {
    const app = await openApp(t, { language, target });
    const { page } = app;
    await openSampleRegion(app);
    await steps.renamePlan(page, 'Damaged');
    await tamper(page, 'snapshots', { crc: '00000000' });
    await page.reload();
    const panel = notice(page, message('safety.salvage.heading', { name: 'Damaged' }, language));
    await panel.waitFor();
    await settle(app);
    await page.screenshot({ path: `build/shots/salvage-${language}.png` });
    await app.assertAccessible('a plan that cannot be opened');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: message('safety.salvage.export', {}, language) }).click(),
    ]);
    const file = JSON.parse(readFileSync(await saved.path(), 'utf8'));
    assert.equal(file.plan.name, 'Damaged');
    assert.equal(file.snapshots[0].intact, false);
    assert.equal(JSON.parse(file.snapshots[0].text).format, 'sandtable-plan', 'the text itself is there');
    assert.ok(file.journal.length >= 2 && file.journal.every((/** @type {any} */ { intact }) => intact));
    assert.equal(file.tables[0].table, 'orders');
    assert.equal(file.chunks.length, file.tables[0].chunks);
  });
}

for (const [language, target] of BOTH) {
  test(`with the newest snapshot half written the one before and the journal give everything, and it is said (${language}, ${target})`, async (t) => {
    const app = await openApp(t, { language, target });
    const { page } = app;
    await openSampleRegion(app);
    for (let change = 1; change <= 52; change += 1) await steps.renamePlan(page, `No ${change}`);
    await page.locator('st-save-state .browser').waitFor();
    await settle(app); // the page is idle: it has written a second snapshot
    await tamper(page, 'snapshots', { text: '{"collections": {"calendar": {"fiscal' }, { lastOnly: true });
    await page.reload();
    await page.locator('st-top-bar .name', { hasText: 'No 52' }).waitFor();
    const damage = notice(page, message('frame.problems.heading', {}, language));
    await damage.waitFor();
    assert.equal(await damage.locator('li').count(), 1, 'nothing was lost, so nothing more is said');
    assert.ok((await damage.innerText()).includes(message('safety.recovered.whole', {}, language)));
    assert.match(await damage.locator('li').innerText(), /20\d\d-\d\d-\d\d \d\d:\d\d/);
    await settle(app);
    await page.screenshot({ path: `build/shots/recovered-${language}.png` });
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      damage.getByRole('button', { name: message('safety.salvage.export', {}, language) }).click(),
    ]);
    const { snapshots } = JSON.parse(readFileSync(await saved.path(), 'utf8'));
    assert.ok(snapshots.some((/** @type {any} */ { intact }) => intact));
    await page.reload();
    await page.locator('st-top-bar .name', { hasText: 'No 52' }).waitFor();
    await settle(app);
    assert.equal(await damage.count(), 0, 'it was mended');
  });
}

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`a plan that was not saved as a file for days is reminded of, quietly, and not after it was put aside (${language})`, async (t) => {
    const app = await openApp(t, { language });
    const { page } = app;
    await steps.readOrders(app, language, SMALL_REGION[language].path);
    await steps.importOrders(app);
    const heading = message('safety.backup.heading', {}, language);
    assert.equal(await notice(page, heading).count(), 0, 'not on the first day');
    const ago = new Date(Date.now() - 9.5 * 86_400_000).toISOString();
    await tamper(page, 'plans', { filedAt: ago, unfiled: 12 });
    await page.reload();
    await notice(page, heading).waitFor();
    const told = message('safety.backup.since', { changes: 12, days: 9 }, language);
    assert.ok((await notice(page, heading).innerText()).includes(told));
    await settle(app);
    await page.screenshot({ path: `build/shots/backup-${language}.png` });
    await app.assertAccessible('the reminder of a backup');
    await notice(page, heading)
      .getByRole('button', { name: message('safety.backup.later', {}, language) })
      .click();
    await notice(page, heading).waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('st-save-state .browser').waitFor();
    await settle(app);
    assert.equal(await notice(page, heading).count(), 0);
  });
}

test('while a large table is written, the save state says how far it is', async (t) => {
  const app = await openApp(t, { language: 'en' });
  const { page } = app;
  const lines = Array.from({ length: 400_000 }, (_, i) => {
    const day = `2025-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    return `A${i},${day},${i % 2 ? 'East' : 'West'},Customer ${i % 9973},${(i % 5000) + 0.25}`;
  });
  const buffer = Buffer.from(['Order,Date,Region,Customer,Sales', ...lines].join('\n'));
  await steps.readOrders(app, 'en', { name: 'large.csv', mimeType: 'text/csv', buffer });
  await steps.checkOrders(app);
  await page.evaluate(() => {
    const seen = /** @type {any} */ (window);
    seen.saveStates = [];
    const look = () => {
      /** @type {(scope: any) => any} */
      const find = (scope) => {
        for (const element of scope.querySelectorAll('*')) {
          if (element.localName === 'st-save-state') return element;
          const within = element.shadowRoot && find(element.shadowRoot);
          if (within) return within;
        }
        return null;
      };
      const root = find(document)?.shadowRoot;
      const word = root?.querySelector('.word')?.textContent;
      if (word && seen.saveStates.at(-1) !== word) seen.saveStates.push(word);
      requestAnimationFrame(look);
    };
    look();
  });
  await page.locator('st-import-panel footer button.primary').click();
  await page.locator('st-import-report dl.figures').waitFor({ timeout: 60_000 });
  await page.locator('st-save-state .browser').waitFor();
  const seen = /** @type {string[]} */ (await page.evaluate(() => /** @type {any} */ (window).saveStates));
  t.diagnostic(seen.join(' · '));
  assert.ok(
    seen.some((word) => /^Saving \d+%$/.test(word)),
    `no progress among ${seen.join(', ')}`,
  );
  assert.equal(seen.at(-1), message('frame.save.browser', {}, 'en'));
});

test('the browser is asked to keep the data once there is some of the manager’s own, and nothing waits for its answer', async (t) => {
  const app = await openApp(t, {
    language: 'zh',
    prepare: async (context) => {
      await context.addInitScript(() => {
        const counted = /** @type {any} */ (window);
        counted.asked = 0;
        navigator.storage.persist = () => {
          counted.asked += 1;
          return new Promise(() => {}); // as a browser whose prompt nobody answers
        };
      });
    },
  });
  const { page } = app;
  const asked = () => page.evaluate(() => /** @type {any} */ (window).asked);
  await openSampleRegion(app);
  await steps.renamePlan(page, '看看示例');
  await page.locator('st-save-state .browser').waitFor();
  assert.equal(await asked(), 0, 'a visitor of the sample is not asked');
  await app.goto('');
  await steps.readOrders(app, 'zh', SMALL_REGION.zh.path);
  await steps.importOrders(app);
  await page.locator('st-save-state .browser').waitFor();
  assert.equal(await asked(), 1);
});

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`where nothing can be kept it is said before and during the work, on a phone too (${language})`, async (t) => {
    const app = await openApp(t, {
      language,
      viewport: PHONE,
      prepare: async (context) => {
        await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
      },
    });
    const { page } = app;
    const reason = message('storage.unavailable', { reason: 'IndexedDB' }, language);
    await page.locator('st-start-page [role="alert"]', { hasText: reason }).waitFor();
    await openSampleRegion(app);
    const unsaved = notice(page, message('safety.unsaved.heading', {}, language));
    await unsaved.waitFor();
    assert.ok((await unsaved.innerText()).includes(reason));
    await page.locator('st-save-state .unsaved').waitFor();
    await page.screenshot({ path: `build/shots/nothing-kept-phone-${language}.png` });
    await app.goto('#/targets');
    await settle(app);
    assert.ok(await unsaved.isVisible());
  });
}
