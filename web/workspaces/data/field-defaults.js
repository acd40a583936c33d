// <st-field-defaults>: fixed values for what the file does not say: for fields no column has, and for blank cells where that is ticked.
import { html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import '../../components/icon.js';
import { ImportElement } from './import-element.js';
import { fieldName } from './fields.js';

class StFieldDefaults extends ImportElement {
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
          ${offered.map(({ key }) => html`<option value=${key}>${this.#name(key)}</option>`)}
        </select>
      </label>
    </section>`;
  }

  /** @param {string[]} missing fields every row must have */
  #missing(missing) {
    return html`<div class="row" role="status">
      <span class="watch"
        ><st-icon name="warning"></st-icon>
        ${t('data.mapping.missing', { fields: missing.map((field) => this.#name(field)).join(t('frame.listSeparator')) })}</span
      >
      ${missing.map(
        (field) =>
          html`<button class="give" @click=${() => this.choices.chooseDefault(field, { value: '', blanks: false })}>
            ${t('data.defaults.give', { field: this.#name(field) })}
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

  /** @param {string} field */
  #name(field) {
    return fieldName(field, this.choices.table.value);
  }

  /** The header of the column that has a field, '' when none has. @param {string} field */
  #column(field) {
    const column = this.choices.preview.value?.columns.find((one) => this.choices.fieldOf(one) === field);
    return column?.header ?? '';
  }

  /** @param {string} field */
  #row(field) {
    const { value, blanks } = this.choices.defaults[field];
    const header = this.#column(field);
    const name = this.#name(field);
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
