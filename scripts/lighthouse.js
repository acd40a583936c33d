// Lighthouse on the built site, on this computer, the median of several runs: fails below what was promised and keeps the summary in
// docs/lighthouse.md. The server compresses, as static hosts do.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findExecutable } from '../tests/e2e/drivers/executable.js';
import { serveFolder } from './serve.js';

const root = join(import.meta.dirname, '..');
/** Least score per category, of 100. @type {Record<string, number>} */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 };
const RUNS = 5;

const chromium = findExecutable('SANDTABLE_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome']);
const folder = mkdtempSync(join(tmpdir(), 'sandtable-lighthouse-'));

/** A copy of the site with a compressed file beside each one that gains by it. */
function compressedSite() {
  const site = join(folder, 'site');
  cpSync(join(root, 'dist/site'), site, { recursive: true });
  for (const name of readdirSync(site, { recursive: true, encoding: 'utf8' }))
    if (/\.(?:html|js|css|json|wasm|svg)$/.test(name))
      writeFileSync(join(site, `${name}.gz`), gzipSync(readFileSync(join(site, name)), { level: 9 }));
  return site;
}

/** @param {string} url @param {string} report file for the result */
async function measure(url, report) {
  const run = spawn(
    process.execPath,
    [
      join(root, 'node_modules/lighthouse/cli/index.js'),
      ...[url, '--quiet', '--preset=desktop', '--output=json', `--output-path=${report}`],
      '--chrome-flags=--headless --no-sandbox --disable-gpu',
    ],
    { env: { ...process.env, CHROME_PATH: chromium }, stdio: 'inherit' },
  );
  const exitCode = await new Promise((resolve) => run.once('exit', resolve));
  if (exitCode !== 0) throw new Error(`Lighthouse ended with ${exitCode}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

const { url, unref } = await serveFolder(compressedSite());
unref();
const results = [];
for (let run = 0; run < RUNS; run++) results.push(await measure(url, join(folder, `${run}.json`)));
rmSync(folder, { recursive: true });

const performanceOf = (/** @type {any} */ result) => Math.round(result.categories.performance.score * 100);
results.sort((a, b) => performanceOf(a) - performanceOf(b));
const { categories, audits, lighthouseVersion, fetchTime } = results[RUNS >> 1];
const rows = Object.entries(LEAST).map(([id, least]) => ({ id, least, score: Math.round(categories[id].score * 100) }));
const axe = JSON.parse(readFileSync(join(root, 'node_modules/axe-core/package.json'), 'utf8')).version;
const version = execFileSync(chromium, ['--version'], { encoding: 'utf8' }).trim();
const lines = [
  '# Lighthouse',
  '',
  `Lighthouse ${lighthouseVersion}, desktop, ${version}, ${cpus().length} × ${cpus()[0].model}, ${fetchTime.slice(0, 10)}; written by \`node scripts/lighthouse.js\`.`,
  '',
  '| | score | at least |',
  '|---|---|---|',
  ...rows.map(({ id, score, least }) => `| ${id} | ${score} | ${least} |`),
  '',
  `First contentful paint ${audits['first-contentful-paint'].displayValue}, interactive ${audits.interactive.displayValue}; the median of ${RUNS} runs, whose performance was ${results.map(performanceOf).join(', ')}. The server compresses, as static hosts do.`,
  '',
  '## axe',
  '',
  `axe-core ${axe}, WCAG 2.1 A and AA: \`tests/e2e/screens.e2e.js\` allows no violation on any screen, with nothing, an empty plan and the sample region, in both languages,`,
  'light and dark on desktop, light on phones; dialogs and drawers are looked at by the tests that open them.',
  '',
];
writeFileSync(join(root, 'docs/lighthouse.md'), lines.join('\n'));
console.log(lines.join('\n'));
process.exit(rows.some(({ score, least }) => score < least) ? 1 : 0);
