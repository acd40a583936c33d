// OpenPlan: the document being worked on, as engine and journal see it. One change at a time: engine first, then disk,
// then memory. Knows neither the screen nor the list of plans.
import { UndoHistory } from './undo-history.js';
import { EngineError } from '../engine/errors.js';

/**
 * @typedef {import('../storage/types.js').PlanRecord} PlanRecord
 * @typedef {import('../storage/types.js').JournalEntry} JournalEntry
 * @typedef {import('../storage/types.js').LoadedPlan} LoadedPlan
 * @typedef {import('../storage/types.js').PatchOperation} PatchOperation
 * @typedef {import('../storage/types.js').Label} Label
 * @typedef {import('../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {import('../engine/client.js').EngineHandle} EngineHandle
 * @typedef {Pick<import('../storage/plan-store.js').PlanStore, 'create' | 'append' | 'fold' | 'putRecord'>} Journal
 * @typedef {{revision: number, changed: string[], entry: JournalEntry}} Applied
 */

/** Fold after so many entries, or so many characters of patches. */
const FOLD_ENTRIES = 50;
const FOLD_CHARACTERS = 4_000_000;

export class OpenPlan {
  /** @type {PlanRecord} */
  record;
  /** id of the document state (see JournalEntry): equal ids, equal documents */
  state;
  readOnly = false;

  #engine;
  #journal;
  #history;
  #lastSeq;
  /** What a fresh engine needs: a text and the patches since. @type {{text: string, patches: PatchOperation[][]}} */
  #recovery;
  #unfolded = { entries: 0, characters: 0 };
  /** Whether the browser has the plan and its first snapshot; without them no journal entry is of use. */
  #stored;
  /** Entries the browser store did not take yet, oldest first. @type {JournalEntry[]} */
  #unsaved = [];

  /**
   * @param {{record: PlanRecord, state: number, lastSeq: number, entries: JournalEntry[], text: string,
   *   patches: PatchOperation[][], stored: boolean, engine: EngineHandle, journal: Journal}} parts
   *   stored: false for a document that is new to this browser; the first flush puts it there
   */
  constructor({ record, state, lastSeq, entries, text, patches, stored, engine, journal }) {
    this.record = record;
    this.state = state;
    this.#lastSeq = lastSeq;
    this.#history = new UndoHistory(entries);
    this.#recovery = { text, patches };
    this.#stored = stored;
    this.#engine = engine;
    this.#journal = journal;
  }

  get undoable() {
    return this.#history.undoable;
  }

  get redoable() {
    return this.#history.redoable;
  }

  get hasUnsaved() {
    return !this.#stored || this.#unsaved.length > 0;
  }

  /** Puts the document as it is now into a fresh engine. @param {EngineHandle} engine */
  async restoreInto(engine) {
    await engine.call('plan.open', { text: this.#recovery.text });
    for (const patch of this.#recovery.patches) await engine.call('plan.apply', { patch });
  }

  /**
   * @param {PatchOperation[]} patch
   * @param {Label} label
   * @param {string} [facts] the fact table that changes with it
   * @returns {Promise<Applied>} rejects with EngineError when the engine refuses; then nothing changed
   */
  apply(patch, label, facts) {
    const step = { kind: /** @type {const} */ ('apply'), target: null, patch, label, to: this.#lastSeq + 1 };
    return this.#change(facts === undefined ? step : { ...step, facts });
  }

  /** @returns {Promise<Applied>} */
  undo() {
    const undone = this.undoable;
    if (!undone) throw new EngineError([{ code: 'plan.nothing_to_undo', kind: 'input' }]);
    const { seq, inverse, label, from } = undone;
    return this.#change({ kind: 'undo', target: seq, patch: inverse, label, to: from });
  }

  /** @returns {Promise<Applied>} */
  redo() {
    const redone = this.redoable;
    if (!redone) throw new EngineError([{ code: 'plan.nothing_to_redo', kind: 'input' }]);
    const { seq, patch, label, to } = redone;
    return this.#change({ kind: 'redo', target: seq, patch, label, to });
  }

  /** @param {Pick<JournalEntry, 'kind' | 'target' | 'patch' | 'label' | 'to' | 'facts'>} change */
  async #change(change) {
    const { revision, inverse, changed } = await this.#engine.call('plan.apply', { patch: change.patch });
    this.#lastSeq += 1;
    /** @type {JournalEntry} */
    const entry = { ...change, seq: this.#lastSeq, inverse, revision, at: new Date().toISOString(), from: this.state };
    this.state = change.to;
    this.record = { ...this.record, revision, updatedAt: entry.at };
    this.#history.record(entry);
    this.#recovery.patches.push(entry.patch);
    this.#unfolded.entries += 1;
    this.#unfolded.characters += JSON.stringify(entry.patch).length;
    this.#unsaved.push(entry);
    return { revision, changed, entry };
  }

  /** Writes what is not in the browser yet, in order. Rejects with StorageError; what was written stays written. */
  async flush() {
    if (!this.#stored) {
      await this.#journal.create(this.record, this.#recovery.text);
      this.#stored = true;
    }
    while (this.#unsaved.length > 0) {
      await this.#journal.append(this.record, this.#unsaved[0]);
      this.#unsaved.shift();
    }
  }

  get wantsFold() {
    return !this.hasUnsaved && (this.#unfolded.entries >= FOLD_ENTRIES || this.#unfolded.characters >= FOLD_CHARACTERS);
  }

  /** Writes the document as a new snapshot generation, so that opening need not replay the journal. */
  async fold() {
    const { text } = await this.#engine.call('plan.serialize');
    await this.#journal.fold(this.record.key, { seq: this.#lastSeq, state: this.state, text });
    this.#recovery = { text, patches: [] };
    this.#unfolded = { entries: 0, characters: 0 };
  }

  /** @param {Partial<PlanRecord>} changes of the record that are no change of the document */
  async changeRecord(changes) {
    this.record = { ...this.record, ...changes };
    await this.#journal.putRecord(this.record);
  }
}
