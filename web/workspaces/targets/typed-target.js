// What a manager may type into a target cell: "120万", "+5%", "=1.1x", "-30万", "同比+8%", nothing. Pure and exact: factors are
// applied to whole minor units as decimals, never through binary fractions.
import { normalizeTyped, parseCount, parseMinor, parseRatio, parseTyped } from '../../lib/typed-numbers.js';

/**
 * @typedef {{currentMinor: number, historyMinor: number | null, unit: 'money' | 'count', unitExponent: number,
 *   minorDigits: number}} CellContext unitExponent: what a bare number means in the unit on screen
 * @typedef {{valueMinor: number} | {revert: true} | {error: string}} TypedTarget error: the last part of a message key
 */

const LAST_YEAR = /^=?(同比|去年|yoy|ly)(?=[+-])/;
const FACTOR = /^=?[x×*](.+)$|^=?(.+)[x×倍]$/;
const SAFE = 2n ** 53n - 1n;

/**
 * base × (decimal digits × 10^exponent), rounded half away from zero.
 * @param {number} base @param {{negative: boolean, digits: string, exponent: number}} factor
 */
function times(base, { negative, digits, exponent }) {
  const product = BigInt(base) * BigInt(digits || '0');
  if (exponent >= 0) return sized(product * 10n ** BigInt(exponent), negative);
  const divisor = 10n ** BigInt(-exponent);
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude + divisor / 2n) / divisor;
  return sized(product < 0n ? -rounded : rounded, negative);
}

/** @param {bigint} value @param {boolean} negative */
const sized = (value, negative) => (negative ? -value : value);

/** @param {bigint} value @returns {TypedTarget} */
function whole(value) {
  if (value < 0n) return { error: 'negative' };
  return value > SAFE ? { error: 'tooLarge' } : { valueMinor: Number(value) };
}

/** @param {string} text @param {CellContext} context */
function amountOf(text, { unit, unitExponent, minorDigits }) {
  return unit === 'count' ? parseCount(text) : parseMinor(text, { unitExponent, minorDigits });
}

/** The share `text` ("+5%") adds to a base. @param {string} text @param {number} base @returns {TypedTarget} */
function grown(text, base) {
  const parsed = parseTyped(text);
  if (!parsed || !parsed.percent) return { error: 'unreadable' };
  return whole(BigInt(base) + times(base, { ...parsed, exponent: parsed.exponent - 2 }));
}

/**
 * @param {string} typed
 * @param {CellContext} context
 * @returns {TypedTarget}
 */
export function parseTarget(typed, context) {
  const text = normalizeTyped(typed);
  if (text === '') return { revert: true };
  if (LAST_YEAR.test(text)) {
    if (context.historyMinor === null) return { error: 'noHistory' };
    return grown(text.replace(LAST_YEAR, ''), context.historyMinor);
  }
  const factor = FACTOR.exec(text);
  if (factor) {
    const parsed = parseTyped(factor[1] ?? factor[2]);
    return parsed && !parsed.percent && !parsed.currency
      ? whole(times(context.currentMinor, parsed))
      : { error: 'unreadable' };
  }
  if (text.endsWith('%')) return percentTarget(text, context.currentMinor);
  const amount = amountOf(text.replace(/^=/, ''), context);
  if (amount === null) return { error: context.unit === 'count' ? 'unreadableCount' : 'unreadable' };
  return whole(/^[+-]/.test(text) ? BigInt(context.currentMinor) + BigInt(amount) : BigInt(amount));
}

/**
 * "+5%" and "-5%" change, "=105%" is a share; a bare "5%" could mean either and is asked back.
 * @param {string} text @param {number} current @returns {TypedTarget}
 */
function percentTarget(text, current) {
  if (/^[+-]/.test(text)) return grown(text, current);
  if (!text.startsWith('=')) return { error: 'barePercent' };
  const parsed = parseTyped(text.slice(1));
  return parsed ? whole(times(current, { ...parsed, exponent: parsed.exponent - 2 })) : { error: 'unreadable' };
}

/**
 * What typing a growth rate into the growth column makes of last year's actual.
 * @param {string} typed "8", "8%", "-3.5%"
 * @param {number | null} historyMinor
 * @returns {TypedTarget}
 */
export function parseGrowthTarget(typed, historyMinor) {
  if (typed.trim() === '') return { revert: true };
  if (historyMinor === null || historyMinor <= 0) return { error: 'noHistory' };
  if (parseRatio(typed, { barePercent: true }) === null) return { error: 'unreadableGrowth' };
  const text = normalizeTyped(typed);
  return grown(text.endsWith('%') ? text : `${text}%`, historyMinor);
}
