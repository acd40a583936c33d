// Filters of the order lines in the address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFilters, serializeFilters, setFilter } from '../../../web/workspaces/data/filter-address.js';

test('filters read as dimension and values', () => {
  assert.deepEqual(parseFilters('region:华东;city:上海|杭州'), { region: ['华东'], city: ['上海', '杭州'] });
  assert.deepEqual(parseFilters(''), {});
  assert.deepEqual(parseFilters(undefined), {});
});

test('names with the separators in them come back as they were', () => {
  const filters = { customerName: ['A: B; C | D', '100% 张三'], 'x:Ship: Mode': ['a'] };
  assert.deepEqual(parseFilters(serializeFilters(filters)), filters);
});

test('ordinary names stay readable in the address', () => {
  assert.equal(serializeFilters({ region: ['华东'], city: ['上海', '杭 州'] }), 'region:华东;city:上海|杭 州');
});

test('what is mistyped is left out', () => {
  assert.deepEqual(parseFilters('region;:x;city:;rep:%E0%A4%A|王'), { rep: ['%E0%A4%A', '王'] });
});

test('the empty name is a value too: lines without a city', () => {
  assert.equal(serializeFilters({ city: [''] }), 'city:~');
  assert.deepEqual(parseFilters('city:~|上海'), { city: ['', '上海'] });
  assert.deepEqual(parseFilters(serializeFilters({ city: ['~'] })), { city: ['~'] });
});

test('taking the last value away takes the filter away', () => {
  assert.deepEqual(setFilter({ region: ['华东'], city: ['上海'] }, 'region', []), { city: ['上海'] });
  assert.deepEqual(setFilter({ city: ['上海'] }, 'region', ['华东']), { city: ['上海'], region: ['华东'] });
  assert.equal(serializeFilters({}), '');
});
