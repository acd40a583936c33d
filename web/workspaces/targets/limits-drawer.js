// <st-limits-drawer>: bounds of a unit's year, as amounts or growth over last year's actual; checked and balanced by the engine.
// Fires st-close; the proposal appears in the workspace's preview.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { parseCount, parseMinor, parseRatio } from '../../lib/typed-numbers.js';
import { language, period, t, unitMode } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/dialog.js';
import '../../components/field.js';
import { yearSpan } from './period-axis.js';
import { copiedValue, shownUnit, spokenValue, typedExponent, valueDigits } from './target-figures.js';

const FIELDS = ['minMinor', 'maxMinor', 'minGrowthRatio', 'maxGrowthRatio'];

export class StLimitsDrawer extends LitElement {
  static properties = {
    table: { attribute: false },
    selected: {},
    unit: {},
    actions: { attribute: false },
    typed: { state: true },
    problems: { state: true },
  };
  static styles = [
    base,
    css`
      form {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--st-space-3);
      }
      .wide {
        grid-column: 1 / -1;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: var(--st-space-2);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    this.selected = '';
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** @type {import('./target-actions.js').TargetActions | null} */
    this.actions = null;
    /** @type {Record<string, string>} what was typed; absent fields still hold what stands */
    this.typed = {};
    /** @type {Record<string, string>} */
    this.problems = {};
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** What stands in a field, as editing starts from. @param {string} field */
  #standing(field) {
    const limit = this.table?.unit(this.selected)?.limits?.[field];
    if (limit === null || limit === undefined) return '';
    return field.endsWith('Ratio') ? String(Number((limit * 100).toFixed(6))) : copiedValue(limit, this.unit);
  }

  /** @param {string} field @param {string} text @returns {number | null} NaN when it cannot be read */
  #read(field, text) {
    if (text.trim() === '') return null;
    if (field.endsWith('Ratio')) return parseRatio(text, { barePercent: true }) ?? NaN;
    const options = { unitExponent: typedExponent(this.unit), minorDigits: valueDigits(this.unit) };
    return (this.unit === 'count' ? parseCount(text) : parseMinor(text, options)) ?? NaN;
  }

  /** @param {string} field */
  #problemOf(field) {
    if (field.endsWith('Ratio')) return 'badPercent';
    return this.unit === 'count' ? 'badCount' : 'badTotal';
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    /** @type {Record<string, number | null>} */
    const limits = {};
    /** @type {Record<string, string>} */
    const problems = {};
    for (const field of FIELDS) {
      const value = this.#read(field, this.typed[field] ?? this.#standing(field));
      if (Number.isNaN(value)) problems[field] = t(`targets.set.problem.${this.#problemOf(field)}`);
      else limits[field] = value;
    }
    this.problems = problems;
    if (Object.keys(problems).length > 0) return;
    void this.actions?.limits(this.selected, limits);
    fire(this, 'st-close');
  }

  render() {
    const { table } = this;
    const unit = table?.unit(this.selected);
    if (!table || !unit) return html``;
    const year = yearSpan(table.axis);
    return html`<st-drawer
      open
      heading=${t('targets.limits.heading', { unit: unit.name })}
      @st-close=${(/** @type {Event} */ event) => {
        event.stopPropagation();
        fire(this, 'st-close');
      }}
    >
      <form @submit=${this.#submit}>
        <p class="wide muted">
          ${t('targets.limits.now', { year: period(year.period), value: spokenValue(table.value(unit.id, year), this.unit) })}
          ${unit.historyMinor === null ? '' : t('targets.limits.lastYear', { value: spokenValue(unit.historyMinor, this.unit) })}
        </p>
        ${FIELDS.map((field) => this.#field(field))}
        <p class="wide small muted">${t('targets.limits.hint')}</p>
        <div class="wide actions">
          <button type="button" @click=${() => fire(this, 'st-close')}>${t('targets.cancel')}</button>
          <button class="primary">${t('targets.limits.preview')}</button>
        </div>
      </form>
    </st-drawer>`;
  }

  /** @param {string} field */
  #field(field) {
    const suffix = field.endsWith('Ratio') ? '%' : shownUnit(this.unit);
    const label = t(`targets.limits.${field}`);
    return html`<st-field label=${suffix ? `${label} (${suffix})` : label} .error=${this.problems[field] ?? ''}>
      <input
        inputmode="decimal"
        autocomplete="off"
        .value=${this.typed[field] ?? this.#standing(field)}
        @input=${(/** @type {any} */ event) => (this.typed = { ...this.typed, [field]: event.target.value })}
      />
    </st-field>`;
  }
}

customElements.define('st-limits-drawer', StLimitsDrawer);
