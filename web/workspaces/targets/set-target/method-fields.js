// The fields of how a target is broken down: the method and what it asks for.
import { html, nothing } from 'lit';
import { moneyUnit, period, t } from '../../../i18n/index.js';
import './method-picker.js';
import { problemText, textField } from './draft-fields.js';
import { methodChange, usesHistory } from './target-draft.js';

/** @typedef {import('./draft-fields.js').Form} Form */

/** @param {Form} form */
export function methodFields(form) {
  const { draft, years } = form;
  return html`<st-method-picker
      .method=${draft.method}
      .weights=${draft.weights}
      .unavailable=${unavailable(form)}
      @st-method=${(/** @type {CustomEvent} */ { detail }) => form.set(methodChange(draft, detail.method, years))}
      @st-weights=${(/** @type {CustomEvent} */ { detail }) => form.set(detail)}
    ></st-method-picker>
    ${details(form)}`;
}

/** @param {Form} form */
function unavailable(form) {
  const known = form.years.some(({ year }) => year < form.draft.year);
  const reason = t('targets.method.needsHistory');
  return known ? {} : { history: reason, mean: reason, growth: reason, forecast: reason };
}

/** @param {Form} form */
function details(form) {
  const { draft } = form;
  const parts = [];
  if (usesHistory(draft.method, draft.weights, draft.seasonality)) parts.push(historyYears(form));
  if (draft.method === 'growth' || (draft.method === 'blend' && draft.weights.growth > 0)) {
    parts.push(
      textField(form, 'methodGrowth', t('targets.set.methodGrowth'), {
        suffix: '%',
        hint: t('targets.set.methodGrowth.hint'),
      }),
    );
  }
  if (draft.method === 'manual') parts.push(manual(form));
  return parts;
}

/** @param {Form} form */
function historyYears(form) {
  const { draft } = form;
  const offered = form.years.filter(({ year }) => year < draft.year);
  const toggle = (/** @type {string} */ year) =>
    form.set({
      historyYears: draft.historyYears.includes(year)
        ? draft.historyYears.filter((other) => other !== year)
        : [...draft.historyYears, year],
    });
  return html`<fieldset class="years">
    <legend>${t('targets.set.historyYears')}</legend>
    ${offered.map(
      ({ year, complete }) =>
        html`<label>
          <input type="checkbox" .checked=${draft.historyYears.includes(year)} @change=${() => toggle(year)} />
          ${period(year)}${complete ? nothing : html` <span class="muted small">${t('targets.set.partialYear')}</span>`}
        </label>`,
    )}
    ${problemText(form, 'historyYears') ? html`<span class="bad small">${problemText(form, 'historyYears')}</span>` : nothing}
  </fieldset>`;
}

/** @param {Form} form */
function manual(form) {
  const { draft, context } = form;
  const money = context.unit === 'money';
  return html`<fieldset class="manual">
    <legend>${money ? t('targets.set.manual', { unit: moneyUnit() }) : t('targets.set.manualCount')}</legend>
    <p class="small muted">${t('targets.set.manual.hint')}</p>
    <div class="grid">
      ${context.firstLevel.map(
        (/** @type {any} */ unit) =>
          html`<st-field label=${unit.name} .error=${problemText(form, `manual.${unit.id}`)}>
            <input
              inputmode="decimal"
              autocomplete="off"
              .value=${draft.manual[unit.id] ?? ''}
              @input=${(/** @type {any} */ event) =>
                form.set({ manual: { ...draft.manual, [unit.id]: event.target.value } })}
            />
          </st-field>`,
      )}
    </div>
    ${problemText(form, 'manual') ? html`<span class="bad small">${problemText(form, 'manual')}</span>` : nothing}
  </fieldset>`;
}
