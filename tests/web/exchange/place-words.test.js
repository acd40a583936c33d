// Places and values of a plan as a manager calls them, whatever the records are called.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setLanguage } from '../../../web/i18n/language.js';
import { unitMode } from '../../../web/i18n/index.js';
import { fieldWord, placeWords, valueWords } from '../../../web/workspaces/exchange/place-words.js';
import { SET_ID, region } from './region.js';

const units = region({ north: '<img src=x onerror=alert(1)>' }).collections.orgUnits;
afterEach(() => {
  setLanguage('en');
  unitMode.value = 'mid';
});

/** @param {Partial<import('../../../web/workspaces/exchange/merging.js').Place & {period: string}>} more */
const place = (more) => ({
  path: '',
  collection: 'targets',
  id: `${SET_ID}.n1`,
  name: '经销商',
  field: 'values/2',
  ...more,
});

test('a target is told by unit, units above, field and period', () => {
  setLanguage('zh');
  assert.deepEqual(placeWords(place({ period: '2026-03' }), units), {
    what: '目标 · 目标值',
    whose: '经销商',
    when: '2026年3月',
    above: '华东 › <img src=x onerror=alert(1)>',
  });
  assert.equal(placeWords(place({}), units).when, '第 3 期', 'without a period, its number');
  assert.equal(placeWords(place({ field: 'cells/2026-Q2' }), units).when, '2026年二季度');
});

test('rows by product line and records of other kinds find their unit, and unknown ones do not break', () => {
  setLanguage('en');
  assert.equal(placeWords(place({ id: `${SET_ID}.s1.hood` }), units).above, '华东 › SECRET city');
  assert.equal(placeWords(place({ collection: 'orgUnits', id: 'n1', field: 'name' }), units).what, 'Units · Name');
  const odd = place({ collection: '__proto__', id: 'constructor', name: null, field: 'toString/valueOf' });
  assert.deepEqual(placeWords(odd, units), { what: '__proto__ · toString', whose: 'constructor', when: '', above: '' });
  assert.equal(
    placeWords(place({ collection: '', path: '/meta/name', id: null, name: null, field: 'name' })).whose,
    '',
  );
});

test('the label of the innermost field that has one is told', () => {
  setLanguage('zh');
  assert.equal(fieldWord('targets', 'cells/2026-03/reason'), '原因');
  assert.equal(fieldWord('targets', 'values/2'), '目标值');
  assert.equal(fieldWord('people', 'shoeSize'), 'shoeSize');
});

test('values stand in the unit on screen with the exact one behind, counts as counts, absent ones as a dash', () => {
  setLanguage('zh');
  assert.deepEqual(valueWords('values/2', 123_456_789), { text: '123.46 万元', exact: '¥1,234,567.89' });
  assert.equal(valueWords('values/2', 12, 'count').text, '12');
  assert.equal(valueWords('values/2', null).text, '—');
  assert.equal(valueWords('capability', 0.5).text, '0.50');
  assert.equal(valueWords('locked', true).text, '是');
  assert.equal(valueWords('note', '<b>\u202e').text, '<b>\u202e');
  assert.equal(valueWords('', { totalMinor: 5_000_000, note: 'x' }).text, '5.00');
  assert.equal(valueWords('', { something: 1 }).text, '整条记录');
  assert.equal(valueWords('', [1, 2]).text, '2 项');
});
