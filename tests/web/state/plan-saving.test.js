// Saving and opening plan files through the session: ways are remembered, files are kept, nothing half-done is left behind.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { peekHeader } from '../../../web/storage/container/read.js';
import { passphraseKey } from '../../../web/storage/container/seal.js';
import { contentOf, fakeFile, pickerGiving, withoutPicker } from '../fixtures/save-picker.js';
import { freshDatabase, planWith, setName, startVisit, textOf } from '../fixtures/visit.js';
import { writeSnapshot } from '../../../web/storage/fact-snapshot.js';
import { anyFile, simpleFile } from '../storage/container-files.js';

/** @typedef {import('../fixtures/save-picker.js').FakeFile} FakeFile */
afterEach(withoutPicker);

const PLAIN = /** @type {const} */ ({ format: 'container', contains: 'everything', key: null });

/** Three orders of two days. */
const ORDERS = {
  name: 'orders',
  rows: 3,
  source: { fileName: 'orders.csv', bytes: 77 },
  columns: [
    { kind: /** @type {const} */ ('day'), key: 'day', values: null, numbers: Float64Array.of(20_000, 20_000, 20_001) },
    { kind: /** @type {const} */ ('line'), key: 'line', values: null, numbers: Float64Array.of(2, 3, 4) },
    { kind: /** @type {const} */ ('amount'), key: 'amount', values: null, numbers: Float64Array.of(5, 7, 11) },
    {
      kind: /** @type {const} */ ('dimension'),
      key: 'customer',
      values: ['', 'Wang'],
      numbers: Float64Array.of(0, 1, 1),
    },
  ],
};

async function visitWithOrders() {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  visit.workers[0].engine.tables.set('orders', { bytes: new Uint8Array([1, 2, 3]), source: 'orders.csv' });
  await visit.session.keepFacts('orders', 'orders.csv');
  return visit;
}

test('the first way is proposed by what the plan has, and the chosen one is kept for the next time', async () => {
  const { session, engine } = await visitWithOrders();
  assert.deepEqual(session.saveWay, { way: PLAIN, chosen: false });
  const file = fakeFile('region.sandtable');
  const asked = pickerGiving([file]);
  assert.equal(await session.saveFile(), 'region.sandtable');
  assert.equal(session.saveWay.chosen, true);
  assert.equal(session.saveState.value, 'file');
  const { patch, label } = setName('m', 'b');
  await session.apply(patch, { label });
  assert.equal(session.saveState.value, 'browser');
  await session.saveFile();
  assert.equal(asked.length, 1, 'the picker is asked once');
  assert.equal(file.written.length, 2);
  const { plan, facts } = await contentOf(file);
  assert.equal(plan, await textOf(engine));
  assert.deepEqual(facts, [{ table: 'orders', source: 'orders.csv', bytes: new Uint8Array([1, 2, 3]) }]);
});

test('each file names the one before it, also after it has been opened elsewhere', async () => {
  const { session } = await visitWithOrders();
  const file = fakeFile('a.sandtable');
  pickerGiving([file]);
  await session.saveFile();
  await session.saveFile();
  const [first, second] = await Promise.all(file.written.map(async (blob) => (await peekHeader(blob)).header.version));
  assert.deepEqual(/** @type {any} */ (first).parents, []);
  assert.deepEqual(/** @type {any} */ (second).parents, [first.id]);
  const other = await startVisit(freshDatabase());
  await other.session.openFile(new File([file.written[1]], 'a.sandtable'));
  const next = fakeFile('b.sandtable');
  pickerGiving([next]);
  await other.session.saveFile();
  assert.deepEqual((await contentOf(next)).header.version.parents, [second.id]);
});

test('an encrypted file opens elsewhere with plan and tables, and is proposed to stay encrypted under the same passphrase', async () => {
  const { session, engine } = await visitWithOrders();
  const file = fakeFile('a.sandtable');
  pickerGiving([file]);
  await session.saveFile({ way: { ...PLAIN, key: await passphraseKey('secret words') } });
  const other = await startVisit(freshDatabase());
  const answers = ['wrong', 'secret words'];
  const passphrase = async () => answers.shift() ?? null;
  assert.equal(await other.session.openFile(new File([file.written[0]], 'a.sandtable'), { passphrase }), true);
  assert.equal(await textOf(other.engine), await textOf(engine));
  assert.deepEqual(other.workers[0].engine.tables.get('orders')?.bytes, new Uint8Array([1, 2, 3]));
  assert.equal(other.session.saveState.value, 'file');
  const { way, chosen } = other.session.saveWay;
  assert.equal(chosen, false);
  const again = fakeFile('b.sandtable');
  pickerGiving([again]);
  await other.session.saveFile({ way });
  assert.equal((await contentOf(again, 'secret words')).plan, await textOf(engine));
});

test('a passphrase that is not given leaves the open plan open', async () => {
  const { session, engine } = await visitWithOrders();
  const file = fakeFile('a.sandtable');
  pickerGiving([file]);
  await session.saveFile({ way: { ...PLAIN, key: await passphraseKey('secret words') } });
  const before = await textOf(engine);
  const opening = session.openFile(new File([file.written[0]], 'a.sandtable'), { passphrase: async () => null });
  await assert.rejects(opening, { name: 'AbortError' });
  await assert.rejects(session.openFile(new File([simpleFile({ parts: [] })], 'b.sandtable')), {
    code: 'file.header_damaged',
  });
  await assert.rejects(session.openFile(new File([anyFile('{}', new Uint8Array(), { major: 9 })], 'c.sandtable')), {
    code: 'file.newer_container',
  });
  assert.equal(await textOf(engine), before);
  assert.equal(session.plan.value?.name, '华东 2026');
});

test('another kind of file is another file; saving anew asks for one; a closed picker saves nothing', async () => {
  const { session } = await visitWithOrders();
  const [packed, text, third] = [fakeFile('a.sandtable'), fakeFile('a.sandtable.json'), fakeFile('c.sandtable.json')];
  const asked = pickerGiving([packed, text, third, null]);
  await session.saveFile();
  await session.saveFile({ way: { format: 'json', contains: 'plan', key: null } });
  assert.equal(asked[1].suggestedName.endsWith('.sandtable.json'), true);
  assert.equal(JSON.parse(await text.written[0].text()).embedded, undefined);
  await session.saveFile({ asNew: true });
  assert.equal(third.written.length, 1);
  const { patch, label } = setName('m', 'c');
  await session.apply(patch, { label });
  assert.equal(await session.saveFile({ asNew: true }), null);
  assert.equal(session.saveState.value, 'browser');
  assert.equal(packed.written.length, 1);
});

test('a file that cannot be written is told, and the next save asks for another', async () => {
  const { session } = await visitWithOrders();
  const [gone, fresh] = [{ ...fakeFile('a.sandtable'), fails: true }, fakeFile('b.sandtable')];
  pickerGiving([gone, fresh]);
  await assert.rejects(session.saveFile(), { code: 'file.not_written' });
  assert.equal(session.saveWay.chosen, false);
  assert.equal(session.saveState.value, 'browser');
  assert.equal(await session.saveFile(), 'b.sandtable');
});

test('sizes come from what is packed, which is packed anew when the plan changes', async () => {
  const { session, workers } = await visitWithOrders();
  workers[0].engine.tables.set('orders', { bytes: await writeSnapshot(ORDERS), source: 'orders.csv' });
  await session.keepFacts('orders', 'orders.csv');
  const packed = await session.packForFile();
  assert.equal(packed.everything?.facts.length, 1);
  assert.deepEqual([packed.aggregates?.rows, packed.aggregates?.lines], [2, 3]);
  assert.equal(await session.packForFile(), packed, 'packed once');
  workers[0].engine.tables.set('orders', { bytes: await writeSnapshot({ ...ORDERS, rows: 0 }), source: 'orders.csv' });
  await session.keepFacts('orders', 'orders.csv');
  assert.equal((await session.packForFile()).aggregates?.rows, 0);
});

test('a file of sums holds no customer and no order, and says that it holds sums', async () => {
  const { session, workers } = await visitWithOrders();
  workers[0].engine.tables.set('orders', { bytes: await writeSnapshot(ORDERS), source: 'orders.csv' });
  await session.keepFacts('orders', 'orders.csv');
  const file = fakeFile('a.sandtable');
  pickerGiving([file]);
  await session.saveFile({ way: { ...PLAIN, contains: 'aggregates' } });
  const { header, facts } = await contentOf(file);
  assert.equal(header.contains, 'aggregates');
  assert.ok(!Buffer.from(facts[0].bytes).includes('Wang'));
  assert.ok(Buffer.from(facts[0].bytes).includes('Σ orders.csv'));
});

test('what a file of a newer version holds beyond this one is told', async () => {
  const { session } = await startVisit(freshDatabase());
  const more = [{ name: 'notes.json', codec: 'none', bytes: 0, packedBytes: 0, crc32: '00000000' }];
  await session.openFile(new File([simpleFile({}, more)], 'x.sandtable'));
  assert.deepEqual(
    session.problems.value.map(({ code, params }) => [code, params]),
    [['file.parts_unknown', { names: ['notes.json'] }]],
  );
});
