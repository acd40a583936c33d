// The sample region's recipe: its today and the target it asks for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleDay, sampleTarget } from '../../../web/state/sample-region.js';

test('the sample lives today, or in December while the year is young', () => {
  assert.equal(sampleDay('2026-11-23'), '2026-11-23');
  assert.equal(sampleDay('2026-03-01'), '2026-03-01');
  assert.equal(sampleDay('2026-02-28'), '2025-12-20');
});

test('the sample target grows last year and holds a reserve at the top only', async () => {
  /** @type {any} */
  let asked;
  const engine = {
    /** @param {string} request @param {any} params */
    async call(request, params) {
      if (request === 'plan.get') return { parts: { orgUnits: { a: { id: 'a', parent: 'top' }, top: { id: 'top' } } } };
      asked = params;
      return { patch: ['the patch'] };
    },
  };
  assert.deepEqual(await sampleTarget(engine, '2026-11-23'), ['the patch']);
  assert.equal(asked.year, '2026');
  assert.deepEqual(asked.historyYears, ['2024', '2025']);
  assert.deepEqual(asked.reserveRatios, { top: 0.03 });
});
