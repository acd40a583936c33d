// <st-record-table>: a page of source rows as sales.records gives them. Fires st-records-page {offset, limit} to turn pages.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { MISSING, formatExact } from '../lib/numbers.js';
import { count, day, hasMessage, language, moneyUnit, t } from '../i18n/index.js';
import { base } from './styles.js';
import { fire } from './events.js';

/**
 * @typedef {{total: number, sums?: Record<string, number | null>, columns: string[], rows: (string | number | null)[][], offset: number,
 *   limit: number}} RecordPage measures in 1/10,000
 */

const MONEY = new Set(['amount', 'margin', 'cost', 'price', 'received', 'invoiced', 'actual']);
const MEASURES = new Set([...MONEY, 'quantity', 'discount', 'probability', 'value', 'target', 'minutes', 'hours']);
/** Shown right-aligned. */
const NUMBERS = new Set([...MEASURES, 'line']);
export const PREVIEW_ROWS = 8;
const PAGE_ROWS = 100;

export class StRecordTable extends LitElement {
  static properties = { page: { attribute: false } };
  static styles = [
    base,
    css`
      :host {
        display: block;
      }
      .scroll {
        max-height: 60vh;
        overflow: auto;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2);
        margin-block-start: var(--st-space-2);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {RecordPage | null} */
    this.page = null;
    new SignalController(this, () => language.value);
  }

  /** @param {number} offset */
  #turn(offset) {
    fire(this, 'st-records-page', { offset, limit: PAGE_ROWS });
  }

  render() {
    const { page } = this;
    if (!page) return html`<p class="muted">${t('frame.loading')}</p>`;
    if (page.total === 0) return html`<p class="muted">${t('frame.why.recordsNone')}</p>`;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${t('frame.why.records')}>
        <table class="data small">
          <thead>
            <tr>
              ${page.columns.map((key) => html`<th scope="col" class=${NUMBERS.has(key) ? 'number' : ''}>${columnName(key)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${page.rows.map(
              (row) => html`<tr>
                ${row.map((cell, index) => cellTemplate(page.columns[index], cell))}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.#footer(page)}
    `;
  }

  /** @param {RecordPage} page */
  #footer({ total, sums, rows, offset, limit }) {
    const preview = limit < PAGE_ROWS;
    const range = { from: count(offset + 1), to: count(offset + rows.length), total: count(total) };
    return html`<nav>
      ${
        preview && total > rows.length
          ? html`<button @click=${() => this.#turn(0)}>${t('frame.why.recordsAll', { count: count(total) })}</button>`
          : html`<span class="muted small">${t('frame.of', range)}</span>`
      }
      ${
        !preview && total > PAGE_ROWS
          ? html`<button ?disabled=${offset === 0} @click=${() => this.#turn(Math.max(0, offset - PAGE_ROWS))}>‹</button>
            <button ?disabled=${offset + rows.length >= total} @click=${() => this.#turn(offset + PAGE_ROWS)}>›</button>`
          : nothing
      }
      ${
        typeof sums?.amount === 'number'
          ? html`<span class="small">${t('frame.why.total')} ${formatExact(sums.amount, 4)}</span>`
          : nothing
      }
    </nav>`;
  }
}

/** @param {string} key */
function columnName(key) {
  const known = [`data.field.${key}`, `frame.field.${key}`].find(hasMessage);
  const name = known ? t(known) : key.replace(/^x:/, '');
  return MONEY.has(key) ? `${name} (${moneyUnit('one')})` : name;
}

/** @param {string} key @param {string | number | null} cell */
function cellTemplate(key, cell) {
  if (MONEY.has(key)) return html`<td class="number">${formatExact(/** @type {number | null} */ (cell), 4)}</td>`;
  if (MEASURES.has(key)) return html`<td class="number">${wholeOrExact(/** @type {number | null} */ (cell))}</td>`;
  if (key === 'line') return html`<td class="number muted">${count(/** @type {number | null} */ (cell))}</td>`;
  if (key === 'day') return html`<td>${day(cell)}</td>`;
  return html`<td>${cell ?? MISSING}</td>`;
}

/** Pieces are whole nearly always; where they are not, every digit counts. @param {number | null} value in 1/10,000 */
const wholeOrExact = (value) =>
  value !== null && value % 10_000 === 0 ? count(value / 10_000) : formatExact(value, 4);

customElements.define('st-record-table', StRecordTable);
