// The IndexedDB database "sandtable": its stores and how it is opened. What is written into them is the neighbours' business.
import { openDB } from 'idb';
import { asStorageError, storageFailure } from './storage-error.js';

/** @typedef {import('idb').IDBPDatabase} Database */

export const DATABASE_NAME = 'sandtable';
const VERSION = 1;
const OPEN_LIMIT_MS = 10_000;

/** Every write that a user was told is safe goes to disk before it is called done. */
export const STRICT = /** @type {const} */ ({ durability: 'strict' });

/**
 * @param {string} [name]
 * @returns {Promise<Database>} rejects with StorageError
 */
export async function openDatabase(name = DATABASE_NAME) {
  if (typeof indexedDB === 'undefined') throw storageFailure('storage.unavailable', { reason: 'IndexedDB' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tooSlow = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(storageFailure('storage.timeout', { seconds: OPEN_LIMIT_MS / 1000 })),
      OPEN_LIMIT_MS,
    );
  });
  try {
    return await Promise.race([openStores(name), /** @type {Promise<never>} */ (tooSlow)]);
  } catch (error) {
    throw asStorageError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} name */
function openStores(name) {
  return openDB(name, VERSION, {
    upgrade(db) {
      db.createObjectStore('plans', { keyPath: 'key' });
      db.createObjectStore('snapshots', { keyPath: ['key', 'seq'] });
      db.createObjectStore('journal', { keyPath: ['key', 'seq'] });
      db.createObjectStore('facts', { keyPath: ['key', 'table'] });
      db.createObjectStore('factChunks', { keyPath: ['key', 'table', 'generation', 'index'] });
      db.createObjectStore('prefs');
    },
    blocking(_current, _next, event) {
      // A newer page in another tab wants to change the stores: let go; this tab's next write says so.
      /** @type {IDBDatabase} */ (event.target).close();
    },
  });
}

/**
 * Asks the browser not to evict this site's data. Some browsers never answer, hence the limit.
 * @param {number} [limitMs]
 * @returns {Promise<'granted' | 'denied' | 'unknown'>}
 */
export async function askToPersist(limitMs = 3000) {
  if (typeof navigator === 'undefined' || !navigator.storage?.persist) return 'unknown';
  const limit = new Promise((resolve) => setTimeout(() => resolve('unknown'), limitMs));
  const asked = navigator.storage.persist().then(
    (granted) => (granted ? 'granted' : 'denied'),
    () => 'unknown',
  );
  return /** @type {Promise<'granted' | 'denied' | 'unknown'>} */ (Promise.race([asked, limit]));
}
