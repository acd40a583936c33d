// <st-customers-board>: customers by how lately, how often and how much they buy; segments, what they mean and the next step.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { amount, count, day, moneyUnit, ratio, t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { base, sheet } from '../../components/styles.js';
import '../../components/csv-export.js';
import { engine } from '../../engine/engine.js';
import { plainDecimal } from '../../lib/numbers.js';
import { fieldName } from '../data/column-mapping.js';
import { memberName } from './measures.js';
import { linesCell, linesHead, missingColumn, nameCell, noMatch, readingList, standIn } from './parts.js';
import { asOfDay, firstDimension, narrowTo, shownState, subjectOfAllDays } from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { readCustomers } from './reading.js';
import './rfm-cuts.js';
import { inOrderOfWorth, parseCell, parseCuts, rangeOf, recencyByFrequency, serializeCuts } from './rfm-model.js';
import { rfmStyles } from './rfm-styles.js';

const PAGE = 100;
const SCORES = [5, 4, 3, 2, 1];

/**
 * What the address asks for; null without a customer column.
 * @param {{offset: number, limit: number}} window of the customers listed
 */
function rfmParams(window) {
  const dimension = firstDimension(['customer', 'customerName']);
  if (!dimension) return null;
  const { cuts, segment, cell } = router.query.value;
  const typed = parseCuts(cuts);
  const scores = parseCell(cell);
  return {
    ...subjectOfAllDays(),
    dimension,
    asOf: asOfDay.value,
    ...(typed ? { cuts: typed } : {}),
    page: { ...(scores ? { cell: scores } : segment ? { segment } : {}), ...window },
  };
}

/** A page of the customers for a file. @param {{offset: number, limit: number}} window */
async function readCustomersPage(window) {
  const { page, dimension } = await engine.call('customers.rfm', rfmParams(window));
  const rows = page.rows.map((/** @type {any} */ row) => [
    memberName(dimension, row),
    t(`performance.segment.${row.segment}`),
    row.scores.join('-'),
    row.lastDay,
    row.days,
    row.orders,
    plainDecimal(row.amount, 4),
  ]);
  return { total: page.total, rows };
}

/** @param {string} dimension */
const csvHeader = (dimension) => [
  fieldName(dimension),
  t('performance.rfm.segment'),
  t('performance.rfm.scores'),
  t('performance.rfm.lastOrder'),
  t('performance.rfm.daysSince'),
  t('performance.measure.orders'),
  t('performance.withUnit', { name: t('performance.measure.amount'), unit: moneyUnit('one') }),
];

class StCustomersBoard extends LitElement {
  static styles = [base, sheet, boardStyles, rfmStyles];

  constructor() {
    super();
    this.query = new EngineQuery(this, () => {
      const params = rfmParams({ offset: Number(router.query.value.page ?? 0), limit: PAGE });
      return params && { request: 'customers.rfm', params };
    });
    new SignalController(this, shownState);
  }

  render() {
    if (!firstDimension(['customer', 'customerName'])) return missingColumn(fieldName('customer'));
    const waiting = standIn(this.query);
    if (waiting) return waiting;
    const rfm = this.query.result;
    if (rfm.customers === 0) return noMatch();
    return html`${readingList(readCustomers(rfm))}
      <p class="muted small">${t('performance.rfm.note', { asOf: day(rfm.asOf), count: rfm.customers })}</p>
      <div class="two">
        <div class="left">
          <section class="sheet">${this.#grid(rfm)}</section>
      <section class="sheet">
        <st-rfm-cuts
          .cuts=${rfm.cuts}
          .own=${parseCuts(router.query.value.cuts) !== null}
          @st-cuts=${(/** @type {CustomEvent} */ { detail }) => router.set({ cuts: detail.cuts && serializeCuts(detail.cuts), page: null }, { replace: false })}
        ></st-rfm-cuts>
      </section>
        </div>
        <section class="sheet">${this.#segments(rfm)}</section>
      </div>
      <section class="sheet">${this.#customers(rfm)}</section>`;
  }

  /** @param {any} rfm */
  #grid({ cells, cuts }) {
    const grid = recencyByFrequency(cells);
    const most = Math.max(...grid.map(({ customers }) => customers));
    const of = (/** @type {number} */ recency, /** @type {number} */ frequency) =>
      grid[(recency - 1) * 5 + frequency - 1];
    return html`<header class="section">
        <h2>${t('performance.rfm.grid')}</h2>
        <p class="muted small">${t('performance.rfm.gridNote', { unit: moneyUnit() })}</p>
      </header>
      <div class="scroll whole" tabindex="0" role="region" aria-label=${t('performance.rfm.grid')}>
      <table class="rfm">
        <thead>
          <tr>
            <td class="corner small muted">${t('performance.rfm.axes')}</td>
            ${[1, 2, 3, 4, 5].map((frequency) => html`<th scope="col">${this.#range(cuts.frequency, frequency, false, 'orders')}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${SCORES.map(
            (recency) => html`<tr>
              <th scope="row">${this.#range(cuts.recency, recency, true, 'days')}</th>
              ${[1, 2, 3, 4, 5].map((frequency) => this.#cell(of(recency, frequency), most))}
            </tr>`,
          )}
        </tbody>
      </table></div>`;
  }

  /** @param {number[]} cuts @param {number} score @param {boolean} latestIsBest @param {string} unit */
  #range(cuts, score, latestIsBest, unit) {
    const { above, upTo } = rangeOf(cuts, score, latestIsBest);
    const kind = above === null ? 'upTo' : upTo === null ? 'above' : above + 1 >= upTo ? 'single' : 'between';
    return t(`performance.rfm.${unit}.${kind}`, {
      from: count((above ?? 0) + 1),
      above: count(above),
      upTo: count(upTo),
    });
  }

  /** @param {ReturnType<typeof recencyByFrequency>[number]} cell @param {number} most */
  #cell({ recency, frequency, customers, amount: sum }, most) {
    const id = `${recency}-${frequency}`;
    const chosen = router.query.value.cell === id;
    const heat = customers === 0 ? 0 : Math.ceil((customers / most) * 5);
    return html`<td class="heat${heat}">
      <button
        ?disabled=${customers === 0}
        aria-pressed=${chosen ? 'true' : 'false'}
        @click=${() => router.set({ cell: chosen ? null : id, segment: null, page: null }, { replace: false })}
      >
        <span class="visually-hidden">${t('performance.rfm.cell', { recency, frequency })}</span><strong>${count(customers)}</strong><span class="small">${amount(sum)}</span>
      </button>
    </td>`;
  }

  /** @param {any} rfm */
  #segments({ segments, customers }) {
    const chosen = router.query.value.cell ? undefined : router.query.value.segment;
    return html`<header class="section">
        <h2>${t('performance.rfm.segments')}</h2>
        <p class="muted small">${t('performance.rfm.segmentsNote')}</p>
      </header>
      <ul class="segments">
        ${inOrderOfWorth(segments).map((/** @type {any} */ segment) => {
          const on = chosen === segment.key;
          return html`<li>
            <button class="segment" aria-pressed=${on ? 'true' : 'false'} @click=${() => router.set({ segment: on ? null : segment.key, cell: null, page: null }, { replace: false })}>
              <span class="title"><strong>${t(`performance.segment.${segment.key}`)}</strong>
                <span class="numbers">${t('performance.rfm.segmentFigures', { count: segment.customers, members: ratio(segment.customers / customers), share: ratio(segment.share) })}</span></span>
              <span class="small muted">${t(`performance.segment.${segment.key}.what`)}</span>
              <span class="small">${t(`performance.segment.${segment.key}.next`)}</span>
            </button>
          </li>`;
        })}
      </ul>`;
  }

  /** @param {any} rfm */
  #customers({ page, dimension }) {
    const { segment, cell } = router.query.value;
    const which = cell
      ? t('performance.rfm.ofCell', { recency: cell[0], frequency: cell[2] })
      : segment
        ? t(`performance.segment.${segment}`)
        : t('performance.rfm.everybody');
    const offset = Number(router.query.value.page ?? 0);
    const heading = t('performance.rfm.customers', { which, count: page.total });
    return html`<header class="section"><h2>${heading}</h2>
        <st-csv-export class="end" label=${t('performance.rfm.export', { count: page.total })} .fileName=${heading} .read=${readCustomersPage} .header=${() => csvHeader(dimension)} ?disabled=${page.total === 0}></st-csv-export>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label=${heading}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${fieldName(dimension)}</th>
              <th scope="col">${t('performance.rfm.segment')}</th>
              <th scope="col">${t('performance.rfm.scores')}</th>
              <th scope="col">${t('performance.rfm.lastOrder')}</th>
              <th scope="col" class="number">${t('performance.rfm.daysSince')}</th>
              <th scope="col" class="number">${t('performance.measure.orders')}</th>
              <th scope="col" class="number">${t('performance.withUnit', { name: t('performance.measure.amount'), unit: moneyUnit() })}</th>
              ${linesHead()}
            </tr>
          </thead>
          <tbody>
            ${page.rows.map((/** @type {any} */ row) => this.#customer(row, dimension))}
          </tbody>
        </table>
      </div>
      <nav class="bar pages">
        <span class="muted small">${t('frame.of', { from: count(Math.min(offset + 1, page.total)), to: count(offset + page.rows.length), total: count(page.total) })}</span>
        ${
          page.total > PAGE
            ? html`<button ?disabled=${offset === 0} aria-label=${t('performance.previous')} @click=${() => router.set({ page: Math.max(0, offset - PAGE) || null })}>‹</button>
                <button ?disabled=${offset + page.rows.length >= page.total} aria-label=${t('performance.next')} @click=${() => router.set({ page: offset + PAGE })}>›</button>`
            : nothing
        }
      </nav>`;
  }

  /** @param {any} row @param {string} dimension */
  #customer(row, dimension) {
    const name = memberName(dimension, row);
    const place = [{ axis: dimension, key: row.key }];
    return html`<tr>
      ${nameCell(name, () => narrowTo(place))}
      <td>${t(`performance.segment.${row.segment}`)}</td>
      <td>${row.scores.join('-')}</td>
      <td>${day(row.lastDay)}</td>
      <td class="number">${count(row.days)}</td>
      <td class="number">${count(row.orders)}</td>
      <td class="number">${amount(row.amount)}</td>
      ${linesCell(name, place)}
    </tr>`;
  }
}

customElements.define('st-customers-board', StCustomersBoard);
