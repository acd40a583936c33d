// UndoHistory: which changes can be taken back and which can be repeated, derived from the journal and nothing else.

/** @typedef {import('../storage/types.js').JournalEntry} JournalEntry */

export class UndoHistory {
  /** @type {JournalEntry[]} */
  #undo = [];
  /** @type {JournalEntry[]} */
  #redo = [];
  /** The last change of a table in the journal. @type {JournalEntry | undefined} */
  #lost;

  /**
   * @param {Iterable<JournalEntry>} [entries] a journal to replay, oldest first. Changes of fact tables in it are steps no more: what
   *   stood there before lives only as long as the page
   */
  constructor(entries = []) {
    for (const entry of entries) this.record(entry);
    this.#dropTableSteps();
  }

  #dropTableSteps() {
    this.#lost = this.#undo.findLast(({ facts }) => facts) ?? this.#lost;
    this.#undo = this.#undo.filter(({ facts }) => !facts);
    this.#redo = this.#redo.filter(({ facts }) => !facts);
  }

  /** A change another page made: what its tables were before is not known here. @param {JournalEntry} entry */
  recordElsewhere(entry) {
    this.record(entry);
    if (entry.facts) this.#dropTableSteps();
  }

  /** @param {JournalEntry} entry */
  record(entry) {
    if (entry.kind === 'apply') {
      this.#undo.push(entry);
      this.#redo = [];
    } else {
      const [from, to] = entry.kind === 'undo' ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
      // The apply may have been dropped from an old journal; then there is nothing to move.
      const at = from.findLastIndex(({ seq }) => seq === entry.target);
      if (at >= 0) to.push(...from.splice(at, 1));
    }
  }

  /** The change undo would take back. */
  get undoable() {
    return this.#undo.at(-1) ?? null;
  }

  /** A change of a table that came after what undo would take back, and is no step any more; null when there is none. */
  get lost() {
    return this.#lost && this.#lost.seq > (this.undoable?.seq ?? 0) ? this.#lost : null;
  }

  /** The change redo would repeat. */
  get redoable() {
    return this.#redo.at(-1) ?? null;
  }
}
