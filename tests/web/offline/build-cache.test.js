// The cache of a build: whole or not at all, nothing that differs by a byte, earlier builds for as long as a window runs them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { BuildCache } from '../../../web/offline/build-cache.js';
import { fakeCaches, fakeHost } from './fake-caches.js';

const SCOPE = 'https://host.example/tools/sales/';
const NEVER = () => false;
const ALWAYS = () => true;

const sha256 = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');

/** @param {string} id @param {Record<string, string>} texts by path */
const buildOf = (id, texts) => ({
  id,
  files: Object.entries(texts).map(([path, text]) => ({ path, sha256: sha256(text) })),
});

/** @param {Record<string, string>} texts */
const hosted = (texts) => Object.fromEntries(Object.entries(texts).map(([path, text]) => [SCOPE + path, text]));

const FIRST = { '': '<page 1>', 'assets/main-1.js': 'main 1', 'assets/same.js': 'same', 'engine/e.wasm': 'wasm 1' };
const SECOND = { '': '<page 2>', 'assets/main-2.js': 'main 2', 'assets/same.js': 'same', 'engine/e.wasm': 'wasm 2' };

/** @param {BuildCache} cache @param {string} path */
const textOf = async (cache, path) => (await cache.answer(new Request(SCOPE + path))).text();

test('every file of a build is answered without the host once it has come in', async () => {
  const host = fakeHost(hosted(FIRST));
  const cache = new BuildCache(buildOf('1', FIRST), SCOPE, { caches: fakeCaches(), fetch: host.fetch });
  await cache.fill();
  assert.deepEqual(
    host.asked.map(({ cache: mode }) => mode),
    Array(4).fill('no-cache'),
  );
  host.files = {};
  for (const [path, text] of Object.entries(FIRST)) assert.equal(await textOf(cache, path), text);
  assert.equal(await textOf(cache, 'index.html'), '<page 1>');
  assert.equal(await textOf(cache, '?shared#/data'), '<page 1>');
  assert.equal(host.asked.length, 4);
  const page = await cache.answer(new Request(SCOPE));
  assert.equal(page.headers.get('x-frame-options'), 'DENY', 'what the host says about a file stays said');
  assert.equal(page.headers.get('content-encoding'), null);
});

test('a file that differs from the build is asked for past all caches, and then refused', async () => {
  const host = fakeHost({ ...hosted(FIRST), [`${SCOPE}assets/main-1.js`]: 'main 1 ' });
  const caches = fakeCaches();
  const cache = new BuildCache(buildOf('1', FIRST), SCOPE, { caches, fetch: host.fetch });
  await assert.rejects(cache.fill(), /assets\/main-1\.js is not the file of build 1/);
  const modes = host.asked.filter(({ address }) => address.endsWith('main-1.js')).map(({ cache: mode }) => mode);
  assert.deepEqual(modes, ['no-cache', 'reload']);
});

test('an attempt that failed goes on where it stopped', async () => {
  const host = fakeHost({ ...hosted(FIRST), [`${SCOPE}engine/e.wasm`]: 'cut off' });
  const caches = fakeCaches();
  const build = buildOf('1', FIRST);
  await assert.rejects(new BuildCache(build, SCOPE, { caches, fetch: host.fetch }).fill());
  const again = fakeHost(hosted(FIRST));
  await new BuildCache(build, SCOPE, { caches, fetch: again.fetch }).fill();
  assert.deepEqual(
    again.asked.map(({ address }) => address),
    [`${SCOPE}engine/e.wasm`],
  );
});

test('a new build takes over what has not changed, unless it was changed in the cache', async () => {
  const caches = fakeCaches();
  await new BuildCache(buildOf('1', FIRST), SCOPE, { caches, fetch: fakeHost(hosted(FIRST)).fetch }).fill();
  const host = fakeHost(hosted(SECOND));
  await new BuildCache(buildOf('2', SECOND), SCOPE, { caches, fetch: host.fetch }).fill();
  assert.equal(
    host.asked.some(({ address }) => address.endsWith('same.js')),
    false,
  );

  const [old] = await caches.keys();
  await (await caches.open(old)).put(`${SCOPE}assets/same.js?v=${sha256('same').slice(0, 12)}`, new Response('other'));
  await caches.delete((await caches.keys())[1]);
  const careful = fakeHost(hosted(SECOND));
  await new BuildCache(buildOf('2', SECOND), SCOPE, { caches, fetch: careful.fetch }).fill();
  assert.equal(careful.asked.filter(({ address }) => address.endsWith('same.js')).length, 1);
});

test('a window of the build before gets its own parts from the new one, until no window runs it', async () => {
  const caches = fakeCaches();
  await new BuildCache(buildOf('1', FIRST), SCOPE, { caches, fetch: fakeHost(hosted(FIRST)).fetch }).fill();
  const host = fakeHost(hosted(SECOND));
  const cache = new BuildCache(buildOf('2', SECOND), SCOPE, { caches, fetch: host.fetch });
  await cache.fill();
  assert.equal(await textOf(cache, 'assets/main-1.js'), 'main 1');
  assert.equal(await textOf(cache, `engine/e.wasm?v=${sha256('wasm 1').slice(0, 12)}`), 'wasm 1');
  assert.equal(await textOf(cache, `engine/e.wasm?v=${sha256('wasm 2').slice(0, 12)}`), 'wasm 2');

  await cache.tidy(['./assets/main-1.js', './assets/main-2.js'], NEVER);
  assert.equal((await caches.keys()).length, 2);
  await cache.tidy(['./assets/main-2.js'], ALWAYS);
  assert.equal((await caches.keys()).length, 2, 'a build that comes in is not an old one');
  await cache.tidy(['./assets/main-2.js'], NEVER);
  assert.deepEqual(await caches.keys(), ['sandtable:/tools/sales/:2']);
  assert.equal((await cache.answer(new Request(`${SCOPE}assets/main-1.js`))).status, 404);
});

test('a build whose cache is removed while it comes in does not count as whole', async () => {
  const caches = fakeCaches();
  const host = fakeHost(hosted(FIRST));
  const fetch = /** @type {typeof globalThis.fetch} */ (
    async (request, options) => {
      if (host.asked.length === 3) await caches.delete('sandtable:/tools/sales/:1');
      return host.fetch(request, options);
    }
  );
  const cache = new BuildCache(buildOf('1', FIRST), SCOPE, { caches, fetch });
  await assert.rejects(cache.fill(), /build 1 was removed/);
});

test('only reading requests for files of the app are answered', () => {
  const cache = new BuildCache(buildOf('1', FIRST), SCOPE, { caches: fakeCaches(), fetch: fakeHost({}).fetch });
  const serves = (/** @type {string} */ url, method = 'GET') => cache.serves(new Request(url, { method }));
  assert.equal(serves(SCOPE), true);
  assert.equal(serves(`${SCOPE}index.html?x=1`), true);
  assert.equal(serves(`${SCOPE}assets/main-0.js`), true, 'an earlier build may have it');
  assert.equal(serves(SCOPE, 'POST'), false);
  assert.equal(serves(`${SCOPE}schemas/plan.json`), false);
  assert.equal(serves('https://host.example/tools/'), false);
  assert.equal(serves('https://other.example/tools/sales/'), false);
});
