// <st-attainment-table>: one row per unit: status, attainment, gap, projection, year on year, trend. Sorts by any column.
// Fires st-open-unit {id} when a row is opened.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { figure, language, moneyUnit, period, ratio, t, unitMode } from '../../i18n/index.js';
import { fire } from '../../components/events.js';
import { openWhy } from '../../components/why.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import '../../components/sparkline.js';
import '../../components/status.js';
import { sortRows } from './cockpit-model.js';

/** @typedef {import('./cockpit-model.js').UnitRow} UnitRow */

/** @typedef {'name' | 'status' | 'attainmentRatio' | 'actualMinor' | 'toDateTargetMinor' | 'gapMinor' | 'lastYearMinor' |
 *   'projectionRatio' | 'yoyRatio' | 'trend'} ColumnKey */

// prettier-ignore
/** @type {ColumnKey[]} */
const WITH_TARGETS = [
  'name', 'status', 'attainmentRatio', 'actualMinor', 'toDateTargetMinor', 'gapMinor', 'projectionRatio', 'yoyRatio', 'trend',
];
/** Without a target there is only the past to compare with. @type {ColumnKey[]} */
const WITHOUT_TARGETS = ['name', 'actualMinor', 'lastYearMinor', 'yoyRatio'];
const TEXTS = new Set(['name', 'status', 'trend']);
const MONEY = new Set(['actualMinor', 'toDateTargetMinor', 'gapMinor', 'lastYearMinor']);
/** A line needs two points. */
const hasTrend = (/** @type {UnitRow} */ { trend }) => trend.filter((value) => value !== null).length > 1;

export class StAttainmentTable extends LitElement {
  static properties = {
    rows: { attribute: false },
    metricUnit: {},
    scope: { attribute: false },
    withTargets: { attribute: false },
    bestFirst: { type: Boolean },
    order: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: block;
        overflow-x: auto;
      }
      /* nine columns stand beside the waterfall on a desktop in both languages */
      table.data :is(th, td) {
        padding-inline: 6px;
      }
      table.data th,
      table.data th button {
        white-space: normal;
        word-break: keep-all;
        vertical-align: bottom;
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
      th button st-icon {
        height: 1em;
        line-height: 1;
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
      .name {
        position: sticky;
        inset-inline-start: 0;
        background: var(--st-surface);
      }
      th.name {
        z-index: 2;
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
        grid-template-columns: minmax(40px, 1fr) 7ch;
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
    /** whether there are targets to compare with */
    this.withTargets = true;
    this.bestFirst = false;
    this.order = /** @type {import('./cockpit-model.js').Order | null} */ (null);
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** What needs attention first: the largest shortfall, or without targets the largest unit. */
  get #order() {
    /** @type {import('./cockpit-model.js').Order} */
    const usual = this.withTargets
      ? { key: 'gapMinor', descending: this.bestFirst }
      : { key: 'actualMinor', descending: true };
    return this.order && this.#columns.includes(/** @type {ColumnKey} */ (this.order.key)) ? this.order : usual;
  }

  get #columns() {
    if (!this.withTargets) return WITHOUT_TARGETS;
    return this.rows.some(hasTrend) ? WITH_TARGETS : WITH_TARGETS.filter((key) => key !== 'trend');
  }

  render() {
    const collator = new Intl.Collator(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: true });
    const rows = sortRows(this.rows, this.#order, collator.compare);
    return html`<table class="data">
      <thead>
        <tr>
          ${this.#columns.map((key) => this.#head(key))}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => this.#row(row))}
      </tbody>
    </table>`;
  }

  /** @param {ColumnKey} key */
  #head(key) {
    if (key === 'trend') return html`<th scope="col">${t('cockpit.column.trend')}</th>`;
    const { key: sortedKey, descending } = this.#order;
    const sorted = sortedKey === key;
    const unit = this.metricUnit === 'money' && MONEY.has(key) ? ` (${moneyUnit()})` : '';
    const direction = descending ? 'descending' : 'ascending';
    return html`<th scope="col" class=${TEXTS.has(key) ? key : 'number'} aria-sort=${sorted ? direction : nothing}>
      <button @click=${() => this.#sortBy(key)}>
        <span>${t(`cockpit.column.${key}`)}${unit}</span>
        ${sorted ? html`<st-icon name=${descending ? 'arrow-down' : 'arrow-up'}></st-icon>` : nothing}
      </button>
    </th>`;
  }

  /** The first press shows what matters: names from A, shortfalls and alerts first, everything else from the largest. @param {ColumnKey} key */
  #sortBy(key) {
    const { key: sortedKey, descending } = this.#order;
    const first = !['name', 'gapMinor', 'status', 'attainmentRatio'].includes(key);
    this.order = { key: /** @type {any} */ (key), descending: sortedKey === key ? !descending : first };
  }

  /** @param {UnitRow} row */
  #row(row) {
    return html`<tr>
      ${this.#columns.map((key) => this.#tableCell(row, key))}
    </tr>`;
  }

  /** @param {UnitRow} row @param {ColumnKey} key */
  #tableCell(row, key) {
    const plain = this.metricUnit === 'money' ? 'money' : 'count';
    switch (key) {
      case 'name':
        return this.#nameCell(row);
      case 'status':
        return html`<td><st-status status=${row.status}></st-status></td>`;
      case 'attainmentRatio':
        return this.#attainmentCell(row);
      case 'actualMinor':
        return this.#figureCell(row, row.actualMinor, plain, 'actual');
      case 'lastYearMinor':
        return this.#figureCell(row, row.lastYearMinor, plain, 'yoy');
      case 'toDateTargetMinor':
        return this.#figureCell(row, row.toDateTargetMinor, plain, 'toDate');
      case 'gapMinor':
        return this.#figureCell(row, row.gapMinor, plain, 'gap', true);
      case 'projectionRatio':
        return this.#figureCell(row, row.projectionRatio, 'ratio', 'projection');
      case 'yoyRatio':
        return this.#figureCell(row, row.yoyRatio, 'ratio', 'yoy', true);
      case 'trend':
        return html`<td>
          ${hasTrend(row) ? html`<st-sparkline .values=${row.trend} label=${this.#trendText(row)}></st-sparkline>` : '—'}
        </td>`;
    }
  }

  /** @param {UnitRow} row */
  #nameCell(row) {
    return html`<td class="name">
      <button class="link" title=${row.name} @click=${() => fire(this, 'st-open-unit', { id: row.id })}>${row.name}</button>
      ${row.path && row.path.length > 1 ? html`<span class="muted small">${row.path.slice(0, -1).join(' · ')}</span>` : nothing}
    </td>`;
  }

  /** @param {UnitRow} row */
  #attainmentCell(row) {
    return html`<td>
      <div class="attainment">
        <st-attainment-bar .ratio=${row.attainmentRatio} status=${row.status} label=${row.name}></st-attainment-bar>
        ${this.#cell(row, ratio(row.attainmentRatio), 'attainment')}
      </div>
    </td>`;
  }

  /** @param {UnitRow} row */
  #trendText(row) {
    return t(`cockpit.trend.${row.trendDirection ?? 'none'}`, {
      values: row.trend
        .map((value, i) =>
          row.trendPeriods ? `${period(row.trendPeriods[i], { short: true })} ${ratio(value)}` : ratio(value),
        )
        .join(language.value === 'zh' ? '，' : ', '),
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
