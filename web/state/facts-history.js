// FactsHistory: how fact tables stood before and after the changes that undo and redo can reach. In memory only.

/**
 * @typedef {import('./fact-tables.js').FactTables} FactTables
 * @typedef {import('./fact-tables.js').TableState} TableState
 */

/** So many changes of tables can be taken back; each holds a whole table. */
const MOST = 10;

export class FactsHistory {
  #tables;
  /** The state to go to when that step is undone or redone, by the step's number. @type {Map<number, TableState>} */
  #other = new Map();

  /** @param {FactTables} tables */
  constructor(tables) {
    this.#tables = tables;
  }

  /** @param {number} seq of the change @param {TableState} before */
  record(seq, before) {
    this.#other.set(seq, before);
    for (const old of this.#other.keys()) {
      if (this.#other.size <= MOST) break;
      this.#other.delete(old);
    }
  }

  /**
   * Undoes, or redoes, what a step did to a table; nothing when it did nothing.
   * @param {{seq: number, facts?: string} | null} step
   */
  async swap(step) {
    const other = step && this.#other.get(step.seq);
    if (!other || !step) return;
    const now = await this.#tables.stateOf(other.table);
    await this.#tables.goTo(other);
    this.#other.set(step.seq, now);
  }

  /** Whether a step can still be undone or redone. @param {{seq: number, facts?: string} | null} step */
  reaches(step) {
    return !step?.facts || this.#other.has(step.seq);
  }

  clear() {
    this.#other.clear();
  }
}
