// PlanStore: plans in the browser as snapshot generations plus a journal. Knows nothing of what a patch means.
// A promise returned here resolves only when the transaction is complete on disk.
import { crc32 } from '../lib/bytes.js';
import { changeOf } from './change-log.js';
import { keepChanges } from './changes-store.js';
import { PLAN_STORES, STRICT } from './database.js';
import { NEWEST, keptGenerations, packText, unpackText } from './generations.js';
import { salvage } from './salvage.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {import('./types.js').PlanRecord} PlanRecord
 * @typedef {import('./types.js').JournalEntry} JournalEntry
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').LoadedPlan} LoadedPlan
 * @typedef {import('./types.js').ErrorRecord} ErrorRecord
 * @typedef {{key: string, seq: number, text: string, crc: string}} StoredEntry a journal entry as text with its checksum
 * @typedef {{key: string, seq: number, state: number, at: string, crc: string, text?: string, packed?: Uint8Array<ArrayBuffer>}}
 *   StoredSnapshot earlier generations are packed; the checksum is the text's
 */

/** How many undo steps survive folding. */
const KEPT_ENTRIES = 200;

/** @param {string} key @returns {IDBKeyRange} every compound key that starts with it */
const within = (key) => IDBKeyRange.bound([key], [key, []]);

export class PlanStore {
  #connection;

  /** @param {import('./database.js').Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /** All plans, also those in the bin, newest first. @returns {Promise<PlanRecord[]>} */
  list() {
    return this.#connection.run(async (db) => {
      const records = await db.getAll('plans');
      return records.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    });
  }

  /**
   * A plan that is not in the browser, with a snapshot to begin with.
   * @param {PlanRecord} record
   * @param {string} text canonical plan text
   * @param {{seq: number, state: number}} [place] where in its journal the text stands, for a plan that was there before
   */
  create(record, text, { seq, state } = { seq: 0, state: 0 }) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction(['plans', 'snapshots'], 'readwrite', STRICT);
      await complete(tx, [
        tx.objectStore('plans').put(record), // its key is random: only a lost acknowledgement finds it there
        tx.objectStore('snapshots').put(snapshotOf(record.key, seq, state, text)),
      ]);
    });
  }

  /**
   * Appends one entry. An entry that is there already, because its acknowledgement was lost, is not written twice.
   * @param {PlanRecord} record the plan's record as it is after the change
   * @param {JournalEntry} entry
   * @returns {Promise<void>} storage.conflict when another tab wrote that sequence number first; storage.no_such_plan when the
   *   browser's data was deleted meanwhile
   */
  append(record, entry) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction(['plans', 'journal'], 'readwrite', STRICT);
      const [plans, journal] = [tx.objectStore('plans'), tx.objectStore('journal')];
      const text = JSON.stringify(entry);
      /** @type {StoredEntry} */
      const stored = { key: record.key, seq: entry.seq, text, crc: crc32(text) };
      const [plan, present] = await Promise.all([plans.getKey(record.key), journal.get([record.key, entry.seq])]);
      const refused =
        plan === undefined
          ? storageFailure('storage.no_such_plan', { key: record.key })
          : present && present.text !== text
            ? storageFailure('storage.conflict')
            : null;
      if (refused) {
        await tx.done;
        throw refused;
      }
      await complete(tx, [journal.put(stored), plans.put(record)]);
    });
  }

  /**
   * Writes a snapshot of the state after `seq` and drops the entries that neither the generation before nor undo needs; the change log
   * keeps who made them.
   * @param {string} key
   * @param {{seq: number, state: number, text: string, instead?: number[]}} folded instead: generations that are damaged and go
   */
  fold(key, { seq, state, text, instead = [] }) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction(['snapshots', 'journal', 'changes'], 'readwrite', STRICT);
      const [snapshots, journal] = [tx.objectStore('snapshots'), tx.objectStore('journal')];
      for (const damaged of instead) await snapshots.delete([key, damaged]);
      await snapshots.put(snapshotOf(key, seq, state, text));
      const sequences = await sequencesOf(snapshots, key);
      const oldest = sequences[Math.min(NEWEST, sequences.length) - 1];
      const dropUpTo = Math.min(oldest, seq - KEPT_ENTRIES);
      if (dropUpTo > 0) {
        const dropped = IDBKeyRange.bound([key, 0], [key, dropUpTo]);
        const { entries } = openEntries(await journal.getAll(dropped));
        await keepChanges(tx.objectStore('changes'), key, entries.map(changeOf));
        await journal.delete(dropped);
      }
      await tx.done;
    });
  }

  /**
   * Packs earlier generations and drops those that are kept no longer. Stopped anywhere, it leaves a few too many.
   * @param {string} key
   */
  async thin(key) {
    const stored = await this.#connection.run(async (db) => {
      /** @type {StoredSnapshot[]} */
      const all = await db.getAll('snapshots', within(key));
      return all.sort((a, b) => b.seq - a.seq);
    });
    /** @type {StoredSnapshot[]} */
    const packed = [];
    for (const { text, ...rest } of stored.slice(NEWEST)) {
      const bytes = text === undefined ? null : await packText(text);
      if (bytes) packed.push({ ...rest, packed: bytes });
    }
    const now = stored.map((one) => packed.find(({ seq }) => seq === one.seq) ?? one);
    const kept = keptGenerations(now.map((one) => ({ seq: one.seq, at: one.at, bytes: sizeOf(one) })));
    await this.#connection.run(async (db) => {
      const tx = db.transaction(['plans', 'snapshots'], 'readwrite', STRICT);
      // Packing took a while: what was removed meanwhile stays removed.
      const there = (await tx.objectStore('plans').getKey(key)) !== undefined;
      const snapshots = tx.objectStore('snapshots');
      await complete(tx, [
        ...packed.filter(({ seq }) => there && kept.has(seq)).map((one) => snapshots.put(one)),
        ...stored.filter(({ seq }) => !kept.has(seq)).map(({ seq }) => snapshots.delete([key, seq])),
      ]);
    });
  }

  /**
   * Everything needed to open a plan, checked: damaged snapshots and entries are left out and named in `problems`. Generations
   * before the newest ones are only named.
   * @param {string} key
   * @returns {Promise<LoadedPlan>} storage.no_such_plan when there is none
   */
  async load(key) {
    const { record, sequences, newest, stored } = await this.#connection.run(async (db) => {
      const tx = db.transaction(['plans', 'snapshots', 'journal']);
      const snapshots = tx.objectStore('snapshots');
      const found = await sequencesOf(snapshots, key);
      const [plan, texts, entries] = await Promise.all([
        tx.objectStore('plans').get(key),
        Promise.all(found.slice(0, NEWEST).map((seq) => snapshots.get([key, seq]))),
        tx.objectStore('journal').getAll(within(key)),
      ]);
      await tx.done;
      return { record: plan, sequences: found, newest: texts, stored: entries };
    });
    if (!record) throw storageFailure('storage.no_such_plan', { key });
    const opened = await Promise.all(newest.map(openSnapshot));
    const { entries, problems } = openEntries(stored);
    const lastSeq = Math.max(0, ...sequences.slice(0, 1), ...stored.slice(-1).map(({ seq }) => seq));
    return {
      record,
      snapshots: opened.flatMap(({ snapshot }) => snapshot ?? []),
      earlier: sequences.slice(NEWEST),
      damaged: sequences.slice(0, NEWEST).filter((_, index) => opened[index].problem !== null),
      entries,
      lastSeq,
      problems: [...opened.flatMap(({ problem }) => problem ?? []), ...problems],
    };
  }

  /**
   * One generation.
   * @param {string} key @param {number} seq
   * @returns {Promise<{snapshot: Snapshot | null, problem: ErrorRecord | null}>} null and why when it is damaged or gone
   */
  async generation(key, seq) {
    return openSnapshot(await this.#connection.run((db) => db.get('snapshots', [key, seq])));
  }

  /**
   * The plan's record and the intact entries after one: what a tab that looks on has not seen yet.
   * @param {string} key @param {number} seq
   * @returns {Promise<{record: PlanRecord | null, entries: JournalEntry[]}>} record: null when the plan is gone
   */
  async since(key, seq) {
    const { record, stored } = await this.#connection.run(async (db) => {
      const tx = db.transaction(['plans', 'journal']);
      const [plan, entries] = await Promise.all([
        tx.objectStore('plans').get(key),
        tx.objectStore('journal').getAll(IDBKeyRange.bound([key, seq], [key, []], true)),
      ]);
      return { record: plan ?? null, stored: entries };
    });
    return { record, entries: openEntries(stored).entries };
  }

  /** @param {PlanRecord} record */
  putRecord(record) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction('plans', 'readwrite', STRICT);
      await complete(tx, [tx.store.put(record)]);
    });
  }

  /** Removes a plan for good, with its journal and facts. @param {string} key */
  purge(key) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction(PLAN_STORES, 'readwrite', STRICT);
      for (const name of PLAN_STORES) {
        const store = tx.objectStore(name);
        await store.delete(Array.isArray(store.keyPath) ? within(key) : key);
      }
      await tx.done;
    });
  }

  /** Everything of a plan that can still be read, as a file. @param {string} key @returns {Promise<Blob>} */
  salvage(key) {
    return salvage(this.#connection, key);
  }

  /** A preference of this browser. @param {string} name @returns {Promise<unknown>} */
  preference(name) {
    return this.#connection.run((db) => db.get('prefs', name));
  }

  /** @param {string} name @param {unknown} value */
  setPreference(name, value) {
    return this.#connection.run(async (db) => {
      await db.put('prefs', value, name);
    });
  }
}

/**
 * Waits for writes and for the transaction they are in. What went wrong is reported, not the abort it caused.
 * @param {{done: Promise<void>}} tx
 * @param {Promise<unknown>[]} writes
 */
async function complete(tx, writes) {
  const ends = await Promise.allSettled([...writes, tx.done]);
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  if (reasons.length > 0) throw reasons.find(({ name }) => name !== 'AbortError') ?? reasons[0];
}

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
 * @param {{getAllKeys: (range: IDBKeyRange) => Promise<IDBValidKey[]>}} snapshots @param {string} key
 * @returns {Promise<number[]>} of its snapshots, newest first
 */
async function sequencesOf(snapshots, key) {
  const keys = /** @type {[string, number][]} */ (await snapshots.getAllKeys(within(key)));
  return keys.map(([, seq]) => seq).sort((a, b) => b - a);
}

/** Two bytes a character is what browsers take for texts at most. @param {StoredSnapshot} stored */
const sizeOf = ({ text, packed }) => packed?.length ?? 2 * (text?.length ?? 0);

/**
 * @param {StoredSnapshot | undefined} stored
 * @returns {Promise<{snapshot: Snapshot | null, problem: ErrorRecord | null}>}
 */
async function openSnapshot(stored) {
  const { text: plain, packed, ...rest } = stored ?? { at: '' };
  const text = packed instanceof Uint8Array ? await unpackText(packed) : plain;
  if (stored && typeof text === 'string' && crc32(text) === stored.crc) {
    return { snapshot: /** @type {Snapshot} */ ({ ...rest, text }), problem: null };
  }
  return {
    snapshot: null,
    problem: { code: 'storage.snapshot_damaged', params: { instant: rest.at }, kind: 'internal' },
  };
}

/** @param {StoredEntry[]} stored @returns {{entries: JournalEntry[], problems: ErrorRecord[]}} the intact ones, and which are not */
function openEntries(stored) {
  /** @type {JournalEntry[]} */
  const entries = [];
  /** @type {ErrorRecord[]} */
  const problems = [];
  for (const { seq, text, crc } of stored) {
    if (typeof text === 'string' && crc32(text) === crc) entries.push(JSON.parse(text));
    else problems.push({ code: 'storage.entry_damaged', params: { seq }, kind: 'internal' });
  }
  return { entries, problems };
}
