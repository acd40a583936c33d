// A file of a plan that is in the browser already: which is newer, and what each answer does. Nothing is ever lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newerOf } from '../../../web/state/plan-versions.js';
import { freshDatabase, planWith, setName, startVisit, textOf } from '../fixtures/visit.js';

const at = (/** @type {number} */ revision, /** @type {string} */ time) => ({
  name: '',
  revision,
  at: `2026-03-05T${time}:00Z`,
});

test('revision and time together say which is newer, and nothing does when they disagree', () => {
  assert.equal(newerOf(at(5, '10:00'), at(7, '11:00')), 'file');
  assert.equal(newerOf(at(7, '11:00'), at(5, '10:00')), 'browser');
  assert.equal(newerOf(at(7, '10:00'), at(5, '11:00')), 'unclear'); // a file copied later, or both worked on
  assert.equal(newerOf(at(5, '11:00'), at(7, '10:00')), 'unclear');
  assert.equal(newerOf(at(5, '10:00'), at(5, '11:00')), 'same'); // a file saved after the last change
  assert.equal(newerOf(at(5, '11:00'), at(5, '10:00')), 'unclear'); // another change has the same number after an undo
});

/** A browser with a plan at "b" and a file of it from when it was at "a". */
async function withOlderFile() {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  const file = new File([await textOf(visit.engine)], '华东.sandtable.json', {
    lastModified: Date.parse('2026-01-02'),
  });
  const { patch, label } = setName('m', 'b');
  await visit.session.apply(patch, { label });
  return { ...visit, key, file };
}

/** @param {any} visit @param {string} key */
const nameIn = async ({ session, engine }, key) => {
  await session.openPlan(key);
  return JSON.parse(await textOf(engine)).collections.metrics.m.name;
};

test('the question states both versions; cancelling changes nothing', async () => {
  const visit = await withOlderFile();
  /** @type {any} */
  let asked = null;
  const opened = await visit.session.openFile(visit.file, {
    ask: async (question) => ((asked = question), { choice: 'cancel' }),
  });
  assert.equal(opened, false);
  assert.deepEqual([asked.present.revision, asked.incoming.revision, asked.newer], [3, 2, 'browser']);
  assert.equal(asked.incoming.at, '2026-01-02T00:00:00.000Z');
  assert.equal(visit.session.plan.value?.key, visit.key);
  assert.equal(visit.session.recent.value.length, 1);
});

test('replacing keeps what was here as an earlier version that opens as it was', async () => {
  const visit = await withOlderFile();
  assert.equal(await visit.session.openFile(visit.file, { ask: async () => ({ choice: 'replace' }) }), true);
  const key = String(visit.session.plan.value?.key);
  assert.equal(visit.session.recent.value.length, 2);
  assert.deepEqual(
    visit.session.recent.value.filter(({ archivedAt }) => archivedAt).map((record) => record.key),
    [visit.key],
  );
  await visit.session.library.emptyBin(0);
  assert.equal(await nameIn(visit, visit.key), 'b');
  assert.equal(await nameIn(visit, key), 'a');
});

test('keeping both makes the file a plan of its own, with another identity and a name that says so', async () => {
  const visit = await withOlderFile();
  const before = JSON.parse(await textOf(visit.engine)).id;
  await visit.session.openFile(visit.file, { ask: async () => ({ choice: 'copy', name: '华东（文件）' }) });
  assert.equal(visit.session.plan.value?.name, '华东（文件）');
  assert.notEqual(JSON.parse(await textOf(visit.engine)).id, before);
  assert.equal(visit.session.saveState.value, 'browser', 'the file holds another document');
  assert.equal(await nameIn(visit, visit.key), 'b');
});

test('a file that cannot be opened pushes nothing aside', async () => {
  const visit = await withOlderFile();
  visit.workers[0].engine['plan.open'] = () => ({
    ok: false,
    errors: [{ code: 'plan.schema', path: '', params: {}, kind: 'input', detail: '' }],
  });
  await assert.rejects(visit.session.openFile(visit.file, { ask: async () => ({ choice: 'replace' }) }));
  await visit.session.refreshRecent();
  assert.deepEqual(
    visit.session.recent.value.map(({ key, archivedAt }) => [key, archivedAt]),
    [[visit.key, undefined]],
  );
});
