// Reads *.sandtable files, whoever wrote them. Either gives what was written, to the byte, or refuses with the reason.
import { storageFailure } from '../storage-error.js';
import { headerText, parsedHeader } from './header.js';
import { LIMITS, decoded, frameOf, headerDamaged, peekFrame } from './layout.js';
import { unpackParts } from './parts.js';
import { checkedCrypto, cipherKey, decrypt, passphraseKey } from './seal.js';

/** @typedef {import('./layout.js').Limits} Limits */
/**
 * @typedef {import('./header.js').Header} Header
 * @typedef {import('./header.js').ClearHeader} ClearHeader
 * @typedef {import('../types.js').ErrorRecord} ErrorRecord
 * @typedef {(asked: {wrong: ErrorRecord | null}) => Promise<string | null>} AskPassphrase wrong: why the last answer did not do;
 *   null: the manager gave up
 * @typedef {import('./parts.js').ReadContent & {header: Header, key: CryptoKey | null}} ReadFile
 *   key: what the file was encrypted with, to save it again the same way
 */

/**
 * @param {Blob} blob
 * @param {{passphrase?: AskPassphrase, limits?: Limits, derive?: typeof cipherKey}} [options] without passphrase encrypted files are refused
 *   (file.encrypted)
 * @returns {Promise<ReadFile>} rejects with StorageError (codes file.…), or with an AbortError when no passphrase was given
 */
export async function readContainer(blob, { passphrase, limits = LIMITS, derive = cipherKey } = {}) {
  if (blob.size > limits.fileBytes) {
    const limitMegabytes = Math.floor(limits.fileBytes / 1e6);
    throw storageFailure('file.too_large', {
      name: nameOf(blob),
      megabytes: Math.ceil(blob.size / 1e6),
      limitMegabytes,
    });
  }
  const { head, headerText: text, payload } = frameOf(new Uint8Array(await bytesOf(blob)));
  const header = parsedHeader(text);
  if (!('crypto' in header)) return { ...(await openContent(header, payload, limits)), key: null };
  if (!passphrase) throw storageFailure('file.encrypted');
  const { key, plain } = await unsealed({ header, head, payload }, passphrase, derive);
  const inner = innerHeader(plain);
  if (!sameClaims(header, inner.header)) throw headerDamaged('crypto');
  return { ...(await openContent(inner.header, inner.packed, limits)), key };
}

/**
 * What a file says of itself, from its first megabyte; not verified.
 * @param {Blob} blob
 * @returns {Promise<{header: Header | ClearHeader, encrypted: boolean}>}
 */
export async function peekHeader(blob) {
  const header = parsedHeader((await peekFrame(blob)).headerText);
  return { header, encrypted: 'crypto' in header };
}

/** @param {Blob} blob */
const nameOf = (blob) => ('name' in blob ? String(blob.name) : '');

/** @param {Blob} blob */
async function bytesOf(blob) {
  try {
    return await blob.arrayBuffer();
  } catch (error) {
    throw storageFailure('file.unreadable', { name: nameOf(blob) }, String(error));
  }
}

/**
 * Asks until a passphrase fits. The file's checksum is right by now, so that a refusal means the passphrase, or intent.
 * @param {{header: ClearHeader, head: Uint8Array<ArrayBuffer>, payload: Uint8Array<ArrayBuffer>}} file
 * @param {AskPassphrase} ask @param {typeof cipherKey} derive
 */
async function unsealed({ header, head, payload }, ask, derive) {
  const { iterations, salt, iv } = checkedCrypto(header.crypto);
  /** @type {ErrorRecord | null} */
  let wrong = null;
  for (;;) {
    const answer = await ask({ wrong });
    if (answer === null) throw new DOMException('no passphrase', 'AbortError');
    const key = await passphraseKey(answer);
    const plain = await decrypt(await derive(key, { salt, iterations }), iv, head, payload);
    if (plain) return { key, plain };
    [wrong] = storageFailure('file.wrong_passphrase').errors;
  }
}

/** @param {Uint8Array<ArrayBuffer>} plain u32 length, header, parts */
function innerHeader(plain) {
  const length = plain.length < 4 ? Infinity : new DataView(plain.buffer, plain.byteOffset).getUint32(0, true);
  if (length > LIMITS.headerBytes || 4 + length > plain.length) throw headerDamaged('lengths');
  const header = parsedHeader(decoded(plain.subarray(4, 4 + length), 'header'));
  if ('crypto' in header) throw headerDamaged('crypto');
  return { header, packed: plain.subarray(4 + length) };
}

/** What everybody can read and what was encrypted must tell the same. @param {ClearHeader} clear @param {Header} inner */
const sameClaims = ({ crypto: _, ...clear }, { kind, contains, plan, version }) =>
  headerText(/** @type {any} */ (clear)) ===
  headerText(
    /** @type {any} */ ({
      format: 'sandtable',
      kind,
      contains,
      plan: { id: plan.id, revision: plan.revision },
      version: { id: version.id },
    }),
  );

/**
 * @param {Header} header @param {Uint8Array<ArrayBuffer>} packed @param {Limits} limits
 * @returns {Promise<import('./parts.js').ReadContent & {header: Header}>}
 */
async function openContent(header, packed, limits) {
  const content = await unpackParts(header.parts, packed, limits);
  const plan = header.parts.find(({ name }) => name === 'plan.json');
  const document = documentOf(content.plan);
  const same = document.id === header.plan.id && document.revision === header.plan.revision;
  if (!same || plan?.crc32 !== header.plan.checksum) throw headerDamaged('plan');
  return { header, ...content };
}

/** @param {string} text @returns {{id?: unknown, revision?: unknown}} file.not_json */
function documentOf(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw storageFailure('file.not_json');
  }
}
