// <st-field-defaults>: fixed values for what the file does not say: for fields no column has, and for blank cells where that is ticked.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';
import { fieldName } from './fields.js';

class StFieldDefaults extends LitElement {
  static properties = { choices: { attribute: false } };
  static styles = [base, dataStyles];

  constructor() {
    super();
    /** @type {import('./import-choices.js').ImportChoices} */
    this.choices = /** @type {any} */ (null);
    new SignalController(this, () => [
      this.choices?.preview.value,
      this.choices?.mapping.value,
      this.choices?.fields.value,
      language.value,
    ]);
  }

  render() {
    const { defaults, fields } = this.choices;
    const given = Object.keys(defaults);
    const missing = this.choices.missing;
    const offered = fields.value.filter(({ key }) => !given.includes(key));
    return html`<section class="stack defaults">
      ${missing.length > 0 ? this.#missing(missing) : nothing}
      ${given.length > 0 ? html`<ul class="fixed">${given.map((field) => this.#row(field))}</ul>` : nothing}
      <label class="check">
        <span class="muted">${t('data.defaults.add')}</span>
        <select class="add" @change=${this.#add}>
          <option value="" selected>${t('data.defaults.choose')}</option>
          ${offered.map(({ key }) => html`<option value=${key}>${fieldName(key)}</option>`)}
        </select>
      </label>
    </section>`;
  }

  /** @param {string[]} missing fields every row must have */
  #missing(missing) {
    return html`<div class="row" role="status">
      <span class="watch"
        ><st-icon name="warning"></st-icon>
        ${t('data.mapping.missing', { fields: missing.map(fieldName).join(t('frame.listSeparator')) })}</span
      >
      ${missing.map(
        (field) =>
          html`<button class="give" @click=${() => this.choices.chooseDefault(field, { value: '', blanks: false })}>
            ${t('data.defaults.give', { field: fieldName(field) })}
          </button>`,
      )}
    </div>`;
  }

  /** @param {Event} event */
  #add = (event) => {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    if (select.value)
      this.choices.chooseDefault(select.value, { value: '', blanks: this.#column(select.value) !== '' });
    select.value = '';
  };

  /** The header of the column that has a field, '' when none has. @param {string} field */
  #column(field) {
    const column = this.choices.preview.value?.columns.find((one) => this.choices.fieldOf(one) === field);
    return column?.header ?? '';
  }

  /** @param {string} field */
  #row(field) {
    const { value, blanks } = this.choices.defaults[field];
    const header = this.#column(field);
    const name = fieldName(field);
    const set = (/** @type {object} */ change) => this.choices.chooseDefault(field, { value, blanks, ...change });
    return html`<li>
      <strong>${name}</strong>
      <input
        type=${this.#isDate(field) ? 'date' : 'text'}
        class="value"
        data-field=${field}
        maxlength="200"
        inputmode=${this.#isNumber(field) ? 'decimal' : nothing}
        aria-label=${t('data.defaults.value', { field: name })}
        aria-invalid=${value.trim() === '' ? 'true' : 'false'}
        placeholder=${t('data.defaults.placeholder')}
        .value=${value}
        @change=${(/** @type {any} */ event) => set({ value: event.target.value })}
      />
      ${
        header
          ? html`<label class="check">
              <input type="checkbox" .checked=${blanks} @change=${(/** @type {any} */ event) => set({ blanks: event.target.checked })} />
              <span>${t('data.defaults.blanks', { header })}</span>
            </label>`
          : html`<span class="muted small">${t('data.defaults.everyRow')}</span>`
      }
      <button class="icon" aria-label=${t('data.defaults.remove', { field: name })} @click=${() => this.choices.chooseDefault(field, null)}>
        <st-icon name="close"></st-icon>
      </button>
    </li>`;
  }

  /** @param {string} field */
  #type(field) {
    return this.choices.fields.value.find(({ key }) => key === field)?.type ?? 'text';
  }

  /** @param {string} field */
  #isDate = (field) => ['day', 'date'].includes(this.#type(field));
  /** @param {string} field */
  #isNumber = (field) => ['number', 'ratio'].includes(this.#type(field));
}

customElements.define('st-field-defaults', StFieldDefaults);
