// Writes *.sandtable files. The same parts can be put into several files: sizes are known before anything is saved.
import { concat } from '../../lib/bytes.js';
import { storageFailure } from '../storage-error.js';
import { headerText } from './header.js';
import { LIMITS, fileBytesOf, headOf, trailerOf } from './layout.js';
import { packContent } from './parts.js';
import { TAG_BYTES, checkedCrypto, cipherKey, encrypt, freshCrypto, passphraseKey } from './seal.js';

/**
 * @typedef {import('./header.js').Header} Header
 * @typedef {import('./parts.js').PackedPart} PackedPart
 * @typedef {{kind?: import('./header.js').Kind, contains: import('./header.js').Contains, plan: {id: string, revision: number},
 *   version: import('./header.js').FileVersion, round?: Record<string, unknown> | null, writer?: string, at?: string}} About
 */

export const MIME_TYPE = 'application/vnd.sandtable';
const WRITER = 'sandtable';

/** @param {About} about @param {PackedPart[]} parts @returns {Header} */
const headerOf = ({ kind = 'plan', contains, plan, version, round = null, writer = WRITER, at }, parts) => ({
  format: 'sandtable',
  kind,
  contains,
  plan: { ...plan, checksum: parts.find(({ entry }) => entry.name === 'plan.json')?.entry.crc32 ?? '' },
  version,
  writer,
  at: at ?? new Date().toISOString(),
  round,
  parts: parts.map(({ entry }) => entry),
});

/** @param {Header} header @returns {import('./header.js').ClearHeader} */
const clearHeader = ({ format, kind, contains, plan: { id, revision }, version }) => ({
  format,
  kind,
  contains,
  plan: { id, revision },
  version: { id: version.id },
  crypto: freshCrypto(),
});

/** What is encrypted: u32 length, the header of an open file, its parts. @param {Header} header @param {PackedPart[]} parts */
function sealedContent(header, parts) {
  const text = new TextEncoder().encode(headerText(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return concat([length, text, ...parts.map(({ packed }) => packed)]);
}

/**
 * @param {About} about
 * @param {PackedPart[]} parts
 * @param {CryptoKey | null} [key] as passphraseKey gives it; null: readable by everybody
 * @param {{derive?: typeof cipherKey}} [options] derive: a quicker one for tests
 * @returns {Promise<Blob>} file.too_large_to_save {megabytes, limitMegabytes}, file.no_crypto
 */
export async function assemble(about, parts, key = null, { derive = cipherKey } = {}) {
  const header = headerOf(about, parts);
  refuseTooLarge(containerBytes(about, parts, key !== null), parts);
  if (!key) {
    const payload = parts.map(({ packed }) => packed);
    const head = headOf(
      headerText(header),
      payload.reduce((sum, piece) => sum + piece.length, 0),
    );
    return fileOf([head, ...payload]);
  }
  const clear = clearHeader(header);
  const content = sealedContent(header, parts);
  const head = headOf(headerText(clear), content.length + TAG_BYTES);
  const { iterations, salt, iv } = checkedCrypto(clear.crypto);
  return fileOf([head, await encrypt(await derive(key, { salt, iterations }), iv, head, content)]);
}

/** @param {Uint8Array<ArrayBuffer>[]} pieces */
const fileOf = (pieces) => new Blob([...pieces, trailerOf(pieces)], { type: MIME_TYPE });

/**
 * How long a file will be, to the byte as far as ids and times have their usual length.
 * @param {About} about @param {PackedPart[]} parts @param {boolean} encrypted
 */
export function containerBytes(about, parts, encrypted) {
  const header = headerOf(about, parts);
  const packed = parts.reduce((sum, part) => sum + part.packed.length, 0);
  if (!encrypted) return fileBytesOf(headOf(headerText(header), 0).length, packed);
  const inner = new TextEncoder().encode(headerText(header)).length;
  return fileBytesOf(headOf(headerText(clearHeader(header)), 0).length, 4 + inner + packed + TAG_BYTES);
}

/** Nothing is saved that could not be opened again. @param {number} bytes @param {PackedPart[]} parts */
function refuseTooLarge(bytes, parts) {
  const unpacked = parts.reduce((sum, { entry }) => sum + entry.bytes, 0);
  const textTooLong = parts.some(({ entry }) => entry.name.endsWith('.json') && entry.bytes > LIMITS.planBytes);
  if (bytes <= LIMITS.fileBytes && unpacked <= LIMITS.totalBytes && !textTooLong) return;
  throw storageFailure('file.too_large_to_save', {
    megabytes: Math.ceil(bytes / 1e6),
    limitMegabytes: Math.floor(LIMITS.fileBytes / 1e6),
  });
}

/**
 * A file in one step.
 * @param {Omit<About, 'plan'> & import('./parts.js').Content} content plan: canonical text as plan.serialize gives it
 * @param {{passphrase?: string | null, derive?: typeof cipherKey}} [options]
 * @returns {Promise<Blob>}
 */
export async function writeContainer({ plan, base, history, facts, ...about }, { passphrase = null, derive } = {}) {
  const { id, revision } = JSON.parse(plan);
  const key = passphrase === null ? null : await passphraseKey(passphrase);
  return assemble({ ...about, plan: { id, revision } }, await packContent({ plan, base, history, facts }), key, {
    derive,
  });
}
