// ECharts keeps colours, choices and widths in plain objects by name. A region called "hasOwnProperty" would break its chart, one called
// "__proto__" every object of the page: names that objects inherit go in with an invisible mark behind them.
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
/** WORD JOINER: nothing to see, and no place to break a line. */
const MARK = '\u2060';

/**
 * An option, or any part of one, whose texts are safe to look up by. Numbers and functions stay what they are.
 * @param {any} part @returns {any}
 */
export function withSafeNames(part) {
  if (typeof part === 'string') return INHERITED.has(part) ? part + MARK : part;
  if (Array.isArray(part)) return part.map(withSafeNames);
  if (part === null || typeof part !== 'object' || ArrayBuffer.isView(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withSafeNames(value)]));
}

/** The name as it was given. @param {unknown} name of an event @returns {any} */
export const givenName = (name) =>
  typeof name === 'string' && name.endsWith(MARK) && INHERITED.has(name.slice(0, -1)) ? name.slice(0, -1) : name;
