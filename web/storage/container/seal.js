// Encryption of *.sandtable files: AES-256-GCM under a key stretched from a passphrase with PBKDF2-SHA-256. Nothing here is our
// own invention; the browser does the work. Salt and IV are fresh for every file; what is read is bounded before it is used.
import { fromBase64, toBase64 } from '../../lib/bytes.js';
import { storageFailure } from '../storage-error.js';
import { headerDamaged } from './layout.js';

/** @typedef {import('./header.js').CryptoHeader} CryptoHeader */

const CIPHER = 'AES-256-GCM';
const KDF = 'PBKDF2-SHA-256';
/** OWASP's floor for PBKDF2-SHA-256 (Password Storage Cheat Sheet, 2023); a tenth of a second to half a second. */
export const ITERATIONS = 600_000;
/** A reader works for seconds at most, whatever a file asks for. */
export const MOST_ITERATIONS = 5_000_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
export const TAG_BYTES = 16;

/** Browsers offer encryption to pages from https, localhost and files only. */
export const canEncrypt = () => typeof globalThis.crypto?.subtle?.encrypt === 'function';

/** Refuses (file.no_crypto) where the browser does not encrypt. @returns {SubtleCrypto} */
function subtle() {
  if (!canEncrypt()) throw storageFailure('file.no_crypto');
  return globalThis.crypto.subtle;
}

/**
 * A passphrase in a form that can make keys but cannot be read again; what the page remembers during a visit.
 * @param {string} passphrase the same however its accents were typed (NFC)
 * @returns {Promise<CryptoKey>}
 */
export async function passphraseKey(passphrase) {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'));
  return subtle().importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
}

/** Parameters of a new file. @returns {CryptoHeader} */
export function freshCrypto() {
  subtle();
  const random = (/** @type {number} */ bytes) => toBase64(globalThis.crypto.getRandomValues(new Uint8Array(bytes)));
  return { cipher: CIPHER, kdf: KDF, iterations: ITERATIONS, salt: random(SALT_BYTES), iv: random(IV_BYTES) };
}

/**
 * What a file asks for, before any work is done.
 * @param {CryptoHeader} crypto as it stands in the file
 * @returns {{iterations: number, salt: Uint8Array<ArrayBuffer>, iv: Uint8Array<ArrayBuffer>}} file.kdf_refused {iterations},
 *   file.header_damaged {where}
 */
export function checkedCrypto({ cipher, kdf, iterations, salt, iv }) {
  if (cipher !== CIPHER || kdf !== KDF) throw headerDamaged('crypto');
  if (!Number.isSafeInteger(iterations)) throw headerDamaged('crypto.iterations');
  if (iterations < ITERATIONS || iterations > MOST_ITERATIONS) throw storageFailure('file.kdf_refused', { iterations });
  return { iterations, salt: sized(salt, SALT_BYTES, 'crypto.salt'), iv: sized(iv, IV_BYTES, 'crypto.iv') };
}

/** @param {unknown} text @param {number} length @param {string} field */
function sized(text, length, field) {
  const bytes = typeof text === 'string' && text.length < 64 ? fromBase64(text) : null;
  if (bytes?.length !== length || toBase64(bytes) !== text) throw headerDamaged(field);
  return bytes;
}

/**
 * @param {CryptoKey} passphrase as passphraseKey gives it
 * @param {{salt: Uint8Array<ArrayBuffer>, iterations: number}} parameters
 */
export const cipherKey = (passphrase, { salt, iterations }) =>
  subtle().deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    passphrase,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );

/** @param {Uint8Array<ArrayBuffer>} iv @param {Uint8Array<ArrayBuffer>} vouched also authenticated, not encrypted */
const gcm = (iv, vouched) => ({ name: 'AES-GCM', iv, additionalData: vouched, tagLength: TAG_BYTES * 8 });

/**
 * @param {CryptoKey} key @param {Uint8Array<ArrayBuffer>} iv @param {Uint8Array<ArrayBuffer>} vouched @param {Uint8Array<ArrayBuffer>} plain
 * @returns {Promise<Uint8Array<ArrayBuffer>>} cipher text and tag
 */
export const encrypt = async (key, iv, vouched, plain) =>
  new Uint8Array(await subtle().encrypt(gcm(iv, vouched), key, plain));

/**
 * @param {CryptoKey} key @param {Uint8Array<ArrayBuffer>} iv @param {Uint8Array<ArrayBuffer>} vouched @param {Uint8Array<ArrayBuffer>} sealed
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null: another key, or not as it was sealed
 */
export async function decrypt(key, iv, vouched, sealed) {
  try {
    return new Uint8Array(await subtle().decrypt(gcm(iv, vouched), key, sealed));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}
