// A tab that looks on shows what the writing tab does as it happens, and whatever it missed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals-core';
import { LiveFollow } from '../../../web/state/live-follow.js';
import { PlanClaims } from '../../../web/state/plan-claims.js';
import { fakeBrowser } from '../fixtures/locks.js';
import { freshDatabase, planWith, setName, startVisit, textOf } from '../fixtures/visit.js';

/** @typedef {Awaited<ReturnType<typeof startVisit>>} Visit */

/** @param {{deaf?: boolean, locks?: boolean}} [options] deaf: the second tab hears no messages; locks: false, plain http */
async function twoTabs({ deaf = false, locks = true } = {}) {
  const database = freshDatabase();
  const browser = fakeBrowser();
  const tab = (/** @type {{frozen?: boolean}} */ options) => {
    const { locks: shared, channel } = browser.tab(options);
    return new PlanClaims({ locks: locks ? shared : null, channel });
  };
  const first = await startVisit(database, { claims: tab({}) });
  const key = await planWith(first, ['a']);
  const second = await startVisit(database, { claims: tab({ frozen: deaf }) });
  await second.session.openPlan(key);
  return { database, first, second, key };
}

/** @param {() => unknown} holds */
async function until(holds, limitMs = 6000) {
  for (let waited = 0; !(await holds()); waited += 10) {
    assert.ok(waited < limitMs, 'did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const edit = (/** @type {Visit} */ { session }, /** @type {string} */ name) => {
  const { patch, label } = setName('m', name);
  return session.apply(patch, { label });
};
const nameIn = async (/** @type {Visit} */ { engine }) => JSON.parse(await textOf(engine)).collections.metrics?.m?.name;

test('changes, undo and a new name arrive without being asked for, and without reading the plan anew', async (t) => {
  const { first, second } = await twoTabs();
  const load = t.mock.method(second.plans, 'load');
  await edit(first, 'b');
  await until(async () => (await nameIn(second)) === 'b');
  await first.session.undo();
  await until(async () => (await nameIn(second)) === 'a');
  await first.session.rename('华南 2027');
  await until(() => second.session.plan.value?.name === '华南 2027');
  assert.equal(await textOf(second.engine), await textOf(first.engine));
  assert.equal(second.session.plan.value?.elsewhere, true);
  assert.equal(second.session.plan.value?.revision, first.session.plan.value?.revision);
  assert.equal(second.session.undoLabel.value, null);
  assert.equal(load.mock.callCount(), 0);
});

test('many quick changes arrive all and in order', async () => {
  const { first, second } = await twoTabs();
  for (let i = 0; i < 70; i += 1) await edit(first, `n${i}`);
  await until(async () => (await nameIn(second)) === 'n69');
  assert.equal(await textOf(second.engine), await textOf(first.engine));
});

test('a tab that missed the messages finds the changes by itself', async () => {
  const { first, second } = await twoTabs({ deaf: true });
  await edit(first, 'b');
  await until(async () => (await nameIn(second)) === 'b');
});

test('where entries are missing between what is shown and what is on disk, the plan is read anew', async (t) => {
  const { first, second, key } = await twoTabs({ deaf: true });
  const load = t.mock.method(second.plans, 'load');
  await edit(first, 'b');
  await edit(first, 'c');
  await first.db.delete('journal', [key, 3]);
  await first.plans.fold(key, { seq: 4, state: 4, text: await textOf(first.engine) });
  await until(async () => (await nameIn(second)) === 'c');
  assert.equal(load.mock.callCount(), 1, 'once, and then it follows again');
  assert.equal(second.session.plan.value?.elsewhere, true);
  await edit(first, 'd');
  await until(async () => (await nameIn(second)) === 'd');
  assert.equal(load.mock.callCount(), 1);
});

test('fact tables follow too: new ones, changed ones, and those that go', async () => {
  const { first, second } = await twoTabs();
  const tables = first.workers[0].engine.tables;
  const shown = () => second.workers[0].engine.tables.get('orders')?.bytes;
  for (const bytes of [new Uint8Array([1, 2]), new Uint8Array([3, 4, 5])]) {
    tables.set('orders', { bytes, source: 'f.csv' });
    await first.session.keepFacts('orders', 'f.csv');
    await until(() => String(shown()) === String(bytes));
    await until(() => second.session.facts.value[0]?.rows === bytes.length);
  }
  await first.session.changeFacts('orders', { key: 'k' }, async () => {
    tables.delete('orders');
    return { source: '', patch: setName('m', 'without').patch };
  });
  await until(() => second.session.facts.value.length === 0);
});

test('after following, taking over leaves nothing out and undo reaches what the other tab did', async () => {
  const { first, second } = await twoTabs();
  await edit(first, 'b');
  await until(async () => (await nameIn(second)) === 'b');
  await second.session.takeOver();
  await until(() => second.session.plan.value?.elsewhere === false);
  await second.session.undo();
  assert.equal(await nameIn(second), 'a');
  await until(async () => (await nameIn(first)) === 'a');
  assert.equal(first.session.plan.value?.elsewhere, true);
});

test('without locks, as on plain http, each tab takes what the other saved, so that working in turn makes no conflict', async () => {
  const { first, second } = await twoTabs({ locks: false });
  assert.equal(second.session.plan.value?.elsewhere, false);
  await edit(first, 'b');
  await until(async () => (await nameIn(second)) === 'b');
  assert.equal((await edit(second, 'c')).saved, true);
  await until(async () => (await nameIn(first)) === 'c');
  assert.equal((await edit(first, 'd')).saved, true);
});

test('changes that could not be saved are never replaced by what another tab saved', async (t) => {
  const { first, second } = await twoTabs({ locks: false });
  const full = t.mock.method(second.plans, 'append', async () => {
    throw Object.assign(new Error('full'), { errors: [{ code: 'storage.quota' }] });
  });
  await edit(second, 'mine');
  assert.equal(second.session.saveState.value, 'unsaved');
  await edit(first, 'theirs');
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await nameIn(second), 'mine');
  full.mock.restore();
  await second.session.close();
});

test('asked while it reads, it reads once more and not more often', async () => {
  let reads = 0;
  const following = new LiveFollow({
    looksOn: signal(false),
    follow: async () => {
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  });
  await Promise.all([following.now(), following.now(), following.now()]);
  assert.equal(reads, 2);
});

test('a store that cannot be read for a while stops nothing, and what was written meanwhile is there afterwards', async (t) => {
  const { first, second } = await twoTabs();
  const failing = t.mock.method(second.plans, 'since', async () => {
    throw Object.assign(new Error('gone'), { errors: [{ code: 'storage.timeout', params: { seconds: 10 } }] });
  });
  await edit(first, 'b');
  await until(() => failing.mock.callCount() > 0);
  assert.equal(await nameIn(second), 'a');
  failing.mock.restore();
  await until(async () => (await nameIn(second)) === 'b');
});

test('a table that could not be saved is not replaced by the one that another tab saved before', async (t) => {
  const { first, second } = await twoTabs({ locks: false });
  const orders = (/** @type {Visit} */ visit, /** @type {number} */ byte) =>
    visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([byte]), source: 'f.csv' });
  orders(first, 1);
  await first.session.keepFacts('orders', 'f.csv');
  await until(() => second.workers[0].engine.tables.has('orders'));
  const full = t.mock.method(second.factsStore, 'put', async () => {
    throw Object.assign(new Error('full'), { errors: [{ code: 'storage.quota' }] });
  });
  orders(second, 2);
  await second.session.keepFacts('orders', 'f.csv');
  await edit(first, 'b');
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(second.workers[0].engine.tables.get('orders')?.bytes, new Uint8Array([2]));
  full.mock.restore();
  await second.session.close();
});
