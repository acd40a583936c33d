// Containers for tests: a plan with hostile names, tables, and a way to make any file, also ones the writer refuses to make.
import { Crc32, concat, crc32 } from '../../../web/lib/bytes.js';
import { MAGIC } from '../../../web/storage/container/layout.js';
import { cipherKey } from '../../../web/storage/container/seal.js';
import { writeContainer } from '../../../web/storage/container/write.js';

/** Names as customers send them: markup, formulas, right-to-left marks, NUL, a byte order mark, astral characters. */
export const HOSTILE = '\ufeff<img src=x onerror=alert(1)> =cmd|"/c calc"!A1 \u202eabc \\u0000 𠮷 🏙️ __proto__';

const escaped = JSON.stringify(HOSTILE);
/** Numbers and escapes that do not survive JSON.parse and stringify. */
export const PLAN = `{\n  "collections": {"orgUnits": {"u1": {"id": "u1", "name": ${escaped}, "x": "\\u0000\\ud83d\\ude00"}}},\n  "future": 12345678901234567890,\n  "format": "sandtable-plan",\n  "id": "plan-1",\n  "meta": {"name": "华东 2026"},\n  "ratio": 1.0,\n  "revision": 7,\n  "version": "1.0"\n}\n`;

export const ORDERS = {
  table: 'orders',
  source: '订单 2025.csv',
  bytes: new TextEncoder().encode('snapshot '.repeat(500)),
};
export const OTHER = {
  table: '__proto__',
  source: '',
  bytes: Uint8Array.from({ length: 3000 }, (_, i) => (i * 2654435761) >>> 11),
};

export const CONTENT = {
  plan: PLAN,
  base: PLAN.replace('"revision": 7', '"revision": 5'),
  history: '{"nodes":[]}',
  facts: [ORDERS, OTHER],
  contains: /** @type {const} */ ('everything'),
  version: { id: 'v-2', parents: ['v-1'] },
  at: '2026-03-05T08:00:00.000Z',
};

/** Stretches with one round: for the many files of a test, where the count is not what is tested. @type {typeof cipherKey} */
export const quickly = (key, { salt, iterations }) =>
  cipherKey(key, { salt: concat([salt, new TextEncoder().encode(String(iterations))]), iterations: 1 });

/** @param {Blob} blob */
export const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

/** @param {Partial<typeof CONTENT>} [change] @param {{passphrase?: string}} [options] */
export const fileOf = async (change = {}, options = {}) =>
  bytesOf(await writeContainer({ ...CONTENT, ...change }, { ...options, derive: quickly }));

/** Gives a file the checksum it would have, so that what is behind the checksum is tried. @param {Uint8Array} bytes */
export function repaired(bytes) {
  const file = Uint8Array.from(bytes);
  if (file.length < 4) return file;
  new DataView(file.buffer).setUint32(file.length - 4, new Crc32().add(file.subarray(0, -4)).value, true);
  return file;
}

/** @param {Uint8Array} bytes @param {number} bit */
export function flipped(bytes, bit) {
  const file = Uint8Array.from(bytes);
  file[bit >> 3] ^= 1 << (bit & 7);
  return file;
}

/**
 * A file of any header and any payload, whether it makes sense or not.
 * @param {unknown} header text as it stands, anything else as JSON @param {Uint8Array} payload
 * @param {{major?: number, minor?: number, headerBytes?: number, payloadBytes?: number}} [prefix]
 */
export function anyFile(header, payload, { major = 1, minor = 0, headerBytes, payloadBytes } = {}) {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = new Uint8Array(20);
  const view = new DataView(prefix.buffer);
  prefix.set(MAGIC);
  view.setUint16(8, major, true);
  view.setUint16(10, minor, true);
  view.setUint32(12, headerBytes ?? text.length, true);
  view.setUint32(16, payloadBytes ?? payload.length, true);
  return repaired(concat([prefix, text, payload, new Uint8Array(4)]));
}

/** The plainest header, with the plan stored as it is. @param {object} [change] @param {object[]} [more] further part entries */
export function simpleFile(change = {}, more = [], extra = new Uint8Array()) {
  const plan = new TextEncoder().encode(PLAN);
  const entry = { name: 'plan.json', codec: 'none', bytes: plan.length, packedBytes: plan.length, crc32: crc32(plan) };
  const header = {
    format: 'sandtable',
    kind: 'plan',
    contains: 'plan',
    plan: { id: 'plan-1', revision: 7, checksum: crc32(plan) },
    version: { id: 'v', parents: [] },
    writer: 'test',
    at: '2026-03-05',
    parts: [entry, ...more],
    ...change,
  };
  return anyFile(header, concat([plan, extra]));
}
