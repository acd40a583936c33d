// PlanStore: plans in the browser as two snapshot generations plus a journal. Knows nothing of what a patch means.
// A promise returned here resolves only when the transaction is complete on disk.
import { crc32 } from '../lib/bytes.js';
import { STRICT } from './database.js';
import { asStorageError, storageFailure } from './storage-error.js';

/**
 * @typedef {import('./types.js').PlanRecord} PlanRecord
 * @typedef {import('./types.js').JournalEntry} JournalEntry
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').LoadedPlan} LoadedPlan
 * @typedef {import('./types.js').ErrorRecord} ErrorRecord
 * @typedef {{key: string, seq: number, text: string, crc: string}} StoredEntry a journal entry as text with its checksum
 */

/** How many undo steps survive folding. */
const KEPT_ENTRIES = 200;
const GENERATIONS = 2;

/** @param {string} key @returns {IDBKeyRange} every compound key that starts with it */
const within = (key) => IDBKeyRange.bound([key], [key, []]);

export class PlanStore {
  #database;

  /** @param {() => Promise<import('./database.js').Database>} database opens it once and remembers */
  constructor(database) {
    this.#database = database;
  }

  /** @template T @param {(db: import('./database.js').Database) => Promise<T>} work @returns {Promise<T>} */
  async #run(work) {
    try {
      return await work(await this.#database());
    } catch (error) {
      throw asStorageError(error);
    }
  }

  /** All plans, also those in the bin, newest first. @returns {Promise<PlanRecord[]>} */
  list() {
    return this.#run(async (db) => {
      const records = await db.getAll('plans');
      return records.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    });
  }

  /**
   * A new plan with its first snapshot.
   * @param {PlanRecord} record
   * @param {string} text canonical plan text
   */
  create(record, text) {
    return this.#run(async (db) => {
      const tx = db.transaction(['plans', 'snapshots'], 'readwrite', STRICT);
      await complete(tx, [
        tx.objectStore('plans').add(record),
        tx.objectStore('snapshots').add(snapshotOf(record.key, 0, 0, text)),
      ]);
    });
  }

  /**
   * Appends one entry; storage.conflict when another tab wrote that sequence number first.
   * @param {PlanRecord} record the plan's record as it is after the change
   * @param {JournalEntry} entry
   */
  append(record, entry) {
    return this.#run(async (db) => {
      const tx = db.transaction(['plans', 'journal'], 'readwrite', STRICT);
      const text = JSON.stringify(entry);
      /** @type {StoredEntry} */
      const stored = { key: record.key, seq: entry.seq, text, crc: crc32(text) };
      await complete(tx, [tx.objectStore('journal').add(stored), tx.objectStore('plans').put(record)]);
    });
  }

  /**
   * Writes a snapshot of the state after `seq` and drops what it makes superfluous: snapshots beyond two generations, and
   * entries that neither the older generation nor undo needs.
   * @param {string} key
   * @param {{seq: number, state: number, text: string}} folded
   */
  fold(key, { seq, state, text }) {
    return this.#run(async (db) => {
      const tx = db.transaction(['snapshots', 'journal'], 'readwrite', STRICT);
      const snapshots = tx.objectStore('snapshots');
      await snapshots.put(snapshotOf(key, seq, state, text));
      const keys = /** @type {[string, number][]} */ (await snapshots.getAllKeys(within(key)));
      const sequences = keys.map(([, at]) => at).sort((a, b) => b - a);
      for (const old of sequences.slice(GENERATIONS)) await snapshots.delete([key, old]);
      const oldest = sequences[Math.min(GENERATIONS, sequences.length) - 1];
      const dropUpTo = Math.min(oldest, seq - KEPT_ENTRIES);
      if (dropUpTo > 0) await tx.objectStore('journal').delete(IDBKeyRange.bound([key, 0], [key, dropUpTo]));
      await tx.done;
    });
  }

  /**
   * Everything needed to open a plan, checked: damaged snapshots and entries are left out and named in `problems`.
   * @param {string} key
   * @returns {Promise<LoadedPlan>} storage.no_such_plan when there is none
   */
  load(key) {
    return this.#run(async (db) => {
      const tx = db.transaction(['plans', 'snapshots', 'journal']);
      const [record, snapshots, stored] = await Promise.all([
        tx.objectStore('plans').get(key),
        tx.objectStore('snapshots').getAll(within(key)),
        tx.objectStore('journal').getAll(within(key)),
      ]);
      await tx.done;
      if (!record) throw storageFailure('storage.no_such_plan', { key });
      return { record, ...checked(snapshots, stored) };
    });
  }

  /** @param {PlanRecord} record */
  putRecord(record) {
    return this.#run(async (db) => {
      const tx = db.transaction('plans', 'readwrite', STRICT);
      await complete(tx, [tx.store.put(record)]);
    });
  }

  /** Removes a plan for good, with its journal and facts. @param {string} key */
  purge(key) {
    return this.#run(async (db) => {
      const stores = ['plans', 'snapshots', 'journal', 'facts', 'factChunks'];
      const tx = db.transaction(stores, 'readwrite', STRICT);
      await tx.objectStore('plans').delete(key);
      for (const store of stores.slice(1)) await tx.objectStore(store).delete(within(key));
      await tx.done;
    });
  }

  /** A preference of this browser. @param {string} name @returns {Promise<unknown>} */
  preference(name) {
    return this.#run((db) => db.get('prefs', name));
  }

  /** @param {string} name @param {unknown} value */
  setPreference(name, value) {
    return this.#run(async (db) => {
      await db.put('prefs', value, name);
    });
  }
}

/**
 * Waits for writes and for the transaction they are in. A failed write is what is reported, not the abort it causes.
 * @param {{done: Promise<void>}} tx
 * @param {Promise<unknown>[]} writes
 */
const complete = (tx, writes) => Promise.all([...writes, tx.done]);

/** @param {string} key @param {number} seq @param {number} state @param {string} text @returns {Snapshot} */
const snapshotOf = (key, seq, state, text) => ({
  key,
  seq,
  state,
  text,
  crc: crc32(text),
  at: new Date().toISOString(),
});

/**
 * @param {Snapshot[]} snapshots
 * @param {StoredEntry[]} stored
 * @returns {Omit<LoadedPlan, 'record'>}
 */
function checked(snapshots, stored) {
  /** @type {ErrorRecord[]} */
  const problems = [];
  const intact = snapshots.filter((snapshot) => {
    const good = typeof snapshot.text === 'string' && crc32(snapshot.text) === snapshot.crc;
    if (!good) problems.push({ code: 'storage.snapshot_damaged', params: { at: snapshot.at }, kind: 'internal' });
    return good;
  });
  /** @type {JournalEntry[]} */
  const entries = [];
  for (const { seq, text, crc } of stored) {
    if (typeof text === 'string' && crc32(text) === crc) entries.push(JSON.parse(text));
    else problems.push({ code: 'storage.entry_damaged', params: { seq }, kind: 'internal' });
  }
  const lastSeq = Math.max(0, ...snapshots.map((s) => s.seq), ...stored.slice(-1).map((s) => s.seq));
  return { snapshots: intact.sort((a, b) => b.seq - a.seq), entries, lastSeq, problems };
}
