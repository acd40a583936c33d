// <st-targets-toolbar>: which set is shown and how: metric, year, tier, product, columns, levels, comparison, side panel.
// Everything it chooses goes into the address.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, period, t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import '../../components/segmented.js';
import { shownGrains } from './period-axis.js';
import { PANELS, TIERS, tiersPresent, yearsWithTargets } from './target-scope.js';
import { toolbarStyles } from './targets-styles.js';

/** @param {{id: string, name?: string | null}} record */
export const metricName = ({ id, name }) => name || t(`plan.metric.${id}`);

export class StTargetsToolbar extends LitElement {
  static properties = { scope: { attribute: false }, table: { attribute: false }, compareYear: {} };
  static styles = [base, toolbarStyles];

  constructor() {
    super();
    /** @type {import('./target-scope.js').Scope | null} */
    this.scope = null;
    /** @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    /** @type {string | null} */
    this.compareYear = null;
    new SignalController(this, () => [language.value, session.version.value]);
  }

  render() {
    const { scope, table } = this;
    if (!scope) return nothing;
    return html`${this.#whatIsShown(scope)} ${table ? this.#howItIsShown(scope, table) : nothing}`;
  }

  /**
   * A select with its label before it.
   * @param {string} label @param {string} value @param {{value: string, text: string}[]} options @param {string} name in the address
   */
  #select(label, value, options, name) {
    if (options.length < 2) return nothing;
    return html`<label class="inline"
      >${label}
      <select @change=${(/** @type {any} */ event) => router.set({ [name]: event.target.value })}>
        ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.text}</option>`)}
      </select>
    </label>`;
  }

  /** @param {import('./target-scope.js').Scope} scope */
  #whatIsShown(scope) {
    const sets = session.parts.targetSets;
    const metrics = Object.values(session.parts.metrics).filter(({ unit }) => unit !== 'ratio');
    const years = [...new Set([...yearsWithTargets(sets, scope.metric), scope.year])].sort();
    const present = tiersPresent(sets, scope);
    const products = this.table ? (/** @type {any} */ (this.table.view).products ?? []) : [];
    return html`
      ${this.#select(
        t('targets.metric'),
        scope.metric,
        metrics.map((metric) => ({ value: metric.id, text: metricName(metric) })),
        'metric',
      )}
      ${this.#select(
        t('targets.year'),
        scope.year,
        years.map((year) => ({ value: year, text: period(year) })),
        'year',
      )}
      ${
        present.length > 0
          ? html`<st-segmented
              label=${t('targets.tier')}
              .options=${TIERS.map((value) => ({
                value,
                label: t(`plan.tier.${value}`),
                disabled: !present.includes(value),
                title: present.includes(value) ? undefined : t('targets.tier.missing'),
              }))}
              .value=${scope.tier}
              @st-change=${(/** @type {CustomEvent} */ event) => router.set({ tier: event.detail.value })}
            ></st-segmented>`
          : nothing
      }
      ${this.#select(
        t('targets.product'),
        scope.product,
        products.length > 0
          ? [
              { value: '', text: t('targets.product.all') },
              ...products.map((/** @type {string} */ id) => ({
                value: id,
                text: session.parts.products[id]?.name ?? id,
              })),
            ]
          : [],
        'product',
      )}
    `;
  }

  /** @param {import('./target-scope.js').Scope} scope @param {import('./grid-model.js').TargetTable} table */
  #howItIsShown(scope, table) {
    const grains = shownGrains(table.axis);
    const deepest = table.openableDepth;
    const levels = Array.from({ length: deepest + 1 }, (_, depth) => ({
      value: depth === deepest ? 'all' : String(depth),
      text: this.#levelText(table, depth),
    }));
    const depth = scope.depth ?? table.comfortableDepth;
    const open = depth >= deepest ? 'all' : String(depth);
    return html`
      <st-segmented
        class="look"
        label=${t('targets.grain')}
        .options=${grains.map((value) => ({ value, label: t(`targets.grain.${value}`) }))}
        .value=${scope.grain}
        @st-change=${(/** @type {CustomEvent} */ event) => router.set({ grain: event.detail.value })}
      ></st-segmented>
      <span class="look">${this.#select(t('targets.open'), open, levels, 'depth')}</span>
      ${
        this.compareYear
          ? html`<label class="inline look">
              <input
                type="checkbox"
                .checked=${scope.compare}
                @change=${() => router.set({ compare: scope.compare ? null : 'rows' })}
              />
              ${t('targets.compare', { year: this.compareYear })}
            </label>`
          : nothing
      }
      <span class="panels" role="group" aria-label=${t('targets.panel')}>
        ${PANELS.map(
          (panel) =>
            html`<button
              class="quiet"
              aria-pressed=${scope.panel === panel ? 'true' : 'false'}
              @click=${() => router.set({ panel: scope.panel === panel ? null : panel })}
            >
              <st-icon name=${{ chart: 'chart', ledger: 'layers', mismatch: 'split' }[panel]}></st-icon>${t(
                `targets.panel.${panel}`,
              )}
            </button>`,
        )}
      </span>
    `;
  }

  /** @param {import('./grid-model.js').TargetTable} table @param {number} depth */
  #levelText(table, depth) {
    const unit = table.units.find((candidate) => candidate.depth === depth);
    return unit?.level ? levelName(unit.level) : t('targets.open.level', { level: depth + 1 });
  }
}

/** Levels are named by the data's columns; the known ones have texts. @param {string} level */
export function levelName(level) {
  const known = [
    'root',
    'region',
    'province',
    'city',
    'channel',
    'rep',
    'store',
    'country',
    'state',
    'segment',
    'team',
    'customer',
  ];
  return known.includes(level) ? t(`targets.level.${level}`) : level;
}

customElements.define('st-targets-toolbar', StTargetsToolbar);
