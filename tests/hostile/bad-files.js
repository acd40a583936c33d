// Plan files that must be refused: documents that are no plans, containers that are damaged, cut, made to exhaust or to confuse.
import { crc32 } from '../../web/lib/bytes.js';
import { anyFile, fileOf, flipped, repaired, simpleFile } from '../web/storage/container-files.js';
import { BAD_PLANS } from './plans.js';

/** @typedef {{name: string, bytes: Uint8Array<ArrayBuffer>, code: RegExp}} BadFile */

const ENCRYPTED = {
  format: 'sandtable',
  kind: 'plan',
  contains: 'plan',
  plan: { id: 'plan-1', revision: 7 },
  version: { id: 'v' },
};
/** @param {object} change */
const encrypted = (change) => {
  const crypto = {
    cipher: 'AES-256-GCM',
    kdf: 'PBKDF2-SHA-256',
    iterations: 600_000,
    salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
    iv: 'AAAAAAAAAAAAAAAA',
    ...change,
  };
  return anyFile({ ...ENCRYPTED, crypto }, new Uint8Array(64));
};

/** A table that says it is `bytes` long. @param {number} bytes @param {object} [change] */
const table = (bytes, change) => ({
  name: 'facts/1',
  codec: 'gzip',
  bytes,
  packedBytes: 3,
  crc32: crc32(new Uint8Array(3)),
  table: 'orders',
  source: '',
  ...change,
});
const packed = new Uint8Array(3);

/** Every bad file with its code, by what is wrong with it. @returns {Promise<Record<string, BadFile>>} */
export async function badFiles() {
  const whole = await fileOf();
  const containers = {
    'a flipped bit': { bytes: flipped(whole, 8 * (whole.length >> 1)), code: /^file\.damaged$/ },
    'a flipped bit of the magic': { bytes: repaired(flipped(whole, 8)), code: /^file\.not_sandtable$/ },
    'a flipped bit of the header, the checksum made to fit': {
      bytes: repaired(flipped(whole, 8 * 21)),
      code: /^file\.header_damaged$/,
    },
    'the end missing': { bytes: whole.slice(0, -9), code: /^file\.cut_short$/ },
    'only the magic': { bytes: whole.slice(0, 8), code: /^file\.cut_short$/ },
    'a header longer than the file': {
      bytes: anyFile({}, packed, { headerBytes: 0xffff_fff0 }),
      code: /^file\.(header_damaged|cut_short)$/,
    },
    'a header of 100,000 brackets': { bytes: anyFile('['.repeat(100_000), packed), code: /^file\.header_damaged$/ },
    'a header with a prototype': {
      bytes: anyFile('{"__proto__": {"format": "sandtable", "kind": "plan"}}', packed),
      code: /^file\.header_damaged$/,
    },
    'a later kind of file': { bytes: anyFile({}, packed, { major: 9 }), code: /^file\.newer_container$/ },
    'a part with a path for a name': {
      bytes: simpleFile({}, [table(3, { name: '../../orders' })], packed),
      code: /^file\.header_damaged$/,
    },
    'a part called __proto__': {
      bytes: simpleFile({}, [table(3, { name: '__proto__' })], packed),
      code: /^file\.header_damaged$/,
    },
    'a part of a petabyte': { bytes: simpleFile({}, [table(2 ** 50)], packed), code: /^file\.bomb$/ },
    'a part that unfolds a thousand times': { bytes: simpleFile({}, [table(40 << 20)], packed), code: /^file\.bomb$/ },
    'a part that does not unpack': { bytes: simpleFile({}, [table(3)], packed), code: /^file\.part_damaged$/ },
    'two billion rounds of key stretching': { bytes: encrypted({ iterations: 2 ** 31 }), code: /^file\.kdf_refused$/ },
    'one round of key stretching': { bytes: encrypted({ iterations: 1 }), code: /^file\.kdf_refused$/ },
    'a key derived in another way': { bytes: encrypted({ kdf: 'none' }), code: /^file\.(kdf_refused|header_damaged)$/ },
    'no salt': { bytes: encrypted({ salt: '' }), code: /^file\.(kdf_refused|header_damaged)$/ },
  };
  const texts = Object.entries(BAD_PLANS).map(([what, { text, code }]) => [
    what,
    { name: '<img src=x onerror=1> \u202Enosj.sandtable.json', bytes: new TextEncoder().encode(text), code },
  ]);
  const packedFiles = Object.entries(containers).map(([what, file]) => [
    what,
    { name: `=cmd() <b>${what}.sandtable`, ...file },
  ]);
  return Object.fromEntries([...texts, ...packedFiles]);
}
