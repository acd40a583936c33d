// <st-history-filters>: whose changes, of which part of the plan, with which words. Fires st-filter {person, room, text}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, language, t } from '../../i18n/index.js';
import { base, toolbar } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { roomWords } from './field-words.js';
import { personWords } from './version-words.js';

/** @typedef {import('./change-rows.js').Filter} Filter */

/** @type {Filter} */
export const NO_FILTER = Object.freeze({ person: null, room: null, text: '', derived: false });
const EVERY = '*';

class StHistoryFilters extends LitElement {
  static properties = {
    filter: { attribute: false },
    people: { attribute: false },
    rooms: { attribute: false },
    derived: { type: Boolean },
  };
  static styles = [
    base,
    toolbar,
    css`
      input[type='search'] {
        flex: 1 1 160px;
        max-width: 280px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Filter} */
    this.filter = NO_FILTER;
    /** @type {[string, number][]} */
    this.people = [];
    /** @type {[string, number][]} */
    this.rooms = [];
    /** Whether there is anything that was only worked out. */
    this.derived = false;
    new SignalController(this, () => language.value);
  }

  /** @param {Partial<Filter>} change */
  #set(change) {
    fire(this, 'st-filter', { ...this.filter, ...change });
  }

  render() {
    return html`<div class="bar">
      ${this.#choice('person', this.people, personWords)} ${this.#choice('room', this.rooms, roomWords)}
      <input
        type="search"
        aria-label=${t('history.filter.text')}
        placeholder=${t('history.filter.text')}
        .value=${this.filter.text}
        @input=${(/** @type {any} */ { target }) => this.#set({ text: target.value })}
      />
      ${this.derived ? this.#derivedBox() : nothing}
    </div>`;
  }

  #derivedBox() {
    return html`<label class="check">
      <input
        type="checkbox"
        name="derived"
        .checked=${this.filter.derived}
        @change=${(/** @type {any} */ { target }) => this.#set({ derived: target.checked })}
      />
      ${t('history.filter.derived')}
    </label>`;
  }

  /** @param {'person' | 'room'} field @param {[string, number][]} choices @param {(value: string) => string} words */
  #choice(field, choices, words) {
    const chosen = this.filter[field];
    return html`<label class="inline">
      ${t(`history.filter.${field}`)}
      <select
        name=${field}
        @change=${(/** @type {any} */ { target }) => this.#set({ [field]: target.value === EVERY ? null : target.value })}
      >
        <option value=${EVERY} ?selected=${chosen === null}>${t('history.filter.every')}</option>
        ${choices.map(
          ([value, times]) =>
            html`<option value=${value} ?selected=${chosen === value}>${t('history.filter.counted', { name: words(value), count: count(times) })}</option>`,
        )}
      </select>
    </label>`;
  }
}

customElements.define('st-history-filters', StHistoryFilters);
