// Replays tests/golden/*.json through the native command and through the WebAssembly engine: the replies must be equal byte for
// byte, and equal to the kept ones (*.expected). `--update` keeps the present ones, once both engines agree.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'tests/golden');
const LONGEST_KEPT = 4000; // characters; of longer replies the hash is kept

/** @typedef {{request: string, params?: object} | {load: string, file: string}} Step */

/**
 * @param {string} script path
 * @returns {string[]}
 */
function replayNative(script) {
  const text = execFileSync(join(root, 'build/sandtable'), ['replay', script], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return text.trimEnd().split('\n');
}

/**
 * @param {Step[]} steps
 * @returns {Promise<string[]>}
 */
async function replayWasm(steps) {
  const glue = join(root, 'build/wasm/engine/sandtable.js');
  const createSandtableEngine = createRequire(import.meta.url)(glue);
  const module = await createSandtableEngine({ wasmBinary: readFileSync(glue.replace(/\.js$/, '.wasm')) });
  const engine = new module.Engine();
  try {
    return steps.map((step) =>
      'load' in step
        ? engine.load(step.load, readFileSync(join(root, step.file)))
        : engine.call(JSON.stringify({ request: step.request, params: step.params ?? {} })),
    );
  } finally {
    engine.delete();
  }
}

/** @param {string} reply */
function keptForm(reply) {
  if (reply.length <= LONGEST_KEPT) return reply;
  return `sha256 ${createHash('sha256').update(reply).digest('hex')} of ${reply.length} characters`;
}

/**
 * @param {string} what
 * @param {string[]} left
 * @param {string[]} right
 * @param {Step[]} steps
 */
function firstDifference(what, left, right, steps) {
  if (left.length !== right.length) return `${what}: ${left.length} and ${right.length} replies`;
  const at = left.findIndex((reply, index) => reply !== right[index]);
  if (at < 0) return null;
  const from = [...left[at]].findIndex((letter, index) => letter !== right[at][index]);
  const near = (/** @type {string} */ text) => text.slice(Math.max(0, from - 60), from + 100);
  return `${what}: step ${at + 1} ${JSON.stringify(steps[at]).slice(0, 120)}\n    ${near(left[at])}\n    ${near(right[at])}`;
}

/**
 * @param {string} name
 * @param {boolean} update
 * @returns {Promise<string | null>} what differs
 */
async function compare(name, update) {
  const path = join(folder, name);
  const kept = path.replace(/\.json$/, '.expected');
  const { steps } = /** @type {{steps: Step[]}} */ (JSON.parse(readFileSync(path, 'utf8')));
  const native = replayNative(path);
  const difference = firstDifference('native and WebAssembly differ', native, await replayWasm(steps), steps);
  if (difference) return difference;
  const forms = native.map(keptForm);
  if (update) writeFileSync(kept, `${forms.join('\n')}\n`);
  if (!existsSync(kept)) return `${kept} is missing: make golden`;
  return firstDifference(
    'kept and present replies differ',
    readFileSync(kept, 'utf8').trimEnd().split('\n'),
    forms,
    steps,
  );
}

const update = process.argv.includes('--update');
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const difference = await compare(name, update);
  if (difference) failed++;
  else passed++;
  console.log(difference ? `FAILED  ${name}\n  ${difference}` : `ok  ${name}`);
}
console.log(`golden: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
