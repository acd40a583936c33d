// <st-targets-workspace>: one target set and the ways to make it. The address says which set and how it is shown; the grid and its
// changes are targets-board.js, making a set is set-target/.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { errorRecords, language, period, t, unitMode } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { EngineQuery } from '../../state/engine-query.js';
import { registerCommands } from '../../state/commands.js';
import { preferences } from '../../state/preferences.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import '../../components/notice.js';
import '../../components/page.js';
import './limits-drawer.js';
import './set-target/set-target-drawer.js';
import './targets-board.js';
import './tiers-drawer.js';
import { exportTable } from './export-table.js';
import { TargetTable } from './grid-model.js';
import { missingSet } from './missing-set.js';
import { ProposalFlow } from './proposal-flow.js';
import { readingLines } from './reading-lines.js';
import { setActions } from './set-actions.js';
import { TargetActions } from './target-actions.js';
import { valueUnit } from './target-figures.js';
import { workspaceStyles } from './targets-styles.js';
import { metricName } from './targets-toolbar.js';
import { compareYearOf, currentScope, dataYears } from './workspace-state.js';

/** @typedef {import('./target-scope.js').Scope} Scope */

class StTargetsWorkspace extends LitElement {
  static properties = { drawer: { state: true }, limitsOf: { state: true } };
  static styles = [base, workspaceStyles];

  query = new EngineQuery(this, () => {
    const { set, year, product } = currentScope();
    if (!set || Object.keys(session.parts.orgUnits).length === 0) return null;
    const compareYear = compareYearOf(year);
    return {
      request: 'targets.view',
      params: {
        set: set.id,
        grain: set.grain,
        ...(product ? { product } : {}),
        ...(compareYear ? { compareYear } : {}),
      },
      columns: ['values', 'reserve', 'history'],
    };
  });
  flow = new ProposalFlow(this, {
    call: (request, params, options) => engine.call(request, params, options),
    apply: (patch, options) => session.apply(patch, options),
    version: () => session.version.peek(),
    author: () => preferences.author.value,
    now: () => new Date().toISOString(),
  });
  actions = new TargetActions(this, this.flow, () => {
    const { table } = this;
    return table && { table, product: currentScope().product, unit: this.#unit };
  });

  /** @type {TargetTable | null} */
  #table = null;
  /** @type {unknown} the answer #table was built from */
  #answer = null;
  /** set and product line on screen */
  #subject = '';
  /** @type {(() => void) | null} */
  #removeCommands = null;

  constructor() {
    super();
    /** @type {'' | 'set' | 'limits' | 'tiers'} */
    this.drawer = '';
    this.limitsOf = '';
    new SignalController(this, () => [
      session.version.value,
      session.facts.value,
      router.query.value,
      language.value,
      unitMode.value,
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    const changeable = () => !this.#readOnly && Object.keys(session.parts.orgUnits).length > 0;
    this.#removeCommands = registerCommands([
      {
        id: 'targets.set',
        title: { key: 'targets.set.open' },
        icon: 'target',
        enabled: changeable,
        run: () => (this.drawer = 'set'),
      },
      {
        id: 'targets.tiers',
        title: { key: 'targets.tiers.open' },
        icon: 'layers',
        enabled: () => changeable() && this.table !== null,
        run: () => (this.drawer = 'tiers'),
      },
    ]);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#removeCommands?.();
  }

  /** A proposal belongs to the set and product line it was made in: it is left with them. */
  willUpdate() {
    const { set, product } = currentScope();
    const subject = `${set?.id ?? ''} ${product}`;
    if (this.flow.change && subject !== this.#subject) this.flow.cancel();
    this.#subject = subject;
  }

  get #unit() {
    return valueUnit(session.parts.metrics[currentScope().metric]);
  }

  get #readOnly() {
    return session.plan.value?.readOnly ?? false;
  }

  /** The set as it stands; built once per answer of the engine. */
  get table() {
    const view = this.query.result;
    if (view !== this.#answer) {
      const grain = session.parts.targetSets[view?.set]?.grain ?? 'month';
      const weekBased = (session.parts.calendar.pattern ?? 'gregorian') !== 'gregorian';
      this.#table = view ? new TargetTable({ ...view, grain }, { weekBased }) : null;
      this.#answer = view;
    }
    return this.#table;
  }

  get #board() {
    return /** @type {import('./targets-board.js').StTargetsBoard | null} */ (
      this.renderRoot.querySelector('st-targets-board')
    );
  }

  render() {
    const scope = currentScope();
    const { table } = this;
    const metric = session.parts.metrics[scope.metric];
    const compareYear = compareYearOf(scope.year);
    return html`<st-page
        .heading=${t('targets.heading', { metric: metric ? metricName(metric) : scope.metric, year: period(scope.year) })}
        .subheading=${this.#subheading(scope)}
      >
        ${
          scope.set && !this.#readOnly
            ? setActions({
                open: (drawer) => (this.drawer = drawer),
                take: (how) => void exportTable(this, this.#board?.grid ?? null, how),
              })
            : nothing
        }
        ${table ? readingLines(table, this.#unit, compareYear, (place) => this.#board?.goTo(place)) : nothing}
        <st-targets-toolbar
          slot="filters"
          .scope=${scope}
          .table=${table}
          .compareYear=${compareYear}
        ></st-targets-toolbar>
        ${this.#content(scope)}
      </st-page>
      ${this.#drawers(scope)}`;
  }

  /** @param {Scope} scope */
  #subheading({ set }) {
    const plan = session.plan.value?.name ?? '';
    if (!set) return plan;
    const method = t(`targets.method.${set.spec?.method ?? 'manual'}`);
    return t('targets.subheading', { plan, method, tier: t(`plan.tier.${set.tier}`) });
  }

  /** @param {Scope} scope */
  #content(scope) {
    const missing = missingSet(scope, { readOnly: this.#readOnly, open: (drawer) => (this.drawer = drawer) });
    if (missing) return missing;
    if (this.query.error) return html`<st-error .errors=${errorRecords(this.query.error)}></st-error>`;
    if (!this.table) return html`<p class="muted" aria-live="polite">${t('targets.loading')}</p>`;
    return html`<st-targets-board
      class=${scope.panel ? 'with-panel' : ''}
      .scope=${scope}
      .standing=${this.table}
      .flow=${this.flow}
      .revision=${this.flow.revision}
      .actions=${this.actions}
      .unit=${this.#unit}
      .compareYear=${compareYearOf(scope.year)}
      ?readOnly=${this.#readOnly}
      @st-board-limits=${(/** @type {CustomEvent} */ { detail }) => {
        this.limitsOf = detail.unit;
        this.drawer = 'limits';
      }}
    ></st-targets-board>`;
  }

  /** @param {Scope} scope */
  #drawers(scope) {
    const close = () => (this.drawer = '');
    if (this.drawer === 'set') {
      return html`<st-set-target-drawer
        .scope=${scope}
        .years=${dataYears()}
        .standing=${this.table}
        @st-close=${close}
      ></st-set-target-drawer>`;
    }
    if (this.drawer === 'tiers') {
      return html`<st-tiers-drawer .scope=${scope} .unit=${this.#unit} @st-close=${close}></st-tiers-drawer>`;
    }
    if (this.drawer === 'limits' && this.table) {
      return html`<st-limits-drawer
        .table=${this.table}
        .selected=${this.limitsOf}
        .unit=${this.#unit}
        .actions=${this.actions}
        @st-close=${close}
      ></st-limits-drawer>`;
    }
    return nothing;
  }
}

customElements.define('st-targets-workspace', StTargetsWorkspace);
