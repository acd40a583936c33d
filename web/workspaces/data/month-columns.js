// <st-month-columns>: columns named after months: whether they become a row per month, and of which year they are. Shown, and asked
// where the header does not say.
import { html, nothing } from 'lit';
import { day, t } from '../../i18n/index.js';
import { showErrors } from '../../components/toast.js';
import '../../components/field.js';
import { ImportElement } from './import-element.js';

const CHOICES = /** @type {const} */ (['rows', 'columns']);

class StMonthColumns extends ImportElement {
  render() {
    const { months } = this.choices;
    if (!months) return nothing;
    const chosen = months.asRows ? 'rows' : 'columns';
    const change = (/** @type {'rows' | 'columns'} */ way) =>
      this.choices.chooseMonths(way).catch((error) => showErrors(this, error));
    return html`<fieldset class=${this.choices.yearAsked ? 'question' : 'ways'}>
      <legend>${t('data.months.legend', { count: months.columns.length, first: this.#header(0), last: this.#header(-1) })}</legend>
      ${CHOICES.map(
        (way) =>
          html`<label>
            <input type="radio" name="months" value=${way} .checked=${way === chosen} @change=${() => change(way)} />
            <span>
              <strong>${t(`data.months.${way}`)}</strong>
              <span class="muted">${way === 'rows' ? this.#example(months) : t('data.months.columns.text')}</span>
            </span>
          </label>
            ${way === 'rows' && months.asRows && months.yearNeeded ? this.#year() : nothing}`,
      )}
    </fieldset>`;
  }

  /** @param {number} at */
  #header(at) {
    const column = this.choices.months?.columns.at(at);
    return this.choices.preview.value?.header[column?.index ?? 0] ?? '';
  }

  /** What becomes of the first cell. @param {import('./import-choices.js').Months} months */
  #example({ columns: [first] }) {
    const year = first.year ?? this.choices.mapping.value.year;
    if (!year) return t('data.months.rows.text');
    const date = day(`${year}-${String(first.month).padStart(2, '0')}-01`);
    return t('data.months.rows.example', { header: this.#header(0), day: date });
  }

  #year() {
    const { year } = this.choices.mapping.value;
    const change = (/** @type {any} */ event) => {
      const typed = Number(event.target.value);
      this.choices.chooseYear(Number.isInteger(typed) && typed >= 1900 && typed <= 2199 ? typed : null);
    };
    return html`<st-field class="year" label=${t('data.months.year', { header: this.#header(0) })} hint=${t('data.months.yearHint')}>
      <input type="number" class="year" min="1900" max="2199" step="1" .value=${year ?? ''} @input=${change} />
    </st-field>`;
  }
}

customElements.define('st-month-columns', StMonthColumns);
