// Fails when a build outgrows its budget: what a manager downloads before the first number appears.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minifiedGlue } from './vite/engine-glue.js';

const root = join(import.meta.dirname, '..');

// The goal is what is aimed at. The limit holds what was reached and goes down with it; a decision alone raises it (docs/adr/0012, 0016).
/** @type {{what: string, files: string[], gzip: boolean, goal: number, limit: number}[]} in bytes */
const BUDGETS = [
  {
    what: 'engine (wasm + glue, gzipped)',
    files: ['build/wasm/engine/sandtable.wasm', 'build/wasm/engine/sandtable.js'],
    gzip: true,
    goal: 350_000,
    limit: 426_000,
  },
  { what: 'single file', files: ['dist/sandtable.html'], gzip: false, goal: 2_500_000, limit: 2_800_000 },
  {
    what: 'first load of the site, before a workspace opens (gzipped)',
    files: firstLoad('dist/site'),
    gzip: true,
    goal: 700_000,
    limit: 1_000_000,
  },
];

/**
 * What a visitor waits for: the page, what it names, what those scripts import at once, and the engine.
 * @param {string} site folder
 * @returns {string[]}
 */
function firstLoad(site) {
  const files = new Set([`${site}/index.html`, `${site}/engine/sandtable.wasm`]);
  for (const file of files) {
    const text = /\.(?:html|js)$/.test(file) ? readFileSync(join(root, file), 'utf8') : '';
    const named = file.endsWith('.html')
      ? text.matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)
      : text.matchAll(/\bimport(?:[\w{}\s,$*]+from)?\s*["']\.\/([^"']+\.js)["']/g);
    for (const [, path] of named) files.add(file.endsWith('.html') ? `${site}/${path}` : `${site}/assets/${path}`);
  }
  return [...files];
}

/** A file as visitors get it. @param {string} file @param {Buffer} content */
const delivered = (file, content) =>
  file.endsWith('engine/sandtable.js') ? Buffer.from(minifiedGlue(content.toString('utf8'))) : content;

let failed = 0;
for (const { what, files, gzip, goal, limit } of BUDGETS) {
  const bytes = files
    .map((file) => delivered(file, readFileSync(join(root, file))))
    .reduce((sum, content) => sum + (gzip ? gzipSync(content, { level: 9 }).length : content.length), 0);
  const fits = bytes <= limit;
  if (!fits) failed++;
  const verdict = fits ? (bytes <= goal ? 'ok' : 'OVER THE GOAL') : 'TOO BIG';
  const [size, most, wanted] = [bytes, limit, goal].map((number) => number.toLocaleString('en'));
  console.log(`${verdict}  ${what}: ${size} bytes, at most ${most}, goal ${wanted}`);
}
process.exit(failed > 0 ? 1 : 0);
