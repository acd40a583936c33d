// Plan files: the plan's bytes stay as they are, embedded facts travel with it, damage is named.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPlanFile, planFileName } from '../../../web/storage/open-plan-file.js';
import { packPlanFile, textFileBytes, unpackPlanFile } from '../../../web/storage/plan-file.js';
import { packFacts } from '../../../web/storage/container/parts.js';
import { fileOf as containerOf } from './container-files.js';

const PLAN = '{\n  "collections": {},\n  "format": "sandtable-plan",\n  "ratio": 1.0,\n  "version": "1.0"\n}\n';
const FACTS = { table: 'orders', source: '订单.csv', bytes: new TextEncoder().encode('snapshot'.repeat(100)) };

test('a plan without data is its canonical text, byte for byte', async () => {
  assert.equal(await packPlanFile(PLAN), PLAN);
  assert.deepEqual(await unpackPlanFile(PLAN), { planText: PLAN, facts: [] });
});

test('a plan with data is one JSON document and gives back the same bytes of both', async () => {
  const text = await packPlanFile(PLAN, [FACTS]);
  assert.equal(JSON.parse(text).embedded.facts.orders.codec, 'gzip+base64');
  assert.deepEqual(await unpackPlanFile(text), { planText: PLAN, facts: [FACTS] });
});

test('a reformatted file with data still opens', async () => {
  const text = JSON.stringify(JSON.parse(await packPlanFile(PLAN, [FACTS])));
  const { planText, facts } = await unpackPlanFile(`\ufeff${text}`);
  assert.equal(JSON.parse(planText).format, 'sandtable-plan');
  assert.equal('embedded' in JSON.parse(planText), false);
  assert.deepEqual(facts, [FACTS]);
});

test('damaged data is refused, table and all', async () => {
  const text = await packPlanFile(PLAN, [FACTS]);
  const damaged = text.replace(/"crc32":"[0-9a-f]{8}"/, '"crc32":"00000000"');
  await assert.rejects(unpackPlanFile(damaged), (/** @type {any} */ error) => {
    assert.deepEqual(error.errors[0].params, { table: 'orders' });
    return error.code === 'file.embedded_damaged';
  });
  await assert.rejects(unpackPlanFile(text.replace('gzip+base64', 'lzma')), { code: 'file.embedded_damaged' });
});

test('what is no plan file is told apart', async () => {
  await assert.rejects(unpackPlanFile('{"a":1}'), { code: 'file.not_a_plan' });
  await assert.rejects(unpackPlanFile('null'), { code: 'file.not_a_plan' });
  await assert.rejects(unpackPlanFile(PLAN.slice(0, 40)), { code: 'file.not_json' });
  await assert.rejects(openPlanFile(new File([], 'empty.json')), { code: 'file.empty' });
});

test('a file beyond the limit is refused before it is read', async () => {
  const unread = () => assert.fail('must not be read');
  const huge = { name: 'big.sandtable.json', size: 300_000_000, text: unread, slice: unread };
  await assert.rejects(openPlanFile(/** @type {any} */ (huge)), { code: 'file.too_large' });
});

test('file names keep Chinese and lose what file systems refuse', () => {
  assert.equal(planFileName('华东 2026', '2026-03-05', 'json'), '华东 2026 2026-03-05.sandtable.json');
  assert.equal(planFileName('a/b:c*"<>|?', '2026-03-05', 'container'), 'a b c 2026-03-05.sandtable');
});

test('a file that carries no usable name of its data opens with an unnamed source', async () => {
  const text = await packPlanFile(PLAN, [{ ...FACTS, source: '[object Object]' }]);
  assert.equal((await unpackPlanFile(text)).facts[0].source, '');
});

test('either format opens under either name', async () => {
  const packed = await openPlanFile(new File([await containerOf()], 'plan.json'));
  assert.deepEqual(packed.way, { format: 'container', contains: 'everything', key: null });
  assert.equal(packed.versionId, 'v-2');
  assert.equal(packed.facts.length, 2);
  assert.deepEqual([packed.kind, packed.round], ['plan', null]);
  assert.deepEqual(
    packed.past.nodes.map(({ id, kind, label }) => [id, kind, label]),
    [['v-2', 'file', 'plan.json']],
  );
  assert.match(String(packed.base), /"revision": 5/);
  const text = await openPlanFile(new File([await packPlanFile(PLAN, [FACTS])], 'plan.sandtable'));
  assert.deepEqual(text.way, { format: 'json', contains: 'everything', key: null });
  assert.equal(text.planText, PLAN);
  const neither = new File(['PK\u0003\u0004'], 'plan.sandtable');
  await assert.rejects(openPlanFile(neither), { code: 'file.not_sandtable' });
});

test('the size told before saving is the size saved', async () => {
  const parts = [await packFacts(FACTS, 1)];
  assert.equal(textFileBytes(PLAN, parts), Buffer.byteLength(await packPlanFile(PLAN, [FACTS])));
  assert.equal(textFileBytes(PLAN, []), Buffer.byteLength(PLAN));
});

test('a table may be called __proto__', async () => {
  const table = { ...FACTS, table: '__proto__' };
  assert.deepEqual((await unpackPlanFile(await packPlanFile(PLAN, [table]))).facts, [table]);
});
