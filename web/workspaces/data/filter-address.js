// Filters of the order lines as the address carries them: "region:华东;city:上海|杭州". Pure.

/** @typedef {Record<string, string[]>} Filters values by dimension; '' stands for lines without a value */

const EMPTY = '~';

/** Keeps names readable and escapes only what separates them. @param {string} name */
const escapeName = (name) =>
  name === '' ? EMPTY : name === EMPTY ? '%7E' : name.replace(/[%:;|]/g, (sign) => encodeURIComponent(sign));

/** @param {string} text */
function unescapeName(text) {
  if (text === EMPTY) return '';
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // typed by hand with a bare percent sign: taken literally
  }
}

/**
 * @param {string | undefined} text parts without a dimension or values are left out
 * @returns {Filters}
 */
export function parseFilters(text) {
  const pairs = (text ?? '').split(';').map((part) => part.split(':'));
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.length === 2 && pair[0] !== '' && pair[1] !== '')
      .map(([key, values]) => [unescapeName(key), values.split('|').map(unescapeName)]),
  );
}

/** @param {Filters} filters */
export const serializeFilters = (filters) =>
  Object.entries(filters)
    .map(([key, values]) => `${escapeName(key)}:${values.map(escapeName).join('|')}`)
    .join(';');

/**
 * @param {Filters} filters
 * @param {string} dimension
 * @param {string[]} values none takes the filter away
 * @returns {Filters}
 */
export function setFilter(filters, dimension, values) {
  const rest = Object.fromEntries(Object.entries(filters).filter(([key]) => key !== dimension));
  return values.length > 0 ? { ...rest, [dimension]: values } : rest;
}
