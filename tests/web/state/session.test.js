// The session over journal and engine: undo, reload, recovery, save state. Each visit() is a page load of the same browser.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { freshDatabase, planWith, setName, startVisit, textOf, textOnNextVisit } from '../fixtures/visit.js';

test('undo restores the document byte for byte and redo brings the change back', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const before = await textOf(visit.engine);
  const { patch, label } = setName('m', 'b');
  await visit.session.apply(patch, { label });
  const after = await textOf(visit.engine);
  assert.deepEqual(visit.session.undoLabel.value, label);
  await visit.session.undo();
  assert.equal(await textOf(visit.engine), before);
  assert.deepEqual(visit.session.redoLabel.value, label);
  await visit.session.redo();
  assert.equal(await textOf(visit.engine), after);
  assert.equal(visit.session.redoLabel.value, null);
});

test('a new change after an undo ends the redo', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a', 'b']);
  await visit.session.undo();
  const { patch, label } = setName('m', 'c');
  await visit.session.apply(patch, { label });
  assert.equal(visit.session.redoLabel.value, null);
  await assert.rejects(visit.session.redo(), { code: 'plan.nothing_to_redo' });
});

test('after a reload the document, the undo and the redo are where they were', async () => {
  const name = freshDatabase();
  const first = await startVisit(name);
  const key = await planWith(first, ['a', 'b', 'c']);
  await first.session.undo();
  const text = await textOf(first.engine);

  const second = await startVisit(name);
  await second.session.openPlan(key);
  assert.equal(await textOf(second.engine), text);
  assert.equal(second.session.undoLabel.value?.params?.name, 'b');
  assert.equal(second.session.redoLabel.value?.params?.name, 'c');
  await second.session.undo();
  await second.session.undo();
  await second.session.redo();
  assert.match(await textOf(second.engine), /"name": "a"/);
  assert.deepEqual(second.session.problems.value, []);
});

test('changes asked for at once are applied one after the other', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, []);
  const names = ['a', 'b', 'c', 'd'];
  const results = await Promise.all(
    names.map((name) => visit.session.apply(setName(name, name).patch, { label: { key: 'k' } })),
  );
  assert.deepEqual(
    results.map(({ revision }) => revision),
    [2, 3, 4, 5],
  );
});

test('a refused patch changes neither document nor journal', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  await planWith(visit, ['a']);
  const before = await textOf(visit.engine);
  const bad = [{ op: 'replace', path: '/nowhere', value: 1 }];
  await assert.rejects(visit.session.apply(bad, { label: { key: 'k' } }), { code: 'patch.no_such_path' });
  assert.equal(await textOf(visit.engine), before);
  assert.equal(await visit.db.count('journal'), 2);
});

test('folding happens after fifty changes and undo still reaches behind it', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(
    visit,
    Array.from({ length: 55 }, (_, i) => `n${i}`),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await visit.session.settled();
  assert.equal(await visit.db.count('snapshots'), 2);
  const again = await startVisit(name);
  await again.session.openPlan(key);
  for (let i = 0; i < 54; i += 1) await again.session.undo();
  assert.match(await textOf(again.engine), /"name": "n0"/);
});

test('changes of many short visits are folded too, so that opening never replays a long journal', async () => {
  const name = freshDatabase();
  const first = await startVisit(name);
  const key = await planWith(first, ['a']);
  for (let visit = 1; visit <= 5; visit += 1) {
    const { session } = await startVisit(name);
    await session.openPlan(key);
    for (let i = 0; i < 10; i += 1) await session.apply(setName('m', `${visit}.${i}`).patch, { label: { key: 'k' } });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await session.settled();
  }
  const { snapshots } = await first.plans.load(key);
  assert.ok(snapshots[0].seq >= 50, `the newest snapshot is that after change ${snapshots[0].seq}`);
});

test('the first change after an hour is folded, so that there is a generation of every hour', async (t) => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  const now = Date.now();
  t.mock.method(Date, 'now', () => now + 3_599_000);
  await visit.session.apply(setName('m', 'b').patch, { label: { key: 'k' } });
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.equal((await visit.plans.load(key)).snapshots.length, 1);
  t.mock.method(Date, 'now', () => now + 3_601_000);
  await visit.session.apply(setName('m', 'c').patch, { label: { key: 'k' } });
  await new Promise((resolve) => setTimeout(resolve, 80));
  await visit.session.settled();
  assert.deepEqual(
    (await visit.plans.load(key)).snapshots.map(({ seq }) => seq),
    [4, 0],
  );
});

test('with the newest snapshot damaged the generation before and the journal give the same document', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(
    visit,
    Array.from({ length: 55 }, (_, i) => `n${i}`),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await visit.session.settled();
  const text = await textOf(visit.engine);
  const newest = (await visit.db.getAll('snapshots')).at(-1);
  await visit.db.put('snapshots', { ...newest, text: `${newest.text} ` });

  const again = await startVisit(name);
  await again.session.openPlan(key);
  assert.equal(await textOf(again.engine), text);
  assert.deepEqual(
    again.session.problems.value.map(({ code }) => code),
    ['storage.snapshot_damaged'],
  );
  // The damage is repaired by a new generation: the next visit is clean.
  const third = await startVisit(name);
  await third.session.openPlan(key);
  assert.equal(await textOf(third.engine), text);
});

test('a damaged journal entry costs what follows it, says how much, and is never replayed over', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, ['a', 'b', 'c', 'd']);
  const stored = await visit.db.get('journal', [key, 4]); // 'c'
  await visit.db.put('journal', { ...stored, text: stored.text.replace('"c"', '"x"') });

  const again = await startVisit(name);
  await again.session.openPlan(key);
  assert.match(await textOf(again.engine), /"name": "b"/);
  const codes = again.session.problems.value.map(({ code, params }) => [code, params?.count]);
  assert.deepEqual(codes, [
    ['storage.entry_damaged', undefined],
    ['storage.changes_lost', 2],
  ]);
  const { patch, label } = setName('m', 'e');
  await again.session.apply(patch, { label });

  const third = await startVisit(name);
  await third.session.openPlan(key);
  assert.match(await textOf(third.engine), /"name": "e"/);
  await third.session.undo(); // takes back 'e', never the lost 'd' whose entry is still there
  assert.match(await textOf(third.engine), /"name": "b"/);
  assert.equal(third.session.undoLabel.value, null);
  assert.deepEqual(third.session.problems.value, [], 'what was told once and is past is not told for ever');
});

test('with every snapshot damaged opening fails with the reasons and nothing is overwritten', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, ['a']);
  const [only] = await visit.db.getAll('snapshots');
  await visit.db.put('snapshots', { ...only, text: '' });
  const again = await startVisit(name);
  await assert.rejects(again.session.openPlan(key), { code: 'storage.snapshot_damaged' });
  assert.equal(again.session.plan.value, null);
  assert.equal(await again.db.count('journal'), 2);
});

test('a crash of the engine loses nothing: plan and facts are put back and the request is answered', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a', 'b']);
  visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([1, 2, 3]), source: 'f.csv' });
  await visit.session.keepFacts('orders', 'f.csv');
  const text = await textOf(visit.engine);
  await assert.rejects(visit.engine.call('test.crash'), { code: 'engine.crashed' });
  assert.equal(await textOf(visit.engine), text);
  const last = visit.workers.at(-1);
  assert.deepEqual(last?.engine.tables.get('orders')?.bytes, new Uint8Array([1, 2, 3]));
  const { patch, label } = setName('m', 'c');
  assert.equal((await visit.session.apply(patch, { label })).saved, true);
});

test('when the browser refuses to store, the state is unsaved with the reason and the change is kept and retried', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, ['a']);
  assert.equal(visit.session.saveState.value, 'browser');
  const failing = mock.method(visit.db, 'transaction', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const { patch, label } = setName('m', 'b');
  assert.equal((await visit.session.apply(patch, { label })).saved, false);
  assert.equal(visit.session.saveState.value, 'unsaved');
  assert.equal(visit.session.saveError.value?.code, 'storage.quota');
  failing.mock.restore();
  const next = setName('m', 'c');
  assert.equal((await visit.session.apply(next.patch, { label: next.label })).saved, true);
  assert.equal(visit.session.saveState.value, 'browser');
  assert.match(await textOnNextVisit(name, key), /"name": "c"/);
});

test('a plan opened from a file is saved to file until it is changed, and again after undoing the change', async () => {
  const visit = await startVisit(freshDatabase());
  const text =
    '{"collections":{"metrics":{}},"format":"sandtable-plan","id":"d","meta":{"name":"华南"},"revision":7,"version":"1.0"}';
  await visit.session.openFile(new File([text], '华南.sandtable.json'));
  assert.equal(visit.session.plan.value?.name, '华南');
  assert.equal(visit.session.saveState.value, 'file');
  const { patch, label } = setName('m', 'a');
  await visit.session.apply(patch, { label });
  assert.equal(visit.session.saveState.value, 'browser');
  await visit.session.undo();
  assert.equal(visit.session.saveState.value, 'file');
  await visit.session.apply(setName('m', 'b').patch, { label });
  assert.equal(visit.session.saveState.value, 'browser'); // same revision number as before, another document
});

test('a file the engine refuses leaves the open plan open', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const text = await textOf(visit.engine);
  await assert.rejects(visit.session.openFile(new File(['{"format":"other"}'], 'x.json')), { code: 'file.not_a_plan' });
  assert.equal(await textOf(visit.engine), text);
  assert.equal(visit.session.plan.value?.name, '华东 2026');
});

test('renaming is an undo step and shows in the list of plans', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, []);
  await visit.session.rename('华东 冲刺');
  assert.equal(visit.session.plan.value?.name, '华东 冲刺');
  await visit.session.close();
  assert.deepEqual(
    visit.session.recent.value.map(({ name }) => name),
    ['华东 冲刺'],
  );
});

test('a removed plan leaves the list, can be taken back, and is purged only after its time', async () => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  await visit.session.remove(key);
  assert.equal(visit.session.recent.value.length, 0);
  assert.equal(visit.session.plan.value, null);
  await visit.session.library.emptyBin(30);
  await visit.session.restore(key);
  assert.deepEqual(
    visit.session.recent.value.map((record) => record.key),
    [key],
  );
  await visit.session.openPlan(key);
  assert.match(await textOf(visit.engine), /"name": "a"/);
});

test('a duplicate has a new identity and its own copy of the data', async () => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([9]), source: 'f.csv' });
  await visit.session.keepFacts('orders', 'f.csv');
  const original = JSON.parse(await textOf(visit.engine));
  await visit.session.duplicate('副本');
  const copy = JSON.parse(await textOf(visit.engine));
  assert.notEqual(copy.id, original.id);
  assert.deepEqual(copy.collections, original.collections);
  assert.notEqual(visit.session.plan.value?.key, key);
  for await (const chunk of visit.factsStore.chunks(String(visit.session.plan.value?.key), 'orders'))
    assert.deepEqual(chunk, new Uint8Array([9]));
  assert.equal((await visit.factsStore.list(String(visit.session.plan.value?.key))).length, 1);
});

test('a saved file names the file its data came from', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([9]), source: '订单 2025.csv' });
  await visit.session.keepFacts('orders', '订单 2025.csv');
  const [part] = await visit.session.tables.exportAll();
  assert.deepEqual(part, { table: 'orders', source: '订单 2025.csv', bytes: new Uint8Array([9]) });
});

test('facts belong to their plan: opening another plan does not show them', async () => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([9]), source: 'f.csv' });
  await visit.session.keepFacts('orders', 'f.csv');
  await visit.session.newPlan({ name: 'other' });
  assert.deepEqual(visit.session.facts.value, []);
  await visit.session.openPlan(key);
  assert.deepEqual(
    visit.session.facts.value.map(({ name }) => name),
    ['orders'],
  );
});

test('the sample is a plan of its own, made once and opened again afterwards', async () => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  await visit.session.openSample({ language: 'zh' });
  const sampleKey = visit.session.plan.value?.key;
  assert.equal(visit.session.plan.value?.kind, 'sample');
  assert.deepEqual(
    visit.session.facts.value.map(({ name }) => name),
    ['orders'],
  );
  await visit.session.openPlan(key);
  assert.deepEqual(visit.session.facts.value, []);
  await visit.session.openSample({ language: 'zh' });
  assert.equal(visit.session.plan.value?.key, sampleKey);
  assert.equal(visit.session.recent.value.length, 2);
});

test('a sample that was cancelled leaves nothing behind', async () => {
  const visit = await startVisit(freshDatabase());
  await visit.engine.call('test.echo');
  visit.workers[0].engine['sample.orders'] = () => {
    throw new Error('Aborted(OOM)');
  };
  await assert.rejects(visit.session.openSample({ language: 'zh' }), { code: 'engine.out_of_memory' });
  assert.equal(visit.session.plan.value, null);
  assert.equal(visit.session.recent.value.length, 0);
  assert.equal(await visit.db.count('plans'), 0);
});

test('a plan the browser refused at first is stored with its first snapshot as soon as it can be', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const failing = mock.method(visit.db, 'transaction', () => {
    throw new DOMException('private window', 'UnknownError');
  });
  const key = await planWith(visit, ['a']);
  assert.equal(visit.session.saveState.value, 'unsaved');
  assert.equal(visit.session.saveError.value?.code, 'storage.unavailable');
  failing.mock.restore();
  await visit.session.apply(setName('m', 'b').patch, { label: { key: 'k' } });
  assert.equal(visit.session.saveState.value, 'browser');
  assert.match(await textOnNextVisit(name, key), /"name": "b"/);
});

test('a snapshot that cannot be written does not make saved changes unsaved', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, []);
  mock.method(visit.plans, 'fold', async () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  for (let i = 0; i < 60; i += 1) await visit.session.apply(setName('m', `n${i}`).patch, { label: { key: 'k' } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await visit.session.settled();
  assert.equal(visit.session.saveState.value, 'browser');
  assert.match(await textOnNextVisit(name, key), /"name": "n59"/);
});
