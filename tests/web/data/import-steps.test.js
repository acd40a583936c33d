// Which table a file is, and its check before it is written, against an engine that writes down what it is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportFlow } from '../../../web/workspaces/data/import-flow.js';
import { COLUMNS, RecordingEngine, SMALL, column, nothingKept, refuse } from './recording-engine.js';

/** An engine that takes the file for contracts. */
const contractsEngine = () =>
  new RecordingEngine({
    'facts.preview': ({ table = 'orders' }) => ({
      ...{ header: ['Date', 'Sales'], rows: [], rowsRead: 1, fingerprint: 'f1', table },
      columns: [column('Date', 0, 'day'), column('Sales', 1, table === 'contracts' ? 'received' : 'amount')],
      tableGuess: [
        { table: 'contracts', score: 0.9 },
        { table: 'orders', score: 0.5 },
      ],
    }),
  });

test('a file that fits another table clearly better is taken for it; what it must have is what that table must have', async () => {
  const flow = new ImportFlow(contractsEngine());
  await flow.start(SMALL(), nothingKept);
  assert.equal(flow.choices.table.value, 'contracts');
  assert.deepEqual(flow.choices.missing, [], 'an amount is not needed where money was received');
  await flow.choices.chooseTable('orders');
  assert.deepEqual(flow.choices.fieldsInUse, ['day', 'amount']);
  await flow.tryOut({ hasTable: false });
  await flow.choices.chooseTable('contracts');
  flow.choices.choose(flow.choices.preview.value?.columns[1] ?? COLUMNS[0], null);
  assert.deepEqual(flow.choices.missing, ['amount']);
});

test('a check writes nothing; with rows there and a key it proposes to update, without rows to replace', async () => {
  const engine = new RecordingEngine();
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  await flow.tryOut({ hasTable: true });
  assert.equal(flow.stage.value, 'checked');
  assert.equal(flow.step.value, 'check');
  const asked = () => engine.asked('facts.commit').map(({ params }) => [params.dryRun, params.merge, params.table]);
  assert.deepEqual(asked(), [[true, { mode: 'upsert', key: ['order'] }, 'orders']]);
  flow.goTo('write');
  await flow.tryOut({ hasTable: true, merge: { mode: 'append', key: ['order'] } });
  assert.equal(flow.step.value, 'write');
  await flow.commit();
  assert.deepEqual(asked()[2], [undefined, { mode: 'append', key: ['order'] }, 'orders']);
  await flow.start(SMALL(), nothingKept);
  await flow.tryOut({ hasTable: false });
  assert.deepEqual(asked()[3], [true, { mode: 'replace', key: ['order'] }, 'orders']);
});

test('a check that fails leads back to the columns, with what is wrong; one with another key stays where it was chosen', async () => {
  let code = 'facts.no_valid_rows';
  const engine = new RecordingEngine({ 'facts.commit': () => (code ? refuse(code) : { changes: {} }) });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  await flow.tryOut({ hasTable: false });
  assert.deepEqual([flow.step.value, flow.stage.value, flow.errors.value[0].code], ['match', 'matching', code]);
  code = '';
  await flow.tryOut({ hasTable: true });
  flow.goTo('write');
  code = 'facts.missing_key_field';
  await flow.tryOut({ hasTable: true, merge: { mode: 'upsert', key: ['order'] } });
  assert.deepEqual([flow.step.value, flow.stage.value, flow.errors.value[0].code], ['write', 'checked', code]);
  assert.equal(flow.check.value, null, 'what the check before said is no longer so');
});

test('how rows were written is remembered with the columns', async () => {
  const engine = new RecordingEngine();
  const flow = new ImportFlow(engine);
  const kept = {
    columns: {},
    dateOrder: null,
    decimal: null,
    table: 'orders',
    merge: /** @type {const} */ ({ mode: 'append', key: [] }),
  };
  await flow.start(SMALL(), () => ({ ...kept, merge: { mode: 'append', key: [] } }));
  await flow.tryOut({ hasTable: true });
  assert.deepEqual(engine.asked('facts.commit')[0].params.merge, { mode: 'append', key: ['order'] });
});
