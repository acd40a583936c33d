// The page's side of the service worker, with a browser's registration played by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OfflineApp } from '../../../web/offline/offline-app.js';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

/** @param {string} state @param {string} [answer] to `replace` */
function fakeWorker(state, answer) {
  const worker = Object.assign(new EventTarget(), {
    state,
    /** @type {string[]} */ told: [],
    postMessage(/** @type {{type: string}} */ { type }, /** @type {MessagePort[]} */ ports = []) {
      worker.told.push(type);
      if (type === 'sandtable:replace') ports[0].postMessage(answer);
    },
    become(/** @type {string} */ next) {
      worker.state = next;
      worker.dispatchEvent(new Event('statechange'));
    },
  });
  return worker;
}

/** @param {{active?: any, waiting?: any, installing?: any, isSaved?: () => Promise<boolean>, refused?: boolean}} [options] */
function fakeBrowser({ active = null, waiting = null, installing = null, isSaved, refused = false } = {}) {
  const registration = Object.assign(new EventTarget(), { active, waiting, installing, updates: 0 });
  Object.assign(registration, { update: async () => void (registration.updates += 1) });
  const container = Object.assign(new EventTarget(), {
    controller: active,
    startMessages: () => {},
    register: async () => {
      if (refused) throw new DOMException('no storage here', 'SecurityError');
      return registration;
    },
  });
  let reloads = 0;
  const app = new OfflineApp({
    worker: 'service-worker.js',
    container: /** @type {any} */ (container),
    script: './assets/main-1.js',
    isSaved: isSaved ?? (async () => true),
    reload: () => (reloads += 1),
  });
  return { app, registration, container, reloads: () => reloads };
}

test('the first visit is ready when its worker is at work, and tells no update', async () => {
  const first = fakeWorker('installing');
  const { app, registration, container } = fakeBrowser({ installing: first });
  await app.start();
  assert.equal(app.state.value, 'preparing');
  first.become('installed');
  assert.equal(app.update.value, null);
  registration.active = first;
  first.become('activated');
  assert.equal(app.state.value, 'ready');
  assert.deepEqual(first.told, ['sandtable:tidy']);
  container.dispatchEvent(new Event('controllerchange'));
  assert.equal(app.update.value, null, 'the first one takes over what had none');
  container.dispatchEvent(new Event('controllerchange'));
  assert.equal(app.update.value, 'elsewhere');
});

test('a first worker that cannot keep the app, and a browser that refuses it, are said', async () => {
  const first = fakeWorker('installing');
  const { app } = fakeBrowser({ installing: first });
  await app.start();
  first.become('redundant');
  assert.equal(app.state.value, 'failed');
  const { app: other } = fakeBrowser({ refused: true });
  await other.start();
  assert.equal(other.state.value, 'failed');
});

test('a build without a worker and a page that may have none begin with what is so', () => {
  const parts = { script: '', isSaved: async () => true, reload: () => {} };
  assert.equal(new OfflineApp({ ...parts, worker: null, container: undefined }).state.value, 'none');
  assert.equal(new OfflineApp({ ...parts, worker: 'w.js', container: undefined }).state.value, 'failed');
});

test('a newer version waits until it is asked for, and this window then loads it', async () => {
  const { app, registration, container, reloads } = fakeBrowser({ active: fakeWorker('activated') });
  await app.start();
  const newer = fakeWorker('installing', 'done');
  registration.installing = newer;
  registration.dispatchEvent(new Event('updatefound'));
  newer.become('installed');
  registration.waiting = newer;
  assert.equal(app.update.value, 'ready');
  assert.deepEqual(newer.told, []);
  await app.replace();
  assert.deepEqual(newer.told, ['sandtable:replace']);
  container.dispatchEvent(new Event('controllerchange'));
  assert.equal(reloads(), 1);
});

for (const answer of ['unsaved', 'silent']) {
  test(`a window that is ${answer} keeps the version there is, and the reason is told`, async () => {
    const waiting = fakeWorker('installed', answer);
    const { app, container, reloads } = fakeBrowser({ active: fakeWorker('activated'), waiting });
    await app.start();
    await app.replace();
    assert.equal(app.update.value, answer);
    container.dispatchEvent(new Event('controllerchange'));
    assert.equal(reloads(), 0, 'another window may begin the new version, this one then goes on');
    assert.equal(app.update.value, 'elsewhere');
    await app.replace();
    assert.equal(reloads(), 1);
  });
}

test('a window that is asked answers when its own saving is over', async () => {
  /** @type {(saved: boolean) => void} */
  let settle = () => {};
  const saving = new Promise((/** @type {(saved: boolean) => void} */ resolve) => (settle = resolve));
  const { app, container } = fakeBrowser({ active: fakeWorker('activated'), isSaved: () => saving });
  await app.start();
  /** @type {unknown[]} */
  const answers = [];
  const port = { postMessage: (/** @type {unknown} */ answer) => answers.push(answer) };
  const ask = Object.assign(new Event('message'), { data: { type: 'sandtable:ask' }, ports: [port] });
  container.dispatchEvent(ask);
  container.dispatchEvent(Object.assign(new Event('message'), { data: null, ports: [] }));
  await pause();
  assert.deepEqual(answers, []);
  settle(true);
  await pause();
  assert.deepEqual(answers, [{ saved: true, script: './assets/main-1.js' }]);
});

test('the host is asked for a newer version at most once an hour', async () => {
  const { app, registration } = fakeBrowser({ active: fakeWorker('activated') });
  await app.start();
  await app.look();
  assert.equal(registration.updates, 0, 'registering has just asked');
  const later = Date.now() + 3_700_000;
  await app.look(later);
  await app.look(later + 60_000);
  assert.equal(registration.updates, 1);
});
