// What the manager says beyond the columns: the separator, fixed values, months as columns, a key of one's own; and what of it is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportFlow } from '../../../web/workspaces/data/import-flow.js';
import { RecordingEngine, SMALL, column, nothingKept } from './recording-engine.js';

const BUDGET_FIELDS = [
  { key: 'day', type: 'day', required: true },
  { key: 'amount', type: 'number', required: true, unit: 'money' },
  { key: 'region', type: 'text', required: false },
];

/** An engine that finds commas, and another header with every separator. */
const cuttingEngine = () => {
  let cut = '';
  return new RecordingEngine({
    'facts.preview': () => ({
      ...{ header: ['Date', 'Sales'], rows: [], rowsRead: 1, missing: [] },
      columns: [column('Date', 0, 'day'), column('Sales', 1, 'amount')],
      ...{ delimiter: cut || ',', delimiterFound: ',', fingerprint: cut ? 'cut' : 'uncut' },
    }),
    'facts.begin': ({ mapping }) => {
      cut = mapping?.delimiter ?? '';
      engineOpen.add('imp');
      return { import: 'imp' };
    },
    'facts.commit': ({ mapping }) => ({
      ...{ rows: 1, table: 'orders', fingerprint: cut ? 'cut' : 'uncut' },
      mapping: { ...mapping, ...(cut ? { delimiter: cut } : {}) },
    }),
  });
};
const engineOpen = new Set();

test('another separator reads the file again; the header as it was cut before leads to it next time', async () => {
  const engine = cuttingEngine();
  engine.open = engineOpen;
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  assert.equal(engine.asked('facts.begin')[0].params.mapping, undefined);
  await flow.readAgain({ delimiter: ';' }, nothingKept);
  assert.deepEqual(engine.asked('facts.begin')[1].params.mapping, { delimiter: ';' });
  await flow.readAgain({ encoding: 'gb18030' }, nothingKept);
  assert.deepEqual(engine.asked('facts.begin')[2].params.mapping, { delimiter: ';' }, 'what was chosen stays chosen');
  await flow.tryOut({ hasTable: false });
  await flow.commit();
  const kept = flow.worthKeeping;
  assert.deepEqual(Object.keys(kept), ['uncut', 'cut']);
  assert.deepEqual(kept.uncut, { columns: {}, dateOrder: null, decimal: null, delimiter: ';' });

  const next = new ImportFlow(engine);
  await next.start(SMALL(), (fingerprint) => kept[fingerprint]);
  assert.equal(next.delimiter.value, ';');
  assert.equal(next.choices.remembered.value, true);
  await next.readAgain({ delimiter: '' }, (fingerprint) => kept[fingerprint]);
  assert.equal(next.delimiter.value, '', 'the one that was found, when the manager says so');
});

test('a fixed value stands in for a required column, is asked for until given, and goes with the mapping', async () => {
  const engine = new RecordingEngine({
    'facts.preview': () => ({
      ...{ header: ['Sales', 'Area'], rows: [], rowsRead: 1, fingerprint: 'f', missing: ['day'] },
      columns: [column('Sales', 0, 'amount'), column('Area', 1, 'region')],
    }),
    'facts.fields': () => ({ fields: BUDGET_FIELDS }),
  });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  const { choices } = flow;
  assert.deepEqual(choices.missing, ['day']);
  choices.chooseDefault('day', { value: '', blanks: false });
  assert.deepEqual([choices.missing, choices.complete], [[], false]);
  choices.chooseDefault('day', { value: '2026-03-31', blanks: false });
  choices.chooseDefault('region', { value: 'East', blanks: true });
  assert.equal(choices.complete, true);
  await flow.tryOut({ hasTable: false });
  const { mapping } = engine.asked('facts.commit')[0].params;
  assert.deepEqual(mapping.defaults, {
    day: { value: '2026-03-31', blanks: false },
    region: { value: 'East', blanks: true },
  });
  await flow.commit();
  const kept = flow.worthKeeping;
  choices.chooseDefault('region', null);
  assert.deepEqual(Object.keys(choices.defaults), ['day']);
  const next = new ImportFlow(engine);
  await next.start(SMALL(), () => Object.values(kept)[0]);
  assert.deepEqual(next.choices.defaults, mapping.defaults);
});

/** An engine that has found three months without a year. */
const monthsEngine = () =>
  new RecordingEngine({
    'facts.preview': ({ mapping, table = 'orders' }) => {
      const asRows = mapping?.months !== 'columns';
      const months = {
        columns: [1, 2, 3].map((month) => ({ index: month, month, year: null })),
        asRows,
        yearNeeded: true,
      };
      return {
        ...{ header: ['Dept', '1月', '2月', '3月'], rows: [], rowsRead: 1, fingerprint: 'm', table },
        columns: ['Dept', '1月', '2月', '3月'].map((header, index) => column(header, index, null)),
        months: table === 'budgets' ? months : null,
        tableGuess: [{ table: 'budgets', score: 0.9 }],
      };
    },
    'facts.fields': () => ({ fields: BUDGET_FIELDS }),
  });

test('months become rows once their year is known; left as columns, the day is asked for', async () => {
  const engine = monthsEngine();
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  const { choices } = flow;
  assert.equal(choices.table.value, 'budgets');
  assert.deepEqual([choices.missing, choices.yearAsked, choices.complete], [[], true, false]);
  choices.chooseYear(2026);
  assert.deepEqual([choices.yearAsked, choices.complete], [false, true]);
  assert.equal(choices.named.year, 2026);
  await choices.chooseMonths('columns');
  assert.deepEqual([choices.missing, choices.yearAsked], [['day', 'amount'], false]);
  assert.equal(choices.named.months, 'columns');
  await choices.chooseMonths('rows');
  assert.deepEqual(engine.asked('facts.preview').at(-1)?.params.mapping, { months: 'rows' });
  choices.chooseYear(null);
  assert.equal('year' in choices.named, false);
});

test('months that were left as columns before are left again', async () => {
  const engine = monthsEngine();
  const flow = new ImportFlow(engine);
  const kept = {
    columns: {},
    dateOrder: null,
    decimal: null,
    table: 'budgets',
    months: /** @type {const} */ ('columns'),
  };
  await flow.start(SMALL(), () => kept);
  assert.equal(flow.choices.months?.asRows, false);
  assert.deepEqual(flow.choices.missing, ['day', 'amount']);
});

test('a key of the manager’s own is judged once, before the rows are tried with it', async () => {
  const engine = new RecordingEngine({
    'facts.proposeKey': ({ key }) =>
      key
        ? { key, distinct: 5, repeats: 2, missing: 1 }
        : { key: ['order'], candidates: [{ key: ['order'], distinct: 8, repeats: 0, missing: 0 }], fields: [] },
  });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  await flow.tryOut({ hasTable: true });
  const merge = /** @type {const} */ ({ mode: 'upsert' });
  await flow.tryOut({ hasTable: true, merge: { ...merge, key: ['day', 'region'] } });
  await flow.tryOut({ hasTable: true, merge: { ...merge, key: ['order'] } });
  await flow.tryOut({ hasTable: true, merge: { ...merge, key: ['day', 'region'] } });
  assert.deepEqual(flow.keys.value.candidates.at(-1), { key: ['day', 'region'], distinct: 5, repeats: 2, missing: 1 });
  const judged = engine.asked('facts.proposeKey').filter(({ params }) => params.key);
  assert.equal(judged.length, 1);
  assert.equal(engine.calls.at(-1)?.request, 'facts.commit');
});
