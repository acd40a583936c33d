// Days and periods in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDay, formatPeriod, isoDay, parseDay, today } from '../../../web/lib/dates.js';
import { grainOf, periodAt, shiftPeriod } from '../../../web/lib/periods.js';

test('days are counted from 1970-01-01 and impossible days are refused', () => {
  assert.equal(parseDay('1970-01-02'), 1);
  assert.equal(parseDay('2026-03-05'), 20517);
  assert.equal(isoDay(20517), '2026-03-05');
  assert.equal(parseDay('2026-02-29'), null);
  assert.equal(parseDay('5.3.2026'), null);
});

test('a day reads as people write it', () => {
  assert.equal(formatDay('2026-03-05', 'zh'), '2026年3月5日');
  assert.equal(formatDay('2026-03-05', 'en'), '5 Mar 2026');
  assert.equal(formatDay(20517, 'en'), '5 Mar 2026');
  assert.equal(formatDay(null, 'en'), '—');
});

test('periods of every grain read well, long and short', () => {
  const shown = ['2026', '2026-Q1', '2026-03', '2026-W09'].map((p) => [
    formatPeriod(p, 'zh'),
    formatPeriod(p, 'en'),
    formatPeriod(p, 'zh', { short: true }),
    formatPeriod(p, 'en', { short: true }),
  ]);
  assert.deepEqual(shown, [
    ['2026年', '2026', '2026年', '2026'],
    ['2026年一季度', 'Q1 2026', '一季度', 'Q1'],
    ['2026年3月', 'Mar 2026', '3月', 'Mar'],
    ['2026年第9周', 'Week 9, 2026', '9周', 'W9'],
  ]);
});

test('today is the local date, not the date in Greenwich', () => {
  assert.equal(today(new Date(2026, 2, 5, 23, 59)), '2026-03-05');
  assert.equal(today(new Date(2026, 2, 5, 0, 1)), '2026-03-05');
});

test('stepping crosses years in every grain', () => {
  assert.equal(shiftPeriod('2026-01', -1), '2025-12');
  assert.equal(shiftPeriod('2026-12', 1), '2027-01');
  assert.equal(shiftPeriod('2026-Q4', 1), '2027-Q1');
  assert.equal(shiftPeriod('2026-W01', -1), '2025-W52');
  assert.equal(shiftPeriod('2026', -3), '2023');
  assert.equal(periodAt('2026-11-23', 'quarter'), '2026-Q4');
  assert.deepEqual(['2026', '2026-Q1', '2026-03', '2026-W09'].map(grainOf), ['year', 'quarter', 'month', 'week']);
});
