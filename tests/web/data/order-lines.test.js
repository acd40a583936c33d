// The plan's order lines over a session, a stand-in engine and a stand-in browser store.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportFlow } from '../../../web/workspaces/data/import-flow.js';
import { OrderLines } from '../../../web/workspaces/data/order-lines.js';
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
  const lines = new OrderLines(visit);
  const flow = new ImportFlow(visit.engine);
  await visit.engine.call('facts.list'); // the worker starts with the first request
  readFiles(visit.workers[0].engine);
  return { ...visit, lines, flow, fake: /** @type {any} */ (visit.workers[0].engine) };
}

/** @param {Awaited<ReturnType<typeof start>>} app @param {string} text @param {string} fileName */
async function importFile({ flow, lines }, text, fileName = 'orders.csv') {
  await flow.start(new File([text], fileName), () => undefined);
  return lines.take(flow, NEW_PLAN);
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
  assert.equal(app.flow.stage.value, 'mapping');
});

test('replaced order lines can be brought back, and the new ones after them', async () => {
  const app = await start();
  await importFile(app, 'abc', 'first.csv');
  const returnable = () => app.lines.returnable;
  assert.equal(returnable(), null);
  await importFile(app, 'abcde', 'second.csv');
  assert.equal(rowsIn(app), 5);
  assert.equal(returnable()?.rows, 3);
  await app.lines.bringBack();
  assert.equal(rowsIn(app), 3);
  assert.equal(returnable()?.rows, 5);
  await app.lines.bringBack();
  assert.equal(rowsIn(app), 5);
});

test('removed order lines can be brought back', async () => {
  const app = await start();
  await importFile(app, 'abc');
  await app.lines.drop();
  assert.equal(rowsIn(app), undefined);
  await app.lines.bringBack();
  assert.equal(rowsIn(app), 3);
  assert.equal(app.lines.returnable, null);
});

test('what was replaced in one plan is not offered in another', async () => {
  const app = await start();
  await importFile(app, 'abc');
  await app.lines.drop();
  await app.session.newPlan({ name: 'another' });
  assert.equal(app.lines.returnable, null);
  await app.lines.bringBack();
  assert.equal(rowsIn(app), undefined);
});

test('the same choices are remembered once: a repeated import adds no undo step', async () => {
  const app = await start();
  await importFile(app, 'abc');
  const revision = app.session.plan.value?.revision;
  await importFile(app, 'abcd');
  assert.equal(app.session.plan.value?.revision, revision);
});
