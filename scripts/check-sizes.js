// Fails when a build outgrows its budget: what a manager downloads before the first number appears.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');

/** @type {{what: string, files: string[], gzip: boolean, limit: number}[]} limit in bytes */
const BUDGETS = [
  {
    what: 'engine (wasm + glue, gzipped)',
    files: ['build/wasm/engine/sandtable.wasm', 'build/wasm/engine/sandtable.js'],
    gzip: true,
    limit: 350_000,
  },
  { what: 'single file', files: ['dist/sandtable.html'], gzip: false, limit: 2_500_000 },
];

let failed = 0;
for (const { what, files, gzip, limit } of BUDGETS) {
  const bytes = files
    .map((file) => readFileSync(join(root, file)))
    .reduce((sum, content) => sum + (gzip ? gzipSync(content, { level: 9 }).length : content.length), 0);
  const fits = bytes <= limit;
  if (!fits) failed++;
  console.log(
    `${fits ? 'ok' : 'TOO BIG'}  ${what}: ${bytes.toLocaleString('en')} of ${limit.toLocaleString('en')} bytes`,
  );
}
process.exit(failed > 0 ? 1 : 0);
