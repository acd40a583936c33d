// history.json: what is written comes back, what has no room goes oldest first, and what makes no sense is left out and named.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { LIMITS, packHistory, readHistory } from '../../../web/storage/container/history.js';
import { crc32 } from '../../../web/lib/bytes.js';

/** @typedef {import('../../../web/storage/types.js').VersionNode} VersionNode */
/** @typedef {import('../../../web/storage/types.js').Change} Change */

const WANG = { id: 'browser-1', name: '王强' };
/** @param {number} second */
const instant = (second) => new Date(Date.UTC(2026, 10, 24, 8) + second * 1000).toISOString();

/** @param {string} id @param {number} second @param {string} text @returns {VersionNode} */
const node = (id, second, text) => ({
  id,
  parents: [],
  kind: 'named',
  label: `版本 ${id}`,
  at: instant(second),
  by: WANG,
  revision: second,
  checksum: crc32(text),
});

/** @param {number} second @param {Partial<Change>} [more] @returns {Change} */
const change = (second, more = {}) => ({
  id: `${instant(second)} ${second} browser-1`,
  at: instant(second),
  by: WANG,
  kind: 'apply',
  label: { key: 'targets.undo.edit', params: { unit: '上海', period: '2026-01' } },
  revision: second,
  paths: ['/collections/targets/t1/values/0'],
  ...more,
});

/** A document of one line a record. @param {number} version */
const textOf = (version) =>
  `{\n${Array.from({ length: 500 }, (_, id) => `  "u${id}": ${id % 7 === version % 7 ? version : id},`).join('\n')}\n}\n`;

/** @param {import('../../../web/storage/container/parts.js').PackedPart} part */
const jsonOf = ({ entry, packed }) =>
  (entry.codec === 'none' ? Buffer.from(packed) : gunzipSync(packed)).toString('utf8');

/** Five versions, newest first. */
function fiveVersions() {
  const nodes = [5, 4, 3, 2, 1].map((version) => node(`v${version}`, version, textOf(version)));
  const texts = new Map(nodes.map(({ id }) => [id, textOf(Number(id.slice(1)))]));
  return { nodes, texts, changes: [change(5), change(4)] };
}

test('versions, their documents and the change log come back as they were', async () => {
  const past = fiveVersions();
  const part = await packHistory(textOf(6), past, WANG);
  const read = readHistory(jsonOf(part), textOf(6));
  assert.deepEqual(read, { ...past, by: WANG, problems: [] });
});

test('sixty versions of a document that differ little take less room than three whole ones', async () => {
  const nodes = Array.from({ length: 60 }, (_, n) => node(`v${n}`, n, textOf(n))).reverse();
  const texts = new Map(nodes.map(({ id }) => [id, textOf(Number(id.slice(1)))]));
  const part = await packHistory(textOf(60), { nodes, texts, changes: [] }, WANG);
  assert.ok(part.entry.bytes < textOf(0).length * 30, String(part.entry.bytes));
  assert.equal(readHistory(jsonOf(part), textOf(60)).texts.size, 60);
});

test('a version whose document was let go stays in the lineage, and those before it keep theirs', async () => {
  const past = fiveVersions();
  past.texts.delete('v4');
  const read = readHistory(jsonOf(await packHistory(textOf(6), past, WANG)), textOf(6));
  assert.deepEqual(
    read.nodes.map(({ id }) => id),
    ['v5', 'v4', 'v3', 'v2', 'v1'],
  );
  assert.deepEqual([...read.texts.keys()], ['v5', 'v3', 'v2', 'v1']);
});

test('where there is no room the oldest documents go, then the oldest changes; the versions stay longest', async () => {
  const past = fiveVersions();
  for (const id of past.texts.keys()) past.texts.set(id, randomBytes(30_000).toString('base64'));
  const nodes = past.nodes.map((one) => ({ ...one, checksum: crc32(String(past.texts.get(one.id))) }));
  const changes = Array.from({ length: 400 }, (_, n) =>
    change(n, { paths: [`/collections/${randomBytes(40).toString('hex')}`] }),
  );
  const limited = async (/** @type {number} */ packedBytes) => {
    const part = await packHistory('plan', { nodes, texts: past.texts, changes }, WANG, { ...LIMITS, packedBytes });
    assert.ok(part.entry.packedBytes <= packedBytes);
    const read = readHistory(jsonOf(part), 'plan');
    assert.deepEqual(read.problems, []);
    return { texts: [...read.texts.keys()], changes: read.changes.length, nodes: read.nodes.length };
  };
  assert.deepEqual(await limited(110_000), { texts: ['v5', 'v4'], changes: 400, nodes: 5 });
  assert.deepEqual(await limited(15_000), { texts: [], changes: 200, nodes: 5 });
  assert.deepEqual(await limited(2_000), { texts: [], changes: 25, nodes: 5 });
});

test('what makes no sense is left out, counted and located; the rest is taken', async () => {
  const good = JSON.parse(jsonOf(await packHistory(textOf(6), fiveVersions(), WANG)));
  /** @type {[string, unknown][]} where, what */
  const bad = [
    ['nodes[5]', { ...good.nodes[0], id: '' }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', parents: 'v1' }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', parents: Array.from({ length: 65 }, () => 'v1') }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', kind: 'constructor' }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', label: { toString: 'no' } }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', at: 'yesterday' }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', by: 'Wang' }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', revision: -1 }],
    ['nodes[5]', { ...good.nodes[0], id: 'x', checksum: 'DEADBEEF' }],
    ['nodes[5]', { ...good.nodes[0], label: 'a second one of the same id' }],
    ['nodes[5]', null],
    ['changes[2]', { ...good.changes[0], id: '9999 first in every list' }],
    ['changes[2]', { ...good.changes[0], kind: 'rewrite' }],
    ['changes[2]', { ...good.changes[0], label: { key: '__proto__' } }],
    ['changes[2]', { ...good.changes[0], paths: [7] }],
    ['texts[5]', { id: 'v1', lines: [] }],
    ['texts[5]', { id: 'elsewhere', lines: [] }],
  ];
  for (const [where, entry] of bad) {
    const [name] = where.split('[');
    const read = readHistory(JSON.stringify({ ...good, [name]: [...good[name], entry] }), textOf(6));
    assert.deepEqual(
      [read.nodes.length, read.changes.length, read.texts.size],
      [5, 2, 5],
      `${where} ${JSON.stringify(entry)}`,
    );
    assert.deepEqual(
      read.problems.map(({ code, params }) => [code, params]),
      [['file.history_partial', { count: 1, where }]],
    );
  }
});

test('a document that its version does not vouch for ends the chain it stands in', async () => {
  const good = JSON.parse(jsonOf(await packHistory(textOf(6), fiveVersions(), WANG)));
  good.texts[2].lines.push('forged');
  const read = readHistory(JSON.stringify(good), textOf(6));
  assert.deepEqual([...read.texts.keys()], ['v5', 'v4']);
  assert.equal(read.problems[0].params?.where, 'texts[2]');
});

test('parameters of a label are plain words and numbers, under names that are no traps', () => {
  const params = { unit: '上海', at: null, n: 3, deep: { a: 1 }, list: [1], long: 'x'.repeat(1001) };
  const told = JSON.stringify({ ...change(1), label: { key: 'a.b', params } }).replace(
    '"unit"',
    '"__proto__":"p","unit"',
  );
  const read = readHistory(`{"format":"sandtable-history","version":1,"changes":[${told}]}`, '');
  assert.deepEqual(read.changes[0].label, { key: 'a.b', params: { unit: '上海', at: null, n: 3 } });
});

test('what is no history is told, and the plan opens without it', () => {
  const deep = '['.repeat(200_000);
  for (const json of ['', 'null', '[]', '{}', '{"format":"sandtable-history","version":2}', '"x"', deep]) {
    const { problems, nodes } = readHistory(json, '');
    assert.deepEqual([problems[0]?.code, nodes], ['file.history_unreadable', []], json.slice(0, 50));
  }
  const { problems } = readHistory('{"format":"sandtable-history","version":1,"nodes":{},"changes":7}', '');
  assert.deepEqual(problems[0].params, { count: 2, where: 'nodes' });
});
