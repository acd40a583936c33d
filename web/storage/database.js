// The IndexedDB database "sandtable": its stores, and the connection of this page to it: opened when needed, opened again when
// the browser drops it, let go when a newer page needs it. What is written into the stores is the neighbours' business.
import { openDB } from 'idb';
import { asStorageError, storageFailure } from './storage-error.js';

/** @typedef {import('idb').IDBPDatabase} Database */

export const DATABASE_NAME = 'sandtable';
export const VERSION = 3;
/** A browser that does not answer for so long is asked again later; its answer still counts when it comes. */
const OPEN_LIMIT_MS = 10_000;
/** Another tab lets go of the older version as soon as it has written what it was writing. */
const BLOCKED_GRACE_MS = 2000;
/** A browser that has just died may hold its own files for a moment longer: how long to wait before each further try. */
const FURTHER_TRIES_MS = [200, 600, 1800];

/** Every write that a user was told is safe goes to disk before it is called done. */
export const STRICT = /** @type {const} */ ({ durability: 'strict' });

/**
 * @typedef {object} Watcher what happens to the connection
 * @property {() => void} [blocked] another tab holds an older version and does not let go: nothing can be read or written yet
 * @property {(late: boolean) => void} [opened] the database is there, at first or again; late: after this page had stopped waiting for it
 * @property {() => Promise<void>} [outdated] a newer page needs the stores; when this resolves the connection closes for good
 * @property {() => void} [lost] the browser dropped the connection; the next use opens it again
 */

/** What each version added; a database of any earlier one gets what it lacks. @type {((db: Database) => void)[]} */
const UPGRADES = [
  (db) => {
    db.createObjectStore('plans', { keyPath: 'key' });
    db.createObjectStore('snapshots', { keyPath: ['key', 'seq'] });
    db.createObjectStore('journal', { keyPath: ['key', 'seq'] });
    db.createObjectStore('facts', { keyPath: ['key', 'table'] });
    db.createObjectStore('factChunks', { keyPath: ['key', 'table', 'generation', 'index'] });
    db.createObjectStore('prefs');
  },
  (db) => {
    db.createObjectStore('versions', { keyPath: ['key', 'id'] });
    db.createObjectStore('rounds', { keyPath: ['key', 'id'] });
    db.createObjectStore('handles', { keyPath: 'key' });
  },
  (db) => {
    db.createObjectStore('versionTexts', { keyPath: ['key', 'id'] });
    db.createObjectStore('changes', { keyPath: ['key', 'id'] });
  },
];

/** Stores whose records belong to one plan: their keys are the plan's key, or begin with it. */
export const PLAN_STORES = [
  'plans',
  'snapshots',
  'journal',
  'facts',
  'factChunks',
  'versions',
  'versionTexts',
  'changes',
  'rounds',
  'handles',
];

export class Connection {
  #name;
  #version;
  #watcher;
  /** @type {Database | null} */
  #db = null;
  /** @type {Promise<Database> | null} the browser has been asked and has not answered yet */
  #request = null;
  /** Who waits for the answer, and how to send them away. @type {{promise: Promise<never>, reject: (why: Error) => void} | null} */
  #patience = null;
  /** Why nobody waits for the answer any more. @type {Error | null} */
  #sentAway = null;
  #outdated = false;

  /** @param {string} [name] @param {{version?: number, watcher?: Watcher}} [options] version: for tests of upgrades */
  constructor(name = DATABASE_NAME, { version = VERSION, watcher = {} } = {}) {
    this.#name = name;
    this.#version = version;
    this.#watcher = watcher;
  }

  /**
   * Does something with the database. A connection that was lost without a word is opened once more.
   * @template T
   * @param {(db: Database) => Promise<T>} work one transaction: it runs again when it could not begin
   * @returns {Promise<T>} rejects with StorageError
   */
  async run(work) {
    try {
      const db = await this.database();
      try {
        return await work(db);
      } catch (error) {
        if (!isClosed(error) || this.#outdated) throw error;
        this.#drop(db);
        return await work(await this.database());
      }
    } catch (error) {
      throw this.#outdated ? storageFailure('storage.newer') : asStorageError(error);
    }
  }

  /** The open database. @returns {Promise<Database>} storage.blocked, storage.timeout {seconds}, storage.newer, storage.unavailable */
  async database() {
    if (this.#outdated) throw storageFailure('storage.newer');
    if (typeof indexedDB === 'undefined') throw storageFailure('storage.unavailable', { reason: 'IndexedDB' });
    if (this.#db) return this.#db;
    if (this.#sentAway) throw this.#sentAway;
    this.#request ??= this.#ask();
    return Promise.race([this.#request, /** @type {Promise<never>} */ (this.#patience?.promise)]);
  }

  /** Lets the database go; the next use opens it again. */
  close() {
    if (this.#db) this.#drop(this.#db);
  }

  /** @returns {Promise<Database>} */
  async #ask() {
    this.#patience = patience();
    const seconds = OPEN_LIMIT_MS / 1000;
    let timer = setTimeout(() => this.#sendAway(storageFailure('storage.timeout', { seconds })), OPEN_LIMIT_MS);
    const onBlocked = () => {
      clearTimeout(timer); // it is not the browser that is slow
      timer = setTimeout(() => {
        this.#sendAway(storageFailure('storage.blocked'));
        this.#watcher.blocked?.();
      }, BLOCKED_GRACE_MS);
    };
    try {
      this.#db = await this.#openStoresPatiently(onBlocked);
      this.#watcher.opened?.(this.#sentAway !== null);
      return this.#db;
    } finally {
      clearTimeout(timer);
      this.#request = null;
      this.#sentAway = null;
    }
  }

  /** @param {Error} why */
  #sendAway(why) {
    this.#sentAway = why;
    this.#patience?.reject(why);
  }

  /** @param {() => void} onBlocked @returns {Promise<Database>} */
  async #openStoresPatiently(onBlocked) {
    for (const wait of FURTHER_TRIES_MS) {
      try {
        return await this.#openStores(onBlocked);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'UnknownError') throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return this.#openStores(onBlocked);
  }

  /** @param {() => void} onBlocked */
  #openStores(onBlocked) {
    return openDB(this.#name, this.#version, {
      upgrade: (db, from, to) => {
        for (const upgrade of UPGRADES.slice(from, to ?? this.#version)) upgrade(db);
      },
      blocked: onBlocked,
      blocking: (_current, next) => {
        if (next === null)
          this.#lose(); // the stores are being deleted, not changed
        else void this.#makeWay();
      },
      terminated: () => this.#lose(),
    });
  }

  /** @param {Database} db */
  #drop(db) {
    if (this.#db === db) this.#db = null;
    db.close();
  }

  #lose() {
    this.close();
    this.#watcher.lost?.();
  }

  async #makeWay() {
    try {
      await this.#watcher.outdated?.();
    } finally {
      this.#outdated = true;
      this.close();
    }
  }
}

function patience() {
  /** @type {(why: Error) => void} */
  let reject = () => {};
  const promise = new Promise((/** @type {(never: never) => void} */ _, refuse) => (reject = refuse));
  promise.catch(() => {}); // nobody may be waiting
  return { promise, reject };
}

/** Whether a transaction could not begin because the connection is gone. @param {unknown} thrown */
const isClosed = (thrown) => thrown instanceof Error && thrown.name === 'InvalidStateError';
