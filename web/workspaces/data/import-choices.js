// ImportChoices: which table a file belongs to and which of its columns is which field: what the engine recognised, and what the
// manager chose over it.
import { batch, signal } from '@preact/signals-core';

/**
 * @typedef {import('../../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {{index: number, header: string, field: string | null, confidence: number, reason: string,
 *   kind: 'date' | 'number' | 'text' | 'empty', samples: string[], dateOrders?: string[], months?: boolean, distinctSoFar: number}} Column
 * @typedef {{table: string, score: number}} TableGuess
 * @typedef {{encoding: string, delimiter: string, headerLine: number | null, header: string[], columns: Column[],
 *   rows: string[][], rowsRead: number, fingerprint: string, missing: string[], table?: string, tableGuess?: TableGuess[],
 *   delimiterFound?: string, months?: Months | null}} Preview
 * @typedef {{value: string, blanks: boolean}} Default a fixed value for a field; blanks: for blank cells of its column too
 * @typedef {{columns: Record<string, string | null>, dateOrder: string | null, decimal: string | null, delimiter?: string,
 *   defaults?: Record<string, Default>, months?: 'rows' | 'columns', year?: number}} Mapping
 * @typedef {{columns: {index: number, month: number, year: number | null}[], asRows: boolean, yearNeeded: boolean}} Months
 * @typedef {{key: string, type: 'day' | 'date' | 'number' | 'ratio' | 'text', required: boolean, unless?: string, unit?: string}} Field
 * @typedef {import('./import-flow.js').Engine} Engine
 * @typedef {import('./import-flow.js').KeptMapping} KeptMapping
 */

/** The tables that can be imported, in the order they are offered. */
export const TABLES = ['orders', 'opportunities', 'contracts', 'activities', 'observations', 'budgets'];
/** A guess this much better than order lines is taken. */
const SURE_LEAD = 0.1;

/** @returns {Mapping} */
export const nothingChosen = () => ({ columns: {}, dateOrder: null, decimal: null });

export class ImportChoices {
  preview = signal(/** @type {Preview | null} */ (null));
  table = signal('orders');
  /** The fields of that table, in the order they are offered. */
  fields = signal(/** @type {Field[]} */ ([]));
  /** What the manager chose over the recognition. */
  mapping = signal(nothingChosen());
  /** Whether the choices come from an earlier import of a file with the same header. */
  remembered = signal(false);

  #engine;
  #onChoice;
  #importId = '';
  #chosen = false;
  #tableChosen = false;
  /** What the engine asked about dates; kept after the answer, so that the answer can be changed. */
  #askedDates = signal(/** @type {{column?: string, orders: string[], samples: string[]} | null} */ (null));

  /** @param {Engine} engine @param {() => void} onChoice called at every choice the manager makes */
  constructor(engine, onChoice) {
    this.#engine = engine;
    this.#onChoice = onChoice;
  }

  /**
   * Looks at what has been read so far.
   * @param {string} importId
   * @param {(fingerprint: string) => KeptMapping | undefined} recall
   * @returns {Promise<KeptMapping | undefined>} what was kept for this header and is taken up
   */
  async recognise(importId, recall) {
    this.#importId = importId;
    const first = await this.#preview(this.#tableChosen ? this.table.value : undefined);
    if (!first || this.#importId !== importId) return undefined;
    const kept = recall(first.fingerprint);
    const table = this.#tableChosen ? this.table.value : (kept?.table ?? bestTable(first));
    const months = this.#chosen ? this.mapping.value.months : kept?.months;
    const asFirst = table === (first.table ?? 'orders') && months !== 'columns';
    const preview = asFirst ? first : await this.#preview(table, months);
    if (!preview || this.#importId !== importId) return undefined;
    await this.#loadFields(table);
    batch(() => {
      this.table.value = table;
      this.preview.value = preview;
      if (this.#chosen) return; // the manager has begun to choose while the rest is being read
      this.remembered.value = kept !== undefined;
      if (kept) this.mapping.value = mappingOf(kept);
    });
    return this.#chosen ? undefined : kept;
  }

  /** @param {string | undefined} table @param {string} [months] as the manager chose @returns {Promise<Preview | null>} */
  async #preview(table, months) {
    const chosen = { ...(table ? { table } : {}), ...(months ? { mapping: { months } } : {}) };
    return this.#engine.call('facts.preview', { import: this.#importId, ...chosen });
  }

  /** @param {string} table */
  async #loadFields(table) {
    const { fields } = await this.#engine.call('facts.fields', { table });
    this.fields.value = fields;
  }

  /** Takes the file for another table: what its columns are is recognised anew. @param {string} table */
  async chooseTable(table) {
    const importId = this.#importId;
    this.#onChoice();
    this.#tableChosen = true;
    const preview = await this.#preview(table);
    if (!preview || this.#importId !== importId) return;
    await this.#loadFields(table);
    batch(() => {
      this.table.value = table;
      this.preview.value = preview;
      this.remembered.value = false;
      this.mapping.value = { ...nothingChosen(), decimal: this.mapping.value.decimal };
      this.#askedDates.value = null;
    });
  }

  /** The field of a column as it would be imported now. @param {Column} column */
  fieldOf(column) {
    const chosen = this.mapping.value.columns;
    return Object.hasOwn(chosen, column.header) ? chosen[column.header] : column.field;
  }

  /** Fields that some column has. */
  get fieldsInUse() {
    return (this.preview.value?.columns ?? []).map((column) => this.fieldOf(column)).filter((field) => field !== null);
  }

  /** What month columns that become rows hold. */
  get #fieldsOfMonths() {
    return this.months?.asRows ? ['day', this.table.value === 'budgets' ? 'amount' : 'value'] : [];
  }

  /** Chooses a column's field; another column that had it lets go. @param {Column} column @param {string | null} field */
  choose(column, field) {
    this.#onChoice();
    const hadIt = (this.preview.value?.columns ?? []).filter(
      (other) => field !== null && other.index !== column.index && this.fieldOf(other) === field,
    );
    const lettingGo = Object.fromEntries(hadIt.map(({ header }) => [header, null])); // a header may be __proto__
    const columns = { ...this.mapping.value.columns, [column.header]: field, ...lettingGo };
    const datesBefore = this.#dayColumn;
    this.#chosen = true;
    this.mapping.value = { ...this.mapping.value, columns };
    if (this.#dayColumn === datesBefore) return;
    this.#askedDates.value = null; // the question was about another column
    this.mapping.value = { ...this.mapping.value, dateOrder: null };
  }

  /** @param {string | null} dateOrder null: as the column itself proves */
  chooseDateOrder(dateOrder) {
    this.#onChoice();
    this.mapping.value = { ...this.mapping.value, dateOrder };
  }

  /** @param {string | null} decimal null: as the numbers themselves prove */
  chooseDecimal(decimal) {
    this.#onChoice();
    this.#chosen = true;
    this.mapping.value = { ...this.mapping.value, decimal };
  }

  /** The columns named after months, when the engine knows what to do with them. */
  get months() {
    return this.preview.value?.months ?? null;
  }

  /** Whether a column is a month that becomes rows. @param {Column} column */
  becomesRows(column) {
    return Boolean(this.months?.asRows && this.months.columns.some(({ index }) => index === column.index));
  }

  /** Whether columns named after months become rows. @param {'rows' | 'columns'} months */
  async chooseMonths(months) {
    const importId = this.#importId;
    this.#onChoice();
    this.#chosen = true;
    const preview = await this.#preview(this.table.value, months);
    if (!preview || this.#importId !== importId) return;
    batch(() => {
      this.preview.value = preview;
      this.mapping.value = { ...this.mapping.value, months };
    });
  }

  /** @param {number | null} year of the first month column */
  chooseYear(year) {
    this.#onChoice();
    this.#chosen = true;
    this.mapping.value = { ...this.mapping.value, year: year ?? undefined };
  }

  /** Whether months become rows and nobody has said of which year they are. */
  get yearAsked() {
    return Boolean(this.months?.asRows && this.months.yearNeeded && this.mapping.value.year === undefined);
  }

  /** Fixed values, by field. */
  get defaults() {
    return this.mapping.value.defaults ?? {};
  }

  /** Gives a field a fixed value, or takes it back. @param {string} field @param {Default | null} value */
  chooseDefault(field, value) {
    this.#onChoice();
    this.#chosen = true;
    const others = Object.entries(this.defaults).filter(([key]) => key !== field || value);
    const defaults = { ...Object.fromEntries(others), ...(value ? { [field]: value } : {}) };
    this.mapping.value = { ...this.mapping.value, defaults };
  }

  /** Whether everything is said that an import needs: every required field, every fixed value, the year of the months. */
  get complete() {
    const valued = Object.values(this.defaults).every(({ value }) => value.trim() !== '');
    return valued && this.missing.length === 0 && !this.yearAsked;
  }

  get #dayColumn() {
    return this.preview.value?.columns.find((column) => this.fieldOf(column) === 'day');
  }

  /** Required fields no column has. */
  get missing() {
    const used = new Set([...this.fieldsInUse, ...Object.keys(this.defaults), ...this.#fieldsOfMonths]);
    return this.fields.value
      .filter(({ key, required, unless }) => required && !used.has(key) && !(unless && used.has(unless)))
      .map(({ key }) => key);
  }

  /** The date orders to choose from when the file does not say; null when there is nothing to ask. */
  get dateQuestion() {
    const day = this.#dayColumn;
    const asked = this.#askedDates.value;
    const { orders, samples } = asked ?? { orders: day?.dateOrders ?? [], samples: day?.samples ?? [] };
    const header = asked?.column ?? day?.header; // any date of the file may be the one that is asked about
    return orders.length > 1 && header !== undefined ? { header, orders, samples } : null;
  }

  /** @param {ErrorRecord[]} errors of a check or commit */
  noteErrors(errors) {
    const asked = errors.find(({ code }) => code === 'facts.date_order_ambiguous')?.params;
    if (asked) this.#askedDates.value = /** @type {{column?: string, orders: string[], samples: string[]}} */ (asked);
  }

  /** The mapping as the engine takes it: only columns that the file has. */
  get named() {
    const { columns, dateOrder, decimal, months, year } = this.mapping.value;
    const known = new Set(this.preview.value?.header ?? []);
    const named = Object.fromEntries(Object.entries(columns).filter(([header]) => known.has(header)));
    const defaults = Object.keys(this.defaults).length > 0 ? { defaults: this.defaults } : {};
    const unfolding = this.months ? { ...(months ? { months } : {}), ...(year === undefined ? {} : { year }) } : {};
    return { columns: named, dateOrder, decimal, ...defaults, ...unfolding };
  }

  clear() {
    this.#importId = '';
    this.#chosen = false;
    this.#tableChosen = false;
    this.#askedDates.value = null;
    this.preview.value = null;
    this.table.value = 'orders';
    this.remembered.value = false;
    this.mapping.value = nothingChosen();
  }
}

/** What of a kept mapping is about columns and values. @param {Mapping} kept @returns {Mapping} */
function mappingOf({ columns, dateOrder, decimal, defaults, months, year }) {
  const more = { ...(defaults ? { defaults } : {}), ...(months ? { months } : {}), ...(year ? { year } : {}) };
  return { columns, dateOrder, decimal, ...more };
}

/** Order lines unless another table fits clearly better. @param {Preview} preview */
function bestTable({ tableGuess = [] }) {
  const [best] = tableGuess;
  const orders = tableGuess.find(({ table }) => table === 'orders')?.score ?? 0;
  return best && best.score - orders >= SURE_LEAD ? best.table : 'orders';
}
