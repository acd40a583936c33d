// Identities on pages that are not secure contexts, where crypto.randomUUID does not exist.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomId } from '../../../web/lib/ids.js';

test('an identity is a version 4 UUID and needs no crypto.randomUUID', (t) => {
  t.mock.method(crypto, 'randomUUID', () => assert.fail('absent on plain http'));
  const ids = Array.from({ length: 2000 }, randomId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test('every bit of an identity that may vary does', () => {
  const masks = { or: 0n, and: (1n << 128n) - 1n };
  for (let i = 0; i < 500; i += 1) {
    const bits = BigInt(`0x${randomId().replaceAll('-', '')}`);
    masks.or |= bits;
    masks.and &= bits;
  }
  const fixed = ~(masks.or ^ masks.and) & ((1n << 128n) - 1n);
  assert.equal(fixed.toString(2).replaceAll('0', '').length, 6, 'four bits of version and two of variant');
});
