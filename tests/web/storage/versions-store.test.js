// The versions of a plan: nodes that stay, texts that come back as they were or not at all.
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from '../../../web/lib/bytes.js';
import { Connection } from '../../../web/storage/database.js';
import { VersionsStore } from '../../../web/storage/versions-store.js';
import { freshDatabase } from '../fixtures/visit.js';

/** @param {string} id @param {Partial<import('../../../web/storage/types.js').VersionNode>} [more] */
const node = (id, more = {}) => ({
  id,
  parents: [],
  kind: /** @type {const} */ ('file'),
  label: '',
  at: `2026-11-${id.padStart(2, '0')}T08:00:00.000Z`,
  by: { id: 'b', name: '王强' },
  revision: Number(id),
  checksum: '00000000',
  ...more,
});

async function openStore() {
  const connection = new Connection(freshDatabase());
  return { db: await connection.database(), store: new VersionsStore(connection) };
}

test('a version comes back with its text, newest first, and belongs to its plan alone', async () => {
  const { store } = await openStore();
  await store.put('p', node('1'), '{"first": 1.0}\n');
  await store.put('p', node('2', { parents: ['1'], kind: 'named', label: '初稿' }), '华东'.repeat(1000));
  await store.put('q', node('3'), 'other plan');
  const listed = await store.list('p');
  assert.deepEqual(
    listed.map(({ bytes: _bytes, ...rest }) => rest),
    [node('2', { parents: ['1'], kind: 'named', label: '初稿' }), node('1')],
  );
  assert.ok(listed[0].bytes > 0 && listed[0].bytes < 200, 'texts are packed');
  assert.equal(await store.text('p', '1'), '{"first": 1.0}\n');
  assert.equal(await store.text('p', '2'), '华东'.repeat(1000));
  assert.equal(await store.text('p', '3'), null);
});

test('a node known from elsewhere has no text, and gets one without losing it again', async () => {
  const { store } = await openStore();
  await store.put('p', node('1'), null);
  assert.deepEqual([await store.text('p', '1'), (await store.list('p'))[0].bytes], [null, 0]);
  await store.put('p', node('1'), 'text');
  await store.put('p', node('1', { label: 'renamed' }), null);
  assert.equal(await store.text('p', '1'), 'text');
  assert.equal((await store.list('p'))[0].label, 'renamed');
});

test('a damaged text is named, never given', async () => {
  const { db, store } = await openStore();
  await store.put('p', node('1', { label: 'A' }), 'text');
  const stored = await db.get('versionTexts', ['p', '1']);
  await db.put('versionTexts', { ...stored, packed: stored.packed.slice(0, 12) });
  await assert.rejects(store.text('p', '1'), (/** @type {any} */ error) => {
    assert.deepEqual(
      [error.code, error.errors[0].params],
      ['storage.version_damaged', { label: 'A', instant: '2026-11-01T08:00:00.000Z' }],
    );
    return true;
  });
});

test('thinning lets go of the oldest texts, never of nodes, named versions and those that must stay', async () => {
  const { store } = await openStore();
  for (let id = 1; id <= 9; id += 1) {
    await store.put('p', node(String(id), id === 2 ? { kind: 'named' } : {}), `text ${id}`);
  }
  const gone = await store.thin('p', { stay: new Set(['3']), limits: { texts: 4, bytes: Infinity } });
  assert.deepEqual(gone, ['5', '4', '1']);
  const left = await store.list('p');
  assert.equal(left.length, 9);
  assert.deepEqual(
    left.filter(({ bytes }) => bytes > 0).map(({ id }) => id),
    ['9', '8', '7', '6', '3', '2'],
  );
  const [{ bytes }] = left;
  assert.deepEqual(await store.thin('p', { limits: { texts: 99, bytes: 2 * bytes } }), ['7', '6', '3']);
  assert.deepEqual(await store.thin('p', { limits: { texts: 99, bytes: 2 * bytes } }), []);
});

test('a copy of a plan has the same past', async () => {
  const { store } = await openStore();
  await store.put('p', node('1'), 'text');
  await store.copyAll('p', 'copy');
  assert.deepEqual(await store.list('copy'), await store.list('p'));
  assert.equal(await store.text('copy', '1'), 'text');
});

test('what another copy knows is taken over without touching what is known here', async () => {
  const { store } = await openStore();
  await store.put('p', node('1', { label: 'mine' }), 'text one');
  await store.put('p', node('2', { checksum: crc32('text two') }), null);
  await store.adopt(
    'p',
    [
      node('1', { label: 'theirs', checksum: crc32('forged') }),
      node('2', { label: 'renamed there' }),
      node('3', { checksum: crc32('text three') }),
      node('4', { checksum: crc32('something else') }),
    ],
    new Map([
      ['1', 'forged'],
      ['2', 'text two'],
      ['3', 'text three'],
      ['4', 'text four'],
    ]),
  );
  const listed = await store.list('p');
  assert.deepEqual(
    listed.map(({ id, label }) => [id, label]),
    [
      ['4', ''],
      ['3', ''],
      ['2', ''],
      ['1', 'mine'],
    ],
  );
  assert.equal(await store.text('p', '1'), 'text one');
  assert.equal(await store.text('p', '2'), 'text two', 'a node that was known without its text has it now');
  assert.equal(await store.text('p', '3'), 'text three');
  assert.equal(await store.text('p', '4'), null, 'a text that its own node does not vouch for is left');
});

test('a version gets another name and keeps its text', async () => {
  const { store } = await openStore();
  await store.put('p', node('1'), 'text');
  assert.equal(await store.rename('p', '1', '定稿'), true);
  assert.equal((await store.list('p'))[0].label, '定稿');
  assert.equal(await store.text('p', '1'), 'text');
  assert.equal(await store.rename('p', '9', 'x'), false);
});
