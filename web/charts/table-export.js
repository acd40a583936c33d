// <st-table-export>: copies a table that stands by itself, without a chart, or saves it as CSV: the first one of the section it is in.
// Figures leave as plain numbers.
import { LitElement, css, html } from 'lit';
import { copyText } from '../lib/browser-files.js';
import { serializeTsv } from '../lib/delimited.js';
import { plainRows, saveCsv } from './chart-files.js';
import './export-menu.js';

const FORMATS = /** @type {const} */ (['tsv', 'csv']);

/**
 * A table as it is on the screen, without the columns that only hold tools (their heads carry data-tool).
 * @param {HTMLTableElement} table
 * @returns {import('./chart.js').ChartTable}
 */
export function shownTable(table) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const kept = heads.flatMap((head, i) => (head.dataset.tool === undefined ? [i] : []));
  const text = (/** @type {HTMLTableCellElement | undefined} */ cell) => cell?.innerText.trim() ?? '';
  const rows = [...table.rows].filter((row) => row.parentElement !== table.tHead);
  return {
    columns: kept.map((i) => ({ name: text(heads[i]), number: heads[i].classList.contains('number') })),
    rows: rows.map((row) => kept.map((i) => text(row.cells[i]))),
  };
}

class StTableExport extends LitElement {
  static properties = { name: {}, copied: { state: true } };
  static styles = css`
    :host {
      display: inline-block;
    }
  `;

  constructor() {
    super();
    this.name = '';
    this.copied = false;
  }

  render() {
    return html`<st-chart-export .formats=${FORMATS} ?copied=${this.copied} @st-chart-export=${this.#export}></st-chart-export>`;
  }

  /** @param {CustomEvent<{as: typeof FORMATS[number]}>} event */
  async #export({ detail: { as } }) {
    const place = this.closest('section') ?? /** @type {ShadowRoot} */ (this.getRootNode());
    const table = place.querySelector('table');
    if (!table) return;
    if (as === 'csv') return saveCsv(this.name, shownTable(table));
    this.copied = await copyText(serializeTsv(plainRows(shownTable(table))));
    setTimeout(() => (this.copied = false), 2000);
  }
}

customElements.define('st-table-export', StTableExport);
