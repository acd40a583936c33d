// <st-chart>: the one owner of an ECharts instance. Data and options come in; finding, measure, table, copy and PNG are its own.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { copyText, download, safeFileName } from '../lib/browser-files.js';
import { serializeTsv } from '../lib/delimited.js';
import { currency, language, t, unitMode } from '../i18n/index.js';
import { chartLocale, completeOption } from './chart-options.js';
import { token } from './colors.js';
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
            detail: { name, seriesName, dataIndex, value },
            bubbles: true,
            composed: true,
          }),
        ),
      );
      this.#resize.observe(place);
    }
    const context = { finding: `${this.heading}. ${this.subheading}`, reducedMotion: this.#calm.matches };
    this.#chart.setOption(completeOption(this.option, context), { notMerge: true });
  }

  async #copy() {
    if (!this.table) return;
    const header = this.table.columns.map(({ name }) => name);
    this.copied = await copyText(serializeTsv([header, ...this.table.rows]));
    setTimeout(() => (this.copied = false), 2000);
  }

  /** The chart as a picture twice its size on screen, on the page's surface. */
  async #savePng() {
    const svg = this.renderRoot.querySelector('.canvas svg');
    if (!(svg instanceof SVGSVGElement)) return;
    const { width, height } = svg.getBoundingClientRect();
    const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    pen.fillStyle = token('--st-surface');
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && download(`${safeFileName(this.heading)}.png`, blob, 'image/png'), 'image/png');
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
      <button @click=${this.#copy}>${this.copied ? t('frame.copied') : t('frame.copy')}</button>
      <button ?disabled=${this.asTable} @click=${this.#savePng}>PNG</button>
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
