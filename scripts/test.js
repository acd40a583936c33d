// Everything there is to check, section by section, with the runners' own counts: `node scripts/test.js [section…]`.
// The whole output of each section is kept in build/logs/; what failed is shown.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { countCatch, countChecks, countNodeTests } from './test-counts.js';

const root = join(import.meta.dirname, '..');
const logs = join(root, 'build/logs');
const SHOWN_LINES = 120;

/** @typedef {import('./test-counts.js').Counts} Counts */
/** @typedef {{title: string, command: string[], count?: (output: string, exitCode: number) => Counts}} Step */

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesUnder(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

const tool = (/** @type {string} */ path, /** @type {string[]} */ ...args) => ['node', `node_modules/${path}`, ...args];

/** @param {string} preset */
const ctest = (preset) => ['ctest', '--preset', preset, '--verbose', '--parallel', '2', '--no-tests=error'];

/** @param {string[]} files @param {string[]} flags */
const nodeTest = (files, ...flags) => ['node', '--test', '--test-reporter=spec', ...flags, ...files];

/** @type {Record<string, () => Step[]>} */
const SECTIONS = {
  lint: () => [
    { title: 'eslint', command: tool('eslint/bin/eslint.js', '.', '--max-warnings=0'), count: countChecks },
    { title: 'prettier', command: tool('prettier/bin/prettier.cjs', '--check', '.'), count: countChecks },
    {
      title: 'types',
      command: tool('typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', 'jsconfig.json'),
      count: countChecks,
    },
    { title: 'clang-format', command: ['scripts/check-format.sh'], count: countChecks },
    { title: 'software of others', command: ['node', 'scripts/sbom.js', '--check'], count: countChecks },
  ],
  native: () => [
    { title: 'configure', command: ['cmake', '--preset', 'dev'] },
    { title: 'build with ASan and UBSan', command: ['cmake', '--build', '--preset', 'dev'] },
    { title: 'tests', command: ctest('dev'), count: countCatch },
  ],
  cli: () => [
    { title: 'configure', command: ['cmake', '--preset', 'release'] },
    { title: 'build', command: ['cmake', '--build', '--preset', 'release', '--target', 'sandtable'] },
    {
      title: 'answers against SQLite',
      command: nodeTest(filesUnder('tests/cli', '.test.js')),
      count: countNodeTests,
    },
    { title: 'generated documents', command: ['node', 'scripts/generate-docs.js', '--check'], count: countChecks },
  ],
  wasm: () => [
    { title: 'configure', command: ['cmake', '--preset', 'wasm'] },
    { title: 'build', command: ['cmake', '--build', '--preset', 'wasm'] },
    { title: 'tests under node', command: ctest('wasm'), count: countCatch },
    { title: 'native and WebAssembly agree', command: ['node', 'scripts/golden.js'], count: countChecks },
  ],
  web: () => [{ title: 'unit tests', command: nodeTest(filesUnder('tests/web', '.test.js')), count: countNodeTests }],
  page: () => [
    { title: 'site', command: tool('vite/bin/vite.js', 'build', '--config', 'scripts/vite/site.config.js') },
    { title: 'single file', command: tool('vite/bin/vite.js', 'build', '--config', 'scripts/vite/single.config.js') },
    { title: 'library', command: tool('vite/bin/vite.js', 'build', '--config', 'scripts/vite/engine.config.js') },
    {
      title: 'the library under node',
      command: nodeTest(filesUnder('tests/library', '.test.js')),
      count: countNodeTests,
    },
    { title: 'size budgets', command: ['node', 'scripts/check-sizes.js'], count: countChecks },
  ],
  e2e: () => [
    {
      title: 'in browsers',
      command: nodeTest(
        filesUnder('tests/e2e', '.e2e.js'),
        '--test-concurrency=1',
        '--test-timeout=600000',
        '--test-force-exit',
      ),
      count: countNodeTests,
    },
  ],
};

/**
 * @param {Step} step
 * @param {string} log path
 * @returns {Promise<{output: string, exitCode: number}>}
 */
function run({ command }, log) {
  return new Promise((resolve) => {
    const file = createWriteStream(log);
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: { ...process.env, NODE_PATH: '/usr/share/nodejs', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts = /** @type {Buffer[]} */ ([]);
    const keep = (/** @type {Buffer} */ part) => {
      parts.push(part);
      file.write(part);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const finish = (/** @type {number} */ exitCode) =>
      file.end(() => resolve({ output: Buffer.concat(parts).toString('utf8'), exitCode }));
    child.on('error', (error) => {
      keep(Buffer.from(`${command[0]}: ${error.message}\n`));
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** @param {number} since */
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {Counts} counts */
function describe({ passed, failed, skipped }) {
  return [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} SKIPPED`] : [])].join(', ');
}

/**
 * A failed build ends its section: what follows could only repeat the failure.
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function runSection(name) {
  const started = performance.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log(`\n== ${name}`);
  for (const [index, step] of SECTIONS[name]().entries()) {
    const stepStarted = performance.now();
    const log = join(logs, `${name}-${index + 1}.log`);
    const { output, exitCode } = await run(step, log);
    const counts = step.count?.(output, exitCode) ?? { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
    if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    console.log(
      `   ${step.title}: ${step.count || exitCode !== 0 ? describe(counts) : 'done'} (${seconds(stepStarted)})`,
    );
    if (counts.failed > 0) {
      console.log(output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n'));
      console.log(`   the whole output: ${log}`);
      if (!step.count) break;
    }
  }
  console.log(`== ${name}: ${describe(total)} in ${seconds(started)}`);
  return total;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(2);
}
mkdirSync(logs, { recursive: true });
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
console.log(`Sandtable ${version}, node ${process.version}`);
const started = performance.now();
const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of asked.length > 0 ? asked : Object.keys(SECTIONS)) {
  const counts = await runSection(name);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
console.log(`\ntime: ${seconds(started)}`);
if (total.skipped > 0) console.log(`skipped: ${total.skipped}`);
console.log(`total: ${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
