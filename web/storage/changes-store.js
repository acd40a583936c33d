// ChangesStore: changes of the plans of this browser that are not in the journal: those it has let go of, and those that came with
// files. Told by change-log.js; the journal is plan-store.js's.
import { STRICT } from './database.js';

/** @typedef {import('./types.js').Change} Change */

/** So many of a plan are kept; the oldest go first. */
export const MOST_CHANGES = 10_000;

export class ChangesStore {
  #connection;

  /** @param {import('./database.js').Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /** @param {string} key plan @returns {Promise<Change[]>} oldest first */
  list(key) {
    return this.#connection.run(async (db) => {
      const stored = await db.getAll('changes', within(key));
      return stored.map(({ key: _key, ...change }) => change);
    });
  }

  /** Takes changes over; one that is there stays as it is. @param {string} key plan @param {Change[]} changes */
  adopt(key, changes) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction('changes', 'readwrite', STRICT);
      await keepChanges(tx.store, key, changes);
      await tx.done;
    });
  }
}

/** @param {string} key */
const within = (key) => IDBKeyRange.bound([key], [key, []]);

/**
 * Puts changes into a store that is being written.
 * @param {{getKey: (key: any) => Promise<any>, put: (value: any) => Promise<any>, getAllKeys: (range: IDBKeyRange) => Promise<any[]>,
 *   delete: (key: any) => Promise<void>}} store
 * @param {string} key plan @param {Change[]} changes
 */
export async function keepChanges(store, key, changes) {
  for (const change of changes) {
    if ((await store.getKey([key, change.id])) === undefined) await store.put({ ...change, key });
  }
  const keys = await store.getAllKeys(within(key));
  for (const oldest of keys.slice(0, -MOST_CHANGES)) await store.delete(oldest);
}
