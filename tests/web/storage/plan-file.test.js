// Plan files: the plan's bytes stay as they are, embedded facts travel with it, damage is named.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packPlanFile, planFileName, readPlanFile, unpackPlanFile } from '../../../web/storage/plan-file.js';

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
  await assert.rejects(readPlanFile(new File([], 'empty.json')), { code: 'file.empty' });
});

test('a file beyond the limit is refused before it is read', async () => {
  const huge = { name: 'big.sandtable.json', size: 300_000_000, text: () => assert.fail('must not be read') };
  await assert.rejects(readPlanFile(/** @type {any} */ (huge)), { code: 'file.too_large' });
});

test('file names keep Chinese and lose what file systems refuse', () => {
  assert.equal(planFileName('华东 2026', '2026-03-05'), '华东 2026 2026-03-05.sandtable.json');
  assert.equal(planFileName('a/b:c*"<>|?', '2026-03-05'), 'a b c 2026-03-05.sandtable.json');
});

test('a file that carries no usable name of its data opens with an unnamed source', async () => {
  const text = await packPlanFile(PLAN, [{ ...FACTS, source: '[object Object]' }]);
  assert.equal((await unpackPlanFile(text)).facts[0].source, '');
});
