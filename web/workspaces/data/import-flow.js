// ImportFlow: one file on its way into the plan, as signals a screen can draw. Nothing of the plan changes before commit().
import { signal } from '@preact/signals-core';

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

export class ImportFlow {
  stage = signal(/** @type {Stage} */ ('idle'));
  file = signal(/** @type {File | null} */ (null));
  progress = signal({ bytes: 0, totalBytes: 0, rows: 0 });
  preview = signal(/** @type {Preview | null} */ (null));
  /** What the manager chose over the recognition. */
  mapping = signal(/** @type {Mapping} */ ({ columns: {}, dateOrder: null, decimal: null }));
  /** Whether the mapping comes from an earlier import of a file with the same header. */
  remembered = signal(false);
  report = signal(/** @type {Report | null} */ (null));
  errors = signal(/** @type {ErrorRecord[]} */ ([]));

  #engine;
  #importId = '';
  #turn = 0;

  /** @param {Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /**
   * Reads a file to its end and recognises its columns; stops at stage `mapping` or `failed`.
   * @param {File} file
   * @param {(fingerprint: string) => Mapping | undefined} recall the mapping kept for a header, if any
   */
  async start(file, recall) {
    await this.cancel();
    const turn = (this.#turn += 1);
    this.file.value = file;
    this.progress.value = { bytes: 0, totalBytes: file.size, rows: 0 };
    this.stage.value = 'reading';
    try {
      const begun = await this.#engine.call('facts.begin', {
        table: TABLE,
        fileName: file.name,
        totalBytes: file.size,
      });
      if (turn !== this.#turn) return this.#drop(begun.import);
      this.#importId = begun.import;
      for (let at = 0; at < file.size; at += CHUNK_BYTES) {
        const bytes = new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer());
        if (turn !== this.#turn) return;
        const read = await this.#engine.load(begun.import, bytes);
        if (turn !== this.#turn) return;
        this.progress.value = { bytes: read.bytes, totalBytes: file.size, rows: read.rows };
        if (at === 0 && file.size > CHUNK_BYTES) await this.#recognise(turn, recall);
      }
      await this.#recognise(turn, recall);
      if (turn === this.#turn) this.stage.value = 'mapping';
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  /** @param {number} turn @param {(fingerprint: string) => Mapping | undefined} recall */
  async #recognise(turn, recall) {
    const preview = await this.#engine.call('facts.preview', { import: this.#importId });
    if (turn !== this.#turn) return;
    this.preview.value = preview;
    const kept = recall(preview.fingerprint);
    this.remembered.value = kept !== undefined;
    if (kept) this.mapping.value = kept;
  }

  /** @param {unknown} error */
  #fail(error) {
    const { errors } = /** @type {{errors?: ErrorRecord[]}} */ (error);
    if (!errors) throw error; // a defect of ours, not of the file
    this.errors.value = errors;
    this.stage.value = 'failed';
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
    this.mapping.value = { ...this.mapping.value, columns };
    this.errors.value = [];
  }

  /** @param {string | null} dateOrder */
  chooseDateOrder(dateOrder) {
    this.mapping.value = { ...this.mapping.value, dateOrder };
    this.errors.value = [];
  }

  /** Required fields no column has. */
  get missing() {
    const columns = this.preview.value?.columns ?? [];
    return ['day', 'amount'].filter((field) => !columns.some((column) => this.fieldOf(column) === field));
  }

  /** The date orders to choose from when the file does not say; empty when there is nothing to ask. */
  get dateQuestion() {
    const asked = this.errors.value.find(({ code }) => code === 'facts.date_order_ambiguous');
    const column = this.preview.value?.columns.find((candidate) => this.fieldOf(candidate) === 'day');
    const orders = /** @type {string[]} */ (asked?.params?.orders ?? column?.dateOrders ?? []);
    return orders.length > 1 && column ? { header: column.header, orders, samples: column.samples } : null;
  }

  /**
   * Makes the table. On success the engine's old table of that name is replaced; on failure everything stays and the
   * errors say what to change.
   * @returns {Promise<Report | null>}
   */
  async commit() {
    this.errors.value = [];
    this.stage.value = 'building';
    try {
      const { columns, dateOrder, decimal } = this.mapping.value;
      const known = new Set(this.preview.value?.header ?? []);
      const named = Object.fromEntries(Object.entries(columns).filter(([header]) => known.has(header)));
      const report = await this.#engine.call('facts.commit', {
        import: this.#importId,
        mapping: { columns: named, dateOrder, decimal },
      });
      this.#importId = '';
      this.report.value = report;
      this.stage.value = 'done';
      return report;
    } catch (error) {
      this.#fail(error);
      this.stage.value = 'mapping';
      return null;
    }
  }

  /** Forgets the file; what was imported before stays as it was. */
  async cancel() {
    this.#turn += 1;
    const importId = this.#importId;
    this.#importId = '';
    this.stage.value = 'idle';
    this.file.value = null;
    this.preview.value = null;
    this.report.value = null;
    this.errors.value = [];
    this.remembered.value = false;
    this.mapping.value = { columns: {}, dateOrder: null, decimal: null };
    if (importId) await this.#drop(importId);
  }

  /** @param {string} importId */
  async #drop(importId) {
    // An import that failed while reading is gone already: dropping it twice is no error to anyone.
    await this.#engine.call('facts.cancel', { import: importId }).catch(() => {});
  }
}
