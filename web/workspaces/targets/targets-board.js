// <st-targets-board>: the grid with its cell bar, the preview of the open proposal, the side panel; on a phone a list to read.
// Owns selection and expansion; changes go through `actions`. Fires st-board-limits {unit}.
import { LitElement, html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { base, sheet } from '../../components/styles.js';
import '../../components/menu.js';
import './cell-bar.js';
import './side-panel.js';
import './targets-grid.js';
import './unit-list.js';
import { actionText, cellActions } from './cell-actions.js';
import { CellCommands } from './cell-commands.js';
import { openTo, toggled } from './expansion.js';
import { PreviewDock } from './preview-dock.js';
import { boardStyles } from './targets-styles.js';

/** @typedef {{unit: string, period: string}} Cell */

export class StTargetsBoard extends LitElement {
  static properties = {
    scope: { attribute: false },
    standing: { attribute: false },
    flow: { attribute: false },
    revision: { type: Number },
    actions: { attribute: false },
    unit: {},
    compareYear: {},
    readOnly: { type: Boolean },
    cell: { state: true },
    selected: { state: true },
    turned: { state: true },
    narrow: { state: true },
  };
  static styles = [base, sheet, boardStyles];

  #phone = matchMedia('(max-width: 640px)');
  #onWidth = () => (this.narrow = this.#phone.matches);
  #commands = new CellCommands(this);
  #preview = new PreviewDock(this);
  // The grid rebuilds its rows when one of these is another object: each is made anew only when what it says changes.
  #isOpen = openTo(1, new Set());
  #depth = -1;
  /** @type {import('./target-columns.js').Look} */
  #look = { unit: 'money', grain: 'month', compare: false, readOnly: false };
  /** @type {import('./grid-model.js').TargetTable | null} the set with the open proposal laid over it */
  #table = null;
  /** @type {unknown} the proposal #table was made with */
  #proposed = null;

  constructor() {
    super();
    /** @type {import('./target-scope.js').Scope | null} */
    this.scope = null;
    /** the set as the plan has it @type {import('./grid-model.js').TargetTable | null} */
    this.standing = null;
    /** @type {import('./proposal-flow.js').ProposalFlow | null} */
    this.flow = null;
    /** the flow's, so that its changes are seen */
    this.revision = 0;
    /** @type {import('./target-actions.js').TargetActions | null} */
    this.actions = null;
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** @type {string | null} */
    this.compareYear = null;
    this.readOnly = false;
    /** a phone reads a list; only one of list and grid is ever drawn */
    this.narrow = this.#phone.matches;
    /** @type {Cell | null} */
    this.cell = null;
    /** cells of the selected range */
    this.selected = 1;
    /** units opened or closed by hand since the level was chosen @type {ReadonlySet<string>} */
    this.turned = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#phone.addEventListener('change', this.#onWidth);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#phone.removeEventListener('change', this.#onWidth);
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    const { scope, standing, flow, unit, readOnly } = this;
    if (!scope || !standing) return;
    const depth = scope.depth ?? standing.comfortableDepth;
    const relevelled = depth !== this.#depth;
    // Choosing a level starts from that level, not from what was turned by hand before.
    if (relevelled) this.turned = new Set();
    if (relevelled || changed.has('turned')) this.#isOpen = openTo(depth, this.turned);
    this.#depth = depth;
    const look = { unit, grain: /** @type {any} */ (scope.grain), compare: scope.compare, readOnly };
    if (JSON.stringify(look) !== JSON.stringify(this.#look)) this.#look = look;
    const proposed = flow?.result ?? null;
    if (changed.has('standing') || proposed !== this.#proposed) {
      this.#table = proposed ? standing.withProposal(proposed, scope.product) : standing;
      this.#proposed = proposed;
    }
  }

  get grid() {
    return /** @type {import('./targets-grid.js').StTargetsGrid | null} */ (
      this.renderRoot.querySelector('st-targets-grid')
    );
  }

  // ---- doing --------------------------------------------------------------------------------------------------------

  /** @param {CustomEvent} event */
  #onFocus({ detail: { unit, key, isHistory } }) {
    const period = ['name', 'growth', 'reserve'].includes(key) ? this.standing?.axis.year : key;
    if (isHistory || !period) return;
    this.cell = { unit, period };
    this.selected = 1;
    if (router.query.peek().unit !== unit) router.set({ unit });
  }

  /** @param {{unit: string, key: string}} detail Enter or double click on what cannot be edited */
  #onOpen({ unit, key }) {
    const year = this.standing?.axis.year ?? '';
    if (key === 'name') this.#toggle(unit);
    else if (key === 'reserve') router.set({ panel: 'ledger', unit });
    else this.#commands.why({ unit, period: key === 'growth' ? year : key });
  }

  /** @param {CustomEvent} event */
  #onMenu(event) {
    event.preventDefault();
    const many = this.selected;
    this.#onFocus(event);
    if (event.detail.inRange) this.selected = many;
    const { x, y } = event.detail;
    const menu = /** @type {import('../../components/menu.js').StMenu | null} */ (
      this.renderRoot.querySelector('st-menu')
    );
    void this.updateComplete.then(() => menu?.updateComplete).then(() => menu?.openAt(x, y));
  }

  /** @param {string} unit */
  #toggle(unit) {
    this.turned = toggled(this.turned, [unit]);
  }

  /** Opens what is closed above a unit, then goes to the cell. @param {Cell} place */
  async goTo({ unit, period }) {
    const isOpen = this.#isOpen;
    const closed = (this.standing?.pathTo(unit) ?? []).slice(0, -1).filter((above) => !isOpen(above));
    if (closed.length > 0) {
      this.turned = toggled(
        this.turned,
        closed.map(({ id }) => id),
      );
    }
    await this.updateComplete;
    await this.grid?.focusCell(unit, period);
  }

  // ---- showing ------------------------------------------------------------------------------------------------------

  render() {
    const { scope, standing, flow } = this;
    const table = this.#table;
    if (!scope || !standing || !table) return nothing;
    return html`
      <div class="main">
        ${this.narrow ? this.#list(table) : this.#cells(table)}
        ${flow?.change ? this.#preview.template(flow, table) : nothing} ${this.#menu(standing)}
      </div>
      ${
        scope.panel
          ? html`<aside class="sheet" aria-label=${t(`targets.panel.${scope.panel}`)}>${this.#panel(scope, standing)}</aside>`
          : nothing
      }
    `;
  }

  /** @param {import('./grid-model.js').TargetTable} table */
  #list(table) {
    return html`<st-unit-list
          .table=${table}
          .unit=${this.unit}
          .isOpen=${this.#isOpen}
          @st-target-toggle=${(/** @type {CustomEvent} */ { detail }) => this.#toggle(detail.unit)}
          @st-target-why=${(/** @type {CustomEvent} */ { detail }) => this.#commands.why(detail)}
        ></st-unit-list>`;
  }

  /** @param {import('./grid-model.js').TargetTable} table */
  #cells(table) {
    return html`<st-cell-bar
          .table=${table}
          .cell=${this.cell}
          .count=${this.selected}
          .unit=${this.unit}
          .compareYear=${this.compareYear}
          ?readOnly=${this.readOnly}
          @st-cell-action=${(/** @type {CustomEvent} */ { detail }) => this.#commands.act(detail.action, detail)}
        ></st-cell-bar>
        <st-targets-grid
          .table=${table}
          .look=${this.#look}
          .isOpen=${this.#isOpen}
          .compareYear=${this.compareYear}
          @st-target-edit=${(/** @type {CustomEvent} */ { detail }) => this.actions?.edit(detail.edits)}
          @st-target-focus=${this.#onFocus}
          @st-target-select=${(/** @type {CustomEvent} */ { detail }) => (this.selected = detail.cells.length)}
          @st-target-toggle=${(/** @type {CustomEvent} */ { detail }) => this.#toggle(detail.unit)}
          @st-target-why=${(/** @type {CustomEvent} */ { detail }) => this.#onOpen(detail)}
          @st-target-menu=${this.#onMenu}
        ></st-targets-grid>`;
  }

  /** @param {import('./grid-model.js').TargetTable} table */
  #menu(table) {
    const { cell } = this;
    const items = cell
      ? cellActions(table, cell, { readOnly: this.readOnly }).map(({ id, icon, separator }) => ({
          id,
          icon,
          separator,
          text: actionText(id, this.selected),
        }))
      : [];
    return html`<st-menu
      label=${t('targets.cell.menu')}
      .items=${items}
      @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#commands.act(detail.id, cell)}
    ></st-menu>`;
  }

  /** @param {import('./target-scope.js').Scope} scope @param {import('./grid-model.js').TargetTable} table */
  #panel(scope, table) {
    return html`<st-target-panel
      .panel=${scope.panel}
      .table=${table}
      .selected=${scope.unit && table.unit(scope.unit) ? scope.unit : table.units[0].id}
      .unit=${this.unit}
      .actions=${this.actions}
      .compareYear=${this.compareYear}
      ?readOnly=${this.readOnly}
      @st-panel-focus=${(/** @type {CustomEvent} */ { detail }) => this.goTo({ unit: detail.unit, period: scope.year })}
    ></st-target-panel>`;
  }
}

customElements.define('st-targets-board', StTargetsBoard);
