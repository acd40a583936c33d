// <st-records-drawer>: the order lines behind the number that was opened: sums on top, sorted, by the page, and all as a file.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { amount, count, errorRecords, moneyUnit, period, t } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { view } from '../../state/view.js';
import { base } from '../../components/styles.js';
import '../../components/csv-export.js';
import '../../components/dialog.js';
import '../../components/icon.js';
import '../../components/notice.js';
import '../../components/record-table.js';
import { fieldName } from '../data/column-mapping.js';
import { csvPage, inReadingOrder } from '../data/record-columns.js';
import { axisName, memberName, shortName } from './measures.js';
import { ofAllDays, ordersTable, shownState, subject } from './performance-scope.js';
import { parsePlaces, recordsSubject } from './question.js';

const PAGE = 100;
const SORTS = ['day', 'amount', 'margin', 'quantity'];
const CLOSED = { lines: null, linesSort: null, linesOffset: null };

class StRecordsDrawer extends LitElement {
  static styles = [
    base,
    css`
      .stack {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-3);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2) var(--st-space-4);
      }
      .end {
        margin-inline-start: auto;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-space-2) var(--st-space-6);
        margin: 0;
      }
      dt {
        color: var(--st-muted);
        font-size: var(--st-size-13);
      }
      dd {
        margin: 0;
        font-size: var(--st-size-16);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      dd .muted {
        font-weight: 400;
        font-size: var(--st-size-13);
      }
    `,
  ];

  constructor() {
    super();
    this.query = new EngineQuery(this, () => {
      const question = this.#question();
      const offset = Number(router.query.value.linesOffset ?? 0);
      return question && { request: 'sales.records', params: { ...question, offset, limit: PAGE } };
    });
    new SignalController(this, shownState);
  }

  get #sorts() {
    const measures = ordersTable()?.measures ?? [];
    return SORTS.filter((key) => key === 'day' || measures.includes(key));
  }

  get #sort() {
    const [key, order] = (router.query.value.linesSort ?? 'day:desc').split(':');
    return { sort: this.#sorts.includes(key) ? key : 'day', descending: order !== 'asc' };
  }

  /** @returns {Record<string, unknown> | null} */
  #question() {
    const places = parsePlaces(router.query.value.lines);
    return places && { ...recordsSubject(subject(), places), ...this.#sort };
  }

  render() {
    const places = parsePlaces(router.query.value.lines);
    return html`<st-drawer wide heading=${t('performance.lines.heading')} ?open=${places !== null} @st-close=${() => this.#close()}>
      ${places ? this.#content(places) : nothing}
    </st-drawer>`;
  }

  #close() {
    router.set(CLOSED, { replace: false });
  }

  /** @param {import('./question.js').Place[]} places */
  #content(places) {
    const page = this.query.result;
    const named = places.map(({ axis, key }) => `${axisName(axis)} ${this.#placeName(axis, key)}`);
    const where = [
      ...(places.some(({ axis }) => ['year', 'quarter', 'month', 'week'].includes(axis))
        ? []
        : [ofAllDays() ? t('performance.allDays') : period(view.period.value)]),
      ...named,
    ];
    return html`<div class="stack">
      <p class="muted">${where.join(' · ')}</p>
      ${this.query.error ? html`<st-error .errors=${errorRecords(this.query.error)}></st-error>` : nothing}
      ${page ? html`${this.#sums(page)} ${this.#tools(page)} ${this.#table(page)}` : html`<p class="muted" aria-live="polite">${t('performance.loading')}</p>`}
    </div>`;
  }

  /** @param {string} axis @param {string} key */
  #placeName(axis, key) {
    return shortName(
      memberName(axis, { key, name: axis.startsWith('org') ? session.parts.orgUnits[key]?.name : undefined }),
    );
  }

  /** @param {any} page */
  #sums({ total, sums }) {
    const unit = html`<span class="muted">${moneyUnit()}</span>`;
    const has = (/** @type {string} */ key) => sums?.[key] !== null && sums?.[key] !== undefined;
    return html`<dl>
      <div><dt>${t('performance.measure.lines')}</dt><dd>${count(total)}</dd></div>
      ${['amount', 'margin'].filter(has).map((key) => html`<div><dt>${fieldName(key)}</dt><dd data-sum=${key}>${amount(sums[key])} ${unit}</dd></div>`)}
      ${has('quantity') ? html`<div><dt>${fieldName('quantity')}</dt><dd>${count(sums.quantity / 10_000, 2)}</dd></div>` : nothing}
    </dl>`;
  }

  /** @param {any} page */
  #tools({ total }) {
    const { sort, descending } = this.#sort;
    const order = (/** @type {string} */ key, /** @type {boolean} */ down) => `${key}:${down ? 'desc' : 'asc'}`;
    return html`<div class="row">
        <label class="row small"
          >${t('performance.lines.sort')}
          <select @change=${(/** @type {any} */ event) => router.set({ linesSort: event.target.value, linesOffset: null })}>
            ${this.#sorts.flatMap((key) =>
              [true, false].map(
                (down) =>
                  html`<option value=${order(key, down)} ?selected=${key === sort && down === descending}>
                    ${t(`performance.lines.${key === 'day' ? 'days' : 'numbers'}.${down ? 'down' : 'up'}`, { field: fieldName(key) })}
                  </option>`,
              ),
            )}
          </select>
        </label>
        <st-csv-export
          class="end"
          label=${t('performance.lines.export', { count: total })}
          .fileName=${t('performance.lines.heading')}
          .read=${async (/** @type {{offset: number, limit: number}} */ window) =>
            csvPage(await engine.call('sales.records', { ...this.#question(), ...window }))}
          .header=${(/** @type {{columns?: string[]}} */ { columns = [] }) =>
            columns.map((key) => (key === 'line' ? t('data.field.line') : fieldName(key)))}
          ?disabled=${total === 0}
        ></st-csv-export>
      </div>`;
  }

  /** @param {any} page */
  #table(page) {
    const offset = Number(router.query.value.linesOffset ?? 0);
    return html`<st-record-table
      .page=${{ ...inReadingOrder(page), offset, limit: PAGE }}
      @st-records-page=${(/** @type {CustomEvent} */ { detail }) => router.set({ linesOffset: detail.offset || null })}
    ></st-record-table>`;
  }
}

customElements.define('st-records-drawer', StRecordsDrawer);
