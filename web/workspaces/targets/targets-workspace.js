// <st-targets-workspace>: one target set as a grid, with the ways to change it and the panels beside it. The address says which set
// and how; requests and changes are target-actions.js, the preview is change-preview.js.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { today } from '../../lib/dates.js';
import { errorRecords, language, period, t, unitMode } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { EngineQuery } from '../../state/engine-query.js';
import { preferences } from '../../state/preferences.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { registerCommands } from '../../state/commands.js';
import { base, sheet } from '../../components/styles.js';
import { openWhy } from '../../components/why.js';
import '../../components/icon.js';
import '../../components/menu.js';
import '../../components/notice.js';
import '../../components/page.js';
import './cell-bar.js';
import './change-preview.js';
import './targets-grid.js';
import './unit-list.js';
import './side-panel.js';
import './set-target/set-target-drawer.js';
import './limits-drawer.js';
import './tiers-drawer.js';
import { cellActions } from './cell-actions.js';
import { exportTable } from './export-table.js';
import { TargetTable, openTo } from './grid-model.js';
import { ProposalFlow } from './proposal-flow.js';
import { readingLines } from './reading-lines.js';
import { TargetActions } from './target-actions.js';
import { valueUnit } from './target-figures.js';
import { coveredYears, planningYear, scopeOf, tiersPresent } from './target-scope.js';
import { workspaceStyles } from './targets-styles.js';
import { metricName } from './targets-toolbar.js';

/** @typedef {'set' | 'limits' | 'tiers' | ''} Drawer */

/** The years of data, with the plan's fiscal year start. */
const dataYears = () =>
  coveredYears(
    session.facts.value.find(({ name }) => name === 'orders'),
    session.parts.calendar.fiscalYearStartMonth ?? 1,
  );

const currentScope = () =>
  scopeOf(router.query.value, {
    targetSets: session.parts.targetSets,
    fallbackYear: planningYear(dataYears(), today()),
  });

/** The year before the set's, when the orders know it. @param {string} year */
function compareYearOf(year) {
  const before = String(Number(year) - 1);
  return dataYears().some((known) => known.year === before) ? before : null;
}

class StTargetsWorkspace extends LitElement {
  static properties = { cell: { state: true }, turned: { state: true }, drawer: { state: true } };
  static styles = [base, sheet, workspaceStyles];

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
    call: (request, params) => engine.call(request, params),
    apply: (patch, options) => session.apply(patch, options),
    author: () => preferences.author.value,
    now: () => new Date().toISOString(),
  });
  actions = new TargetActions(this, this.flow, () => {
    const table = this.table;
    return table && { table, product: currentScope().product, unit: this.#unit };
  });

  /** @type {TargetTable | null} */
  #table = null;
  /** @type {unknown} */
  #tableOf = null;
  /** @type {(() => void) | null} */
  #removeCommands = null;

  constructor() {
    super();
    this.cell = /** @type {{unit: string, period: string} | null} */ (null);
    /** units opened or closed by hand since the level was chosen @type {ReadonlySet<string>} */
    this.turned = new Set();
    /** @type {Drawer} */
    this.drawer = '';
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
    const onCell = () => this.cell !== null && this.table !== null && !this.#readOnly;
    this.#removeCommands = registerCommands([
      { id: 'targets.set', title: { key: 'targets.set.open' }, icon: 'target', run: () => (this.drawer = 'set') },
      {
        id: 'targets.lock',
        title: { key: 'targets.command.lock' },
        icon: 'lock',
        shortcut: 'Mod+Shift+L',
        enabled: onCell,
        run: () => this.#toggleLock(),
      },
      {
        id: 'targets.why',
        title: { key: 'targets.command.why' },
        icon: 'help',
        shortcut: 'Mod+Shift+Y',
        enabled: () => this.cell !== null,
        run: () => this.#act('why', this.cell),
      },
      {
        id: 'targets.revert',
        title: { key: 'targets.command.revert' },
        icon: 'undo',
        enabled: onCell,
        run: () => this.#act('revert', this.cell),
      },
      {
        id: 'targets.tiers',
        title: { key: 'targets.tiers.open' },
        icon: 'layers',
        enabled: () => this.table !== null,
        run: () => (this.drawer = 'tiers'),
      },
    ]);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#removeCommands?.();
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
    if (view !== this.#tableOf) {
      const { set } = currentScope();
      const weekBased = (session.parts.calendar.pattern ?? 'gregorian') !== 'gregorian';
      this.#table = view ? new TargetTable({ ...view, grain: set?.grain ?? 'month' }, { weekBased }) : null;
      this.#tableOf = view;
    }
    return this.#table;
  }

  // ---- doing --------------------------------------------------------------------------------------------------------

  #toggleLock() {
    const { cell, table } = this;
    if (cell && table) this.#act(table.isLocked(cell.unit, cell.period) ? 'unlock' : 'lock', cell);
  }

  /** @param {string} action @param {{unit: string, period: string} | null} cell */
  #act(action, cell) {
    if (!cell || !this.table) return;
    const cells = [{ node: cell.unit, period: cell.period }];
    if (action === 'why') {
      const { set, product } = currentScope();
      const params = { set: set?.id, node: cell.unit, period: cell.period, ...(product ? { product } : {}) };
      openWhy(this, { request: 'targets.why', params });
    } else if (action === 'lock' || action === 'unlock') {
      void this.actions.lock(cells, action === 'lock');
    } else if (action === 'revert') {
      void this.actions.revert(cells);
    } else if (action === 'limits') {
      this.cell = cell;
      this.drawer = 'limits';
    } else if (action === 'copy') {
      void exportTable(this, this.#grid, 'selection');
    } else {
      router.set({ panel: action, unit: cell.unit });
    }
  }

  get #grid() {
    return /** @type {import('./targets-grid.js').StTargetsGrid | null} */ (
      this.renderRoot.querySelector('st-targets-grid')
    );
  }

  /** @param {CustomEvent} event */
  #onFocus({ detail }) {
    const { unit, key, isHistory } = detail;
    const name = ['name', 'growth', 'reserve'].includes(key) ? this.table?.axis.year : key;
    if (isHistory || !name) return;
    this.cell = { unit, period: name };
    if (router.query.peek().unit !== unit) router.set({ unit });
  }

  /** @param {CustomEvent} event */
  #onMenu(event) {
    const { unit, x, y } = event.detail;
    this.#onFocus(event);
    event.preventDefault();
    const menu = /** @type {import('../../components/menu.js').StMenu | null} */ (
      this.renderRoot.querySelector('st-menu.cell')
    );
    if (unit && menu) void menu.updateComplete.then(() => menu.openAt(x, y));
  }

  /** Opens what is closed above a unit, then goes to the cell. @param {{unit: string, period: string}} place */
  async #goTo({ unit, period: name }) {
    const { table } = this;
    if (!table) return;
    const isOpen = openTo(currentScope().depth, this.turned);
    const closed = table
      .pathTo(unit)
      .slice(0, -1)
      .filter((above) => !isOpen(above));
    if (closed.length > 0)
      this.turned = toggled(
        this.turned,
        closed.map(({ id }) => id),
      );
    await this.updateComplete;
    await this.#grid?.focusCell(unit, name);
  }

  async #applyPreview() {
    const { change, result } = this.flow;
    if (!change || !result) return;
    const label = t(change.label.key, change.label.params);
    if (await this.flow.apply()) this.actions.said(t('targets.done.applied', { what: label }));
  }

  // ---- showing ------------------------------------------------------------------------------------------------------

  render() {
    const scope = currentScope();
    const { table } = this;
    const metric = session.parts.metrics[scope.metric];
    const name = metric ? metricName(metric) : scope.metric;
    return html`<st-page
        heading=${t('targets.heading', { metric: name, year: period(scope.year) })}
        subheading=${this.#subheading(scope)}
      >
        ${this.#pageActions(scope)}
        ${table && !this.flow.change ? readingLines(table, this.#unit, compareYearOf(scope.year), (place) => this.#goTo(place)) : nothing}
        <st-targets-toolbar
          slot="filters"
          .scope=${scope}
          .table=${table}
          .compareYear=${compareYearOf(scope.year)}
        ></st-targets-toolbar>
        ${this.#content(scope)}
      </st-page>
      ${this.#drawers(scope)}`;
  }

  /** @param {import('./target-scope.js').Scope} scope */
  #subheading({ set }) {
    if (!set) return session.plan.value?.name ?? '';
    const method = set.spec?.method ?? 'manual';
    const plan = session.plan.value?.name ?? '';
    return t('targets.subheading', { plan, method: t(`targets.method.${method}`), tier: t(`plan.tier.${set.tier}`) });
  }

  /** @param {import('./target-scope.js').Scope} scope */
  #pageActions({ set }) {
    if (!set || this.#readOnly) return nothing;
    const items = [
      { id: 'tiers', text: t('targets.tiers.open'), icon: 'layers' },
      { id: 'tsv', text: t('targets.copyAll'), icon: 'copy', separator: true },
      { id: 'csv', text: t('targets.downloadCsv'), icon: 'download' },
    ];
    return html`<st-menu
        slot="action"
        align="end"
        label=${t('targets.more')}
        .items=${items}
        @st-select=${(/** @type {CustomEvent} */ { detail }) => {
          if (detail.id === 'tiers') this.drawer = 'tiers';
          else void exportTable(this, this.#grid, detail.id);
        }}
      >
        <button slot="trigger"><st-icon name="more"></st-icon>${t('targets.more')}</button>
      </st-menu>
      <button slot="action" class="primary" @click=${() => (this.drawer = 'set')}>${t('targets.set.again')}</button>`;
  }

  /** @param {import('./target-scope.js').Scope} scope */
  #content(scope) {
    if (Object.keys(session.parts.orgUnits).length === 0) {
      return html`<st-empty icon="map" heading=${t('targets.noTree.heading')} text=${t('targets.noTree.text')}>
        <a slot="actions" class="button primary" href=${router.href('data')}>${t('targets.noTree.action')}</a>
      </st-empty>`;
    }
    if (!scope.set) return this.#noSet(scope);
    if (this.query.error) return html`<st-error .errors=${errorRecords(this.query.error)}></st-error>`;
    if (!this.table) return html`<p class="muted" aria-live="polite">${t('targets.loading')}</p>`;
    return this.#work(scope, this.table);
  }

  /** @param {import('./target-scope.js').Scope} scope */
  #noSet(scope) {
    const present = tiersPresent(session.parts.targetSets, scope);
    const year = period(scope.year);
    if (present.length > 0) {
      return html`<st-empty icon="layers" heading=${t('targets.noTier.heading', { tier: t(`plan.tier.${scope.tier}`), year })} text=${t('targets.noTier.text')}>
        <button slot="actions" class="primary" @click=${() => (this.drawer = 'tiers')}>${t('targets.tiers.open')}</button>
        <button slot="actions" @click=${() => router.set({ tier: 'base' })}>${t('targets.noTier.back')}</button>
      </st-empty>`;
    }
    return html`<st-empty icon="target" heading=${t('targets.noSet.heading', { year })} text=${t('targets.noSet.text')}>
      <button slot="actions" class="primary" ?disabled=${this.#readOnly} @click=${() => (this.drawer = 'set')}>
        ${t('targets.set.open')}
      </button>
    </st-empty>`;
  }

  /** @param {import('./target-scope.js').Scope} scope @param {TargetTable} standing */
  #work(scope, standing) {
    const nodes = this.flow.result?.nodes;
    const table = nodes ? standing.withProposal(nodes) : standing;
    const compareYear = compareYearOf(scope.year);
    const look = {
      unit: this.#unit,
      grain: /** @type {any} */ (scope.grain),
      compare: scope.compare,
      readOnly: this.#readOnly,
    };
    return html`<div class="work ${scope.panel ? 'with-panel' : ''}">
      <div class="main">
        <st-unit-list class="phone" .table=${table} .unit=${this.#unit} .isOpen=${openTo(scope.depth, this.turned)}
          @st-target-toggle=${this.#onToggle}
          @st-target-why=${(/** @type {CustomEvent} */ { detail }) => this.#act('why', detail)}></st-unit-list>
        <st-cell-bar
          .table=${table}
          .cell=${this.cell}
          .unit=${this.#unit}
          .compareYear=${compareYear}
          ?readOnly=${this.#readOnly}
          @st-cell-action=${(/** @type {CustomEvent} */ { detail }) => this.#act(detail.action, detail)}
        ></st-cell-bar>
        <st-targets-grid
          .table=${table}
          .look=${look}
          .isOpen=${openTo(scope.depth, this.turned)}
          .compareYear=${compareYear}
          @st-target-edit=${(/** @type {CustomEvent} */ { detail }) => this.actions.edit(detail.edits)}
          @st-target-focus=${this.#onFocus}
          @st-target-toggle=${this.#onToggle}
          @st-target-why=${(/** @type {CustomEvent} */ { detail }) => this.#onOpen(detail)}
          @st-target-menu=${this.#onMenu}
        ></st-targets-grid>
        ${this.flow.change ? this.#preview(table) : nothing}
        ${this.#cellMenu(standing)}
      </div>
      ${scope.panel ? html`<aside class="sheet" aria-label=${t(`targets.panel.${scope.panel}`)}>${this.#panel(scope, standing)}</aside>` : nothing}
    </div>`;
  }

  /** @param {CustomEvent} event */
  #onToggle({ detail }) {
    this.turned = toggled(this.turned, [detail.unit]);
  }

  /** @param {{unit: string, key: string}} detail */
  #onOpen({ unit, key }) {
    const year = this.table?.axis.year ?? '';
    if (key === 'name') this.turned = toggled(this.turned, [unit]);
    else if (key === 'reserve') router.set({ panel: 'ledger', unit });
    else this.#act('why', { unit, period: key === 'growth' ? year : key });
  }

  /** @param {TargetTable} table */
  #cellMenu(table) {
    const { cell } = this;
    const items = cell
      ? cellActions(table, cell, { readOnly: this.#readOnly }).map(({ id, icon, separator }) => ({
          id,
          icon,
          separator,
          text: t(`targets.action.${id}`),
        }))
      : [];
    return html`<st-menu
      class="cell"
      label=${t('targets.cell.menu')}
      .items=${items}
      @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#act(detail.id, cell)}
    ></st-menu>`;
  }

  /** @param {TargetTable} table */
  #preview(table) {
    return html`<st-change-preview
      .flow=${this.flow}
      .table=${table}
      .unit=${this.#unit}
      .revision=${this.flow.revision}
      @st-preview-apply=${this.#applyPreview}
      @st-preview-cancel=${() => this.flow.cancel()}
      @st-preview-absorb=${(/** @type {CustomEvent} */ { detail }) => this.flow.setAbsorb(detail.absorb)}
      @st-preview-reason=${(/** @type {CustomEvent} */ { detail }) => this.flow.setReason(detail.reason)}
      @st-conflict-focus=${(/** @type {CustomEvent} */ { detail }) => this.#goTo(detail)}
      @st-conflict-unlock=${(/** @type {CustomEvent} */ { detail }) =>
        this.actions.lock([{ node: detail.unit, period: detail.period }], false)}
    ></st-change-preview>`;
  }

  /** @param {import('./target-scope.js').Scope} scope @param {TargetTable} table */
  #panel(scope, table) {
    const unit = scope.unit && table.unit(scope.unit) ? scope.unit : table.units[0].id;
    return html`<st-target-panel
      .panel=${scope.panel}
      .table=${table}
      .selected=${unit}
      .unit=${this.#unit}
      .actions=${this.actions}
      .compareYear=${compareYearOf(scope.year)}
      ?readOnly=${this.#readOnly}
      @st-panel-focus=${(/** @type {CustomEvent} */ { detail }) => this.#goTo({ unit: detail.unit, period: scope.year })}
    ></st-target-panel>`;
  }

  /** @param {import('./target-scope.js').Scope} scope */
  #drawers(scope) {
    const close = () => (this.drawer = '');
    if (this.drawer === 'set') {
      return html`<st-set-target-drawer .scope=${scope} .years=${dataYears()} .standing=${this.table} @st-close=${close}></st-set-target-drawer>`;
    }
    if (this.drawer === 'limits' && this.table && this.cell) {
      return html`<st-limits-drawer .table=${this.table} .selected=${this.cell.unit} .unit=${this.#unit} .actions=${this.actions} @st-close=${close}></st-limits-drawer>`;
    }
    if (this.drawer === 'tiers') {
      return html`<st-tiers-drawer .scope=${scope} .unit=${this.#unit} @st-close=${close}></st-tiers-drawer>`;
    }
    return nothing;
  }
}

/** @param {ReadonlySet<string>} set @param {readonly string[]} ids */
function toggled(set, ids) {
  const next = new Set(set);
  for (const id of ids) if (!next.delete(id)) next.add(id);
  return next;
}

customElements.define('st-targets-workspace', StTargetsWorkspace);
