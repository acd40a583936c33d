// <st-version-sums>: targets of units in two versions, by target set and along the tree: before, after, difference.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, figure, language, moneyUnit, t, unitMode } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { setWords, unitOfSet } from './field-words.js';
import { pager } from './pager.js';

/** @typedef {import('./change-rows.js').SumRow} SumRow */

const PER_PAGE = 50;

class StVersionSums extends LitElement {
  static properties = { sums: { attribute: false }, reading: { attribute: false }, pages: { state: true } };
  static styles = [
    base,
    css`
      section {
        display: grid;
        gap: var(--st-space-2);
        margin-block-end: var(--st-space-4);
      }
      .scroll {
        max-height: 50vh;
        overflow: auto;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
      }
      th[scope='row'] {
        position: static;
        color: var(--st-ink);
        font-size: inherit;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      tr.top th {
        font-weight: 600;
      }
      nav {
        display: flex;
        align-items: center;
        gap: var(--st-space-3);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Map<string, SumRow[]>} */
    this.sums = new Map();
    /** @type {import('./field-words.js').Reading | null} */
    this.reading = null;
    /** @type {Record<string, number>} page of each set */
    this.pages = {};
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    return [...this.sums].map(([set, rows]) => this.#table(set, rows));
  }

  /** @param {string} set @param {SumRow[]} rows */
  #table(set, rows) {
    const { reading } = this;
    if (!reading) return nothing;
    const unit = unitOfSet(set, reading);
    const page = Math.min(this.pages[set] ?? 0, Math.floor((rows.length - 1) / PER_PAGE));
    const measured = (/** @type {string} */ key) =>
      unit === 'money' ? t('history.column.unit', { name: t(key), unit: moneyUnit() }) : t(key);
    const title = setWords(set, reading);
    return html`<section>
      <h3>${t('history.sums.heading', { set: title, count: count(rows.length) })}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${t('history.column.unitName')}</th>
              <th scope="col" class="number">${measured('history.column.before')}</th>
              <th scope="col" class="number">${measured('history.column.after')}</th>
              <th scope="col" class="number">${measured('history.column.difference')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((row) => this.#row(row, unit))}
          </tbody>
        </table>
      </div>
      ${pager({ page, rows: rows.length, perPage: PER_PAGE, go: (to) => (this.pages = { ...this.pages, [set]: to }) })}
    </section>`;
  }

  /** @param {SumRow} row @param {'money' | 'count'} unit */
  #row({ unit: id, name, depth, beforeMinor, afterMinor, differenceMinor }, unit) {
    const [before, after] = [beforeMinor, afterMinor].map((value) => figure(value, unit));
    const difference = figure(differenceMinor, unit, { signed: true });
    return html`<tr data-unit=${id} class=${depth === 0 ? 'top' : ''}>
      <th scope="row" style="padding-inline-start: calc(var(--st-space-2) + ${Math.min(depth, 8) * 16}px)">${name}</th>
      <td class="number" title=${before.exact}>${before.text}</td>
      <td class="number" title=${after.exact}>${after.text}</td>
      <td class="number" title=${difference.exact}>${difference.text}</td>
    </tr>`;
  }
}

customElements.define('st-version-sums', StVersionSums);
