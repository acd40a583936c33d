// Checksums against published values; base64 and gzip there and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Crc32, crc32, fromBase64, gunzip, gzip, toBase64 } from '../../../web/lib/bytes.js';

test('crc32 of "123456789" is the published check value cbf43926', () => {
  assert.equal(crc32('123456789'), 'cbf43926');
  assert.equal(crc32(''), '00000000');
});

test('crc32 of pieces is that of the whole, wherever it is cut', () => {
  const bytes = Uint8Array.from({ length: 67 }, (_, i) => (i * 89) ^ (i >> 2));
  let bitwise = -1;
  for (const byte of bytes) {
    bitwise ^= byte;
    for (let bit = 0; bit < 8; bit += 1) bitwise = bitwise & 1 ? (bitwise >>> 1) ^ 0xedb88320 : bitwise >>> 1;
  }
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const pieces = new Crc32().add(bytes.subarray(0, cut)).add(bytes.subarray(cut));
    assert.equal(pieces.value, ~bitwise >>> 0, `cut at ${cut}`);
  }
});

test('base64 survives every byte and refuses what is not base64', () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
  assert.equal(fromBase64('*'), null);
});

test('gzip is what zlib writes and reads', async () => {
  const bytes = new TextEncoder().encode('销售额'.repeat(1000));
  assert.deepEqual(await gunzip(new Uint8Array(gzipSync(bytes)), 1e6), bytes);
  assert.deepEqual(await gunzip(await gzip(bytes), 1e6), bytes);
});

test('inflating stops at the limit: a small file can hold a very large one', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(10_000_000)));
  assert.ok(bomb.length < 20_000);
  assert.equal(await gunzip(bomb, 1_000_000), null);
  await assert.rejects(gunzip(new Uint8Array([1, 2, 3]), 100));
});
