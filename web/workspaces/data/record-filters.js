// <st-record-filters>: which order lines are meant: one chip per filtered column, and a list of its values to choose from.
// Fires st-filters {filters}; keeps nothing itself, the address does.
import { LitElement, css, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { amount, count, errorRecords, language, moneyUnit, t, unitMode } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/notice.js';
import { fieldName } from './column-mapping.js';
import { dataStyles } from './data-styles.js';
import { setFilter } from './filter-address.js';

const SHOWN_VALUES = 100;
/** Names shown in a chip; more are counted. */
const NAMED = 2;

class StRecordFilters extends LitElement {
  static properties = { filters: { attribute: false }, blank: {}, table: {} };
  static styles = [
    base,
    dataStyles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2);
      }
      .chip {
        padding: 0;
      }
      .chip button {
        border: 0;
        background: transparent;
      }
      .chip .text {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .chip button[aria-expanded='true'] {
        background: var(--st-accent-soft);
      }
      .panel {
        display: grid;
        gap: var(--st-space-2);
        max-width: 520px;
        padding: var(--st-space-3);
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-bg);
      }
      .panel header {
        display: flex;
        align-items: center;
        gap: var(--st-space-2);
      }
      .panel input[type='search'] {
        flex: 1;
        min-width: 0;
      }
      .values {
        max-height: 264px;
        overflow: auto;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
      }
      .values label,
      .heads {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) 8ch 14ch;
        align-items: center;
        gap: var(--st-space-2);
        min-height: var(--st-row);
        padding: 0 var(--st-space-2);
        font-variant-numeric: tabular-nums;
      }
      .values label:hover {
        background: var(--st-sunken);
      }
      .values .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .heads {
        position: sticky;
        inset-block-start: 0;
        border-block-end: 1px solid var(--st-line);
        background: var(--st-surface);
      }
      .figure {
        text-align: end;
      }
      @media (max-width: 640px) {
        .values label,
        .chip button {
          min-height: 44px;
        }
      }
    `,
  ];

  /** The column whose values are listed. */
  #open = signal(/** @type {string | null} */ (null));
  #search = signal('');

  constructor() {
    super();
    /** @type {import('./filter-address.js').Filters} */
    this.filters = {};
    /** what lines without a value are called; the import's word when empty */
    this.blank = '';
    this.table = 'orders';
    this.values = new EngineQuery(this, () => {
      const dimension = this.#open.value;
      if (!dimension) return null;
      const params = { table: this.table, dimension, limit: SHOWN_VALUES, search: this.#search.value };
      return { request: 'facts.values', params };
    });
    new SignalController(this, () => [this.#open.value, session.facts.value, language.value, unitMode.value]);
  }

  get #dimensions() {
    const table = session.facts.value.find(({ name }) => name === this.table);
    const collator = new Intl.Collator(language.value === 'zh' ? 'zh-CN' : 'en');
    return (table?.dimensions ?? [])
      .map(({ key, distinct }) => ({ key, distinct, name: fieldName(key, this.table) }))
      .sort((a, b) => collator.compare(a.name, b.name));
  }

  render() {
    const filtered = Object.keys(this.filters);
    const rest = this.#dimensions.filter(({ key, distinct }) => !filtered.includes(key) && distinct > 0);
    return html`<div class="stack">
      <div class="bar">
        ${filtered.map((key) => this.#chip(key))}
        <select
          aria-label=${t('data.filter.add')}
          @change=${(/** @type {any} */ event) => {
            this.#show(event.target.value);
            event.target.value = '';
          }}
        >
          <option value="">${t('data.filter.add')}</option>
          ${rest.map(({ key, name, distinct }) => html`<option value=${key}>${name} (${count(distinct)})</option>`)}
        </select>
        ${filtered.length > 0 ? html`<button class="quiet" @click=${() => this.#change({})}>${t('data.filter.clear')}</button>` : nothing}
      </div>
      ${this.#open.value ? this.#panel(this.#open.value) : nothing}
    </div>`;
  }

  /** @param {string} key */
  #chip(key) {
    const names = this.filters[key].map((value) => this.#valueName(value));
    const shown = names.slice(0, NAMED).join(t('frame.listSeparator'));
    const more = names.length > NAMED ? ` +${count(names.length - NAMED)}` : '';
    const open = this.#open.value === key;
    return html`<span class="chip">
      <button class="text" aria-expanded=${open} title=${names.join(t('frame.listSeparator'))} @click=${() => this.#show(open ? null : key)}>
        <span class="muted">${fieldName(key, this.table)}</span> ${shown}${more}
      </button>
      <button class="icon" aria-label=${t('data.filter.remove', { name: fieldName(key, this.table) })} @click=${() => this.#set(key, [])}>
        <st-icon name="close"></st-icon>
      </button>
    </span>`;
  }

  /** Opens the list of a column's values, as its chip would. @param {string} key */
  openList(key) {
    this.#show(key);
  }

  /** @param {string | null} key */
  #show(key) {
    this.#search.value = '';
    this.#open.value = key || null;
    if (key) void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  /** @param {string} key */
  #panel(key) {
    const chosen = this.filters[key] ?? [];
    const { values: found = [], total = 0 } = this.values.result ?? {};
    const values = this.#withChosen(found, chosen);
    return html`<div class="panel" role="group" aria-label=${t('data.filter.of', { name: fieldName(key, this.table) })} @keydown=${this.#onKey}>
      <header>
        <strong>${fieldName(key, this.table)}</strong>
        <input
          type="search"
          aria-label=${t('data.filter.search', { name: fieldName(key, this.table) })}
          placeholder=${t('data.filter.search', { name: fieldName(key, this.table) })}
          .value=${this.#search.value}
          @input=${(/** @type {any} */ event) => (this.#search.value = event.target.value)}
        />
        <button @click=${() => this.#show(null)}>${t('data.filter.done')}</button>
      </header>
      ${this.values.error ? html`<st-error .errors=${errorRecords(this.values.error)}></st-error>` : nothing}
      <div class="values">
        <div class="heads muted small" aria-hidden="true">
          <span></span><span></span><span class="figure">${t('data.match.rows')}</span>
          <span class="figure">${t('data.match.amount')} (${moneyUnit()})</span>
        </div>
        ${values.map((/** @type {any} */ entry) => this.#value(key, chosen, entry))}
      </div>
      <p class="muted small" role="status">
        ${total > found.length ? t('data.filter.first', { shown: found.length, total }) : t('data.filter.count', { total })}
      </p>
    </div>`;
  }

  /**
   * What is chosen already can be taken back here even when it is not among the largest.
   * @param {{value: string | null, rows: number | null, amount: number | null}[]} found @param {string[]} chosen
   */
  #withChosen(found, chosen) {
    const known = new Set(found.map(({ value }) => value ?? ''));
    const searched = this.#search.value !== '';
    const missing = searched ? [] : chosen.filter((value) => !known.has(value));
    return [...missing.map((value) => ({ value, rows: null, amount: null })), ...found];
  }

  /** @param {string} key @param {string[]} chosen @param {{value: string | null, rows: number | null, amount: number | null}} entry */
  #value(key, chosen, { value, rows, amount: sum }) {
    const name = value ?? '';
    const on = chosen.includes(name);
    const toggle = () => this.#set(key, on ? chosen.filter((other) => other !== name) : [...chosen, name]);
    return html`<label>
      <input type="checkbox" .checked=${on} @change=${toggle} />
      <span class="name" title=${this.#valueName(name)}>${this.#valueName(name)}</span>
      <span class="figure small muted">${count(rows)}</span>
      <span class="figure small">${amount(sum)}</span>
    </label>`;
  }

  /** Lines without a value are said to be blank. @param {string} value */
  #valueName(value) {
    return value || this.blank || t('data.match.blank');
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#show(null);
  }

  /** @param {string} key @param {string[]} values */
  #set(key, values) {
    this.#change(setFilter(this.filters, key, values));
  }

  /** @param {import('./filter-address.js').Filters} filters */
  #change(filters) {
    if (Object.keys(filters).length === 0) this.#show(null);
    fire(this, 'st-filters', { filters });
  }
}

customElements.define('st-record-filters', StRecordFilters);
