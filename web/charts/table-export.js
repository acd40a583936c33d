// <st-table-export>: copies a table that stands by itself, without a chart, or saves it as CSV. Figures leave as plain numbers.
import { LitElement, css, html } from 'lit';
import { copyText } from '../lib/browser-files.js';
import { serializeTsv } from '../lib/delimited.js';
import { plainRows, saveCsv } from './chart-files.js';
import './export-menu.js';

const FORMATS = /** @type {const} */ (['tsv', 'csv']);

class StTableExport extends LitElement {
  static properties = { name: {}, table: { attribute: false }, copied: { state: true } };
  static styles = css`
    :host {
      display: inline-block;
    }
  `;

  constructor() {
    super();
    this.name = '';
    /** made when it is asked for @type {() => import('./chart.js').ChartTable} */
    this.table = () => ({ columns: [], rows: [] });
    this.copied = false;
  }

  render() {
    return html`<st-chart-export .formats=${FORMATS} ?copied=${this.copied} @st-chart-export=${this.#export}></st-chart-export>`;
  }

  /** @param {CustomEvent<{as: typeof FORMATS[number]}>} event */
  async #export({ detail: { as } }) {
    if (as === 'csv') return saveCsv(this.name, this.table());
    this.copied = await copyText(serializeTsv(plainRows(this.table())));
    setTimeout(() => (this.copied = false), 2000);
  }
}

customElements.define('st-table-export', StTableExport);
