// OpenPlan: the document being worked on, as engine and journal see it. One change at a time: engine first, then disk,
// then memory. Knows neither the screen nor the list of plans.
import { currentAuthor } from './authorship.js';
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
 * @typedef {Pick<import('../storage/plan-store.js').PlanStore,
 *   'create' | 'append' | 'fold' | 'thin' | 'generation' | 'since' | 'putRecord'>} Journal
 * @typedef {{revision: number, changed: string[], entry: JournalEntry}} Applied
 */

/** Fold after so many entries, so many characters of patches, or the first change after so long. */
const FOLD_ENTRIES = 50;
const FOLD_CHARACTERS = 4_000_000;
const FOLD_AFTER_MS = 3_600_000;

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
  /** What opening would have to replay. */
  #unfolded = { entries: 0, characters: 0 };
  #foldedAt;
  #author;
  /** Whether the browser has the plan and its first snapshot; without them no journal entry is of use. */
  #stored;
  /** Entries the browser store did not take yet, oldest first. @type {JournalEntry[]} */
  #unsaved = [];

  /**
   * @param {{record: PlanRecord, state: number, lastSeq: number, entries: JournalEntry[], text: string,
   *   patches: PatchOperation[][], stored: boolean, engine: EngineHandle, journal: Journal, foldedAt?: number,
   *   author?: () => import('../storage/types.js').Author}} parts
   *   stored: false for a document that is new to this browser; the first flush puts it there
   *   foldedAt: instant of the snapshot `text`; author: who makes the changes of this page
   */
  constructor({
    record,
    state,
    lastSeq,
    entries,
    text,
    patches,
    stored,
    engine,
    journal,
    foldedAt = Date.now(),
    author = currentAuthor,
  }) {
    this.record = record;
    this.state = state;
    this.#lastSeq = lastSeq;
    this.#history = new UndoHistory(entries);
    this.#recovery = { text, patches };
    for (const patch of patches) this.#count(patch);
    this.#stored = stored;
    this.#engine = engine;
    this.#journal = journal;
    this.#foldedAt = foldedAt;
    this.#author = author;
  }

  get undoable() {
    return this.#history.undoable;
  }

  /** The latest change, when it was one of a table before the page was opened: no step of undo any more. */
  get lost() {
    return this.#history.lost;
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
    const entry = {
      ...change,
      seq: this.#lastSeq,
      inverse,
      revision,
      at: new Date().toISOString(),
      by: this.#author(),
      from: this.state,
    };
    this.record = { ...this.record, revision, updatedAt: entry.at, unfiled: (this.record.unfiled ?? 0) + 1 };
    this.#remember(entry);
    this.#history.record(entry);
    this.#unsaved.push(entry);
    return { revision, changed, entry };
  }

  /** What the engine has taken. @param {JournalEntry} entry */
  #remember(entry) {
    this.state = entry.to;
    this.#recovery.patches.push(entry.patch);
    this.#count(entry.patch);
  }

  /** @param {PatchOperation[]} patch */
  #count(patch) {
    this.#unfolded.entries += 1;
    this.#unfolded.characters += JSON.stringify(patch).length;
  }

  /**
   * Takes what another tab has put on disk since.
   * @returns {Promise<{changed: string[], record: boolean} | null>} the parts that changed, and whether the record did; null when
   *   what is there does not follow on what is here: the plan has to be read anew
   */
  async follow() {
    const { record, entries } = await this.#journal.since(this.record.key, this.#lastSeq);
    if (!record) return null;
    const changed = new Set();
    for (const entry of entries) {
      if (entry.seq !== this.#lastSeq + 1 || entry.from !== this.state) return null;
      const applied = await this.#engine.call('plan.apply', { patch: entry.patch });
      if (applied.revision !== entry.revision) return null;
      for (const part of applied.changed) changed.add(part);
      this.#lastSeq = entry.seq;
      this.#remember(entry);
      this.#history.recordElsewhere(entry);
    }
    // Changed without entries that say how: they have been folded away.
    if (entries.length === 0 && record.updatedAt !== this.record.updatedAt) return null;
    const before = JSON.stringify(this.record);
    this.record = { ...record, revision: entries.at(-1)?.revision ?? this.record.revision };
    return { changed: [...changed], record: JSON.stringify(this.record) !== before };
  }

  /**
   * Writes what is not in the browser yet, in order. Rejects with StorageError; what was written stays written.
   * @returns {Promise<{anew: boolean}>} anew: the browser's data had been deleted, and the plan is there again but for its tables
   */
  async flush() {
    if (!this.#stored) await this.#create(this.#recovery.text, { seq: 0, state: 0 });
    let anew = false;
    while (this.#unsaved.length > 0) {
      try {
        await this.#journal.append(this.record, this.#unsaved[0]);
        this.#unsaved.shift();
      } catch (error) {
        if (anew || /** @type {{code?: string}} */ (error).code !== 'storage.no_such_plan') throw error;
        anew = true;
        const { text } = await this.#engine.call('plan.serialize');
        await this.#create(text, { seq: this.#lastSeq, state: this.state });
        this.#unsaved = [];
      }
    }
    return { anew };
  }

  /** @param {string} text @param {{seq: number, state: number}} place */
  async #create(text, place) {
    await this.#journal.create(this.record, text, place);
    this.#stored = true;
    this.#foldedAt = Date.now();
  }

  get wantsFold() {
    const { entries, characters } = this.#unfolded;
    const late = entries > 0 && Date.now() - this.#foldedAt >= FOLD_AFTER_MS;
    return !this.hasUnsaved && (entries >= FOLD_ENTRIES || characters >= FOLD_CHARACTERS || late);
  }

  /**
   * Writes the document as a new snapshot generation, so that opening need not replay the journal.
   * @param {{instead?: number[]}} [options] instead: damaged generations that it takes the place of
   */
  async fold({ instead = [] } = {}) {
    const { text } = await this.#engine.call('plan.serialize');
    await this.#journal.fold(this.record.key, { seq: this.#lastSeq, state: this.state, text, instead });
    this.#recovery = { text, patches: [] };
    this.#unfolded = { entries: 0, characters: 0 };
    this.#foldedAt = Date.now();
  }

  /** Packs earlier generations and drops the superfluous ones. */
  thin() {
    return this.#journal.thin(this.record.key);
  }

  /** @param {Partial<PlanRecord>} changes of the record that are no change of the document; `fileState` means: it is in a file now */
  async changeRecord(changes) {
    const filed = 'fileState' in changes ? { filedAt: new Date().toISOString(), unfiled: 0, reminded: undefined } : {};
    this.record = { ...this.record, ...filed, ...changes };
    await this.#journal.putRecord(this.record);
  }
}
