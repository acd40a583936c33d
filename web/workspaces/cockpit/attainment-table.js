// <st-attainment-table>: one row per unit: status, attainment, gap, projection, year on year, trend. Sorts by any column.
// Fires st-open-unit {id} when a row is opened.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { figure, language, moneyUnit, ratio, t, unitMode } from '../../i18n/index.js';
import { fire } from '../../components/events.js';
import { openWhy } from '../../components/why.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import '../../components/sparkline.js';
import '../../components/status.js';
import { sortRows } from './cockpit-model.js';

/** @typedef {import('./cockpit-model.js').UnitRow} UnitRow */

/** @type {{key: keyof UnitRow, number: boolean, why?: string}[]} */
const COLUMNS = [
  { key: 'name', number: false },
  { key: 'status', number: false },
  { key: 'attainmentRatio', number: true, why: 'attainment' },
  { key: 'actualMinor', number: true, why: 'actual' },
  { key: 'toDateTargetMinor', number: true, why: 'toDate' },
  { key: 'gapMinor', number: true, why: 'gap' },
  { key: 'projectionRatio', number: true, why: 'projection' },
  { key: 'yoyRatio', number: true, why: 'yoy' },
];

export class StAttainmentTable extends LitElement {
  static properties = {
    rows: { attribute: false },
    metricUnit: {},
    scope: { attribute: false },
    order: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: block;
        overflow-x: auto;
      }
      th button {
        min-height: 0;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font-size: inherit;
        font-weight: inherit;
      }
      th.number button {
        flex-direction: row-reverse;
      }
      th[aria-sort] button {
        color: var(--st-ink);
        font-weight: 600;
      }
      td .link {
        color: inherit;
        text-decoration: none;
        white-space: nowrap;
      }
      td.name .link {
        max-width: 22ch;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--st-accent);
        font-weight: 600;
      }
      td .link:hover {
        text-decoration: underline;
      }
      .attainment {
        display: grid;
        grid-template-columns: minmax(72px, 1fr) 7ch;
        align-items: center;
        gap: var(--st-space-2);
      }
      .attainment .link {
        justify-self: end;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {UnitRow[]} */
    this.rows = [];
    this.metricUnit = 'money';
    /** what the figures are about: params of performance.why without node and field */
    this.scope = /** @type {Record<string, unknown>} */ ({});
    this.order = /** @type {import('./cockpit-model.js').Order} */ ({ key: 'gapMinor', descending: false });
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    const collator = new Intl.Collator(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: true });
    const rows = sortRows(this.rows, this.order, collator.compare);
    return html`<table class="data">
      <thead>
        <tr>
          ${COLUMNS.map((column) => this.#head(column))}
          <th>${t('cockpit.column.trend')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => this.#row(row))}
      </tbody>
    </table>`;
  }

  /** @param {(typeof COLUMNS)[number]} column */
  #head({ key, number }) {
    const sorted = this.order.key === key;
    const money = this.metricUnit === 'money' && ['actualMinor', 'toDateTargetMinor', 'gapMinor'].includes(key);
    const direction = this.order.descending ? 'descending' : 'ascending';
    return html`<th class=${number ? 'number' : ''} aria-sort=${sorted ? direction : nothing}>
      <button @click=${() => this.#sortBy(key)}>
        ${t(`cockpit.column.${key}`)}${money ? html`<span>(${moneyUnit()})</span>` : nothing}
        ${sorted ? html`<st-icon name=${this.order.descending ? 'arrow-down' : 'arrow-up'}></st-icon>` : nothing}
      </button>
    </th>`;
  }

  /** @param {keyof UnitRow} key */
  #sortBy(key) {
    const again = this.order.key === key;
    this.order = { key, descending: again ? !this.order.descending : key !== 'name' && key !== 'gapMinor' };
  }

  /** @param {UnitRow} row */
  #row(row) {
    const plain = this.metricUnit === 'money' ? 'money' : 'count';
    return html`<tr>
      <td class="name">
        <button class="link" title=${row.name} @click=${() => fire(this, 'st-open-unit', { id: row.id })}>
          ${row.name}
        </button>
        ${row.path && row.path.length > 1 ? html`<span class="muted small">${row.path.slice(0, -1).join(' · ')}</span>` : nothing}
      </td>
      <td><st-status status=${row.status}></st-status></td>
      <td>
        <div class="attainment">
          <st-attainment-bar .ratio=${row.attainmentRatio} status=${row.status} label=${row.name}></st-attainment-bar>
          ${this.#cell(row, ratio(row.attainmentRatio), 'attainment')}
        </div>
      </td>
      ${this.#figureCell(row, row.actualMinor, plain, 'actual')}
      ${this.#figureCell(row, row.toDateTargetMinor, plain, 'toDate')}
      ${this.#figureCell(row, row.gapMinor, plain, 'gap', true)}
      ${this.#figureCell(row, row.projectionRatio, 'ratio', 'projection')}
      ${this.#figureCell(row, row.yoyRatio, 'ratio', 'yoy', true)}
      <td><st-sparkline .values=${row.trend} label=${this.#trendText(row)}></st-sparkline></td>
    </tr>`;
  }

  /** @param {UnitRow} row */
  #trendText(row) {
    return t(`cockpit.trend.${row.trendDirection ?? 'none'}`, {
      values: row.trend.map((value) => ratio(value)).join(', '),
    });
  }

  /**
   * @param {UnitRow} row
   * @param {number | null} value
   * @param {'money' | 'count' | 'ratio'} unit
   * @param {string} field
   */
  #figureCell(row, value, unit, field, signed = false) {
    const shown = figure(value, unit, { signed });
    const tone = signed && value ? (value < 0 ? 'bad' : 'good') : '';
    return html`<td class="number ${tone}">${this.#cell(row, shown.text, field, shown.exact)}</td>`;
  }

  /** @param {UnitRow} row @param {string} text @param {string} field */
  #cell(row, text, field, exact = '') {
    if (text === '—') return html`<span class="muted">—</span>`;
    const label = t('frame.why.open', { label: `${row.name} ${t(`cockpit.field.${field}`)}`, value: text });
    const params = { ...this.scope, node: row.id, field };
    return html`<button
      class="link"
      title=${exact || nothing}
      aria-label=${label}
      @click=${() => openWhy(this, { request: 'performance.why', params })}
    >
      ${text}
    </button>`;
  }
}

customElements.define('st-attainment-table', StAttainmentTable);
