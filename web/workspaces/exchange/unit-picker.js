// <st-unit-picker>: whom parts go to: the tree of units, or the people who own some, with a box to tick for each.
// Fires st-pick {ids}: what is ticked, "unit:…" and "person:…".
import { LitElement, css, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { count, language, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/segmented.js';
import { exchangeStyles } from './exchange-styles.js';
import { owners, unitRows } from './exchange-model.js';

/** @typedef {import('./exchange-model.js').UnitRow} UnitRow */

/** Levels that are open at first: the top and what is directly below it. */
const OPEN_DEPTH = 1;
/** More rows than these are found by searching. */
const MOST_ROWS = 400;

export class StUnitPicker extends LitElement {
  static properties = { picked: { attribute: false } };
  static styles = [
    base,
    exchangeStyles,
    css`
      ul {
        max-height: 56vh;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 32px 28px minmax(0, 1fr);
        align-items: center;
        min-height: var(--st-row);
        padding-inline-start: calc(var(--depth) * 20px);
      }
      li button.icon {
        width: 32px;
        min-height: var(--st-row);
      }
      li label {
        display: contents;
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--st-space-2);
        overflow-wrap: anywhere;
      }
      input[type='search'] {
        flex: 1 1 140px;
        min-width: 0;
      }
      @media (max-width: 640px) {
        li {
          min-height: 44px;
        }
      }
    `,
  ];

  #by = signal(/** @type {'unit' | 'person'} */ ('unit'));
  #query = signal('');
  /** Units that were opened or closed by hand. */
  #turned = signal(/** @type {Map<string, boolean>} */ (new Map()));

  constructor() {
    super();
    /** @type {string[]} */
    this.picked = [];
    new SignalController(this, () => [
      language.value,
      session.version.value,
      this.#by.value,
      this.#query.value,
      this.#turned.value,
    ]);
  }

  /** @param {string[]} ids */
  #pick(ids) {
    fire(this, 'st-pick', { ids: [...new Set(ids)] });
  }

  /** @param {string} id @param {boolean} on */
  #toggle(id, on) {
    this.#pick(on ? [...this.picked, id] : this.picked.filter((other) => other !== id));
  }

  get #isOpen() {
    const turned = this.#turned.value;
    return (/** @type {import('./exchange-model.js').Unit} */ { id }, /** @type {number} */ depth) =>
      turned.get(id) ?? depth < OPEN_DEPTH;
  }

  render() {
    const by = this.#by.value;
    return html`<section class="sheet">
      <div class="row">
        <h2>${t('exchange.pick.heading')}</h2>
        <span class="muted small end" role="status">${t('exchange.pick.count', { count: this.picked.length })}</span>
      </div>
      <div class="row">
        <st-segmented
          label=${t('exchange.pick.by')}
          .options=${['unit', 'person'].map((value) => ({ value, label: t(`exchange.pick.by.${value}`) }))}
          .value=${by}
          @st-change=${(/** @type {CustomEvent} */ { detail }) => (this.#by.value = detail.value)}
        ></st-segmented>
        <input
          type="search"
          aria-label=${t('exchange.pick.search')}
          placeholder=${t('exchange.pick.search')}
          .value=${this.#query.value}
          @input=${(/** @type {any} */ { target }) => (this.#query.value = target.value)}
        />
      </div>
      ${by === 'unit' ? this.#levels() : nothing}
      ${by === 'unit' ? this.#units() : this.#people()}
    </section>`;
  }

  /** All units of a level at once: that is how rounds are sent. */
  #levels() {
    const rows = unitRows(session.parts.orgUnits, session.parts.people);
    const levels = [...new Set(rows.filter(({ depth }) => depth > 0).map(({ unit }) => unit.level ?? ''))].filter(
      Boolean,
    );
    if (levels.length === 0) return nothing;
    const choose = (/** @type {any} */ { target }) => {
      const ids = rows.filter(({ unit }) => unit.level === target.value).map(({ unit }) => `unit:${unit.id}`);
      target.value = '';
      this.#pick(ids);
    };
    return html`<div class="row">
      <select aria-label=${t('exchange.pick.level')} @change=${choose}>
        <option value="">${t('exchange.pick.level')}</option>
        ${levels.map((level) => html`<option value=${level}>${levelName(level)}</option>`)}
      </select>
      ${
        this.picked.length > 0
          ? html`<button class="quiet" @click=${() => this.#pick([])}>${t('exchange.pick.none')}</button>`
          : nothing
      }
    </div>`;
  }

  #units() {
    const query = this.#query.value;
    const rows = unitRows(session.parts.orgUnits, session.parts.people, { isOpen: this.#isOpen, query });
    return this.#list(rows.map((row) => this.#unit(row, query !== '')));
  }

  /** @param {import('lit').TemplateResult[]} rows */
  #list(rows) {
    if (rows.length === 0) return html`<p class="muted">${t('exchange.pick.nothing')}</p>`;
    const more = rows.length - MOST_ROWS;
    return html`<ul>${rows.slice(0, MOST_ROWS)}</ul>
      ${more > 0 ? html`<p class="muted small">${t('exchange.pick.more', { count: count(more) })}</p>` : nothing}`;
  }

  /** @param {UnitRow} row @param {boolean} found */
  #unit({ unit, depth, hasChildren, owner }, found) {
    const open = this.#isOpen(unit, depth);
    const turn = () => (this.#turned.value = new Map(this.#turned.value).set(unit.id, !open));
    return html`<li style="--depth:${depth}">
      ${
        hasChildren && !found
          ? html`<button
              class="icon"
              aria-expanded=${open ? 'true' : 'false'}
              aria-label=${t('exchange.pick.below', { unit: unit.name })}
              @click=${turn}
            >
              <st-icon name=${open ? 'chevron-down' : 'chevron-right'}></st-icon>
            </button>`
          : html`<span></span>`
      }
      ${this.#box(`unit:${unit.id}`, unit.name, owner)}
    </li>`;
  }

  #people() {
    const query = this.#query.value.trim().toLocaleLowerCase();
    const found = owners(session.parts.orgUnits, session.parts.people).filter(({ person, units }) =>
      [person.name, ...units.map(({ name }) => name)].some((name) => name.toLocaleLowerCase().includes(query)),
    );
    const rows = found.map(({ person, units }) => {
      const names = units.map(({ name }) => name).join(t('frame.listSeparator'));
      return html`<li style="--depth:0"><span></span>${this.#box(`person:${person.id}`, person.name, names)}</li>`;
    });
    return this.#list(rows);
  }

  /** @param {string} id @param {string} name @param {string} more */
  #box(id, name, more) {
    return html`<label>
      <input
        type="checkbox"
        value=${id}
        .checked=${this.picked.includes(id)}
        @change=${(/** @type {any} */ { target }) => this.#toggle(id, target.checked)}
      />
      <span class="who"><span>${name}</span><span class="muted small">${more}</span></span>
    </label>`;
  }
}

/** @param {string} level */
function levelName(level) {
  const known = `data.field.${level}`;
  const name = t(known);
  return name.startsWith('⟦') ? level : name;
}

customElements.define('st-unit-picker', StUnitPicker);
