import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPeriod, shiftPeriod } from '../../../web/lib/periods.js';

test('a period is a year, a quarter, a month or a week, and nothing else an address may say', () => {
  for (const name of ['2026', '2026-Q1', '2026-Q4', '2026-01', '2026-12', '2026-W01', '2026-W53']) {
    assert.ok(isPeriod(name), name);
  }
  const others = ['', '26', '2026-', '2026-Q0', '2026-Q5', '2026-00', '2026-13', '2026-W00', '2026-W54', '2026-03-01'];
  for (const name of [...others, '__proto__', '2026\n', '２０２６', undefined])
    assert.ok(!isPeriod(name), String(name));
});

test('every step from a period leads to a period', () => {
  for (const name of ['2026', '2026-Q1', '2026-12', '2026-W52']) {
    for (const steps of [-60, -1, 0, 1, 60]) assert.ok(isPeriod(shiftPeriod(name, steps)), `${name} ${steps}`);
  }
});
