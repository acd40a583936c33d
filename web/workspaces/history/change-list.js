// <st-change-list>: what is different between two versions, field by field and in words, with who did it.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { formatInstant } from '../../lib/dates.js';
import { count, language, t, unitMode } from '../../i18n/index.js';
import { base, toolbar } from '../../components/styles.js';
import '../../components/csv-export.js';
import { personOf } from './attribution.js';
import { choicesOf, filtered } from './change-rows.js';
import { fieldWords, recordWords, roomWords, valueWords } from './field-words.js';
import './history-filters.js';
import { NO_FILTER } from './history-filters.js';
import { listStyles } from './history-styles.js';
import { pager } from './pager.js';
import { changeTitle, personWords } from './version-words.js';

/**
 * @typedef {import('./change-rows.js').ChangeRow} ChangeRow
 * @typedef {import('./change-rows.js').FieldChange} FieldChange
 * @typedef {import('./version-comparison.js').Comparison} Comparison
 */

const PER_PAGE = 50;
const COLUMNS = ['room', 'record', 'field', 'before', 'after', 'person', 'at'];

class StChangeList extends LitElement {
  static properties = {
    comparison: { attribute: false },
    fileName: { attribute: false },
    filter: { state: true },
    page: { state: true },
    unfolded: { state: true },
  };
  static styles = [base, toolbar, listStyles];

  constructor() {
    super();
    /** @type {Comparison | null} */
    this.comparison = null;
    this.fileName = '';
    this.filter = NO_FILTER;
    this.page = 0;
    /** Keys of rows whose periods are shown one by one. @type {Set<string>} */
    this.unfolded = new Set();
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** @param {Comparison} comparison */
  #rows({ rows, reading }) {
    return filtered(rows, this.filter, (row) => this.#cells(row, reading).join(' '));
  }

  /**
   * A row as text: what is looked through and exported.
   * @param {ChangeRow} row @param {import('./field-words.js').Reading} reading
   */
  #cells(row, reading) {
    return [
      roomWords(row.collection),
      recordWords(row, reading),
      this.#field(row, reading),
      exported(valueWords(row.before, row, reading)),
      exported(valueWords(row.after, row, reading)),
      personWords(personOf(row.change?.by ?? null)),
      row.change ? formatInstant(row.change.at) : '',
    ];
  }

  /** @param {ChangeRow} row @param {import('./field-words.js').Reading} reading */
  #field(row, reading) {
    const words = fieldWords(row, reading);
    return row.parts.length > 0 ? t('history.field.periods', { name: words, count: row.parts.length }) : words;
  }

  render() {
    const { comparison } = this;
    if (!comparison) return nothing;
    const rows = this.#rows(comparison);
    const counted = comparison.rows.filter(({ derived }) => derived <= this.filter.derived);
    const { people, rooms } = choicesOf(counted);
    const page = Math.min(this.page, Math.max(0, Math.ceil(rows.length / PER_PAGE) - 1));
    return html`<st-history-filters
        .filter=${this.filter}
        .people=${people}
        .rooms=${rooms}
        ?derived=${comparison.rows.some(({ derived }) => derived)}
        @st-filter=${(/** @type {CustomEvent} */ { detail }) => Object.assign(this, { filter: detail, page: 0 })}
      ></st-history-filters>
      <div class="bar">
        <p class="muted" role="status">${t('history.changes.shown', { count: count(rows.length), all: count(counted.length) })}</p>
        <st-csv-export
          class="end"
          label=${t('history.export')}
          .fileName=${this.fileName}
          .read=${async (/** @type {{offset: number, limit: number}} */ { offset, limit }) => ({
            rows: rows.slice(offset, offset + limit).map((row) => this.#cells(row, comparison.reading)),
            total: rows.length,
          })}
          .header=${() => COLUMNS.map((column) => t(`history.column.${column}`))}
          ?disabled=${rows.length === 0}
        ></st-csv-export>
      </div>
      ${rows.length > 0 ? this.#table(rows.slice(page * PER_PAGE, (page + 1) * PER_PAGE), comparison) : nothing}
      ${pager({ page, rows: rows.length, perPage: PER_PAGE, go: (to) => (this.page = to) })}`;
  }

  /** @param {ChangeRow[]} rows @param {Comparison} comparison */
  #table(rows, { reading }) {
    const label = t('history.changes.heading');
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table class="data">
        <thead>
          <tr>
            ${COLUMNS.map(
              (column) =>
                html`<th scope="col" class=${column === 'before' || column === 'after' ? 'number' : ''}>
                  ${t(`history.column.${column}`)}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => [
            this.#row(row, reading),
            this.unfolded.has(row.key) ? row.parts.map((part) => this.#part(part, reading)) : nothing,
          ])}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {ChangeRow} row @param {import('./field-words.js').Reading} reading */
  #row(row, reading) {
    const [room, record, field, , , person, at] = this.#cells(row, reading);
    const open = this.unfolded.has(row.key);
    return html`<tr data-path=${row.key}>
      <td>${room}</td>
      <td>${record}</td>
      <td>
        ${
          row.parts.length > 0
            ? html`<button class="link" aria-expanded=${open ? 'true' : 'false'} @click=${() => this.#toggle(row.key)}>${field}</button>`
            : field
        }
      </td>
      ${this.#values(row, reading)}
      <td title=${row.change ? changeTitle(row.change) : ''}>${person}</td>
      <td class="moment">${at}</td>
    </tr>`;
  }

  /** @param {FieldChange} part @param {import('./field-words.js').Reading} reading */
  #part(part, reading) {
    return html`<tr class="part">
      <td></td>
      <td></td>
      <td>${fieldWords(part, reading)}</td>
      ${this.#values(part, reading)}
      <td></td>
      <td></td>
    </tr>`;
  }

  /** @param {FieldChange | ChangeRow} change @param {import('./field-words.js').Reading} reading */
  #values(change, reading) {
    return [change.before, change.after].map((value) => {
      const { text, exact } = valueWords(value, change, reading);
      return html`<td class="number" title=${exact}>${text}</td>`;
    });
  }

  /** @param {string} key */
  #toggle(key) {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(key)) unfolded.add(key);
    this.unfolded = unfolded;
  }
}

/** In a file the exact value counts. @param {{text: string, exact: string}} value */
const exported = ({ text, exact }) => exact || text;

customElements.define('st-change-list', StChangeList);
