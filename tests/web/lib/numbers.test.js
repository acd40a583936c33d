// Number display: expectations written by hand from the display rules, exact to the last digit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as n from '../../../web/lib/numbers.js';

/** @param {number | bigint | null} minor @param {n.UnitMode} mode @param {n.Language} language */
const minor = (minor, mode, language) => n.formatMinor(minor, { mode, language });

test('money in Chinese is shown in 元, 万元 and 亿元', () => {
  assert.equal(minor(123456789012, 'one', 'zh'), '1,234,567,890.12');
  assert.equal(minor(123456789012, 'mid', 'zh'), '123,456.79');
  assert.equal(minor(123456789012, 'large', 'zh'), '12.3457');
});

test('money in English is shown in units, thousands and millions', () => {
  assert.equal(minor(123456789012, 'one', 'en'), '1,234,567,890.12');
  assert.equal(minor(123456789012, 'mid', 'en'), '1,234,567.9');
  assert.equal(minor(123456789012, 'large', 'en'), '1,234.57');
});

test('rounding is half away from zero on the exact decimal, not on a binary fraction', () => {
  assert.equal(n.formatScaled(1005, 3, 2), '1.01'); // 1.005 as a double is 1.00499…
  assert.equal(n.formatScaled(-1005, 3, 2), '−1.01');
  assert.equal(n.formatDouble(1.005, 2), '1.01');
  assert.equal(n.formatDouble(2.5, 0), '3');
  assert.equal(n.formatDouble(1e-7, 2), '0.00');
  assert.equal(n.formatDouble(1.5e21, 0), '1,500,000,000,000,000,000,000');
});

test('the largest safe integer keeps every digit', () => {
  assert.equal(n.formatExact(9007199254740991, 2), '90,071,992,547,409.91');
  assert.equal(n.formatExact(9007199254740993n, 2), '90,071,992,547,409.93');
});

test('negative amounts have a true minus and zero has none', () => {
  assert.equal(minor(-100, 'one', 'en'), '−1.00');
  assert.equal(minor(-1, 'mid', 'zh'), '0.00'); // −0.01 yuan in 万元 rounds to zero, which has no sign
  assert.equal(minor(0, 'one', 'zh'), '0.00');
});

test('missing is a dash and never zero', () => {
  for (const missing of [null, undefined, Number.NaN]) {
    assert.equal(n.formatMinor(/** @type {any} */ (missing), { mode: 'mid', language: 'zh' }), '—');
    assert.equal(n.formatRatio(missing), '—');
    assert.equal(n.formatCount(missing), '—');
  }
});

test('a currency without minor units shows none', () => {
  assert.equal(n.formatMinor(1234, { mode: 'one', language: 'en', minorDigits: 0 }), '1,234');
  assert.equal(n.formatMinor(1234567, { mode: 'mid', language: 'en', minorDigits: 0 }), '1,234.6');
});

test('fact amounts are in ten-thousandths', () => {
  assert.equal(n.formatAmount(22972009000, { mode: 'one', language: 'en' }), '2,297,200.90');
  assert.equal(n.formatAmount(22972008603, { mode: 'mid', language: 'zh' }), '229.72');
  assert.equal(n.formatExact(22972008603, 4), '2,297,200.8603');
  assert.equal(n.formatExact(22972000000, 4), '2,297,200.00');
});

test('ratios are percentages with one decimal', () => {
  assert.equal(n.formatRatio(0.923), '92.3%');
  assert.equal(n.formatRatio(1), '100.0%');
  assert.equal(n.formatRatio(-0.0305), '−3.1%');
  assert.equal(n.formatRatio(Infinity), '∞');
});

test('differences always show their sign, except zero', () => {
  assert.equal(n.withSign('3.1%'), '+3.1%');
  assert.equal(n.withSign('−3.1%'), '−3.1%');
  assert.equal(n.withSign('0.0%'), '0.0%');
  assert.equal(n.withSign('—'), '—');
});

test('plain decimals for spreadsheets have an ASCII minus and no grouping', () => {
  assert.equal(n.plainDecimal(-123456789, 2), '-1234567.89');
  assert.equal(n.plainDecimal(123450, 2), '1234.5');
  assert.equal(n.plainDecimal(-500, 2), '-5');
  assert.equal(n.plainDecimal(null, 2), '');
});
