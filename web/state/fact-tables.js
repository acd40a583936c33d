// FactTables: the open plan's fact tables: in the engine, described in a signal, and kept with the plan in the browser.
import { signal } from '@preact/signals-core';
import { factsDamaged } from '../storage/facts-store.js';

/**
 * @typedef {import('../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {import('../engine/client.js').EngineHandle} EngineHandle
 * @typedef {{name: string, rows: number, firstDay: string, lastDay: string, source: {fileName?: string, aggregated?: boolean},
 *   dimensions: {key: string, distinct: number}[], measures: string[]}} TableInfo
 * @typedef {{table: string, source: string, snapshot: Blob | null}} TableState a table as it stands, null: it does not; to go back to. A
 *   blob, because the browser may keep it on disk
 */

const CHUNK_BYTES = 4 * 1024 * 1024;

export class FactTables {
  /** @type {import('@preact/signals-core').Signal<TableInfo[]>} */
  list = signal(/** @type {TableInfo[]} */ ([]));
  /** Why the tables are not kept in the browser, null when they are. */
  saveError = signal(/** @type {ErrorRecord | null} */ (null));

  /** The table being kept in the browser and how far; null while none is. */
  saving = signal(/** @type {{table: string, done: number, total: number} | null} */ (null));

  #engine;
  #store;
  #key = '';
  /** What the engine holds is this generation of what the browser keeps, by table. @type {Map<string, string>} */
  #generations = new Map();
  /** Tables the browser did not take, with where they came from. @type {Map<string, string>} */
  #unkept = new Map();

  /** @param {EngineHandle} engine @param {import('../storage/facts-store.js').FactsStore} store */
  constructor(engine, store) {
    this.#engine = engine;
    this.#store = store;
  }

  /** Makes the engine hold no tables and later changes belong to this plan. @param {string} key */
  async open(key) {
    this.#key = key;
    this.saveError.value = null;
    await this.#dropAll();
  }

  async close() {
    this.#key = '';
    this.saveError.value = null;
    await this.#dropAll();
  }

  async #dropAll() {
    const { tables } = await this.#engine.call('facts.list');
    for (const { name } of tables) await this.#engine.call('facts.drop', { table: name });
    this.#generations.clear();
    this.#unkept.clear();
    this.list.value = [];
  }

  async refresh() {
    const { tables } = await this.#engine.call('facts.list');
    this.list.value = tables;
  }

  /** Keeps a table that has just been committed in the engine. @param {string} table @param {string} source */
  async keep(table, source) {
    await this.refresh();
    this.saving.value = { table, done: 0, total: 0 };
    try {
      const { columns } = await this.#engine.call('facts.snapshot', { table }, { columns: ['bytes'] });
      const tell = (/** @type {number} */ done, /** @type {number} */ total) => {
        this.saving.value = { table, done, total };
      };
      await this.#store.put(this.#key, table, columns.bytes, source, tell).then(
        (generation) => {
          this.#generations.set(table, generation);
          this.#forget(table);
        },
        (error) => {
          this.#unkept.set(table, source);
          this.saveError.value = { ...error.errors[0] };
        },
      );
    } finally {
      this.saving.value = null;
    }
  }

  /** A table is in the browser as it is here, or nowhere. @param {string} table */
  #forget(table) {
    this.#unkept.delete(table);
    if (this.#unkept.size === 0) this.saveError.value = null;
  }

  /** Tries again to keep what the browser did not take. */
  async keepUnkept() {
    for (const [table, source] of [...this.#unkept]) await this.keep(table, source);
  }

  /** Takes a table from a plan file into engine and browser. @param {import('../storage/plan-file.js').FactsPart} part */
  async take({ table, source, bytes }) {
    await restoreTable(this.#engine, table, slices(bytes));
    await this.keep(table, source);
  }

  /** @param {string} table */
  async drop(table) {
    await this.#engine.call('facts.drop', { table });
    await this.#store.drop(this.#key, table);
    this.#generations.delete(table);
    this.#forget(table);
    await this.refresh();
  }

  /** Keeps a table as it stands in the engine now, or forgets it when it is gone there. @param {string} table @param {string} source */
  async settle(table, source) {
    await this.refresh();
    if (this.list.value.some(({ name }) => name === table)) await this.keep(table, source);
    else {
      await this.#store.drop(this.#key, table);
      this.#generations.delete(table);
      this.#forget(table);
    }
  }

  /** A table as it stands now. @param {string} table @returns {Promise<TableState>} */
  async stateOf(table) {
    const present = this.list.value.find(({ name }) => name === table);
    if (!present) return { table, source: '', snapshot: null };
    const { columns } = await this.#engine.call('facts.snapshot', { table }, { columns: ['bytes'] });
    return { table, source: present.source?.fileName ?? '', snapshot: new Blob([columns.bytes]) };
  }

  /** Makes a table stand as it did. @param {TableState} state */
  async goTo({ table, source, snapshot }) {
    if (!snapshot) return this.drop(table);
    await restoreTable(this.#engine, table, slices(new Uint8Array(await snapshot.arrayBuffer())));
    await this.keep(table, source);
  }

  /** @param {string} key another plan's tables become this plan's too */
  async copyFrom(key) {
    await this.#store.copyAll(key, this.#key);
    await this.restoreInto(this.#engine);
  }

  /**
   * Puts the kept tables into an engine.
   * @param {EngineHandle} engine
   * @returns {Promise<ErrorRecord[]>} one per table that could not be restored
   */
  async restoreInto(engine) {
    /** @type {ErrorRecord[]} */
    const problems = [];
    const key = this.#key;
    for (const record of await this.#kept(problems)) {
      try {
        await restoreTable(engine, record.table, this.#store.chunks(key, record.table));
        this.#generations.set(record.table, record.generation);
      } catch (error) {
        problems.push(...tableErrors(error, record));
      }
    }
    const { tables } = await engine.call('facts.list');
    this.list.value = tables;
    return problems;
  }

  /**
   * Takes what another tab has put into the browser since: tables that changed, are new or are gone.
   * @returns {Promise<{changed: boolean, problems: ErrorRecord[]}>}
   */
  async follow() {
    /** @type {ErrorRecord[]} */
    const problems = [];
    const kept = await this.#store.list(this.#key);
    const stale = kept.filter(({ table, generation }) => this.#generations.get(table) !== generation);
    const gone = [...this.#generations.keys()].filter((name) => !kept.some(({ table }) => table === name));
    for (const table of gone) {
      await this.#engine.call('facts.drop', { table });
      this.#generations.delete(table);
    }
    for (const record of stale) {
      this.#generations.set(record.table, record.generation); // also when it cannot be read: once is enough
      try {
        await restoreTable(this.#engine, record.table, this.#store.chunks(this.#key, record.table));
      } catch (error) {
        problems.push(...tableErrors(error, record));
      }
    }
    const changed = stale.length + gone.length > 0;
    if (changed) await this.refresh();
    return { changed, problems };
  }

  /** Puts every table into the browser again, whose data was deleted. */
  async keepAll() {
    for (const { name, source } of this.list.value) await this.keep(name, source?.fileName ?? '');
  }

  /** @param {ErrorRecord[]} problems gets the reason when the store cannot be read */
  async #kept(problems) {
    try {
      return await this.#store.list(this.#key);
    } catch (error) {
      problems.push(.../** @type {{errors: ErrorRecord[]}} */ (error).errors);
      return [];
    }
  }

  /** Snapshots of tables, for a plan file. @param {(name: string) => boolean} [wanted] */
  async exportAll(wanted = () => true) {
    const parts = [];
    for (const { name, source } of this.list.value.filter((table) => wanted(table.name))) {
      const { columns } = await this.#engine.call('facts.snapshot', { table: name }, { columns: ['bytes'] });
      parts.push({ table: name, source: source?.fileName ?? '', bytes: columns.bytes });
    }
    return parts;
  }
}

/**
 * @param {unknown} error @param {import('../storage/types.js').FactsRecord} record the table that could not be restored
 * @returns {ErrorRecord[]}
 */
function tableErrors(error, record) {
  const { errors } = /** @type {{errors: ErrorRecord[]}} */ (error);
  return errors.some(({ code }) => code === 'facts.snapshot_corrupt') ? factsDamaged(record).errors : errors;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function* slices(bytes) {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.slice(at, at + CHUNK_BYTES);
}

/**
 * The engine reads one chunk while the next is on its way. A table it refuses leaves nothing behind.
 * @param {EngineHandle} engine
 * @param {string} table
 * @param {AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>} chunks
 */
async function restoreTable(engine, table, chunks) {
  const { import: importId } = await engine.call('facts.restore', { table });
  try {
    /** @type {Promise<unknown>} */
    let taken = Promise.resolve();
    for await (const chunk of chunks) {
      const before = taken;
      taken = engine.load(importId, chunk);
      taken.catch(() => {}); // told below, when its turn comes
      await before;
    }
    await taken;
    const report = await engine.call('facts.commit', { import: importId });
    // The engine would keep the table that stood there; whoever wants it back has a snapshot.
    if (report.replaced) await engine.call('facts.forget', { token: report.replaced });
    return report;
  } catch (error) {
    await engine.call('facts.cancel', { import: importId }).catch(() => {}); // gone with the worker, perhaps
    throw error;
  }
}
