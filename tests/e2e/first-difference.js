// Comparing large answers: says where two first differ instead of printing both.
import assert from 'node:assert/strict';

/**
 * @param {unknown} a @param {unknown} b @param {string} [path]
 * @returns {string | null} the first place where they differ, with both values; null when they are equal
 */
export function firstDifference(a, b, path = '') {
  if (Object.is(a, b)) return null;
  const bothObjects = typeof a === 'object' && typeof b === 'object' && a !== null && b !== null;
  if (!bothObjects || Array.isArray(a) !== Array.isArray(b))
    return `${path}: ${JSON.stringify(a)} ≠ ${JSON.stringify(b)}`;
  const [left, right] = /** @type {Record<string, unknown>[]} */ ([a, b]);
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[key], right[key], `${path}/${key}`);
    if (found) return found;
  }
  return null;
}

/** @param {unknown} actual @param {unknown} expected @param {string} what */
export const assertSame = (actual, expected, what) =>
  assert.equal(firstDifference(actual, expected), null, `${what}: actual ≠ expected`);
