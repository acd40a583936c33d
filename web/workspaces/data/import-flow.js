// ImportFlow: one file on its way into the plan, as signals a screen can draw: read, matched, checked, written. Nothing of the plan
// changes before commit(); what the columns mean is import-choices.js.
import { batch, signal } from '@preact/signals-core';
import { kindOf } from '../../import-formats/file-kind.js';
import { chineseEncodingOf } from '../../import-formats/encoding-guess.js';
import { ImportChoices, nothingChosen } from './import-choices.js';
import { firstSheet, openSource } from './import-source.js';
import { encodingAfter } from './text-encoding.js';

/**
 * @typedef {import('../../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {import('./import-choices.js').Preview} Preview
 * @typedef {import('./import-choices.js').Mapping} Mapping
 * @typedef {{mode: 'replace' | 'append' | 'upsert', key: string[], removeMissing?: 'none' | 'sameDays'}} Merge
 * @typedef {Mapping & {table?: string, merge?: Merge}} KeptMapping what is remembered for files with the same header
 * @typedef {{line: number, column: number | null, header: string | null, value: string, code: string}} Reject
 * @typedef {{new: number, changed: number, unchanged: number, removed: number, kept: number}} Changes
 * @typedef {{key: string[], distinct: number, repeats: number, missing: number}} KeyQuality how well a key tells rows apart
 * @typedef {{key: Record<string, any>, line: number, cells: {field: string, old: any, new: any}[]}} Sample
 * @typedef {{table: string, rows: number, rejected: number, rejects: Reject[], rejectsByCode: Record<string, number>, blankLines: number,
 *   totals: Record<string, number | null>, firstDay: string, lastDay: string, dimensions: Record<string, number>,
 *   dateOrder: string | null, fingerprint: string, mapping: Mapping, filled?: Record<string, number>, warnings: ErrorRecord[], fileName: string,
 *   changes: Changes, samples?: Sample[], dryRun: boolean, replaced: string | null,
 *   file: {rows: number, firstDay: string, lastDay: string, totals: Record<string, number | null>}}} Report
 * @typedef {'idle' | 'reading' | 'matching' | 'checking' | 'checked' | 'writing' | 'done' | 'failed'} Stage
 * @typedef {{call: (request: string, params?: object, options?: object) => Promise<any>,
 *   load: (importId: string, bytes: Uint8Array<ArrayBuffer>) => Promise<any>}} Engine
 */

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export class ImportFlow {
  stage = signal(/** @type {Stage} */ ('idle'));
  file = signal(/** @type {File | null} */ (null));
  progress = signal({ bytes: 0, totalBytes: 0, rows: 0 });
  /** Bytes that had been looked at before the first row came: a workbook is looked through once before. */
  bytesBeforeRows = 0;
  /** What the file is. @type {import('@preact/signals-core').Signal<'text' | 'workbook'>} */
  kind = signal(/** @type {'text' | 'workbook'} */ ('text'));
  /** How a text file is read: 'utf-8' or what text-encoding.js knows. */
  encoding = signal('utf-8');
  /** The separator the manager chose for a text file; '' for the one that is found. */
  delimiter = signal('');
  sheets = signal(/** @type {{name: string, hidden: boolean}[]} */ ([]));
  sheet = signal(0);
  /** What reading left out, and why. */
  notes = signal(/** @type {ErrorRecord[]} */ ([]));
  /** Which column is what, in which table. */
  choices;
  /** How far the manager has come. */
  step = signal(/** @type {'match' | 'check' | 'write'} */ ('match'));
  /** How the rows go into what is there. */
  merge = signal(/** @type {Merge} */ ({ mode: 'replace', key: [] }));
  /** Keys that tell rows apart, as the engine proposes them. */
  keys = signal(
    /** @type {{key: string[], candidates: KeyQuality[], fields: {field: string, distinct: number, missing: number}[]}} */ ({
      key: [],
      candidates: [],
      fields: [],
    }),
  );
  /** What writing would do: the answer of the last check. */
  check = signal(/** @type {Report | null} */ (null));
  report = signal(/** @type {Report | null} */ (null));
  errors = signal(/** @type {ErrorRecord[]} */ ([]));

  #engine;
  #importId = '';
  /** Every start and cancel is a new turn: what belongs to an older one is ignored when it arrives. */
  #turn = 0;
  /** Stops the making of the table. */
  #working = new AbortController();
  /** @type {import('./import-source.js').Source | null} */
  #source = null;
  /** Whether the way of writing was chosen for an earlier file with the same header. */
  #mergeKept = false;
  /** Whether the last check was against rows that are there. */
  #hadTable = false;
  /** The file ends without a line break: the engine counts its last line only when the table is made. */
  #openLine = false;
  /** The fingerprint of the header as it was cut before a separator was chosen. */
  #foundShape = '';

  /** @param {Engine} engine */
  constructor(engine) {
    this.#engine = engine;
    this.choices = new ImportChoices(engine, () => (this.errors.value = []));
  }

  /** Whether the file has been read and has no rows. */
  get noRows() {
    return this.progress.value.rows === 0;
  }

  /** The id facts.rejects asks for. */
  get importId() {
    return this.#importId;
  }

  /**
   * Reads a file to its end and recognises its columns; stops at stage `matching` or `failed`.
   * @param {File} file
   * @param {(fingerprint: string) => KeptMapping | undefined} recall what is kept for a header, if anything
   * @param {import('./import-source.js').Reading} [reading] as the manager says; found out otherwise
   * @returns {Promise<void>}
   */
  async start(file, recall, reading = {}) {
    await this.cancel();
    const turn = (this.#turn += 1);
    batch(() => {
      this.file.value = file;
      this.stage.value = 'reading';
      this.encoding.value = reading.encoding ?? 'utf-8';
      this.delimiter.value = reading.delimiter ?? '';
      this.progress.value = { bytes: 0, totalBytes: file.size, rows: 0 };
    });
    try {
      const kind = (await kindOf(file)) === 'other' ? 'text' : 'workbook';
      if (turn !== this.#turn) return;
      this.kind.value = kind;
      const source = await openSource(file, kind);
      if (turn !== this.#turn) return source.close();
      this.#source = source;
      batch(() => {
        this.sheets.value = source.sheets;
        this.sheet.value = reading.sheet ?? firstSheet(source.sheets);
      });
      const kept = await this.#read(source, turn, recall);
      if (turn !== this.#turn || !kept?.delimiter || reading.delimiter !== undefined) return;
      if (kept.delimiter !== this.choices.preview.value?.delimiter)
        await this.start(file, recall, { ...reading, delimiter: kept.delimiter });
    } catch (error) {
      if (turn !== this.#turn) return;
      const other = reading.encoding ? null : encodingAfter(/** @type {any} */ (error).errors ?? []);
      if (!other) return this.#fail(error, 'failed');
      // The engine knows Chinese bytes when it sees them; which Chinese they are is told by more of them.
      const encoding = other === 'gb18030' ? await chineseEncodingOf(file) : other;
      if (turn === this.#turn) await this.start(file, recall, { ...reading, encoding });
    }
  }

  /** Reads the same file another way. @param {import('./import-source.js').Reading} reading @param {(fingerprint: string) => KeptMapping | undefined} recall */
  async readAgain(reading, recall) {
    const file = this.file.value;
    if (!file) return;
    const text = this.kind.value === 'text';
    await this.start(
      file,
      recall,
      text
        ? { encoding: this.encoding.value, delimiter: this.delimiter.value, ...reading }
        : { sheet: this.sheet.value, ...reading },
    );
  }

  /** @param {import('./import-source.js').Source} source @param {number} turn @param {(fingerprint: string) => KeptMapping | undefined} recall */
  async #read(source, turn, recall) {
    const { name: fileName, size } = /** @type {File} */ (this.file.value);
    const delimiter = this.delimiter.value;
    const begun = await this.#engine.call('facts.begin', {
      ...{ table: 'orders', fileName, totalBytes: size },
      ...(delimiter ? { mapping: { delimiter } } : {}),
    });
    if (turn !== this.#turn) return this.#drop(begun.import);
    this.#importId = begun.import;
    this.bytesBeforeRows = 0;
    const show = (/** @type {number} */ done, /** @type {number} */ total) => {
      if (turn !== this.#turn) return;
      this.progress.value = { ...this.progress.value, bytes: done, totalBytes: total };
      if (this.progress.value.rows === 0) this.bytesBeforeRows = done;
    };
    const reading = { encoding: this.encoding.value, sheet: this.sheet.value };
    let first = true;
    for await (const { bytes, done, total } of source.pieces(reading, show)) {
      if (turn !== this.#turn) return undefined;
      const openLine = bytes.length > 0 && ![LINE_FEED, CARRIAGE_RETURN].includes(bytes[bytes.length - 1]);
      const read = await this.#engine.load(begun.import, bytes);
      if (turn !== this.#turn) return undefined;
      this.#openLine = openLine;
      this.progress.value = { bytes: done, totalBytes: total, rows: read.rows };
      if (first && done < total) await this.choices.recognise(this.#importId, recall);
      first = false;
    }
    const kept = await this.choices.recognise(this.#importId, recall);
    if (turn !== this.#turn) return undefined;
    if (!delimiter) this.#foundShape = this.choices.preview.value?.fingerprint ?? '';
    batch(() => {
      this.notes.value = source.notes;
      this.#mergeKept = kept?.merge !== undefined;
      if (kept?.merge) this.merge.value = kept.merge;
      this.progress.value = { ...this.progress.value, rows: this.#rowsToImport };
      this.stage.value = 'matching';
    });
    return kept;
  }

  get #rowsToImport() {
    return (this.choices.preview.value?.rowsRead ?? 0) + (this.#openLine ? 1 : 0);
  }

  /** @param {unknown} error @param {Stage} stage where the manager goes on from */
  #fail(error, stage) {
    const { errors } = /** @type {{errors?: ErrorRecord[]}} */ (error);
    this.stage.value = stage;
    if (!errors) throw error; // a defect of ours, not of the file
    this.errors.value = errors;
    this.choices.noteErrors(errors);
  }

  /** The parameters of a check or a commit, as chosen now. */
  get #params() {
    const { table, named } = this.choices;
    return { import: this.#importId, table: table.value, mapping: named, merge: this.merge.value };
  }

  /**
   * Tries the import without writing: what would be rejected, added, changed.
   * @param {{hasTable: boolean, merge?: Merge}} options hasTable: the plan has rows of that table; merge: as chosen, proposed otherwise
   */
  async tryOut({ hasTable, merge }) {
    const turn = this.#turn;
    this.#hadTable = hasTable;
    batch(() => {
      this.errors.value = [];
      this.stage.value = 'checking';
      if (this.step.value === 'match') this.step.value = 'check';
    });
    await this.#run(turn, async (options) => {
      if (!merge) await this.#proposeMerge(hasTable, options);
      else {
        this.merge.value = merge;
        if (merge.mode === 'upsert') await this.#judge(merge.key, options);
      }
      const report = await this.#engine.call('facts.commit', { ...this.#params, dryRun: true }, options);
      if (turn !== this.#turn) return;
      batch(() => {
        this.check.value = report;
        this.stage.value = 'checked';
      });
    });
  }

  /** @param {boolean} hasTable @param {object} options */
  async #proposeMerge(hasTable, options) {
    const { import: id, table, mapping } = this.#params;
    const keys = await this.#engine.call('facts.proposeKey', { import: id, table, mapping }, options);
    this.keys.value = { key: keys.key, candidates: keys.candidates ?? [], fields: keys.fields ?? [] };
    const { mode, key } = this.merge.value;
    const fields = new Set(this.choices.fieldsInUse);
    const chosen = key.length > 0 && key.every((field) => fields.has(field)) ? key : keys.key;
    if (!hasTable) this.merge.value = { mode: 'replace', key: chosen };
    else if (this.#mergeKept)
      this.merge.value = {
        ...this.merge.value,
        mode: mode === 'upsert' && chosen.length === 0 ? 'replace' : mode,
        key: chosen,
      };
    else this.merge.value = { mode: chosen.length > 0 ? 'upsert' : 'replace', key: chosen };
  }

  /** Finds out how well a key of the manager's own tells the rows apart. @param {string[]} key @param {object} options */
  async #judge(key, options) {
    const { candidates } = this.keys.value;
    if (key.length === 0 || candidates.some((one) => one.key.join('\n') === key.join('\n'))) return;
    const { import: id, table, mapping } = this.#params;
    const judged = await this.#engine.call('facts.proposeKey', { import: id, table, mapping, key }, options);
    this.keys.value = { ...this.keys.value, candidates: [...candidates, judged] };
  }

  /** Back to the columns, or between what was found and what will be written. @param {'match' | 'check' | 'write'} step */
  goTo(step) {
    batch(() => {
      this.step.value = step;
      this.errors.value = [];
      if (step !== 'match') return;
      this.stage.value = 'matching';
      this.check.value = null;
    });
  }

  /**
   * Makes the table. On success it stands in the engine; on failure everything stays and the errors say what to change. Cancelling stops
   * it half way, and everything stays too.
   * @returns {Promise<Report | null>}
   */
  async commit() {
    const turn = this.#turn;
    this.errors.value = [];
    this.stage.value = 'writing';
    /** @type {Report | null} */
    let report = null;
    await this.#run(turn, async (options) => {
      report = await this.#engine.call('facts.commit', this.#params, options);
      this.#importId = '';
      this.report.value = report;
    });
    return report;
  }

  /** @param {number} turn @param {(options: {signal: AbortSignal}) => Promise<void>} work */
  async #run(turn, work) {
    const working = (this.#working = new AbortController());
    try {
      await work({ signal: working.signal });
    } catch (error) {
      if (turn !== this.#turn) return;
      // What goes wrong with the rows is mended at the columns; what goes wrong with the key, where it was chosen.
      if (this.step.value === 'check') this.step.value = 'match';
      this.check.value = null;
      this.#fail(error, this.step.value === 'match' ? 'matching' : 'checked');
    }
  }

  /** The table is in its plan: shows the report. */
  finish() {
    if (this.report.value) this.stage.value = 'done';
  }

  /**
   * What is worth remembering for the next file with the same header, by the header's fingerprint. Where a separator was chosen, the header
   * as it was cut before leads to it.
   * @returns {Record<string, KeptMapping>}
   */
  get worthKeeping() {
    const report = this.report.value;
    if (!report) return {};
    const kept = { ...report.mapping, table: report.table };
    const { delimiter } = kept;
    return {
      ...(delimiter && this.#foundShape ? { [this.#foundShape]: { ...nothingChosen(), delimiter } } : {}),
      // With nothing there, there was nothing to choose.
      [report.fingerprint]: this.#hadTable ? { ...kept, merge: this.merge.value } : kept,
    };
  }

  /** Forgets the file; what was imported before stays as it was. */
  async cancel() {
    this.#turn += 1;
    const importId = this.#importId;
    this.#importId = '';
    this.#source?.close();
    this.#source = null;
    batch(() => {
      this.stage.value = 'idle';
      this.step.value = 'match';
      this.file.value = null;
      this.kind.value = 'text';
      this.sheets.value = [];
      this.notes.value = [];
      this.check.value = null;
      this.report.value = null;
      this.errors.value = [];
      this.merge.value = { mode: 'replace', key: [] };
      this.choices.clear();
      this.keys.value = { key: [], candidates: [], fields: [] };
    });
    this.#working.abort(new DOMException('the import was cancelled', 'AbortError'));
    if (importId) await this.#drop(importId);
  }

  /** @param {string} importId */
  async #drop(importId) {
    // An import that failed while reading is gone already: dropping it twice is no error to anyone.
    await this.#engine.call('facts.cancel', { import: importId }).catch(() => {});
  }
}
