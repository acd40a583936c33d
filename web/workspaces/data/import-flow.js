// ImportFlow: one file on its way into the plan, as signals a screen can draw. Nothing of the plan changes before commit().
import { signal } from '@preact/signals-core';
import { encodingAfter, toUtf8 } from './text-encoding.js';

/**
 * @typedef {import('../../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {{index: number, header: string, field: string | null, confidence: number, reason: string,
 *   kind: 'date' | 'number' | 'text' | 'empty', samples: string[], dateOrders?: string[], distinctSoFar: number}} Column
 * @typedef {{encoding: string, delimiter: string, headerLine: number | null, header: string[], columns: Column[],
 *   rows: string[][], rowsRead: number, fingerprint: string, missing: string[]}} Preview
 * @typedef {{columns: Record<string, string | null>, dateOrder: string | null, decimal: string | null}} Mapping
 * @typedef {{rows: number, rejected: number, rejects: {line: number, column: number, header: string, value: string, code: string}[],
 *   rejectsByCode: Record<string, number>, blankLines: number, totals: Record<string, number | null>, firstDay: string,
 *   lastDay: string, dimensions: Record<string, number>, dateOrder: string | null, fingerprint: string, mapping: Mapping,
 *   warnings: ErrorRecord[], fileName: string}} Report
 * @typedef {'idle' | 'reading' | 'mapping' | 'building' | 'done' | 'failed'} Stage
 * @typedef {{call: (request: string, params?: object, options?: object) => Promise<any>,
 *   load: (importId: string, bytes: Uint8Array<ArrayBuffer>) => Promise<any>}} Engine
 */

const TABLE = 'orders';
const CHUNK_BYTES = 1024 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export class ImportFlow {
  stage = signal(/** @type {Stage} */ ('idle'));
  file = signal(/** @type {File | null} */ (null));
  progress = signal({ bytes: 0, totalBytes: 0, rows: 0 });
  /** How the file is read: 'utf-8' or what text-encoding.js knows. */
  encoding = signal('utf-8');
  preview = signal(/** @type {Preview | null} */ (null));
  /** What the manager chose over the recognition. */
  mapping = signal(/** @type {Mapping} */ ({ columns: {}, dateOrder: null, decimal: null }));
  /** Whether the mapping comes from an earlier import of a file with the same header. */
  remembered = signal(false);
  report = signal(/** @type {Report | null} */ (null));
  errors = signal(/** @type {ErrorRecord[]} */ ([]));

  #engine;
  #importId = '';
  /** Every start and cancel is a new turn: what belongs to an older one is ignored when it arrives. */
  #turn = 0;
  /** Stops the making of the table. */
  #building = new AbortController();
  #chosen = false;
  /** The file ends without a line break: the engine counts its last line only when the table is made. */
  #openLine = false;
  /** What the engine asked about dates; kept after the answer, so that the answer can be changed. */
  #askedDates = signal(/** @type {{orders: string[], samples: string[]} | null} */ (null));

  /** @param {Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /**
   * Reads a file to its end and recognises its columns; stops at stage `mapping` or `failed`.
   * @param {File} file
   * @param {(fingerprint: string) => Mapping | undefined} recall the mapping kept for a header, if any
   * @param {string} [encoding] how the manager says the file is encoded; found out otherwise
   * @returns {Promise<void>}
   */
  async start(file, recall, encoding) {
    await this.cancel();
    const turn = (this.#turn += 1);
    this.file.value = file;
    this.stage.value = 'reading';
    this.encoding.value = encoding ?? 'utf-8';
    try {
      await this.#read(file, turn, recall);
    } catch (error) {
      const other = encoding ? null : encodingAfter(/** @type {any} */ (error).errors ?? []);
      if (turn !== this.#turn) return;
      if (other) return this.start(file, recall, other);
      this.#fail(error, 'failed');
    }
  }

  /** @param {File} file @param {number} turn @param {(fingerprint: string) => Mapping | undefined} recall */
  async #read(file, turn, recall) {
    const { name: fileName, size } = file;
    this.progress.value = { bytes: 0, totalBytes: size, rows: 0 };
    const begun = await this.#engine.call('facts.begin', { table: TABLE, fileName, totalBytes: size });
    if (turn !== this.#turn) return this.#drop(begun.import);
    this.#importId = begun.import;
    const convert = toUtf8(this.encoding.value);
    for (let at = 0; at < size; at += CHUNK_BYTES) {
      const end = Math.min(at + CHUNK_BYTES, size);
      const bytes = convert(new Uint8Array(await file.slice(at, end).arrayBuffer()), end === size);
      if (turn !== this.#turn) return;
      const openLine = ![LINE_FEED, CARRIAGE_RETURN].includes(bytes[bytes.length - 1]);
      const read = await this.#engine.load(begun.import, bytes);
      if (turn !== this.#turn) return;
      this.#openLine = openLine;
      this.progress.value = { bytes: end, totalBytes: size, rows: read.rows };
      if (at === 0 && end < size) await this.#recognise(turn, recall);
    }
    await this.#recognise(turn, recall);
    if (turn !== this.#turn) return;
    this.progress.value = { ...this.progress.value, rows: this.#rowsToImport };
    this.stage.value = 'mapping';
  }

  get #rowsToImport() {
    return (this.preview.value?.rowsRead ?? 0) + (this.#openLine ? 1 : 0);
  }

  /** @param {number} turn @param {(fingerprint: string) => Mapping | undefined} recall */
  async #recognise(turn, recall) {
    const preview = await this.#engine.call('facts.preview', { import: this.#importId });
    if (turn !== this.#turn) return;
    this.preview.value = preview;
    if (this.#chosen) return; // the manager has begun to choose while the rest is being read
    const kept = recall(preview.fingerprint);
    this.remembered.value = kept !== undefined;
    if (kept) this.mapping.value = kept;
  }

  /** @param {unknown} error @param {Stage} stage where the manager goes on from */
  #fail(error, stage) {
    const { errors } = /** @type {{errors?: ErrorRecord[]}} */ (error);
    this.stage.value = stage;
    if (!errors) throw error; // a defect of ours, not of the file
    this.errors.value = errors;
    const asked = errors.find(({ code }) => code === 'facts.date_order_ambiguous')?.params;
    if (asked) this.#askedDates.value = /** @type {{orders: string[], samples: string[]}} */ (asked);
  }

  /** The field of a column as it would be imported now. @param {Column} column */
  fieldOf(column) {
    const chosen = this.mapping.value.columns;
    return Object.hasOwn(chosen, column.header) ? chosen[column.header] : column.field;
  }

  /** Chooses a column's field; another column that had it lets go. @param {Column} column @param {string | null} field */
  choose(column, field) {
    const columns = { ...this.mapping.value.columns, [column.header]: field };
    for (const other of this.preview.value?.columns ?? []) {
      if (field !== null && other.index !== column.index && this.fieldOf(other) === field) columns[other.header] = null;
    }
    const datesBefore = this.#dayColumn;
    this.#chosen = true;
    this.mapping.value = { ...this.mapping.value, columns };
    this.errors.value = [];
    if (this.#dayColumn === datesBefore) return;
    this.#askedDates.value = null; // the question was about another column
    this.mapping.value = { ...this.mapping.value, dateOrder: null };
  }

  /** @param {string | null} dateOrder */
  chooseDateOrder(dateOrder) {
    this.mapping.value = { ...this.mapping.value, dateOrder };
    this.errors.value = [];
  }

  get #dayColumn() {
    return this.preview.value?.columns.find((column) => this.fieldOf(column) === 'day');
  }

  /** Required fields no column has. */
  get missing() {
    const columns = this.preview.value?.columns ?? [];
    return ['day', 'amount'].filter((field) => !columns.some((column) => this.fieldOf(column) === field));
  }

  /** The date orders to choose from when the file does not say; empty when there is nothing to ask. */
  get dateQuestion() {
    const column = this.#dayColumn;
    const { orders, samples } = this.#askedDates.value ?? {
      orders: column?.dateOrders ?? [],
      samples: column?.samples ?? [],
    };
    return orders.length > 1 && column ? { header: column.header, orders, samples } : null;
  }

  /**
   * Makes the table. On success the engine's old table of that name is replaced; on failure everything stays and the
   * errors say what to change. Cancelling stops it half way, and everything stays too.
   * @returns {Promise<Report | null>}
   */
  async commit() {
    const turn = this.#turn;
    const building = (this.#building = new AbortController());
    this.errors.value = [];
    this.stage.value = 'building';
    try {
      const { columns, dateOrder, decimal } = this.mapping.value;
      const known = new Set(this.preview.value?.header ?? []);
      const named = Object.fromEntries(Object.entries(columns).filter(([header]) => known.has(header)));
      const params = { import: this.#importId, mapping: { columns: named, dateOrder, decimal } };
      const report = await this.#engine.call('facts.commit', params, { signal: building.signal });
      this.#importId = '';
      this.report.value = report;
      return report;
    } catch (error) {
      if (turn === this.#turn) this.#fail(error, 'mapping');
      return null;
    }
  }

  /** The table is in its plan: shows the report. */
  finish() {
    if (this.report.value) this.stage.value = 'done';
  }

  /** Forgets the file; what was imported before stays as it was. */
  async cancel() {
    this.#turn += 1;
    const importId = this.#importId;
    this.#importId = '';
    this.#chosen = false;
    this.#askedDates.value = null;
    this.stage.value = 'idle';
    this.file.value = null;
    this.preview.value = null;
    this.report.value = null;
    this.errors.value = [];
    this.remembered.value = false;
    this.mapping.value = { columns: {}, dateOrder: null, decimal: null };
    this.#building.abort(new DOMException('the import was cancelled', 'AbortError'));
    if (importId) await this.#drop(importId);
  }

  /** @param {string} importId */
  async #drop(importId) {
    // An import that failed while reading is gone already: dropping it twice is no error to anyone.
    await this.#engine.call('facts.cancel', { import: importId }).catch(() => {});
  }
}
