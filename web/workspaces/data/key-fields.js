// <st-key-fields>: any column of the file as part of the key, with what it tells apart. Fires st-key {key}.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { dataStyles } from './data-styles.js';
import { fieldName } from './fields.js';

class StKeyFields extends LitElement {
  static properties = {
    fields: { attribute: false },
    chosen: { attribute: false },
    table: {},
    disabled: { type: Boolean },
  };
  static styles = [
    base,
    dataStyles,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 0 var(--st-space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--st-space-2);
        min-height: var(--st-row);
      }
      label span {
        overflow-wrap: anywhere;
      }
      :host {
        display: block;
        margin-inline-start: 24px;
      }
      @media (max-width: 640px) {
        label {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** the file's fields @type {{field: string, distinct: number, missing: number}[]} */
    this.fields = [];
    /** the key as it is @type {string[]} */
    this.chosen = [];
    this.table = 'orders';
    this.disabled = false;
    new SignalController(this, () => language.value);
  }

  render() {
    return html`<details>
      <summary>${t('data.key.open')}</summary>
      <ul>
        ${this.fields.map(({ field, distinct, missing }) => {
          const on = this.chosen.includes(field);
          return html`<li>
            <label>
              <input
                type="checkbox"
                data-field=${field}
                .checked=${on}
                ?disabled=${this.disabled || (on && this.chosen.length === 1)}
                @change=${() => this.#toggle(field, !on)}
              />
              <span>${fieldName(field, this.table)} <span class="muted small">${t('data.key.counts', { distinct, missing })}</span></span>
            </label>
          </li>`;
        })}
      </ul>
    </details>`;
  }

  /** The key in the order of the fields, so that the same choice is the same key. @param {string} field @param {boolean} on */
  #toggle(field, on) {
    const chosen = new Set(this.chosen);
    if (on) chosen.add(field);
    else chosen.delete(field);
    fire(this, 'st-key', { key: this.fields.map((one) => one.field).filter((one) => chosen.has(one)) });
  }
}

customElements.define('st-key-fields', StKeyFields);
