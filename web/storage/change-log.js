// What the change log says of a change: who made it, when, what it was called and which fields it touched, without their values. Made of
// journal entries when the journal lets go of them, and carried by plan files. Pure.

/**
 * @typedef {import('./types.js').JournalEntry} JournalEntry
 * @typedef {import('./types.js').Change} Change
 */

/** Beyond so many fields a change is told by records, beyond that by collections; so is a field whose path is very long. */
const MOST_PATHS = 500;
const LONGEST_PATH = 2000;
/** What a name is cut to; names may be of any length. */
const LONGEST_WORDS = 500;

/** @param {JournalEntry} entry @returns {Change} */
export function changeOf({ at, by, kind, label, facts, revision, patch }) {
  const paths = patch
    .map(({ path }) => (path.length > LONGEST_PATH ? upTo(path, 2) : path))
    .filter((path) => path !== '/revision');
  const id = `${at} ${revision} ${by?.id ?? ''}`;
  const change = { id, at, by: by ?? null, kind, label: shortLabel(label), revision, paths: fewPaths(paths) };
  return facts === undefined ? change : { ...change, facts };
}

/** @param {import('./types.js').Label} label @returns {import('./types.js').Label} */
function shortLabel({ key, params }) {
  if (!params) return { key };
  const short = (/** @type {unknown} */ value) =>
    typeof value === 'string' && value.length > LONGEST_WORDS ? `${value.slice(0, LONGEST_WORDS)}…` : value;
  return { key, params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, short(value)])) };
}

/** @param {string[]} paths */
function fewPaths(paths) {
  for (const depth of [Infinity, 3, 2]) {
    const distinct = [...new Set(paths.map((path) => upTo(path, depth)))];
    if (distinct.length <= MOST_PATHS || depth === 2) return distinct.slice(0, MOST_PATHS);
  }
  return [];
}

/** The first so many steps of a JSON pointer. @param {string} path @param {number} depth */
const upTo = (path, depth) => (depth === Infinity ? path : path.split('/', depth + 1).join('/'));

/**
 * Several logs of one plan as one, newest first; what both tell stands once.
 * @param {Change[][]} logs
 * @returns {Change[]}
 */
export function mergedLog(...logs) {
  const byId = new Map(logs.flat().map((change) => [change.id, change]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}
