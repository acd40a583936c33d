// <st-records-view>: the order lines behind a figure, as the address names them: unit, days, filters. Paged, exportable.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { amount, count, day, errorRecords, language, moneyUnit, t, unitMode } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base, sheet } from '../../components/styles.js';
import '../../components/csv-export.js';
import '../../components/icon.js';
import '../../components/notice.js';
import '../../components/record-table.js';
import { fieldName } from './column-mapping.js';
import { tableName } from './data-tables.js';
import { dataStyles } from './data-styles.js';
import { parseFilters, serializeFilters } from './filter-address.js';
import { csvPage, inReadingOrder } from './record-columns.js';
import './record-filters.js';

const PAGE = 100;

/** The table the address names; order lines when it names none. */
const shownTable = () => router.query.value.table ?? 'orders';

/** That table as facts.list describes it. */
const described = () => session.facts.value.find(({ name }) => name === shownTable());

/** The question the address asks, without its page. */
function recordsQuestion() {
  const { unit, from, to, sort = 'day', filters } = router.query.value;
  /** @type {Record<string, unknown>} */
  const params = { table: shownTable(), sort, descending: true };
  if (unit) params.unit = unit;
  if (from) params.from = from;
  if (to) params.to = to;
  if (filters) params.filters = engineFilters(parseFilters(filters));
  return params;
}

/** The engine says null for lines without a value. @param {import('./filter-address.js').Filters} filters */
const engineFilters = (filters) =>
  Object.fromEntries(Object.entries(filters).map(([key, values]) => [key, values.map((value) => value || null)]));

/** A page of the lines for a file. @param {{offset: number, limit: number}} window */
const readLines = async (window) => csvPage(await engine.call('sales.records', { ...recordsQuestion(), ...window }));

/** @param {{columns?: string[]}} page */
const lineHeader = ({ columns = [] }) =>
  columns.map((key) => (key === 'line' ? t('data.reject.line') : fieldName(key, shownTable())));

class StRecordsView extends LitElement {
  static styles = [base, sheet, dataStyles];

  constructor() {
    super();
    this.query = new EngineQuery(this, () => {
      if (!described()) return null;
      const offset = Number(router.query.value.offset ?? 0);
      return { request: 'sales.records', params: { ...recordsQuestion(), offset, limit: PAGE } };
    });
    new SignalController(this, () => [session.version.value, router.query.value, language.value, unitMode.value]);
  }

  render() {
    const page = this.query.result;
    if (!described()) return this.#empty();
    const { unit, sort = 'day', offset = '0', filters } = router.query.value;
    const name = unit ? (session.parts.orgUnits[unit]?.name ?? unit) : t('data.records.everybody');
    const heading = t('data.records.heading', { name, table: tableName(shownTable()) });
    const sortable = [
      'day',
      ...(described()?.measures.filter((key) => key === 'amount' || shownTable() !== 'orders') ?? []),
    ];
    return html`<section class="sheet stack">
      <header class="row">
        <h2>${heading}</h2>
        <label class="end row small"
          >${t('data.records.sort')}
          <select @change=${(/** @type {any} */ event) => router.set({ sort: event.target.value, offset: null })}>
            ${sortable.map((key) => html`<option value=${key} ?selected=${key === sort}>${fieldName(key, shownTable())}</option>`)}
          </select>
        </label>
        <st-csv-export
          label=${t('data.records.export')}
          .fileName=${heading}
          .read=${readLines}
          .header=${lineHeader}
          ?disabled=${!page || page.total === 0}
        ></st-csv-export>
      </header>
      ${this.#scope()}
      <st-record-filters
        .table=${shownTable()}
        .filters=${parseFilters(filters)}
        @st-filters=${(/** @type {CustomEvent} */ { detail }) => router.set({ filters: serializeFilters(detail.filters) || null, offset: null })}
      ></st-record-filters>
      ${this.query.error ? html`<st-error .errors=${errorRecords(this.query.error)}></st-error>` : nothing}
      ${
        page
          ? html`<p class="muted">
                ${
                  page.sums.amount === undefined
                    ? t('data.records.count', { rows: count(page.total) })
                    : t('data.records.total', {
                        rows: count(page.total),
                        amount: `${amount(page.sums.amount)} ${moneyUnit()}`,
                      })
                }
              </p>
              <st-record-table
                .page=${{ ...inReadingOrder(page), amount: page.sums.amount, offset: Number(offset), limit: PAGE }}
                @st-records-page=${(/** @type {CustomEvent} */ event) => router.set({ offset: event.detail.offset })}
              ></st-record-table>`
          : nothing
      }
    </section>`;
  }

  #empty() {
    return html`<st-empty icon="database" heading=${t('data.records.none')} text=${t('data.records.noneText')}>
      <a slot="actions" class="button primary" href=${router.href('data')}>${t('data.records.noneAction')}</a>
    </st-empty>`;
  }

  /** The unit and the days the address asks for; each can be let go. */
  #scope() {
    const { unit, from, to } = router.query.value;
    /** @type {[string, Record<string, null>][]} */
    const parts = [];
    if (unit) parts.push([session.parts.orgUnits[unit]?.name ?? unit, { unit: null }]);
    if (from || to) parts.push([`${from ? day(from) : ''} – ${to ? day(to) : ''}`, { from: null, to: null }]);
    if (parts.length === 0) return nothing;
    return html`<p class="row">
      ${parts.map(
        ([text, without]) =>
          html`<span class="chip"
            >${text}
            <button class="icon" aria-label=${t('data.filter.remove', { name: text })} @click=${() => router.set({ ...without, offset: null })}>
              <st-icon name="close"></st-icon></button
          ></span>`,
      )}
    </p>`;
  }
}

customElements.define('st-records-view', StRecordsView);
