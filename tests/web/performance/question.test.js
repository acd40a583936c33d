// What the address asks: subject, comparison, narrowing by clicks, and the lines behind a number.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canNarrow,
  comparedPeriod,
  comparisonOf,
  isNarrowed,
  narrowed,
  nextAxis,
  parsePlaces,
  recordsSubject,
  serializePlaces,
  subjectOf,
  tabOf,
} from '../../../web/workspaces/performance/question.js';

test('the subject carries filters, unit and period, and says null for rows without a value', () => {
  assert.deepEqual(subjectOf({ filters: 'city:上海|~;channel:线上', unit: 'east' }, '2026-Q1'), {
    filters: { city: ['上海', null], channel: ['线上'] },
    unit: 'east',
    period: '2026-Q1',
  });
  assert.deepEqual(subjectOf({}), {});
});

test('an unknown tab or comparison in the address falls back to the first', () => {
  assert.equal(tabOf({ tab: 'nonsense' }), 'overview');
  assert.equal(tabOf({ tab: 'pivot' }), 'pivot');
  assert.equal(comparisonOf({ against: 'mom' }), 'mom');
  assert.equal(comparisonOf({ against: '' }), 'yoy');
});

test('a period is compared with a year earlier or the one before, across the turn of the year', () => {
  assert.equal(comparedPeriod('2026-Q1', 'yoy'), '2025-Q1');
  assert.equal(comparedPeriod('2026-Q1', 'mom'), '2025-Q4');
  assert.equal(comparedPeriod('2026-01', 'mom'), '2025-12');
  assert.equal(comparedPeriod('2026', 'mom'), '2025');
  assert.equal(comparedPeriod('2026-W09', 'yoy'), '2025-W09');
});

test('clicking members sets filters, unit and period at once', () => {
  const query = { filters: 'channel:线上' };
  const places = [
    { axis: 'city', key: '上海' },
    { axis: 'org:region', key: 'east' },
    { axis: 'month', key: '2026-03' },
  ];
  assert.deepEqual(narrowed(query, places), { filters: 'channel:线上;city:上海', unit: 'east', period: '2026-03' });
});

test('clicking the only value of a filter takes the filter away, and rows without a value can be chosen', () => {
  assert.deepEqual(narrowed({ filters: 'city:上海' }, [{ axis: 'city', key: '上海' }]), { filters: null });
  assert.deepEqual(narrowed({ filters: 'city:上海' }, [{ axis: 'city', key: '' }]), { filters: 'city:~' });
});

test('cycles, calendar days and nobody cannot narrow', () => {
  assert.equal(canNarrow({ axis: 'weekday', key: '1' }), false);
  assert.equal(canNarrow({ axis: 'day', key: '2026-03-05' }), false);
  assert.equal(canNarrow({ axis: 'org:city', key: '' }), false);
  assert.equal(canNarrow({ axis: 'city', key: '' }), true);
  assert.deepEqual(narrowed({}, [{ axis: 'weekday', key: '1' }]), { filters: null });
});

test('places survive the address, with separators and markup in their names', () => {
  const places = [
    { axis: 'x:备注;a|b', key: '<img onerror=x>:;|~%' },
    { axis: 'city', key: '' },
  ];
  assert.deepEqual(parsePlaces(serializePlaces(places)), places);
  assert.deepEqual(parsePlaces(serializePlaces([])), []);
  assert.equal(parsePlaces(undefined), null);
});

test('the lines of a cell: its members narrow the subject, days come from calendar periods', () => {
  const subject = { filters: { channel: ['线上'], city: ['上海', '南京'] }, unit: 'east', period: '2026' };
  const places = [
    { axis: 'city', key: '南京' },
    { axis: 'org:rep', key: 'east-1' },
    { axis: 'month', key: '2026-03' },
    { axis: 'weekday', key: '2' },
  ];
  assert.deepEqual(recordsSubject(subject, places), {
    filters: { channel: ['线上'], city: ['南京'] },
    unit: 'east-1',
    period: '2026-03',
  });
  assert.deepEqual(recordsSubject({}, [{ axis: 'calendarQuarter', key: '2024-Q1' }]), {
    from: '2024-01-01',
    to: '2024-03-31',
  });
  assert.deepEqual(recordsSubject({}, [{ axis: 'calendarMonth', key: '2024-02' }]), {
    from: '2024-02-01',
    to: '2024-02-29',
  });
  assert.deepEqual(recordsSubject({}, [{ axis: 'day', key: '2024-02-29' }]), { from: '2024-02-29', to: '2024-02-29' });
  assert.deepEqual(recordsSubject({}, [{ axis: 'org', key: '' }]), { unattributed: true, unit: null });
});

test('ISO weeks begin on the Monday ISO 8601 says', () => {
  // 2026-W01 runs from 29 December 2025; 2020-W53 ends on 3 January 2021.
  assert.deepEqual(recordsSubject({}, [{ axis: 'isoWeek', key: '2026-W01' }]), {
    from: '2025-12-29',
    to: '2026-01-04',
  });
  assert.deepEqual(recordsSubject({}, [{ axis: 'isoWeek', key: '2020-W53' }]), {
    from: '2020-12-28',
    to: '2021-01-03',
  });
});

test('going into a member shows what is below it: the next level of units, the next finer column', () => {
  const known = ['region', 'city', 'productLine', 'sku', 'channel'];
  assert.equal(nextAxis('org:region', known), null);
  assert.equal(nextAxis('region', known), 'city');
  assert.equal(nextAxis('productLine', known), 'sku');
  assert.equal(nextAxis('sku', known), 'sku', 'nothing is finer');
  assert.equal(nextAxis('channel', known), 'channel', 'of no chain');
  assert.equal(isNarrowed({ filters: 'region:East' }, 'region'), true);
  assert.equal(isNarrowed({ filters: 'region:East|West' }, 'region'), false);
  assert.equal(isNarrowed({}, 'region'), false);
});

test('new customers can be opened as lines, but are no filter for boards that look at other days', () => {
  assert.equal(canNarrow({ axis: 'newCustomer', key: 'new' }), false);
  assert.deepEqual(recordsSubject({ period: '2026' }, [{ axis: 'newCustomer', key: 'new' }]), {
    period: '2026',
    filters: { newCustomer: ['new'] },
  });
});
