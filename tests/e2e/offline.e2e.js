// Without a network: the site was opened once, then its server is gone and the browser is started anew. The whole main job works, under
// any path of the host; the single file needs no host to begin with.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { launchApp, makeProfile, openApp } from './harness.js';
import { ordersToTry } from './known-orders.js';
import { doMainJob, prepare } from './main-job.js';
import { copyOfSite, startServer } from './site-server.js';

const ORDERS = Object.fromEntries(
  ordersToTry()
    .filter(({ skip }) => !skip)
    .map(({ orders }) => [orders.language, orders]),
);

/** The app is kept in the browser: its service worker has every file of the build. @param {import('./harness.js').App} app */
const kept = (app) => app.page.evaluate(async () => void (await navigator.serviceWorker.ready));

/** @param {string} profile @param {string} address @param {'zh' | 'en'} language */
async function visitOnce(profile, address, language) {
  const app = await launchApp({ profile, address, language });
  await kept(app);
  app.assertNoProblems();
  await app.close();
}

/** @param {import('playwright-core').BrowserContext} context */
async function prepareOffline(context) {
  await context.setOffline(true);
  await prepare(context);
}

for (const [language, path] of /** @type {const} */ ([
  ['zh', ''],
  ['en', 'tools/sales/'],
])) {
  test(`the site under “/${path}” does the whole main job without its server (${language})`, async (t) => {
    const { folder } = copyOfSite(t, path);
    const server = await startServer(t, folder);
    const address = new URL(path, server.url).href;
    const profiles = [makeProfile(t), makeProfile(t)];
    for (const profile of profiles) await visitOnce(profile, address, language);
    await server.stop();
    await assert.rejects(fetch(address), 'the server is gone');
    await doMainJob(t, ORDERS[language], () => openApp(t, { profile: profiles.shift(), address, language, prepare }));
  });
}

test('the single file does the whole main job without a network', async (t) => {
  await doMainJob(t, ORDERS.zh, () => openApp(t, { target: 'file', language: 'zh', prepare: prepareOffline }));
});

test('the service worker of a site in a folder leaves the other pages of the host alone', async (t) => {
  const { folder } = copyOfSite(t, 'tools/sales/');
  const server = await startServer(t, folder);
  const app = await openApp(t, { address: new URL('tools/sales/', server.url).href });
  await kept(app);
  await app.page.goto(server.url);
  assert.equal(await app.page.locator('h1').innerText(), 'Intranet');
  await app.page.goto(new URL('tools/sales/schemas/plan.json', server.url).href);
  assert.match(await app.page.locator('body').innerText(), /"Sandtable plan"/);
  await server.stop();
  // The intranet has no icon.
  app.expected.push(/ERR_CONNECTION_REFUSED/, /favicon\.ico/);
  await assert.rejects(app.page.goto(server.url), /ERR_CONNECTION_REFUSED/);
  const own = await app.context.newPage(); // the other one may still be on its way to the browser's own error page
  await own.goto(app.url);
  await own.locator('st-start-page').waitFor();
  await own.goto(new URL('index.html#/data', app.url).href);
  await own.locator('st-data-workspace').waitFor();
});

test('a host that delivers another file than the build has is not kept, and the help says so', async (t) => {
  const { site, folder } = copyOfSite(t);
  appendFileSync(join(site, 'icon.svg'), '<!-- improved by a proxy -->');
  const server = await startServer(t, folder);
  const app = await openApp(t, { address: server.url, language: 'en' });
  app.expected.push(/icon\.svg is not the file of build/);
  await app.page.locator('st-start-page').waitFor();
  await app.page.keyboard.press('?');
  await app.page.locator('st-help p', { hasText: message('offline.where.failed', {}, 'en') }).waitFor();
  assert.equal(await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
});
