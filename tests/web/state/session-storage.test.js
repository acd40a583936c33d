// What the session does when the browser's storage fails, is deleted, or is wanted by a newer page; and what it notes with each change.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteDB } from 'idb';
import { preferences } from '../../../web/state/preferences.js';
import { freshDatabase, planWith, setName, startVisit, textOf, textOnNextVisit } from '../fixtures/visit.js';

test('every change says who made it, by a name and by an id that stays', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  preferences.author.value = '王强';
  const key = await planWith(visit, ['a']);
  preferences.author.value = '';
  await visit.session.undo();
  const { entries } = await visit.plans.load(key);
  assert.deepEqual(
    entries.map(({ kind, by }) => [kind, by?.name]),
    [
      ['apply', '王强'],
      ['apply', '王强'],
      ['undo', ''],
    ],
  );
  const ids = new Set(entries.map(({ by }) => by?.id));
  assert.equal(ids.size, 1);
  assert.match(String([...ids][0]), /^[0-9a-f-]{36}$/);
});

test('when the connection is lost the next change opens it again and is saved', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, ['a']);
  visit.db.close();
  const { patch, label } = setName('m', 'b');
  assert.equal((await visit.session.apply(patch, { label })).saved, true);
  assert.equal(visit.session.saveState.value, 'browser');
  assert.match(await textOnNextVisit(name, key), /"name": "b"/);
});

test('when the browser’s data is deleted under an open plan, the next change puts all of it back', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, ['a']);
  visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([9]), source: 'f.csv' });
  await visit.session.keepFacts('orders', 'f.csv');
  await deleteDB(name);
  const { patch, label } = setName('m', 'b');
  assert.equal((await visit.session.apply(patch, { label })).saved, true);
  await visit.session.apply(setName('m', 'c').patch, { label });
  const text = await textOf(visit.engine);
  const again = await startVisit(name);
  await again.session.openPlan(key);
  assert.equal(await textOf(again.engine), text);
  assert.deepEqual(again.session.problems.value, []);
  assert.deepEqual(
    again.session.facts.value.map(({ name: table }) => table),
    ['orders'],
  );
  await again.session.undo();
  assert.match(await textOf(again.engine), /"name": "b"/);
});

test('a page that makes way for a newer one saves first, then refuses changes with the reason', async (t) => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const full = t.mock.method(visit.plans, 'append', async () => {
    throw Object.assign(new Error('full'), { errors: [{ code: 'storage.quota' }] });
  });
  const { patch, label } = setName('m', 'b');
  await visit.session.apply(patch, { label });
  let gone = false;
  const leaving = visit.session.makeWay().then(() => (gone = true));
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(gone, false, 'what is not saved is not left behind');
  full.mock.restore();
  await visit.session.apply(setName('m', 'c').patch, { label });
  await leaving;
  assert.equal(visit.session.outdated.value, true);
  assert.equal(visit.session.plan.value?.readOnly, true);
  await assert.rejects(visit.session.apply(patch, { label }), { code: 'storage.newer' });
});

test('a damaged plan that cannot be opened is kept in mind with the reasons until another one opens', async () => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, ['a']);
  const [only] = await visit.db.getAll('snapshots');
  await visit.db.put('snapshots', { ...only, text: '' });
  const again = await startVisit(name);
  await assert.rejects(again.session.openPlan(key));
  assert.deepEqual(
    [again.session.unopened.value?.name, again.session.unopened.value?.errors.map(({ code }) => code)],
    ['华东 2026', ['storage.snapshot_damaged']],
  );
  await assert.rejects(again.session.openPlan('nowhere'), { code: 'storage.no_such_plan' });
  assert.equal(again.session.unopened.value?.key, key, 'a plan that is gone has nothing to be saved');
  await again.session.newPlan({ name: 'other' });
  assert.equal(again.session.unopened.value, null);
});

test('the changes since the last file are counted, and begin anew with a file', async () => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a', 'b']);
  assert.equal(visit.session.plan.value?.unfiled, 3);
  assert.equal(visit.session.plan.value?.filedAt, undefined);
  await visit.session.putReminderAside();
  assert.equal(visit.session.plan.value?.reminded?.unfiled, 3);
  const opened = await visit.plans.load(key);
  assert.equal(opened.record.reminded?.unfiled, 3);
});

test('a table the browser did not take is unsaved with the reason, and is tried again until it is there', async (t) => {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, ['a']);
  visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([9]), source: 'f.csv' });
  const full = t.mock.method(visit.factsStore, 'put', async () => {
    throw Object.assign(new Error('full'), { errors: [{ code: 'storage.quota' }] });
  });
  await visit.session.keepFacts('orders', 'f.csv');
  assert.equal(visit.session.saveState.value, 'unsaved');
  assert.equal(visit.session.saveError.value?.code, 'storage.quota');
  full.mock.restore();
  while (visit.session.saveState.value === 'unsaved') await new Promise((resolve) => setTimeout(resolve, 50));
  const again = await startVisit(name);
  await again.session.openPlan(key);
  assert.deepEqual(
    again.session.facts.value.map(({ name: table }) => table),
    ['orders'],
  );
});
