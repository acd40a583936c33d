// The plan's tables over a session, a stand-in engine and a stand-in browser store.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportFlow } from '../../../web/workspaces/data/import-flow.js';
import { PlanTables } from '../../../web/workspaces/data/plan-tables.js';
import { freshDatabase, startVisit } from '../fixtures/visit.js';

const NEW_PLAN = /** @type {const} */ ({ name: 'orders', language: 'en', currency: 'USD' });

/** Teaches the stand-in engine to read files: every byte is a row. @param {any} engine */
function readFiles(engine) {
  const makePlan = engine['plan.new'];
  engine['plan.new'] = (/** @type {any} */ params) => {
    const reply = makePlan.call(engine, params);
    engine.document.settings = {};
    return reply;
  };
  engine['facts.begin'] = engine['facts.restore'];
  engine['facts.cancel'] = (/** @type {any} */ { import: id }) => {
    engine.imports.delete(id);
    return { ok: true, result: {} };
  };
  engine['facts.preview'] = () => ({
    ok: true,
    result: { header: ['Date'], columns: [], rows: [], rowsRead: 1, fingerprint: 'f1' },
  });
  engine['facts.fields'] = () => ({ ok: true, result: { fields: [] } });
  const commit = engine['facts.commit'];
  engine['facts.commit'] = (/** @type {any} */ params) => {
    if (engine.refuses && params.mapping) {
      return { ok: false, errors: [{ code: 'facts.no_valid_rows', path: '', params: {}, kind: 'input', detail: '' }] };
    }
    const reply = commit.call(engine, params);
    Object.assign(reply.result, { fingerprint: 'f1', mapping: params.mapping, fileName: 'orders.csv' });
    return reply;
  };
}

/** @param {string} [name] */
async function start(name = freshDatabase()) {
  const visit = await startVisit(name);
  const tables = new PlanTables(visit);
  const flow = new ImportFlow(visit.engine);
  await visit.engine.call('facts.list'); // the worker starts with the first request
  readFiles(visit.workers[0].engine);
  return { ...visit, tables, flow, fake: /** @type {any} */ (visit.workers[0].engine) };
}

/** @param {Awaited<ReturnType<typeof start>>} app @param {string} text @param {string} fileName */
async function importFile({ flow, tables }, text, fileName = 'orders.csv') {
  await flow.start(new File([text], fileName), () => undefined);
  return tables.take(flow, NEW_PLAN);
}

/** @param {Awaited<ReturnType<typeof start>>} app */
const rowsIn = ({ session }) => session.facts.value.find(({ name }) => name === 'orders')?.rows;

test('with nothing open an import makes a plan and keeps the rows with it', async () => {
  const name = freshDatabase();
  const app = await start(name);
  await importFile(app, 'abc');
  assert.equal(app.session.plan.value?.name, 'orders');
  assert.equal(app.session.parts.meta.currency, 'USD');
  assert.equal(rowsIn(app), 3);
  assert.equal(app.flow.stage.value, 'done');
  assert.deepEqual(Object.keys(app.session.parts.settings.factMappings), ['f1']);
  const again = await startVisit(name);
  await again.session.openLast();
  assert.equal(again.session.facts.value[0].rows, 3, 'a reload finds them');
});

test('with the sample open an import makes a plan of its own and leaves the sample as it was', async () => {
  const app = await start();
  await app.session.openSample({ language: 'zh' });
  const sample = /** @type {string} */ (app.session.plan.value?.key);
  await importFile(app, 'abcd');
  assert.equal(app.session.plan.value?.kind, 'plan');
  assert.equal(rowsIn(app), 4);
  await app.session.openPlan(sample);
  assert.equal(rowsIn(app), 2);
});

test('a refused import makes no plan and changes nothing', async () => {
  const app = await start();
  await app.session.openSample({ language: 'zh' });
  const before = app.session.plan.value?.key;
  app.fake.refuses = true;
  assert.equal(await importFile(app, 'abcd'), null);
  assert.equal(app.session.plan.value?.key, before);
  assert.equal(app.session.recent.value.length, 1);
  assert.equal(rowsIn(app), 2);
  assert.equal(app.flow.stage.value, 'matching');
});

test('an import is one undo step, and so is a removal; both can be repeated', async () => {
  const app = await start();
  const { session } = app;
  await importFile(app, 'abc', 'first.csv');
  await importFile(app, 'abcde', 'second.csv');
  assert.equal(rowsIn(app), 5);
  assert.deepEqual(session.undoLabel.value, { key: 'data.undo.import', params: { file: 'second.csv' } });
  await session.undo();
  assert.equal(rowsIn(app), 3);
  assert.deepEqual(session.redoLabel.value, { key: 'data.undo.import', params: { file: 'second.csv' } });
  await session.redo();
  assert.equal(rowsIn(app), 5);
  await app.tables.drop('orders', 'second.csv');
  assert.equal(rowsIn(app), undefined);
  await session.undo();
  assert.equal(rowsIn(app), 5);
  await session.undo();
  await session.undo();
  assert.equal(rowsIn(app), undefined, 'the first import is undone too');
  assert.equal(session.undoLabel.value, null);
  await session.redo();
  assert.equal(rowsIn(app), 3);
});

test('undo between imports goes through the plan in the order of the changes', async () => {
  const app = await start();
  await importFile(app, 'abc');
  await app.session.rename('other');
  await importFile(app, 'abcd');
  await app.session.undo();
  assert.deepEqual([rowsIn(app), app.session.plan.value?.name], [3, 'other']);
  await app.session.undo();
  assert.deepEqual([rowsIn(app), app.session.plan.value?.name], [3, 'orders']);
});

test('after a reload the rows stay; an import is no undo step any more, the changes of the plan still are', async () => {
  const name = freshDatabase();
  const app = await start(name);
  await importFile(app, 'abc');
  await app.session.rename('other');
  await importFile(app, 'abcd');
  const again = await startVisit(name);
  await again.session.openLast();
  assert.equal(again.session.facts.value[0].rows, 4);
  assert.equal(again.session.undoLabel.value?.key, 'plan.undo.rename');
  assert.deepEqual(again.session.undoGone.value, { key: 'data.undo.import', params: { file: 'orders.csv' } });
  await again.session.rename('third');
  assert.equal(again.session.undoGone.value, null, 'the latest step can be taken back again');
});

test('what was replaced in one plan is not undone in another', async () => {
  const app = await start();
  await importFile(app, 'abc');
  await app.tables.drop('orders', 'orders.csv');
  await app.session.newPlan({ name: 'another' });
  assert.equal(app.session.undoLabel.value, null);
  await assert.rejects(app.session.undo());
  assert.equal(rowsIn(app), undefined);
});
