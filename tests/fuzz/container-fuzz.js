// Fuzzes the reader of plan files: seeded changes to valid files in their bytes, their headers and their parts, with the checksum made to
// fit so that what is behind it is reached. node tests/fuzz/container-fuzz.js SECONDS [SEED]. Whatever comes in, the reader
// gives a plan that is the one saved, or another the header vouches for, or refuses with a code of its own, in reasonable time.
// What breaks that is written to tests/fuzz/corpus/container/ and fails the run.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { concat, crc32 } from '../../web/lib/bytes.js';
import { openPlanFile } from '../../web/storage/open-plan-file.js';
import { LIMITS } from '../../web/storage/container/layout.js';
import { peekHeader, readContainer } from '../../web/storage/container/read.js';
import { StorageError } from '../../web/storage/storage-error.js';
import { PLAN, anyFile, fileOf, quickly, repaired } from '../web/storage/container-files.js';
import { processorSeconds } from './processor-time.js';
import { seededRandom } from '../seeded-random.js';

const root = join(import.meta.dirname, '../..');
const corpus = join(import.meta.dirname, 'corpus/container');
const SLOWEST_SECONDS = 5;
const MEGABYTE = 1024 * 1024;
const SMALL = { ...LIMITS, planBytes: 4 * MEGABYTE, totalBytes: 8 * MEGABYTE, ratioFromBytes: MEGABYTE / 4 };
const PASSPHRASE = 'p';

/** @template T @param {T[]} list @param {() => number} next @returns {T} */
const pick = (list, next) => list[Math.floor(next() * list.length)];

/** What headers are made of, and what their enemies put in. */
const VALUES = [
  ...[
    null,
    true,
    '',
    '../x',
    '__proto__',
    'constructor',
    'plan.json',
    'base.json',
    'facts/1',
    'facts/0',
    'gzip',
    'none',
    'plan',
  ],
  ...[
    0,
    -1,
    1,
    0.5,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    1e308,
    -0,
    600_000,
    599_999,
    5_000_001,
    '600000',
    '00000000',
    'AAAAAAAAAAAAAAAAAAAAAA==',
  ],
  ...[[], {}, [[]], { parts: [] }, 'x'.repeat(300), '\ud800', '\u0000', 'everything', 'return', 'sandtable'],
];

/** Every place in a JSON value. @param {any} value @param {(string | number)[]} [path] @returns {(string | number)[][]} */
function placesOf(value, path = []) {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.keys(value).flatMap((key) => placesOf(value[key], [...path, key]))];
}

/** @param {any} header @param {() => number} next */
function mutateHeader(header, next) {
  const copy = structuredClone(header);
  for (let times = 1 + Math.floor(next() * 3); times > 0; times -= 1) {
    const path = pick(placesOf(copy).slice(1), next) ?? [];
    const last = path.pop();
    const holder = path.reduce((at, key) => at?.[key], copy);
    if (last === undefined || holder === null || typeof holder !== 'object') continue;
    const way = next();
    if (way < 0.2) delete holder[last];
    else if (way < 0.4 && typeof holder[last] === 'number') holder[last] += Math.floor(next() * 21) - 10;
    else if (way < 0.5 && Array.isArray(holder)) holder.push(structuredClone(pick(holder, next)));
    else holder[last] = structuredClone(pick(VALUES, next));
  }
  return copy;
}

/** @param {string} text @param {() => number} next */
function mutateText(text, next) {
  const at = Math.floor(next() * (text.length + 1));
  const words = [
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\u0000',
    '\\ud800',
    '"__proto__":',
    '1e999',
    '-',
    '\u0000',
    '"crypto":{},',
    '\ufeff',
  ];
  return (
    text.slice(0, at) + (next() < 0.6 ? pick(words, next) : '') + text.slice(at + Math.floor(next() * next() * 20))
  );
}

/** @param {Uint8Array} bytes @param {() => number} next @param {number} [from] */
function mutateBytes(bytes, next, from = 0) {
  const out = Uint8Array.from(bytes);
  const span = out.length - from;
  for (let times = 1 + Math.floor(next() * 6); times > 0 && span > 0; times -= 1) {
    // The prefix and the header get half of the blows.
    const at = from + Math.floor(next() * (next() < 0.5 ? span : Math.min(span, 600)));
    const kind = next();
    if (kind < 0.5) out[at] ^= 1 << Math.floor(next() * 8);
    else if (kind < 0.8) out[at] = pick([0, 0xff, 0x80, 0x7f, 1, 0x1f, 0x8b], next);
    else out.fill(Math.floor(next() * 256), at, at + Math.floor(next() * 8));
  }
  return next() < 0.1 ? out.slice(0, Math.floor(next() * out.length)) : out;
}

/** @param {Uint8Array} bytes */
function takenApart(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = 20 + view.getUint32(12, true);
  const text = new TextDecoder().decode(bytes.subarray(20, end));
  return { text, header: JSON.parse(text), payload: bytes.subarray(end, -4) };
}

/** @param {Uint8Array[]} seeds @param {() => number} next @returns {Uint8Array<ArrayBuffer>} */
function makeCase(seeds, next) {
  const seed = pick(seeds, next);
  const way = next();
  if (way < 0.15) return Uint8Array.from(mutateBytes(seed, next));
  if (way < 0.4) return repaired(mutateBytes(seed, next));
  const { text, header, payload } = takenApart(seed);
  if (way < 0.75) return anyFile(mutateHeader(header, next), next() < 0.9 ? payload : mutateBytes(payload, next));
  if (way < 0.85) return anyFile(mutateText(text, next), payload);
  const other = takenApart(pick(seeds, next)).payload;
  return anyFile(header, next() < 0.5 ? other : concat([payload, other]), next() < 0.3 ? { minor: 7 } : {});
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<'read' | 'refused'>} */
async function readAll(bytes) {
  const blob = new Blob([bytes]);
  await peekHeader(blob).catch(refusals);
  await openPlanFile(new File([bytes], 'x.sandtable'), { passphrase: async () => null }).catch(refusals);
  let asked = 0;
  const passphrase = async () => (asked++ === 0 ? PASSPHRASE : null);
  try {
    const { plan, header, facts } = await readContainer(blob, { passphrase, derive: quickly, limits: SMALL });
    if (crc32(plan) !== header.plan.checksum) throw new Error('another plan than the header names');
    if (plan !== PLAN && JSON.parse(plan).id !== header.plan.id) throw new Error('a plan of another id');
    if (new Set(facts.map(({ table }) => table)).size !== facts.length) throw new Error('two tables of a name');
    return 'read';
  } catch (error) {
    refusals(error);
    return 'refused';
  }
}

/** Lets pass what the reader refuses in words; everything else is a find. @param {unknown} error */
function refusals(error) {
  const known = error instanceof StorageError && /^file\.[a-z_]+$/.test(error.code);
  if (!known && !(error instanceof DOMException && error.name === 'AbortError')) throw error;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} name */
async function runCase(bytes, name) {
  const started = process.cpuUsage();
  try {
    const outcome = await readAll(bytes);
    const took = processorSeconds(started);
    if (took > SLOWEST_SECONDS) throw new Error(`took ${took.toFixed(1)} s`);
    return outcome;
  } catch (error) {
    mkdirSync(corpus, { recursive: true });
    const path = join(corpus, `crash-${name}.sandtable`);
    writeFileSync(path, bytes);
    console.error(`${path}: ${error instanceof Error ? error.stack : error}`);
    process.exit(1);
  }
}

const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? 20261123);
const kept = join(root, 'tests/fixtures/files');
const valid = [
  await fileOf(),
  await fileOf({ facts: [] }),
  await fileOf({}, { passphrase: PASSPHRASE }),
  await fileOf({ base: undefined, history: undefined, facts: [] }, { passphrase: PASSPHRASE }),
];
const seeds = [...valid, new Uint8Array(readFileSync(join(kept, '1.0/everything.sandtable')))];
const counts = { read: 0, refused: 0 };
mkdirSync(corpus, { recursive: true });
for (const name of readdirSync(corpus).filter((file) => file.endsWith('.sandtable')))
  await runCase(new Uint8Array(readFileSync(join(corpus, name))), name);
for (const bytes of seeds) if ((await runCase(bytes, 'seed')) !== 'read') throw new Error('a valid file was refused');
for (let number = 0; processorSeconds() < seconds; number += 1)
  counts[await runCase(makeCase(seeds, seededRandom(seed + number)), String(seed + number))] += 1;
console.log(
  `container: ${counts.read + counts.refused} cases from seed ${seed}, ${counts.read} read, ${counts.refused} refused`,
);
