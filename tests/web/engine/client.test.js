// The engine client: order, cancelling, crashes, restoring. Against the real worker host and a fake engine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineClient } from '../../../web/engine/client.js';
import { fakeWorkers } from '../fixtures/fake-engine.js';

/** @param {Parameters<typeof fakeWorkers>[0]} [options] */
function startClient(options) {
  const { workers, createTransport } = fakeWorkers(options);
  const client = new EngineClient({ createTransport, loadWasm: async () => new Uint8Array([0]) });
  return { client, workers };
}

test('requests made before the engine is ready are answered in order', async () => {
  const { client } = startClient();
  /** @type {number[]} */
  const answered = [];
  await Promise.all(
    [1, 2, 3].map((n) => client.call('test.echo', { n }).then(({ n: echoed }) => answered.push(echoed))),
  );
  assert.deepEqual(answered, [1, 2, 3]);
  assert.equal(client.status.value, 'ready');
});

test('a refusal carries the records of the engine and leaves the worker in place', async () => {
  const { client, workers } = startClient();
  await assert.rejects(client.call('no.such'), (/** @type {any} */ error) => {
    assert.equal(error.name, 'EngineError');
    assert.deepEqual(error.errors[0].params, { request: 'no.such' });
    return true;
  });
  assert.deepEqual(await client.call('test.echo', { ok: 1 }), { ok: 1 });
  assert.equal(workers.length, 1);
});

test('progress reaches the request it belongs to', async () => {
  const { client } = startClient();
  /** @type {number[][]} */
  const seen = [];
  await client.call('test.echo', {}, { onProgress: (done, total) => seen.push([done, total]) });
  await client.call('test.echo', {});
  assert.deepEqual(seen, [
    [1, 2],
    [2, 2],
  ]);
});

test('a waiting request that is aborted never reaches the engine', async () => {
  const { client, workers } = startClient();
  const controller = new AbortController();
  const first = client.call('test.echo', { n: 1 });
  const dropped = client.call('plan.new', { meta: { id: 'x' } }, { signal: controller.signal });
  controller.abort();
  await assert.rejects(dropped, { name: 'AbortError' });
  assert.deepEqual(await first, { n: 1 });
  assert.equal(workers.length, 1);
  assert.equal(workers[0].engine.document, null);
});

test('a waiting request that is not wanted any more when its turn comes is dropped, and the worker stays', async () => {
  const { client, workers } = startClient();
  let wanted = true;
  const first = client.call('test.echo', { n: 1 });
  const dropped = client.call('plan.new', { meta: { id: 'x' } }, { isWanted: () => wanted });
  const last = client.call('test.echo', { n: 3 }, { isWanted: () => true });
  wanted = false;
  await assert.rejects(dropped, { name: 'AbortError' });
  assert.deepEqual([await first, await last], [{ n: 1 }, { n: 3 }]);
  assert.equal(workers.length, 1);
  assert.equal(workers[0].engine.document, null);
});

test('a request aborted before it is made is rejected at once', async () => {
  const { client } = startClient();
  await assert.rejects(client.call('test.echo', {}, { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('aborting a running request replaces the worker, restores the plan and then serves the rest', async () => {
  const { client, workers } = startClient();
  client.setRestore(async (engine) => void (await engine.call('plan.new', { meta: { id: 'restored' } })));
  await client.call('test.echo');
  workers[0].hold = true; // from here on the worker is busy and never answers
  const controller = new AbortController();
  const running = client.call('test.echo', { n: 'long' }, { signal: controller.signal });
  const next = client.call('plan.serialize');
  await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await assert.rejects(running, { name: 'AbortError' });
  assert.match((await next).text, /"id": "restored"/);
  assert.equal(workers[0].terminated, true);
  assert.equal(workers.length, 2);
});

test('a pure request that crashes the engine is tried once more, then fails with engine.crashed', async () => {
  const { client, workers } = startClient();
  await assert.rejects(client.call('test.crash'), { name: 'EngineError', code: 'engine.crashed' });
  assert.equal(workers.length, 3); // the first, the one of the second attempt, and the one that serves on
  assert.deepEqual(await client.call('test.echo', { alive: true }), { alive: true });
});

test('a pure request that crashed once succeeds in the fresh worker', async () => {
  let crashed = false;
  const { client } = startClient({
    prepare(engine) {
      const echo = engine['test.echo'];
      engine['test.echo'] = (params) => {
        if (crashed) return echo.call(engine, params);
        crashed = true;
        throw new Error('memory access out of bounds');
      };
    },
  });
  assert.deepEqual(await client.call('test.echo', { n: 7 }), { n: 7 });
});

test('a change that crashes the engine is not repeated: nobody knows whether it happened', async () => {
  let calls = 0;
  const { client } = startClient({
    prepare(engine) {
      engine['plan.apply'] = () => {
        calls += 1;
        throw new Error('RuntimeError: unreachable');
      };
    },
  });
  await assert.rejects(client.call('plan.apply', { patch: [] }), { code: 'engine.crashed' });
  assert.equal(calls, 1);
});

test('running out of memory has a code of its own', async () => {
  const { client } = startClient();
  await assert.rejects(client.call('test.exhaust'), { code: 'engine.out_of_memory' });
});

test('an engine that cannot be restored is given up after two attempts, and says so to everybody waiting', async () => {
  const { client, workers } = startClient({
    prepare(engine) {
      engine['plan.open'] = () => {
        throw new Error('RuntimeError: unreachable');
      };
    },
  });
  client.setRestore(async (engine) => void (await engine.call('plan.open', { text: '{}' })));
  await assert.rejects(client.call('test.echo'), { code: 'engine.not_restored' });
  assert.equal(client.status.value, 'failed');
  await assert.rejects(client.call('test.echo'), { code: 'engine.not_restored' });
  assert.ok(workers.length <= 2);
});

test('wasm that cannot be loaded is named, and retry tries again', async () => {
  let online = false;
  const { createTransport } = fakeWorkers();
  const client = new EngineClient({
    createTransport,
    loadWasm: async () => {
      if (!online) throw new Error('offline');
      return new Uint8Array([0]);
    },
  });
  await assert.rejects(client.call('test.echo'), { code: 'engine.not_loaded' });
  online = true;
  client.retry();
  assert.deepEqual(await client.call('test.echo', { n: 1 }), { n: 1 });
});

test('columns come with the result and the result is released', async () => {
  const { client, workers } = startClient();
  await client.call('plan.new', { meta: { id: 'x' } });
  workers[0].engine.tables.set('orders', { bytes: new Uint8Array([1, 2, 3]), source: 'f.csv' });
  const { columns } = await client.call('facts.snapshot', { table: 'orders' }, { columns: ['bytes'] });
  assert.deepEqual(columns.bytes, new Uint8Array([1, 2, 3]));
  assert.equal(workers[0].engine.results.size, 0);
  await assert.rejects(client.call('facts.snapshot', { table: 'orders' }, { columns: ['nope'] }), {
    code: 'engine.unknown_column',
  });
  assert.equal(workers[0].engine.results.size, 0);
});
