// <st-import-settings>: how the file is read: table, sheet or encoding, separator, decimal mark. What was recognised is shown and can be
// changed. Fires st-import-reading {encoding?, sheet?} for what means reading the file again.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { showErrors } from '../../components/toast.js';
import '../../components/field.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';
import { TABLES } from './import-choices.js';
import { delimiterName } from './fields.js';
import { ENCODINGS } from './text-encoding.js';

const DELIMITERS = [',', ';', '\t', '|'];

/** What stands for a letter that the encoding does not have. */
const UNREADABLE = '\ufffd';

class StImportSettings extends LitElement {
  static properties = { flow: { attribute: false }, disabled: { type: Boolean } };
  static styles = [base, dataStyles];

  constructor() {
    super();
    /** @type {import('./import-flow.js').ImportFlow} */
    this.flow = /** @type {any} */ (null);
    this.disabled = false;
    new SignalController(this, () => [
      this.flow?.kind.value,
      this.flow?.encoding.value,
      this.flow?.sheets.value,
      this.flow?.sheet.value,
      this.flow?.choices.preview.value,
      this.flow?.choices.table.value,
      this.flow?.choices.mapping.value,
      language.value,
    ]);
  }

  render() {
    const { kind, choices } = this.flow;
    const preview = choices.preview.value;
    const unreadable = preview?.rows.some((row) => row.some((cell) => cell.includes(UNREADABLE)));
    return html`<div class="settings">
        ${preview ? this.#table() : nothing} ${kind.value === 'workbook' ? this.#sheet() : this.#encoding()}
        ${preview && kind.value === 'text' ? this.#delimiter(preview) : nothing}
        ${preview ? this.#decimal() : nothing}
      </div>
      ${
        unreadable
          ? html`<p class="watch small" role="status"><st-icon name="warning"></st-icon> ${t('data.settings.unreadable')}</p>`
          : nothing
      }`;
  }

  #table() {
    const { table } = this.flow.choices;
    const change = (/** @type {any} */ event) =>
      this.flow.choices.chooseTable(event.target.value).catch((error) => showErrors(this, error));
    return html`<st-field label=${t('data.settings.table')}>
      <select class="table" ?disabled=${this.disabled} @change=${change}>
        ${TABLES.map((name) => html`<option value=${name} .selected=${name === table.value}>${t(`data.table.${name}`)}</option>`)}
      </select>
    </st-field>`;
  }

  #sheet() {
    const { sheets, sheet } = this.flow;
    if (sheets.value.length < 2) return nothing;
    const change = (/** @type {any} */ event) => fire(this, 'st-import-reading', { sheet: Number(event.target.value) });
    return html`<st-field label=${t('data.settings.sheet')}>
      <select class="sheet-choice" ?disabled=${this.disabled} @change=${change}>
        ${sheets.value.map(
          ({ name, hidden }, i) =>
            html`<option value=${i} .selected=${i === sheet.value}>${hidden ? t('data.settings.hiddenSheet', { name }) : name}</option>`,
        )}
      </select>
    </st-field>`;
  }

  #encoding() {
    const { encoding } = this.flow;
    const change = (/** @type {any} */ event) => fire(this, 'st-import-reading', { encoding: event.target.value });
    return html`<st-field label=${t('data.file.encoding')}>
      <select class="encoding" ?disabled=${this.disabled} @change=${change}>
        ${ENCODINGS.map((name) => html`<option value=${name} .selected=${name === encoding.value}>${t(`data.encoding.${name}`)}</option>`)}
      </select>
    </st-field>`;
  }

  /** @param {import('./import-choices.js').Preview} preview */
  #delimiter({ delimiter, delimiterFound = delimiter }) {
    const marks = [...new Set([delimiterFound, ...DELIMITERS])];
    const change = (/** @type {any} */ event) => fire(this, 'st-import-reading', { delimiter: event.target.value });
    return html`<st-field label=${t('data.settings.delimiter')}>
      <select class="delimiter" ?disabled=${this.disabled} @change=${change}>
        ${marks.map((mark) => {
          const found = mark === delimiterFound;
          const name = delimiterName(mark);
          return html`<option value=${found ? '' : mark} .selected=${mark === delimiter}>
            ${found ? t('data.settings.found', { name }) : name}
          </option>`;
        })}
      </select>
    </st-field>`;
  }

  #decimal() {
    const { choices } = this.flow;
    const chosen = choices.mapping.value.decimal ?? '';
    const change = (/** @type {any} */ event) => choices.chooseDecimal(event.target.value || null);
    return html`<st-field label=${t('data.settings.decimal')}>
      <select class="decimal" ?disabled=${this.disabled} @change=${change}>
        ${['', '.', ','].map(
          (mark) =>
            html`<option value=${mark} .selected=${mark === chosen}>${t(`data.decimal.${mark === '' ? 'auto' : mark === '.' ? 'point' : 'comma'}`)}</option>`,
        )}
      </select>
    </st-field>`;
  }
}

customElements.define('st-import-settings', StImportSettings);
