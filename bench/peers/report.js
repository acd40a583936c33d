// Writes the comparison's tables into docs/performance.md, between two marks, from build/bench/peers-*.json.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const results = join(root, 'build/bench');
const document = join(root, 'docs/performance.md');
const [BEGIN, END] = ['<!-- peers: written by bench/peers/report.js -->', '<!-- peers: end -->'];

const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(import.meta.dirname, 'package-lock.json'), 'utf8')).packages;
const version = (/** @type {string} */ name) => lock[`node_modules/${name}`].version;

/** @type {Record<string, string>} */
const NAMES = {
  sandtable: '**Sandtable**',
  'typed-arrays': 'JavaScript on typed arrays',
  duckdb: 'DuckDB-WASM',
  'duckdb-enum': 'DuckDB-WASM, ENUM columns',
  'duckdb-threads': 'DuckDB-WASM, threads',
  crossfilter: 'crossfilter2',
  arquero: 'Arquero',
  perspective: 'Perspective',
};

/** The goals of the comparison: what, of which engine, how many times. */
const REACH = /** @type {const} */ ([
  ['all seven after a filter change, against DuckDB-WASM', 'change', 'duckdb', 25],
  ['all seven after a filter change, against JavaScript on typed arrays', 'change', 'typed-arrays', 3],
  ['load, against DuckDB-WASM', 'load', 'duckdb', 3],
  ['reopen to the first dashboard, against DuckDB-WASM', 'reopen', 'duckdb', 5],
]);

const whole = (/** @type {number} */ number) => Math.round(number).toLocaleString('en');
/** @param {number | undefined | null} value milliseconds, with as many digits as mean something */
const ms = (value) =>
  value == null ? '–' : value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : whole(value);
const both = (/** @type {{least: number, median: number} | null | undefined} */ time) =>
  time ? `${ms(time.least)} / ${ms(time.median)}` : '–';
const times = (/** @type {number} */ ratio) => `${ratio >= 10 ? whole(ratio) : ratio.toFixed(1)} ×`;

/** @param {any} result of one size @returns {[string, any][]} the engines that were measured, in the order of NAMES */
const measured = ({ engines }) =>
  Object.keys(NAMES).flatMap((name) => (engines[name] && !engines[name].failed ? [[name, engines[name]]] : []));

/** @param {any} ours @param {any} theirs @param {'load' | 'change' | 'reopen'} what */
const ratio = (ours, theirs, what) => (ours?.[what] && theirs?.[what] ? theirs[what].least / ours[what].least : null);

/** @param {any} result */
function sizeSection(result) {
  const list = measured(result);
  const ours = result.engines.sandtable;
  const relative = (/** @type {any} */ theirs, /** @type {'load' | 'change' | 'reopen'} */ what) => {
    const found = theirs === ours ? null : ratio(ours, theirs, what);
    return found === null ? '' : ` (${times(found)})`;
  };
  const processor = (/** @type {any} */ theirs, /** @type {'load' | 'change'} */ what) => {
    const [mine, used] = [ours?.processor?.[what], theirs.processor?.[what]];
    return `${ms(used)}${mine && used && theirs !== ours ? ` (${times(used / mine)})` : ''}`;
  };
  const bytes = (/** @type {number | null | undefined} */ value) => (value == null ? '–' : whole(value));
  const main = list.map(
    ([name, engine]) =>
      `| ${NAMES[name]} | ${both(engine.load)}${relative(engine, 'load')} | ${both(engine.change)}${relative(engine, 'change')} | ` +
      `${both(engine.reopen)}${relative(engine, 'reopen')} | ${processor(engine, 'load')} | ${processor(engine, 'change')} | ` +
      `${bytes(engine.memory.perRow)} | ${bytes(engine.memory.reopenedPerRow)} |`,
  );
  const questions = list.map(
    ([name, engine]) =>
      `| ${NAMES[name]} | ${engine.questions.map((/** @type {any} */ q) => ms(q.least)).join(' | ')} |`,
  );
  const failed = Object.entries(result.engines).filter(([, engine]) => /** @type {any} */ (engine).failed);
  return [
    `### ${whole(result.rows)} rows, ${(result.bytes / 1e6).toFixed(1)} MB`,
    '',
    '| engine | load, ms | D, ms | reopen, ms | processor ms, load | D | bytes a row, loaded | reopened |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...main,
    '',
    '| each question alone, least ms | Q1 | Q2 | Q3 | Q4 | Q5 | Q6 | Q7 |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...questions,
    '',
    ...failed.map(([name, engine]) => `${NAMES[name]} failed: ${/** @type {any} */ (engine).failed}\n`),
    ...slowerThanAPeer(result),
    '',
  ];
}

/** Honestly: everything in which a peer beats Sandtable. @param {any} result */
function slowerThanAPeer(result) {
  const ours = result.engines.sandtable;
  if (!ours || ours.failed) return [];
  const cells = /** @type {[string, (engine: any) => number | undefined][]} */ ([
    ['load', (engine) => engine.load.least],
    ['D', (engine) => engine.change.least],
    ['reopen', (engine) => engine.reopen?.least],
    ...ours.questions.map((/** @type {any} */ _, /** @type {number} */ i) => [
      `Q${i + 1}`,
      (/** @type {any} */ engine) => engine.questions[i].least,
    ]),
  ]);
  const lost = measured(result)
    .filter(([name]) => name !== 'sandtable')
    .map(([name, engine]) => {
      const won = cells.filter(([, of]) => (of(engine) ?? Infinity) < (of(ours) ?? 0)).map(([cell]) => cell);
      return won.length > 0 ? `${NAMES[name]} in ${won.join(', ')}` : '';
    })
    .filter(Boolean);
  return [lost.length > 0 ? `Faster than Sandtable: ${lost.join('; ')}.` : 'Nothing here is faster than Sandtable.'];
}

/** @param {any} result of 10⁶ rows, or the size nearest to it */
function reachSection(result) {
  const { engines, downloads } = result;
  const rows = REACH.map(([what, key, peer, goal]) => {
    const found = ratio(engines.sandtable, engines[peer], key);
    const [ours, theirs] = [engines.sandtable, engines[peer]].map((engine) => engine?.processor?.[key]);
    const used = ours && theirs ? theirs / ours : null;
    const [wall, processor] = [found, used].map((r) => (r === null ? '–' : times(r)));
    const unsure = used === null ? 'by the clock only' : 'yes';
    const reached = found !== null && found >= goal && (used === null || used >= goal) ? unsure : 'no';
    return `| ${what} | ≥ ${goal} × faster | ${wall} | ${processor} | ${reached} |`;
  });
  const perRow = engines.sandtable?.memory?.perRow;
  const reopened = engines.sandtable?.memory?.reopenedPerRow;
  const lightness = downloads.duckdb / downloads.sandtable;
  return [
    `### What was to be reached, at ${whole(result.rows)} rows`,
    '',
    '| | goal | by the clock | in processor time | reached |',
    '|---|---:|---:|---:|---|',
    ...rows,
    ...(perRow == null
      ? []
      : [
          `| memory of the tab for a row, after loading | ≤ 60 bytes | ${whole(perRow)} bytes | | ${perRow <= 60 ? 'yes' : 'no'} |`,
          `| memory of the tab for a row, after reopening | ≤ 60 bytes | ${whole(reopened)} bytes | | ${reopened <= 60 ? 'yes' : 'no'} |`,
        ]),
    `| download, against DuckDB-WASM | ≤ 1/10 | 1/${lightness.toFixed(0)} | | ${lightness >= 10 ? 'yes' : 'no'} |`,
    '',
  ];
}

/** @param {any} result */
function downloadSection({ downloads }) {
  const list = Object.keys(NAMES).filter((name) => downloads[name] && name !== 'duckdb-enum');
  return [
    '### Download, gzipped',
    '',
    `| ${list.map((name) => NAMES[name]).join(' | ')} |`,
    `|${list.map(() => '---:|').join('')}`,
    `| ${list.map((name) => `${whole(downloads[name] / 1000)} KB`).join(' | ')} |`,
    '',
  ];
}

const found = readdirSync(results)
  .filter((name) => /^peers-\d+\.json$/.test(name))
  .map((name) => JSON.parse(readFileSync(join(results, name), 'utf8')))
  .sort((a, b) => a.rows - b.rows);
if (found.length === 0) throw new Error('build/bench holds no results: run bench/peers/run.js first');
const main = found.find(({ rows }) => rows === 1_000_000) ?? /** @type {any} */ (found.at(-1));
const { machine } = main;
const loads = found.flatMap((result) => measured(result).map(([, engine]) => engine.load1));
const packages = Object.keys(dependencies).filter((name) => !name.endsWith('/server'));
const text = [
  BEGIN,
  `Measured ${main.date}: ${machine.processor}, ${machine.cores} cores, ${Math.round(machine.memory / 2 ** 30)} GB; Chromium ${machine.chromium}; ` +
    `${packages.map((name) => `${name} ${version(name)}`).join(', ')}. Load average of the machine meanwhile ${Math.min(...loads).toFixed(1)} to ` +
    `${Math.max(...loads).toFixed(1)} (1 or less: nothing else ran; the more, the more only processor times say something).`,
  '',
  ...reachSection(main),
  ...downloadSection(main),
  ...found.flatMap(sizeSection),
  END,
].join('\n');

const before = readFileSync(document, 'utf8');
const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
if (from < 0 || to < from) throw new Error(`docs/performance.md lacks the marks ${BEGIN} and ${END}`);
writeFileSync(document, before.slice(0, from) + text + before.slice(to + END.length));
console.log('docs/performance.md is written');
