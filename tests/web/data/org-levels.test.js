// Which columns are suggested as levels of the organisation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateLevels, suggestLevels } from '../../../web/workspaces/data/org-levels.js';

/** @param {Record<string, number>} counts */
const dimensions = (counts) => Object.entries(counts).map(([key, distinct]) => ({ key, distinct }));

/** As facts.list counts them in the two superstore exports. */
const CHINESE = dimensions({
  ...{ category: 3, city: 583, country: 1, customer: 790, customerName: 790, order: 2773, product: 1953, province: 31 },
  ...{ region: 6, segment: 3, sku: 1955, subcategory: 17, 'x:邮寄方式': 4 },
});
const AMERICAN = dimensions({
  ...{ category: 3, city: 542, country: 2, customer: 804, customerName: 800, order: 5111, product: 1849, province: 59 },
  ...{ region: 4, segment: 3, sku: 1862, subcategory: 17, 'x:Ship Mode': 4 },
});

test('places and custom columns can be levels, from the top down; products and customers cannot', () => {
  assert.deepEqual(
    candidateLevels(CHINESE).map(({ key }) => key),
    ['country', 'region', 'province', 'city', 'x:邮寄方式'],
  );
});

test('583 cities are too many: regions, then provinces', () => {
  assert.deepEqual(suggestLevels(candidateLevels(CHINESE)), ['region', 'province']);
  assert.deepEqual(suggestLevels(candidateLevels(AMERICAN)), ['region', 'province']);
});

test('24 cities and their reps form levels of their own', () => {
  const company = dimensions({ region: 6, city: 24, channel: 4, rep: 120, productLine: 12 });
  assert.deepEqual(suggestLevels(candidateLevels(company)), ['region', 'city', 'rep']);
});

test('without regions the places and reps that are there are taken', () => {
  assert.deepEqual(suggestLevels(candidateLevels(dimensions({ province: 12, rep: 40 }))), ['province', 'rep']);
  assert.deepEqual(suggestLevels(candidateLevels(dimensions({ city: 900 }))), ['city']);
  assert.deepEqual(suggestLevels(candidateLevels(dimensions({ channel: 4, country: 3 }))), ['country', 'channel']);
});

test('a column with one value is no suggestion, though it can be chosen', () => {
  assert.deepEqual(suggestLevels(candidateLevels(dimensions({ region: 1, city: 8 }))), ['city']);
  assert.deepEqual(
    candidateLevels(dimensions({ region: 1 })).map(({ key }) => key),
    ['region'],
  );
});

test("columns of the company's own are never suggested, only offered", () => {
  const own = dimensions({ 'x:Team': 5, 'x:Area': 9 });
  assert.deepEqual(suggestLevels(candidateLevels(own)), []);
  assert.equal(candidateLevels(own).length, 2);
});

test('a column with thousands of values is not offered', () => {
  assert.deepEqual(candidateLevels(dimensions({ 'x:Invoice': 2001, district: 2000 })), [
    { key: 'district', distinct: 2000 },
  ]);
});
