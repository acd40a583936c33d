// Lighthouse on the built site, on this computer: fails below what was promised and keeps the summary in docs/lighthouse.md.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findExecutable } from '../tests/e2e/drivers/executable.js';
import { serveFolder } from './serve.js';

const root = join(import.meta.dirname, '..');
/** Least score per category, of 100. @type {Record<string, number>} */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 };

const chromium = findExecutable('SANDTABLE_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome']);
const folder = mkdtempSync(join(tmpdir(), 'sandtable-lighthouse-'));
const report = join(folder, 'report.json');
const { url } = await serveFolder(join(root, 'dist/site'));
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
if (exitCode !== 0) process.exit(1);

const { categories, audits, lighthouseVersion, fetchTime } = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true });
const rows = Object.entries(LEAST).map(([id, least]) => ({ id, least, score: Math.round(categories[id].score * 100) }));
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
  `First contentful paint ${audits['first-contentful-paint'].displayValue}, interactive ${audits.interactive.displayValue}, from a server that does not compress.`,
  '',
];
writeFileSync(join(root, 'docs/lighthouse.md'), lines.join('\n'));
console.log(lines.join('\n'));
process.exit(rows.some(({ score, least }) => score < least) ? 1 : 0);
