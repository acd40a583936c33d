// FactsStore: the bytes of a plan's fact tables in the browser, in chunks. Whether they are sound is told by the checksums
// within them when the engine reads them. A new version is written beside the old one and takes its place in one step.
import { randomId } from '../lib/ids.js';
import { STRICT } from './database.js';
import { storageFailure } from './storage-error.js';

/** @typedef {import('./types.js').FactsRecord} FactsRecord */

const CHUNK_BYTES = 4 * 1024 * 1024;

export class FactsStore {
  #connection;

  /** @param {import('./database.js').Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /** @param {string} key @returns {Promise<FactsRecord[]>} */
  list(key) {
    return this.#connection.run((db) => db.getAll('facts', IDBKeyRange.bound([key], [key, []])));
  }

  /**
   * Replaces a table's bytes. They carry their own checksums, which the engine checks when they come back.
   * @param {string} key plan
   * @param {string} table
   * @param {Uint8Array} bytes a snapshot as facts.snapshot gives it
   * @param {string} source where the data came from (a file name)
   * @param {(done: number, total: number) => void} [onProgress] bytes written
   * @returns {Promise<string>} the new generation's id
   */
  put(key, table, bytes, source, onProgress) {
    return this.#connection.run(async (db) => {
      const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
      const tx = db.transaction(['facts', 'factChunks'], 'readwrite', STRICT);
      const generation = await replace(tx, { key, table, source, bytes: bytes.length }, count, async (index) => {
        const part = bytes.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
        onProgress?.(Math.min(index * CHUNK_BYTES, bytes.length), bytes.length);
        return part;
      });
      onProgress?.(bytes.length, bytes.length);
      return generation;
    });
  }

  /**
   * A table's bytes in their chunks; the next one is on its way while a chunk is used. Arrays cover their buffers.
   * @param {string} key
   * @param {string} table
   * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>} storage.no_such_facts, storage.facts_damaged {table, source}
   */
  async *chunks(key, table) {
    const record = await this.#connection.run((db) => db.get('facts', [key, table]));
    if (!record) throw storageFailure('storage.no_such_facts', { table });
    const read = (/** @type {number} */ index) =>
      this.#connection.run((db) => db.get('factChunks', [key, table, record.generation, index]));
    let next = read(0);
    for (let index = 0; index < record.chunks; index += 1) {
      const chunk = await next;
      if (!chunk) throw factsDamaged(record);
      if (index + 1 < record.chunks) {
        next = read(index + 1);
        next.catch(() => {}); // told when its turn comes
      }
      yield chunk.bytes;
    }
  }

  /** @param {string} key @param {string} table */
  drop(key, table) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction(['facts', 'factChunks'], 'readwrite', STRICT);
      await tx.objectStore('facts').delete([key, table]);
      await tx.objectStore('factChunks').delete(IDBKeyRange.bound([key, table], [key, table, []]));
      await tx.done;
    });
  }

  /** Gives another plan a copy of all tables. @param {string} fromKey @param {string} toKey */
  async copyAll(fromKey, toKey) {
    for (const record of await this.list(fromKey)) {
      const { key, table, generation, chunks, bytes, source } = record;
      await this.#connection.run(async (db) => {
        const tx = db.transaction(['facts', 'factChunks'], 'readwrite', STRICT);
        await replace(tx, { key: toKey, table, source, bytes }, chunks, async (index) => {
          const chunk = await tx.objectStore('factChunks').get([key, table, generation, index]);
          if (!chunk) throw factsDamaged(record);
          return chunk.bytes;
        });
      });
    }
  }
}

/**
 * Writes a new version beside the old one, which goes in the same step.
 * @param {import('idb').IDBPTransaction<any, string[], 'readwrite'>} tx
 * @param {{key: string, table: string, source: string, bytes: number}} what
 * @param {number} chunks
 * @param {(index: number) => Promise<Uint8Array>} partAt
 */
async function replace(tx, what, chunks, partAt) {
  const { key, table } = what;
  const generation = randomId();
  try {
    const previous = await tx.objectStore('facts').get([key, table]);
    for (let index = 0; index < chunks; index += 1) {
      await tx.objectStore('factChunks').put({ key, table, generation, index, bytes: await partAt(index) });
    }
    await tx.objectStore('facts').put({ ...what, generation, chunks, at: new Date().toISOString() });
    if (previous) await tx.objectStore('factChunks').delete(generationRange(previous));
  } catch (error) {
    tx.done.catch(() => {}); // told by the error that ended it
    abort(tx);
    throw error;
  }
  await tx.done;
  return generation;
}

/** @param {{abort: () => void}} tx */
function abort(tx) {
  try {
    tx.abort();
  } catch {
    // a request that failed has ended it already
  }
}

/** @param {{table: string, source: string}} record */
export const factsDamaged = ({ table, source }) => storageFailure('storage.facts_damaged', { table, source });

/** @param {FactsRecord} record */
const generationRange = ({ key, table, generation }) =>
  IDBKeyRange.bound([key, table, generation], [key, table, generation, []]);
