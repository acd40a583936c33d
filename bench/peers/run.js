// The comparison with peers: SIZES="100000 1000000" ENGINES="sandtable duckdb" node bench/peers/run.js
// Results go to build/bench/peers-ROWS.json; report.js makes the tables of docs/performance.md of them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { writeOrderLines } from '../order-lines.js';
import { downloads } from './downloads.js';
import { measure } from './measure.js';
import { serve } from './tab.js';

const root = join(import.meta.dirname, '../..');
const results = join(root, 'build/bench');
const data = join(results, 'data');

/** The first is the reference for everybody's answers. */
const ENGINES = [
  'typed-arrays',
  'sandtable',
  'duckdb',
  'duckdb-enum',
  'duckdb-threads',
  'crossfilter',
  'arquero',
  'perspective',
];

const words = (/** @type {string | undefined} */ text, /** @type {string[]} */ otherwise) =>
  text?.trim() ? text.trim().split(/\s+/) : otherwise;

const sizes = words(process.env.SIZES, ['100000', '1000000']).map(Number);
const asked = words(process.env.ENGINES, ENGINES);
const unknown = asked.filter((name) => !ENGINES.includes(name));
if (unknown.length > 0) throw new Error(`no such engine: ${unknown.join(' ')}; there are ${ENGINES.join(' ')}`);
if (!sizes.every((rows) => rows >= 1000)) throw new Error('SIZES are numbers of rows, at least 1000');

/** Results of an earlier run, for engines that are not measured this time. @param {string} path */
const earlier = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).engines : {});

const one = (/** @type {number} */ ms) => ms.toFixed(ms < 100 ? 1 : 0);

mkdirSync(data, { recursive: true });
const server = await serve(data);
let failures = 0;
for (const rows of sizes) {
  const bytes = writeOrderLines(join(data, `${rows}.csv`), rows);
  const path = join(results, `peers-${rows}.json`);
  const engines = earlier(path);
  const [repeats, rounds] = rows <= 1_000_000 ? [3, 5] : [1, 3];
  console.log(`\n${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(1)} MB`);
  /** @type {any[][][] | null} */
  let expected = null;
  let chromium = '';
  for (const engine of ENGINES.filter((name, i) => i === 0 || asked.includes(name))) {
    try {
      const { times, answers, version } = await measure({ rows, engine, url: server.url, repeats, rounds, expected });
      expected ??= answers;
      chromium = version;
      engines[engine] = { ...times, at: new Date().toISOString(), load1: loadavg()[0] };
      console.log(
        `  ${engine.padEnd(15)} load ${one(times.load?.least ?? NaN)}  D ${one(times.change.least)} (median ${one(times.change.median)})` +
          `  questions ${times.questions.map((/** @type {any} */ q) => one(q.least)).join(' ')}` +
          `  reopen ${times.reopen ? one(times.reopen.least) : '–'}  bytes/row ${times.memory.perRow?.toFixed(0) ?? '–'}`,
      );
    } catch (error) {
      failures += 1;
      engines[engine] = { failed: /** @type {Error} */ (error).message };
      console.error(`  ${engine.padEnd(15)} FAILED: ${/** @type {Error} */ (error).message}`);
      if (engine === ENGINES[0]) throw error;
    }
    const machine = { processor: cpus()[0].model.trim(), cores: cpus().length, memory: totalmem(), chromium };
    const about = { rows, bytes, date: new Date().toISOString().slice(0, 10), machine, downloads: downloads() };
    writeFileSync(path, `${JSON.stringify({ ...about, repeats, rounds, engines }, null, 1)}\n`);
  }
}
server.close();
if (failures > 0) console.error(`\n${failures} measurements failed: see above`);
process.exit(failures > 0 ? 1 : 0);
