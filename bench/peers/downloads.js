// What each engine weighs on the way to the browser: the files a page needs of it, gzipped. Its own adapter of a few KB is counted in.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '../..');
const assets = join(root, 'build/bench/site/assets');
const library = join(root, 'dist/engine');

/** @type {Record<string, RegExp>} */
const FILES = {
  duckdb: /^duckdb-(?!browser|eh|coi).*\.js$|^duckdb-browser-eh\.|^duckdb-eh-/,
  'duckdb-threads': /^duckdb-(?!browser|eh|coi).*\.js$|^duckdb-browser-coi\.|^duckdb-coi-/,
  arquero: /^arquero-/,
  crossfilter: /^crossfilter-/,
  perspective: /^perspective-/,
  'typed-arrays': /^typed-arrays/,
};

/** @param {string} folder @param {RegExp} pattern */
const gzipped = (folder, pattern) =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);

/** @type {Record<string, number> | null} */
let known = null;

/** @returns {Record<string, number>} engine -> bytes */
export function downloads() {
  if (known) return known;
  known = Object.fromEntries(Object.entries(FILES).map(([engine, pattern]) => [engine, gzipped(assets, pattern)]));
  known.sandtable = gzipped(library, /\.(js|wasm)$/);
  known['duckdb-enum'] = known.duckdb;
  return known;
}
