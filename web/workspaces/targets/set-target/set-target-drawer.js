// <st-set-target-drawer>: the year's target from one number to a whole set: total, method, season, reserve, limits, with the result
// previewed live. Applying is one undo step. Fires st-close.
import { LitElement, html } from 'lit';
import { SignalController } from '../../../lib/signal-controller.js';
import { language, period, t, unitMode } from '../../../i18n/index.js';
import { errorRecords } from '../../../i18n/index.js';
import { engine } from '../../../engine/engine.js';
import { preferences } from '../../../state/preferences.js';
import { router } from '../../../state/router.js';
import { session } from '../../../state/session.js';
import { base } from '../../../components/styles.js';
import { fire } from '../../../components/events.js';
import { showErrors, toast } from '../../../components/toast.js';
import '../../../components/dialog.js';
import './decomposition-preview.js';
import './draft-form.js';
import { drawerStyles } from './set-target-styles.js';
import { historyYearsFor, readDraft, startDraft, totalOf } from './target-draft.js';
import { copiedValue, typedExponent, valueDigits, valueUnit } from '../target-figures.js';
import { metricName } from '../targets-toolbar.js';

const DEBOUNCE_MS = 250;

export class StSetTargetDrawer extends LitElement {
  static properties = {
    scope: { attribute: false },
    years: { attribute: false },
    standing: { attribute: false },
    draft: { state: true },
    result: { state: true },
    errors: { state: true },
    busy: { state: true },
    lastYear: { state: true },
  };
  static styles = [base, drawerStyles];

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #turn = 0;

  constructor() {
    super();
    /** @type {import('../target-scope.js').Scope | null} */
    this.scope = null;
    /** @type {import('./target-draft.js').DataYear[]} */
    this.years = [];
    /** @type {import('../grid-model.js').TargetTable | null} */
    this.standing = null;
    /** @type {import('./target-draft.js').Draft | null} */
    this.draft = null;
    /** @type {any} */
    this.result = null;
    /** @type {import('../../../engine/errors.js').ErrorRecord[]} */
    this.errors = [];
    this.busy = false;
    /** last year's actual by unit, of the metric in the draft @type {ReadonlyMap<string, number | null>} */
    this.lastYear = new Map();
    new SignalController(this, () => [language.value, unitMode.value, session.version.value]);
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.scope || this.draft) return;
    const { metric, year, tier, set } = this.scope;
    this.draft = startDraft({ metric, year, tier, dataYears: this.years, byProduct: false, spec: set?.spec }, (minor) =>
      copiedValue(minor, this.#unitOf(metric)),
    );
    void this.#readLastYear().then(() => this.#recompute());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  /** @param {string} metric */
  #unitOf(metric) {
    return valueUnit(session.parts.metrics[metric]);
  }

  get #root() {
    return Object.values(session.parts.orgUnits).find(({ parent }) => !parent);
  }

  /** @returns {import('./target-draft.js').DraftContext} */
  get context() {
    const unit = this.#unitOf(this.draft?.metric ?? '');
    const root = this.#root;
    return {
      unit,
      unitExponent: typedExponent(unit),
      minorDigits: valueDigits(unit),
      lastYearMinor: this.lastYear.get(root?.id) ?? null,
      firstLevel: Object.values(session.parts.orgUnits)
        .filter(({ parent }) => parent === root?.id)
        .sort((a, b) => (a.order ?? 0) - (b.order ?? 0)),
    };
  }

  /** What every unit did in the year before the draft's, when the orders reach that far. */
  async #readLastYear() {
    const { metric, year } = /** @type {import('./target-draft.js').Draft} */ (this.draft);
    const before = String(Number(year) - 1);
    this.lastYear = new Map();
    if (!this.years.some((known) => known.year === before)) return;
    try {
      const { units } = await engine.call('performance.attainment', { metric, period: before });
      if (this.draft?.metric !== metric || this.draft?.year !== year) return;
      this.lastYear = new Map(units.map((/** @type {any} */ unit) => [unit.id, unit.actualMinor]));
    } catch (error) {
      showErrors(this, error);
    }
  }

  /** @param {Partial<import('./target-draft.js').Draft>} change */
  #change(change) {
    if (!this.draft) return;
    const anew = 'metric' in change || 'year' in change;
    this.draft = { ...this.draft, ...change };
    if (change.year !== undefined) {
      this.draft.historyYears = historyYearsFor(this.draft.historyYears, change.year, this.years);
    }
    // What is previewed belongs to the draft before: it must neither be applied nor overtake what is asked now.
    this.#turn += 1;
    this.busy = true;
    clearTimeout(this.#timer);
    if (anew) void this.#readLastYear().then(() => this.#recompute());
    else this.#timer = setTimeout(() => void this.#recompute(), DEBOUNCE_MS);
  }

  async #recompute() {
    if (!this.draft) return;
    const turn = (this.#turn += 1);
    const { params, problems } = readDraft(this.draft, this.context);
    if (problems.length > 0) {
      this.result = null;
      this.errors = [];
      this.busy = false;
      return;
    }
    this.busy = true;
    try {
      const result = await engine.call('targets.decompose', this.#signed(params));
      if (turn !== this.#turn) return;
      this.result = result;
      this.errors = [];
    } catch (error) {
      if (turn !== this.#turn) return;
      this.result = null;
      this.errors = errorRecords(error);
    }
    this.busy = false;
  }

  /** @param {Record<string, any>} params */
  #signed(params) {
    const author = preferences.author.value;
    return { ...params, ...(author ? { author } : {}), at: new Date().toISOString() };
  }

  async #apply() {
    if (!this.result || this.busy || !this.draft) return;
    const { metric, year, tier } = this.draft;
    const record = session.parts.metrics[metric];
    const params = { metric: record ? metricName(record) : metric, year: period(year) };
    try {
      await session.apply(this.result.patch, { label: { key: 'targets.undo.set', params } });
    } catch (error) {
      this.errors = errorRecords(error);
      return;
    }
    router.set({ metric, year, tier, unit: null }, { replace: false });
    toast(this, {
      tone: 'good',
      text: t('targets.done.set', params),
      action: { text: t('frame.undo'), run: () => session.undo() },
    });
    this.#close();
  }

  #close() {
    fire(this, 'st-close');
  }

  render() {
    const { draft, context } = this;
    if (!draft) return html``;
    const { problems } = readDraft(draft, context);
    return html`<st-drawer wide open heading=${t('targets.set.heading')} @st-close=${this.#onDrawerClose}>
      <div class="body">
        <st-draft-form
          .draft=${draft}
          .context=${context}
          .asked=${totalOf(draft, context)}
          .problems=${problems}
          .years=${this.years}
          .levels=${session.parts.settings.orgLevels ?? []}
          @st-draft=${(/** @type {CustomEvent} */ { detail }) => this.#change(detail)}
        ></st-draft-form>
        <section aria-label=${t('targets.set.preview')}>
          <h3>${t('targets.set.preview')}</h3>
          <st-decomposition-preview
            .result=${this.result}
            .errors=${this.errors}
            .standing=${this.#standingFor(draft)}
            .lastYear=${this.lastYear}
            .unit=${context.unit}
            .year=${draft.year}
            ?busy=${this.busy}
          ></st-decomposition-preview>
        </section>
        <div class="actions">
          <button @click=${this.#close}>${t('targets.cancel')}</button>
          <button class="primary" ?disabled=${!this.result || this.busy} @click=${this.#apply}>${t('targets.set.apply')}</button>
        </div>
      </div>
    </st-drawer>`;
  }

  /** @param {CustomEvent} event the drawer's own closing is ours to announce */
  #onDrawerClose(event) {
    event.stopPropagation();
    this.#close();
  }

  /** The set a draft replaces, when it is the one on screen. @param {import('./target-draft.js').Draft} draft */
  #standingFor({ metric, year, tier }) {
    const { scope, standing } = this;
    return scope?.metric === metric && scope.year === year && scope.tier === tier ? standing : null;
  }
}

customElements.define('st-set-target-drawer', StSetTargetDrawer);
