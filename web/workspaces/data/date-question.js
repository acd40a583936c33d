// <st-date-question>: how dates are meant that could be read in more than one order. Asked, never guessed.
import { html, nothing } from 'lit';
import { day, t } from '../../i18n/index.js';
import { ImportElement } from './import-element.js';

class StDateQuestion extends ImportElement {
  render() {
    const question = this.choices.dateQuestion;
    if (!question) return nothing;
    const { header, orders, samples } = question;
    const chosen = this.choices.mapping.value.dateOrder;
    return html`<fieldset class="question">
      <legend>${t('data.dates.question', { header, sample: samples[0] ?? '' })}</legend>
      ${orders.map(
        (order) =>
          html`<label>
            <input type="radio" name="date-order" .checked=${chosen === order} @change=${() => this.choices.chooseDateOrder(order)} />
            <span>${t(`data.dates.${order}`)}</span>
            <span class="muted">${samples
              .slice(0, 3)
              .map((sample) => readAs(sample, order))
              .filter(Boolean)
              .join(' · ')}</span>
          </label>`,
      )}
    </fieldset>`;
  }
}

/**
 * A date text read in one order, written out: the question is answered by looking, not by knowing format letters.
 * @param {string} sample
 * @param {string} order
 */
function readAs(sample, order) {
  const parts = sample.match(/\d+/g)?.map(Number) ?? [];
  const at = { ymd: [0, 1, 2], dmy: [2, 1, 0], mdy: [2, 0, 1] }[order];
  if (!at || parts.length < 3) return '';
  const [year, month, date] = at.map((i) => parts[i]);
  const full = year < 100 ? (year <= 68 ? 2000 : 1900) + year : year;
  if (month < 1 || month > 12 || date < 1 || date > 31) return '';
  return day(`${full}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

customElements.define('st-date-question', StDateQuestion);
