// The service worker of the site: keeps the files of one build and answers with them, online or not. A new build waits until a window asks
// for it and every window says that its work is saved. `sandtableBuild` is put before this by scripts/vite/service-worker-plugin.js.
import { BuildCache } from './build-cache.js';
import { keepSharedFiles, isShare } from './shared-files.js';

/** @typedef {import('./types.js').WindowAnswer} WindowAnswer */

/** A window that says nothing for so long is frozen; nobody knows what it holds. Longer than a window waits for its own saving. */
const SILENCE_MS = 6000;

const worker = /** @type {import('./types.js').WorkerScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
const files = new BuildCache(worker.sandtableBuild, scope, { caches, fetch: (...request) => fetch(...request) });

worker.addEventListener('install', (event) => event.waitUntil(files.fill()));

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  if (isShare(event.request, scope)) event.respondWith(keepSharedFiles(event.request, scope));
  else if (files.serves(event.request)) event.respondWith(files.answer(event.request));
});

worker.addEventListener('message', (event) => {
  const { type } = event.data ?? {};
  if (type === 'sandtable:replace') event.waitUntil(replace().then((answer) => event.ports[0]?.postMessage(answer)));
  if (type === 'sandtable:tidy') event.waitUntil(tidy());
});

/** @returns {Promise<import('./types.js').ReplaceAnswer>} */
async function replace() {
  const answers = await askWindows();
  if (answers.some((answer) => answer?.saved === false)) return 'unsaved';
  if (answers.includes(null)) return 'silent';
  await worker.skipWaiting();
  return 'done';
}

/** Earlier builds go once every window has said which one it runs. */
async function tidy() {
  const scripts = (await askWindows()).map((answer) => answer?.script ?? null);
  const newerComes = () => Boolean(worker.registration.installing ?? worker.registration.waiting);
  if (!scripts.includes(null)) await files.tidy(/** @type {string[]} */ (scripts), newerComes);
}

/** What every open window of the app answers; null for one that does not. Other pages of the host are none of our business. */
async function askWindows() {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return Promise.all(windows.filter(({ url }) => files.pathOf(url) === '').map(askWindow));
}

/** @param {import('./types.js').WindowClient} client @returns {Promise<WindowAnswer | null>} */
function askWindow(client) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const settle = (/** @type {WindowAnswer | null} */ answer) => {
      clearTimeout(silence);
      port1.close();
      resolve(answer);
    };
    const silence = setTimeout(() => settle(null), SILENCE_MS);
    port1.onmessage = ({ data }) => settle(data);
    client.postMessage({ type: 'sandtable:ask' }, [port2]);
  });
}
