// The fields that say what is to be set: metric, year and its total, by amount or by growth.
import { html, nothing } from 'lit';
import { moneyUnit, period, ratio, t } from '../../../i18n/index.js';
import { withSign } from '../../../lib/numbers.js';
import { session } from '../../../state/session.js';
import { problemText } from './draft-fields.js';
import { spokenValue } from '../target-figures.js';
import { metricName } from '../targets-toolbar.js';

/** @typedef {import('./draft-fields.js').Form} Form */

const YEARS_AHEAD = 3;

/** @param {Form} form */
export const totalFields = (form) =>
  html`<div class="row">${metric(form)} ${year(form)}</div>
    ${total(form)}`;

/** @param {Form} form */
function metric(form) {
  const { draft } = form;
  const metrics = Object.values(session.parts.metrics).filter(({ unit }) => unit !== 'ratio');
  return html`<st-field label=${t('targets.metric')}>
    <select @change=${(/** @type {any} */ event) => form.set({ metric: event.target.value })}>
      ${metrics.map((metric) => html`<option value=${metric.id} ?selected=${metric.id === draft.metric}>${metricName(metric)}</option>`)}
    </select>
  </st-field>`;
}

/** @param {Form} form */
function year(form) {
  const { draft } = form;
  const last = Number(form.years.at(-1)?.year ?? draft.year);
  const from = Math.min(last, Number(draft.year));
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, i) => String(from + i));
  return html`<st-field label=${t('targets.year')}>
    <select @change=${(/** @type {any} */ event) => form.set({ year: event.target.value })}>
      ${years.map((year) => html`<option value=${year} ?selected=${year === draft.year}>${period(year)}</option>`)}
    </select>
  </st-field>`;
}

/** @param {Form} form */
function total(form) {
  const { draft, context, asked } = form;
  const before = String(Number(draft.year) - 1);
  const last = context.lastYearMinor;
  const reference =
    last === null
      ? t('targets.set.noLastYear', { year: before })
      : t('targets.set.lastYear', { year: before, value: spokenValue(last, context.unit) });
  return html`<div class="row total">
      <st-field
        label=${context.unit === 'money' ? t('targets.set.total', { unit: moneyUnit() }) : t('targets.set.totalCount')}
        hint=${t(context.unit === 'money' ? 'targets.set.total.hint' : 'targets.set.totalCount.hint')}
        .error=${problemText(form, 'total')}
      >
        <input
          inputmode="decimal"
          autocomplete="off"
          autofocus
          .value=${draft.lead === 'total' ? draft.total : ''}
          placeholder=${draft.lead === 'growth' && asked?.totalMinor ? spokenValue(asked.totalMinor, context.unit) : ''}
          @input=${(/** @type {any} */ event) => form.set({ total: event.target.value, lead: 'total' })}
        />
      </st-field>
      <st-field label=${t('targets.set.growth', { year: before })} .error=${problemText(form, 'growth')}>
        <input
          inputmode="decimal"
          autocomplete="off"
          ?disabled=${last === null}
          .value=${draft.lead === 'growth' ? draft.growth : ''}
          placeholder=${draft.lead === 'total' && asked?.growthRatio !== null ? withSign(ratio(asked?.growthRatio)) : ''}
          @input=${(/** @type {any} */ event) => form.set({ growth: event.target.value, lead: 'growth' })}
        />
      </st-field>
    </div>
    <p class="meaning" aria-live="polite">
      ${
        asked?.totalMinor !== null && asked
          ? html`<b>${spokenValue(asked.totalMinor, context.unit)}</b>
              ${asked.growthRatio === null ? nothing : t('targets.set.meansGrowth', { growth: withSign(ratio(asked.growthRatio)) })}`
          : nothing
      }
      <span class="muted">${reference}</span>
    </p>`;
}
