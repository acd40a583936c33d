// <st-chart>: the one owner of an ECharts instance. Data and options come in; finding, measure, table and export are its own.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { copyText } from '../lib/browser-files.js';
import { serializeTsv } from '../lib/delimited.js';
import { currency, language, t, unitMode } from '../i18n/index.js';
import { chartKey, chartLocale, completeOption } from './chart-options.js';
import { plainRows, saveCsv, savePng, saveSvg } from './chart-files.js';
import './export-menu.js';
import { givenName, withSafeNames } from './safe-names.js';
import { chartStyles } from './chart-styles.js';

/**
 * @typedef {{columns: {name: string, number?: boolean}[], rows: (string | number | null)[][]}} ChartTable
 *   the same data as text, for the table view and the clipboard
 */

export class StChart extends LitElement {
  static properties = {
    heading: {},
    subheading: {},
    option: { attribute: false },
    table: { attribute: false },
    height: { type: Number },
    asTable: { state: true },
    copied: { state: true },
  };
  static styles = chartStyles;

  /** @type {any} */
  #chart = null;
  #locale = '';
  /** What is drawn: boards hand over new options with every answer of theirs, mostly of another chart. */
  #drawn = '';
  #resize = new ResizeObserver(() => this.#chart?.resize());
  #themes = new MutationObserver(() => this.#draw());
  #calm = matchMedia('(prefers-reduced-motion: reduce)');

  constructor() {
    super();
    this.heading = '';
    this.subheading = '';
    /** @type {any} */
    this.option = null;
    /** @type {ChartTable | null} */
    this.table = null;
    this.height = 280;
    this.asTable = false;
    this.copied = false;
    new SignalController(this, () => [language.value, unitMode.value, currency.value]);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    if (this.hasUpdated) this.requestUpdate('option');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#themes.disconnect();
    this.#dispose();
  }

  #dispose() {
    this.#resize.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
    this.#drawn = '';
  }

  updated() {
    void this.#draw();
  }

  async #draw() {
    const place = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.canvas'));
    if (!place || !this.option) return this.#dispose();
    const { init } = await import('./echarts.js');
    if (!place.isConnected || !this.option) return;
    if (this.#chart && (this.#chart.getDom() !== place || this.#locale !== chartLocale())) this.#dispose();
    if (!this.#chart) {
      this.#locale = chartLocale();
      this.#chart = init(place, null, { renderer: 'svg', locale: this.#locale });
      this.#chart.on('click', (/** @type {any} */ { name, seriesName, dataIndex, value }) =>
        this.dispatchEvent(
          new CustomEvent('st-chart-click', {
            detail: { name: givenName(name), seriesName: givenName(seriesName), dataIndex, value },
            bubbles: true,
            composed: true,
          }),
        ),
      );
      this.#resize.observe(place);
    }
    const drawn = chartKey([
      this.option,
      this.table,
      this.heading,
      this.subheading,
      document.documentElement.dataset.theme,
    ]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const context = { finding: `${this.heading}. ${this.subheading}`, reducedMotion: this.#calm.matches };
    this.#chart.setOption(withSafeNames(completeOption(this.option, context)), { notMerge: true });
  }

  async #copy() {
    if (!this.table) return;
    this.copied = await copyText(serializeTsv(plainRows(this.table)));
    setTimeout(() => (this.copied = false), 2000);
  }

  /** @param {CustomEvent<{as: 'tsv' | 'csv' | 'png' | 'svg'}>} event */
  #export({ detail: { as } }) {
    const svg = this.renderRoot.querySelector('.canvas svg');
    if (as === 'tsv') void this.#copy();
    else if (as === 'csv' && this.table) saveCsv(this.heading, this.table);
    else if (svg instanceof SVGSVGElement) void (as === 'svg' ? saveSvg : savePng)(this.heading, svg);
  }

  render() {
    return html`<figure>
      <figcaption>
        <div class="titles">
          <h2>${this.heading}</h2>
          ${this.subheading ? html`<p>${this.subheading}</p>` : nothing}
        </div>
        <slot name="actions"></slot>
        ${this.table ? this.#tools() : nothing}
      </figcaption>
      ${
        this.asTable && this.table
          ? this.#tableView(this.table)
          : html`<div class="canvas" style="height:${this.height}px"></div>`
      }
    </figure>`;
  }

  #tools() {
    return html`<div class="tools">
      <button aria-pressed=${this.asTable ? 'true' : 'false'} @click=${() => (this.asTable = !this.asTable)}>
        ${t('frame.chart.table')}
      </button>
      <st-chart-export .withoutPicture=${this.asTable} ?copied=${this.copied} @st-chart-export=${this.#export}></st-chart-export>
    </div>`;
  }

  /** @param {ChartTable} table */
  #tableView({ columns, rows }) {
    return html`<div class="table" style="max-height:${this.height}px" tabindex="0" role="region" aria-label=${this.heading}>
      <table>
        <thead>
          <tr>
            ${columns.map(({ name, number }) => html`<th scope="col" class=${number ? 'number' : ''}>${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              ${row.map((cell, index) => html`<td class=${columns[index]?.number ? 'number' : ''}>${cell ?? '—'}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('st-chart', StChart);
