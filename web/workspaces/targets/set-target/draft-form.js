// <st-draft-form>: the fields of a target draft. Shows what was typed and what is wrong with it; fires st-draft {field: value, …}.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../../lib/signal-controller.js';
import { language, moneyUnit, period, ratio, t, unitMode } from '../../../i18n/index.js';
import { withSign } from '../../../lib/numbers.js';
import { session } from '../../../state/session.js';
import { base } from '../../../components/styles.js';
import { fire } from '../../../components/events.js';
import '../../../components/field.js';
import '../../../components/segmented.js';
import './method-picker.js';
import './season-editor.js';
import { formStyles } from './set-target-styles.js';
import { SEASONALITIES, methodChange, usesHistory } from './target-draft.js';
import { spokenValue } from '../target-figures.js';
import { levelName, metricName } from '../targets-toolbar.js';

/** @typedef {import('./target-draft.js').Draft} Draft */

const YEARS_AHEAD = 3;

export class StDraftForm extends LitElement {
  static properties = {
    draft: { attribute: false },
    context: { attribute: false },
    asked: { attribute: false },
    problems: { attribute: false },
    years: { attribute: false },
    levels: { attribute: false },
  };
  static styles = [base, formStyles];

  constructor() {
    super();
    /** @type {Draft | null} */
    this.draft = null;
    /** @type {import('./target-draft.js').DraftContext | null} */
    this.context = null;
    /** @type {ReturnType<typeof import('./target-draft.js').totalOf> | null} */
    this.asked = null;
    /** @type {import('./target-draft.js').Problem[]} */
    this.problems = [];
    /** @type {import('./target-draft.js').DataYear[]} */
    this.years = [];
    /** @type {string[]} */
    this.levels = [];
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** @param {Partial<Draft>} change */
  #set(change) {
    fire(this, 'st-draft', change);
  }

  /** @param {string} field */
  #problem(field) {
    const found = this.problems.find((problem) => problem.field === field);
    return found && found.key !== 'totalMissing' ? t(`targets.set.problem.${found.key}`) : '';
  }

  /** @param {keyof Draft} field @param {string} label @param {{hint?: string, suffix?: string}} [options] */
  #text(field, label, { hint = '', suffix = '' } = {}) {
    const draft = /** @type {Draft} */ (this.draft);
    return html`<st-field label=${suffix ? `${label} (${suffix})` : label} hint=${hint} .error=${this.#problem(field)}>
      <input
        inputmode="decimal"
        autocomplete="off"
        .value=${String(draft[field])}
        @input=${(/** @type {any} */ event) => this.#set({ [field]: event.target.value })}
      />
    </st-field>`;
  }

  render() {
    const { draft, context } = this;
    if (!draft || !context) return nothing;
    return html`
      <div class="row">${this.#metric(draft)} ${this.#year(draft)}</div>
      ${this.#total(draft, context)}
      <st-method-picker
        .method=${draft.method}
        .weights=${draft.weights}
        .unavailable=${this.#unavailable()}
        @st-method=${(/** @type {CustomEvent} */ { detail }) => this.#set(methodChange(draft, detail.method, this.years))}
        @st-weights=${(/** @type {CustomEvent} */ { detail }) => this.#set(detail)}
      ></st-method-picker>
      ${this.#methodDetails(draft, context)} ${this.#season(draft)} ${this.#reserve(draft)} ${this.#more(draft)}
    `;
  }

  /** @param {Draft} draft */
  #metric(draft) {
    const metrics = Object.values(session.parts.metrics).filter(({ unit }) => unit !== 'ratio');
    return html`<st-field label=${t('targets.metric')}>
      <select @change=${(/** @type {any} */ event) => this.#set({ metric: event.target.value })}>
        ${metrics.map((metric) => html`<option value=${metric.id} ?selected=${metric.id === draft.metric}>${metricName(metric)}</option>`)}
      </select>
    </st-field>`;
  }

  /** @param {Draft} draft */
  #year(draft) {
    const last = Number(this.years.at(-1)?.year ?? draft.year);
    const from = Math.min(last, Number(draft.year));
    const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, i) => String(from + i));
    return html`<st-field label=${t('targets.year')}>
      <select @change=${(/** @type {any} */ event) => this.#set({ year: event.target.value })}>
        ${years.map((year) => html`<option value=${year} ?selected=${year === draft.year}>${period(year)}</option>`)}
      </select>
    </st-field>`;
  }

  /** @param {Draft} draft @param {import('./target-draft.js').DraftContext} context */
  #total(draft, context) {
    const before = String(Number(draft.year) - 1);
    const last = context.lastYearMinor;
    const reference =
      last === null
        ? t('targets.set.noLastYear', { year: before })
        : t('targets.set.lastYear', { year: before, value: spokenValue(last, context.unit) });
    const asked = this.asked;
    return html`<div class="row total">
        <st-field
          label=${context.unit === 'money' ? t('targets.set.total', { unit: moneyUnit() }) : t('targets.set.totalCount')}
          hint=${t(context.unit === 'money' ? 'targets.set.total.hint' : 'targets.set.totalCount.hint')}
          .error=${this.#problem('total')}
        >
          <input
            inputmode="decimal"
            autocomplete="off"
            autofocus
            .value=${draft.lead === 'total' ? draft.total : ''}
            placeholder=${draft.lead === 'growth' && asked?.totalMinor ? spokenValue(asked.totalMinor, context.unit) : ''}
            @input=${(/** @type {any} */ event) => this.#set({ total: event.target.value, lead: 'total' })}
          />
        </st-field>
        <st-field label=${t('targets.set.growth', { year: before })} .error=${this.#problem('growth')}>
          <input
            inputmode="decimal"
            autocomplete="off"
            ?disabled=${last === null}
            .value=${draft.lead === 'growth' ? draft.growth : ''}
            placeholder=${draft.lead === 'total' && asked?.growthRatio !== null ? withSign(ratio(asked?.growthRatio)) : ''}
            @input=${(/** @type {any} */ event) => this.#set({ growth: event.target.value, lead: 'growth' })}
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

  #unavailable() {
    const known = this.years.some(({ year }) => year < (this.draft?.year ?? ''));
    const reason = t('targets.method.needsHistory');
    return known ? {} : { history: reason, mean: reason, growth: reason, forecast: reason };
  }

  /** @param {Draft} draft @param {import('./target-draft.js').DraftContext} context */
  #methodDetails(draft, context) {
    const parts = [];
    if (usesHistory(draft.method, draft.weights, draft.seasonality)) parts.push(this.#historyYears(draft));
    if (draft.method === 'growth' || (draft.method === 'blend' && draft.weights.growth > 0)) {
      parts.push(
        this.#text('methodGrowth', t('targets.set.methodGrowth'), {
          suffix: '%',
          hint: t('targets.set.methodGrowth.hint'),
        }),
      );
    }
    if (draft.method === 'manual') parts.push(this.#manual(draft, context));
    return parts;
  }

  /** @param {Draft} draft */
  #historyYears(draft) {
    const offered = this.years.filter(({ year }) => year < draft.year);
    const toggle = (/** @type {string} */ year) =>
      this.#set({
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
      ${this.#problem('historyYears') ? html`<span class="bad small">${this.#problem('historyYears')}</span>` : nothing}
    </fieldset>`;
  }

  /** @param {Draft} draft @param {import('./target-draft.js').DraftContext} context */
  #manual(draft, context) {
    const money = context.unit === 'money';
    return html`<fieldset class="manual">
      <legend>${money ? t('targets.set.manual', { unit: moneyUnit() }) : t('targets.set.manualCount')}</legend>
      <p class="small muted">${t('targets.set.manual.hint')}</p>
      <div class="grid">
        ${context.firstLevel.map(
          (/** @type {any} */ unit) =>
            html`<st-field label=${unit.name} .error=${this.#problem(`manual.${unit.id}`)}>
              <input
                inputmode="decimal"
                autocomplete="off"
                .value=${draft.manual[unit.id] ?? ''}
                @input=${(/** @type {any} */ event) =>
                  this.#set({ manual: { ...draft.manual, [unit.id]: event.target.value } })}
              />
            </st-field>`,
        )}
      </div>
      ${this.#problem('manual') ? html`<span class="bad small">${this.#problem('manual')}</span>` : nothing}
    </fieldset>`;
  }

  /** @param {Draft} draft */
  #season(draft) {
    const start = session.parts.calendar.fiscalYearStartMonth ?? 1;
    const names = Array.from({ length: 12 }, (_, i) =>
      period(`${draft.year}-${String(((start - 1 + i) % 12) + 1).padStart(2, '0')}`, { short: true }),
    );
    return html`<div class="group">
      <span class="small muted">${t('targets.set.seasonality')}</span>
      <st-segmented
        label=${t('targets.set.seasonality')}
        .options=${SEASONALITIES.map((value) => ({
          value,
          label: t(`targets.seasonality.${value}`),
          title: t(`targets.seasonality.${value}.when`),
        }))}
        .value=${draft.seasonality}
        @st-change=${(/** @type {CustomEvent} */ { detail }) => this.#set({ seasonality: detail.value })}
      ></st-segmented>
      <p class="small muted">${t(`targets.seasonality.${draft.seasonality}.when`)}</p>
      ${
        draft.seasonality === 'profile'
          ? html`<st-season-editor
              .profile=${draft.profile}
              .names=${names}
              @st-profile=${(/** @type {CustomEvent} */ { detail }) => this.#set(detail)}
            ></st-season-editor>`
          : nothing
      }
    </div>`;
  }

  /** @param {Draft} draft */
  #reserve(draft) {
    // The lowest level has nobody below to draw for, so it holds no reserve.
    const holders = ['root', ...this.levels.slice(0, -1)].filter((level, i, all) => all.indexOf(level) === i);
    return html`<div class="group">
      <div class="row">${this.#text('reserve', t('targets.set.reserve'), { suffix: '%', hint: t('targets.set.reserve.hint') })}</div>
      <details ?open=${Object.values(draft.reserveLevels).some((text) => text !== '')}>
        <summary>${t('targets.set.reserveByLevel')}</summary>
        <div class="grid">
          ${holders.map(
            (level) =>
              html`<st-field label=${t('targets.set.heldByLevel', { level: levelName(level) })} .error=${this.#problem(`reserve.${level}`)}>
                <input
                  inputmode="decimal"
                  autocomplete="off"
                  placeholder=${draft.reserve}
                  .value=${draft.reserveLevels[level] ?? ''}
                  @input=${(/** @type {any} */ event) =>
                    this.#set({ reserveLevels: { ...draft.reserveLevels, [level]: event.target.value } })}
                />
              </st-field>`,
          )}
        </div>
      </details>
    </div>`;
  }

  /** @param {Draft} draft */
  #more(draft) {
    const products = Object.keys(session.parts.products).length;
    return html`<div class="row">
        ${this.#text('minGrowth', t('targets.set.minGrowth'), { suffix: '%' })}
        ${this.#text('maxGrowth', t('targets.set.maxGrowth'), { suffix: '%' })}
      </div>
      <p class="small muted">${t('targets.set.limits.hint')}</p>
      <div class="row">
        <div class="group">
          <span class="small muted">${t('targets.set.grain')}</span>
          <st-segmented
            label=${t('targets.set.grain')}
            .options=${['month', 'week'].map((value) => ({ value, label: t(`targets.grain.${value}`) }))}
            .value=${draft.grain}
            @st-change=${(/** @type {CustomEvent} */ { detail }) => this.#set({ grain: detail.value })}
          ></st-segmented>
        </div>
        ${
          products > 0
            ? html`<label class="check">
                <input type="checkbox" .checked=${draft.byProduct} @change=${() => this.#set({ byProduct: !draft.byProduct })} />
                ${t('targets.set.byProduct', { count: products })}
              </label>`
            : nothing
        }
      </div>`;
  }
}

customElements.define('st-draft-form', StDraftForm);
