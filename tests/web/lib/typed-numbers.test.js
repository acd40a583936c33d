// What a manager types into a number cell, and what it must mean.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCount, parseMinor, parseRatio, parseTyped } from '../../../web/lib/typed-numbers.js';

test('money with Chinese number words, full-width digits and currency signs', () => {
  assert.equal(parseMinor('1,200万'), 1_200_0000_00);
  assert.equal(parseMinor('３万'), 3_0000_00);
  assert.equal(parseMinor('1.2亿元'), 120_000_000_00);
  assert.equal(parseMinor('￥ 50'), 5000);
  assert.equal(parseMinor('¥1,234.56'), 123456);
  assert.equal(parseMinor('三万'), null);
});

test('money with K, M and a trailing currency', () => {
  assert.equal(parseMinor('1.2M'), 1_200_000_00);
  assert.equal(parseMinor('350k'), 350_000_00);
  assert.equal(parseMinor('12.5 RMB'), 1250);
  assert.equal(parseMinor('$1,000'), 100_000);
});

test('negative amounts: minus, true minus, and brackets as accountants write', () => {
  assert.equal(parseMinor('-300'), -30_000);
  assert.equal(parseMinor('−300'), -30_000);
  assert.equal(parseMinor('(300)'), -30_000);
  assert.equal(parseMinor('（300）'), -30_000);
  assert.equal(parseMinor('(-300)'), null);
  assert.equal(Object.is(parseMinor('-0'), 0), true);
});

test('a bare number means the unit of its column; a typed word wins over it', () => {
  assert.equal(parseMinor('12.5', { unitExponent: 4 }), 125_000_00);
  assert.equal(parseMinor('3亿', { unitExponent: 4 }), 300_000_000_00);
  assert.equal(parseMinor('5k', { unitExponent: 6 }), 5_000_00);
  assert.equal(parseMinor('1.5k', { unitExponent: 6 }), 1_500_00);
  assert.equal(parseMinor('0.001千', { unitExponent: 4 }), 100);
});

test('any unit that was typed wins over the unit of the field, before or after the number, in both languages', () => {
  const inTenThousands = { unitExponent: 4 };
  for (const text of [
    '500元',
    '５００元',
    '500 块',
    '¥500',
    '￥５００',
    'CNY 500',
    '500 RMB',
    '人民币500元',
    '500 yuan',
    '0.5k',
  ]) {
    assert.equal(parseMinor(text, inTenThousands), 50_000, text);
  }
  for (const text of [
    '500万',
    '500万元',
    '５００ 萬',
    '¥500万',
    '5百万',
    '5 million',
    '5M',
    '5m',
    '5000 thousand',
    '0.05亿',
  ]) {
    assert.equal(parseMinor(text, { unitExponent: 8 }), 500_0000_00, text);
    assert.equal(parseMinor(text, { unitExponent: 0 }), 500_0000_00, text);
  }
  assert.equal(parseMinor('-¥500', inTenThousands), -50_000);
  assert.equal(parseMinor('¥-500', inTenThousands), -50_000);
  assert.equal(parseMinor('(¥500)', inTenThousands), -50_000);
  assert.equal(parseMinor('500', inTenThousands), 500_0000_00);
});

test('a unit in the middle, twice or without a number is refused', () => {
  for (const text of [
    '5元0',
    '1元2万',
    '元500',
    '万',
    '¥',
    '5万万',
    '5万5',
    '-¥-5',
    '5元%',
    '5万%',
    '500 apples',
    '$',
  ]) {
    assert.equal(parseMinor(text, { unitExponent: 4 }), null, text);
  }
});

test('spaces and apostrophes group digits in threes or fours and nothing else', () => {
  assert.equal(parseMinor('1 234 567'), 123_456_700);
  assert.equal(parseMinor("1'234"), 123_400);
  assert.equal(parseMinor('1 2'), null);
});

test('more decimals than cents round half away from zero, exactly', () => {
  assert.equal(parseMinor('1.005'), 101);
  assert.equal(parseMinor('-1.005'), -101);
  assert.equal(parseMinor('0.123456万'), 123456);
});

test('a decimal comma is not guessed and groups must be whole', () => {
  assert.equal(parseMinor('1,5'), null);
  assert.equal(parseMinor('1,23,456'), null);
  assert.equal(parseMinor('12,0000'), 12_000_000); // Chinese groups of four
});

test('what is not an amount is refused', () => {
  for (const text of ['', ' ', 'abc', '1.2.3', '--1', '12%', '1e5', '∞', '1 2 x'])
    assert.equal(parseMinor(text), null, text);
  assert.equal(parseMinor('99999999999999999'), null); // beyond 2^53 − 1
  assert.equal(parseTyped(`1${'0'.repeat(60)}`)?.negative, false);
  assert.equal(parseMinor(`1${'0'.repeat(60)}`), null);
});

test('ratios: a percent sign or a plain ratio', () => {
  assert.equal(parseRatio('12.5%'), 0.125);
  assert.equal(parseRatio('0.125'), 0.125);
  assert.equal(parseRatio('１２．５％'), 0.125);
  assert.equal(parseRatio('-3%'), -0.03);
  assert.equal(parseRatio('12.5', { barePercent: true }), 0.125);
  assert.equal(parseRatio('x'), null);
  assert.equal(parseRatio('5元'), null);
  assert.equal(parseRatio('5万'), null);
});

test('counts are whole', () => {
  assert.equal(parseCount('1.2万'), 12_000);
  assert.equal(parseCount('1,234'), 1234);
  assert.equal(parseCount('1.5'), null);
  assert.equal(parseCount('5%'), null);
  assert.equal(parseCount('5元'), null);
});
