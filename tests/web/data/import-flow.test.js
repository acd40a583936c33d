// The way of one file into the plan, against an engine that writes down what it is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImportFlow } from '../../../web/workspaces/data/import-flow.js';
import {
  COLUMNS,
  RecordingEngine,
  SMALL,
  column,
  fileOf,
  nothingKept,
  refuse,
  refusingEngine,
} from './recording-engine.js';

const MEGABYTE = 1024 * 1024;

/** Lets everything that can run, run. */
const idle = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a file is read in chunks of one megabyte, in order, and its size is told', async () => {
  const engine = new RecordingEngine();
  const flow = new ImportFlow(engine);
  const chunk = (/** @type {number} */ first, /** @type {number} */ size) => new Uint8Array(size).fill(first);
  await flow.start(fileOf([chunk(65, MEGABYTE), chunk(66, MEGABYTE), chunk(67, 3)], 'big.csv'), nothingKept);
  assert.deepEqual(engine.asked('facts.begin')[0].params, {
    table: 'orders',
    fileName: 'big.csv',
    totalBytes: 2 * MEGABYTE + 3,
  });
  assert.deepEqual(
    engine.loads.map(({ bytes }) => bytes),
    [
      [MEGABYTE, 65],
      [MEGABYTE, 66],
      [3, 67],
    ],
  );
  assert.equal(flow.stage.value, 'matching');
  assert.deepEqual(flow.progress.value, { bytes: 2 * MEGABYTE + 3, totalBytes: 2 * MEGABYTE + 3, rows: 3 });
});

test('the last line counts, with a line break behind it or without', async () => {
  const flow = new ImportFlow(new RecordingEngine()); // it has seen two rows that ended in a line break
  const rowsOf = async (/** @type {BlobPart} */ text) => {
    await flow.start(fileOf([text]), nothingKept);
    return flow.progress.value.rows;
  };
  assert.equal(await rowsOf('a\n1\n2\n'), 2);
  assert.equal(await rowsOf('a\r1\r2\r'), 2);
  assert.equal(await rowsOf('a\n1\n2\n3'), 3);
});

/** 销售 in GB18030: 0xCF 0xFA 0xCA 0xDB. */
const GB18030 = new Uint8Array([0xcf, 0xfa, 0xca, 0xdb, 0x0a, 0x31, 0x0a]);

test('a file as Chinese Excel saves it is read as GB18030', async () => {
  const { engine, texts } = refusingEngine('gb18030');
  const flow = new ImportFlow(engine);
  await flow.start(fileOf([GB18030]), nothingKept);
  assert.equal(flow.stage.value, 'matching');
  assert.equal(flow.encoding.value, 'gb18030');
  assert.deepEqual(texts, ['销售\n1\n']);
  assert.equal(engine.open.size, 1, 'the first attempt is gone from the engine');
});

test('a letter cut in two by the end of a chunk stays one letter', async () => {
  const { engine, texts } = refusingEngine('gb18030');
  const flow = new ImportFlow(engine);
  const letters = new Uint8Array(MEGABYTE + 1).fill(0x2c);
  letters.set([0xcf, 0xfa], MEGABYTE - 1);
  await flow.start(fileOf([letters]), nothingKept);
  assert.equal(texts.join('').length, MEGABYTE);
  assert.equal(texts.join('').at(-1), '销');
});

test('the manager may say another encoding; what cannot be guessed is read as Western European', async () => {
  const { engine, texts } = refusingEngine('unknown');
  const flow = new ImportFlow(engine);
  await flow.start(fileOf([new Uint8Array([0x4d, 0xfc, 0x6c, 0x0a])]), nothingKept);
  assert.equal(flow.encoding.value, 'windows-1252');
  assert.equal(texts.at(-1), 'Mül\n');
  await flow.start(fileOf([GB18030]), nothingKept, { encoding: 'gb18030' });
  assert.equal(texts.at(-1), '销售\n1\n');
  assert.equal(flow.stage.value, 'matching');
});

test('a file of more than one chunk shows its columns after the first', async () => {
  const engine = new RecordingEngine();
  const flow = new ImportFlow(engine);
  await flow.start(fileOf([new Uint8Array(MEGABYTE + 1)]), nothingKept);
  const order = engine.calls.map(({ request }) => request).filter((request) => request !== 'facts.fields');
  assert.deepEqual(order, ['facts.begin', 'facts.preview', 'facts.preview']);
});

test('cancelling while reading drops the import and commits nothing', async () => {
  const engine = new RecordingEngine();
  engine.holdLoads = true;
  const flow = new ImportFlow(engine);
  const reading = flow.start(SMALL(), nothingKept);
  await idle();
  assert.equal(flow.stage.value, 'reading');
  const cancelled = flow.cancel();
  engine.release?.();
  await Promise.all([reading, cancelled]);
  assert.equal(flow.stage.value, 'idle');
  assert.equal(flow.file.value, null);
  assert.deepEqual(flow.errors.value, []);
  assert.deepEqual([...engine.open], []);
  assert.equal(engine.asked('facts.commit').length, 0);
});

test('a second file while the first is being read makes the first void', async () => {
  const engine = new RecordingEngine();
  engine.holdLoads = true;
  const flow = new ImportFlow(engine);
  const first = flow.start(SMALL(), nothingKept);
  await idle();
  const releaseFirst = engine.release;
  engine.holdLoads = false;
  const second = flow.start(fileOf(['Date,Sales,Net\n2026-02-02,20,18\n'], 'second.csv'), nothingKept);
  releaseFirst?.();
  await Promise.all([first, second]);
  assert.equal(flow.file.value?.name, 'second.csv');
  assert.equal(flow.stage.value, 'matching');
  assert.deepEqual([...engine.open], ['imp-2']);
  await flow.commit();
  assert.deepEqual(
    engine.asked('facts.commit').map(({ params }) => params.import),
    ['imp-2'],
  );
});

test('two files started at the same moment leave only the later one open', async () => {
  const engine = new RecordingEngine();
  const flow = new ImportFlow(engine);
  await Promise.all([
    flow.start(SMALL(), nothingKept),
    flow.start(fileOf(['Date,Sales,Net\n2026-02-02,20,18\n'], 'later.csv'), nothingKept),
  ]);
  assert.equal(flow.file.value?.name, 'later.csv');
  assert.equal(engine.open.size, 1);
});

test('choosing a field lets the column go that had it', async () => {
  const flow = new ImportFlow(new RecordingEngine());
  await flow.start(SMALL(), nothingKept);
  const [, sales, net] = COLUMNS;
  flow.choices.choose(net, 'amount');
  assert.equal(flow.choices.fieldOf(net), 'amount');
  assert.equal(flow.choices.fieldOf(sales), null);
  assert.deepEqual(flow.choices.mapping.value.columns, { Net: 'amount', Sales: null });
  assert.deepEqual(flow.choices.missing, []);
  flow.choices.choose(net, null);
  assert.deepEqual(flow.choices.missing, ['amount']);
});

test('choosing nothing for several columns leaves the others alone', async () => {
  const flow = new ImportFlow(new RecordingEngine());
  await flow.start(SMALL(), nothingKept);
  flow.choices.choose(COLUMNS[2], null);
  assert.equal(flow.choices.fieldOf(COLUMNS[0]), 'day');
  assert.equal(flow.choices.fieldOf(COLUMNS[1]), 'amount');
});

test('dates that the engine calls ambiguous are asked about, and the answer goes into the next commit', async () => {
  const engine = new RecordingEngine({
    'facts.commit': ({ mapping }) =>
      mapping.dateOrder
        ? { rows: 2, fileName: 'orders.csv', mapping }
        : refuse('facts.date_order_ambiguous', { column: 'Date', orders: ['dmy', 'mdy'], samples: ['03/04/2026'] }),
  });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  const question = () => flow.choices.dateQuestion;
  assert.equal(question(), null);
  assert.equal(await flow.commit(), null);
  assert.equal(flow.stage.value, 'matching');
  assert.deepEqual(question(), { header: 'Date', orders: ['dmy', 'mdy'], samples: ['03/04/2026'] });
  flow.choices.chooseDateOrder('dmy');
  assert.deepEqual(flow.errors.value, []);
  assert.deepEqual(question()?.orders, ['dmy', 'mdy'], 'the question stays so that the answer can be changed');
  const report = await flow.commit();
  assert.equal(report?.mapping.dateOrder, 'dmy');
  assert.equal(flow.stage.value, 'writing', 'the report is shown when the rows are in their plan');
  flow.finish();
  assert.equal(flow.stage.value, 'done');
});

test('dates that the preview finds ambiguous are asked about before the first commit', async () => {
  const dates = column('Date', 0, 'day', { kind: 'date', dateOrders: ['dmy', 'mdy'], samples: ['03/04/2026'] });
  const engine = new RecordingEngine({
    'facts.preview': () => ({ header: ['Date'], columns: [dates], rows: [], rowsRead: 1, fingerprint: 'f' }),
  });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  assert.deepEqual(flow.choices.dateQuestion, { header: 'Date', orders: ['dmy', 'mdy'], samples: ['03/04/2026'] });
  assert.equal(engine.asked('facts.commit').length, 0);
});

test('choosing another date column forgets the order chosen for the first', async () => {
  const flow = new ImportFlow(new RecordingEngine());
  await flow.start(SMALL(), nothingKept);
  flow.choices.chooseDateOrder('dmy');
  flow.choices.choose(COLUMNS[2], 'day');
  assert.equal(flow.choices.mapping.value.dateOrder, null);
});

test('a commit that fails keeps the choices and can be repeated', async () => {
  let refusing = true;
  const engine = new RecordingEngine({
    'facts.commit': ({ mapping }) =>
      refusing ? refuse('facts.no_valid_rows', { rejected: 2 }) : { rows: 2, fileName: 'orders.csv', mapping },
  });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  flow.choices.choose(COLUMNS[2], 'margin');
  assert.equal(await flow.commit(), null);
  assert.equal(flow.stage.value, 'matching');
  assert.deepEqual(
    flow.errors.value.map(({ code }) => code),
    ['facts.no_valid_rows'],
  );
  assert.equal(flow.choices.fieldOf(COLUMNS[2]), 'margin');
  refusing = false;
  const report = await flow.commit();
  assert.deepEqual(report?.mapping.columns, { Net: 'margin' });
  assert.deepEqual(flow.errors.value, []);
});

test('cancelling while the table is being made stops the request and ends at the beginning', async () => {
  const engine = new RecordingEngine({
    'facts.commit': (_params, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  const committing = flow.commit();
  assert.equal(flow.stage.value, 'writing');
  await flow.cancel();
  assert.equal(await committing, null);
  assert.equal(flow.stage.value, 'idle');
  assert.deepEqual(flow.errors.value, []);
});

test('a defect while committing is thrown, and the file can still be tried again', async () => {
  const engine = new RecordingEngine({
    'facts.commit': () => {
      throw new TypeError('a defect');
    },
  });
  const flow = new ImportFlow(engine);
  await flow.start(SMALL(), nothingKept);
  await assert.rejects(flow.commit(), TypeError);
  assert.equal(flow.stage.value, 'matching');
});

test('a mapping kept from an earlier file with the same header is taken up, one of another header is not', async () => {
  const engine = new RecordingEngine();
  const flow = new ImportFlow(engine);
  const kept = { columns: { Net: 'amount', Sales: null, Gone: 'margin' }, dateOrder: null, decimal: null };
  await flow.start(SMALL(), (fingerprint) => (fingerprint === 'f1' ? kept : undefined));
  assert.equal(flow.choices.remembered.value, true);
  assert.equal(flow.choices.fieldOf(COLUMNS[2]), 'amount');
  await flow.commit();
  assert.deepEqual(
    engine.asked('facts.commit')[0].params.mapping.columns,
    { Net: 'amount', Sales: null },
    'columns that the file does not have are left out',
  );
  await flow.start(SMALL(), nothingKept);
  assert.equal(flow.choices.remembered.value, false);
  assert.equal(flow.choices.fieldOf(COLUMNS[2]), null);
});

test('a choice made while the rest is being read survives to the end', async () => {
  const engine = new RecordingEngine();
  const flow = new ImportFlow(engine);
  const kept = { columns: { Net: 'margin' }, dateOrder: null, decimal: null };
  const load = engine.load.bind(engine);
  engine.load = async (id, bytes) => {
    if (engine.loads.length === 1) flow.choices.choose(COLUMNS[2], 'quantity');
    return load(id, bytes);
  };
  await flow.start(fileOf([new Uint8Array(MEGABYTE + 1)]), () => kept);
  assert.equal(flow.choices.fieldOf(COLUMNS[2]), 'quantity');
});

test('a file that cannot be read ends as failed, with the reason, and the next file starts clean', async () => {
  const engine = new RecordingEngine({ 'facts.preview': () => refuse('facts.not_text') });
  const flow = new ImportFlow(engine);
  await flow.start(fileOf([new Uint8Array([0, 1, 2])]), nothingKept);
  assert.equal(flow.stage.value, 'failed');
  assert.equal(flow.errors.value[0].code, 'facts.not_text');
  engine.answers = {};
  await flow.start(SMALL(), nothingKept);
  assert.equal(flow.stage.value, 'matching');
  assert.deepEqual(flow.errors.value, []);
  assert.deepEqual([...engine.open], ['imp-2'], 'the unreadable import is gone from the engine');
});

test('traditional Chinese is told from simplified by its bytes', async () => {
  const { engine, texts } = refusingEngine('gb18030');
  const flow = new ImportFlow(engine);
  // 訂單日期,銷售額,地區 in Big5
  const big5 = [
    0xad, 0x71, 0xb3, 0xe6, 0xa4, 0xe9, 0xb4, 0xc1, 0x2c, 0xbe, 0x50, 0xb0, 0xe2, 0xc3, 0x42, 0x2c, 0xa6, 0x61, 0xb0,
    0xcf, 0x0a,
  ];
  await flow.start(fileOf([new Uint8Array(big5)]), nothingKept);
  assert.equal(flow.encoding.value, 'big5');
  assert.deepEqual(texts, ['訂單日期,銷售額,地區\n']);
});
