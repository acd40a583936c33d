// <st-targets-grid>: tree × periods on st-grid. Says what the manager typed, opened or asked for; changes nothing itself.
// Fires st-target-edit {edits}, st-target-focus {unit, key}, st-target-select {cells}, st-target-why {unit, key}, st-target-menu {unit, key, x, y}, st-target-toggle {unit}.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { currency, language, t, unitMode } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/grid.js';
import { targetColumns, targetRows, unitOfRow } from './target-columns.js';

/** @typedef {import('./grid-model.js').TargetTable} TargetTable */

export class StTargetsGrid extends LitElement {
  static properties = {
    table: { attribute: false },
    look: { attribute: false },
    isOpen: { attribute: false },
    compareYear: {},
  };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      st-grid {
        flex: 1;
        min-height: 0;
      }
    `,
  ];

  /** @type {import('../../components/grid.js').GridColumn[]} */
  #columns = [];
  /** @type {import('../../components/grid.js').GridRow[]} */
  #rows = [];
  #shownIn = '';

  constructor() {
    super();
    /** @type {TargetTable | null} */
    this.table = null;
    /** @type {import('./target-columns.js').Look} */
    this.look = { unit: 'money', grain: 'month', compare: false, readOnly: false };
    /** @type {(unit: import('./grid-model.js').ViewUnit) => boolean} */
    this.isOpen = () => true;
    /** @type {string | null} */
    this.compareYear = null;
    new SignalController(this, () => [language.value, unitMode.value, currency.value]);
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    const { table, look, compareYear } = this;
    if (!table) return;
    const shownIn = `${language.value} ${unitMode.value} ${currency.value.code}`;
    if (shownIn !== this.#shownIn || changed.size > 0) {
      // A toggle moves rows only; building columns anew would lose widths and scroll.
      const rowsOnly = shownIn === this.#shownIn && changed.size === 1 && changed.has('isOpen');
      if (!rowsOnly) this.#columns = targetColumns(table, look, compareYear);
      this.#rows = targetRows(table, look, table.visibleUnits(this.isOpen), this.isOpen, compareYear);
      this.#shownIn = shownIn;
    }
  }

  get #grid() {
    return /** @type {import('../../components/grid.js').StGrid | null} */ (this.renderRoot.querySelector('st-grid'));
  }

  /** @param {string} unit @param {string} key */
  async focusCell(unit, key) {
    await this.updateComplete;
    await this.#grid?.updateComplete;
    await this.#grid?.focusCell(unit, key);
  }

  /** The selected cells as TSV, '' without a selection. */
  copySelection() {
    return this.#grid?.copySelection() ?? Promise.resolve('');
  }

  /**
   * The cells of the selected range that stand for a target: no history, name or reserve.
   * @returns {{unit: string, period: string}[]}
   */
  get selectedCells() {
    return this.#targets(this.#grid?.selectedCells ?? []);
  }

  /** @param {readonly {rowId: string, key: string}[]} cells */
  #targets(cells) {
    return cells
      .map(({ rowId, key }) => ({ ...unitOfRow(rowId), period: key }))
      .filter(({ isHistory, period }) => !isHistory && this.table?.span(period))
      .map(({ unit, period }) => ({ unit, period }));
  }

  /** Everything shown, header included, as rows of text. @returns {string[][]} */
  exportRows() {
    const header = this.#columns.map(({ name }) => name);
    const lines = this.#rows.map((row) =>
      this.#columns.map((column) => {
        const value = row.cells[column.key];
        if (column.kind === 'tree') return `${'  '.repeat(row.depth ?? 0)}${value}`;
        return column.copy ? column.copy(value, row) : String(value ?? '');
      }),
    );
    return [header, ...lines];
  }

  /** @param {CustomEvent} event @param {string} type */
  #passOn(event, type) {
    const { rowId, key, ...rest } = event.detail;
    event.stopPropagation();
    const { unit, isHistory } = unitOfRow(rowId);
    const taken = !fire(this, type, { unit, key, isHistory, ...rest });
    if (taken) event.preventDefault();
  }

  /** @param {CustomEvent} event */
  #onEdit(event) {
    event.stopPropagation();
    fire(this, 'st-target-edit', {
      edits: event.detail.edits.map((/** @type {{rowId: string, key: string, text: string}} */ edit) => ({
        unit: unitOfRow(edit.rowId).unit,
        key: edit.key,
        text: edit.text,
      })),
    });
  }

  render() {
    return html`<st-grid
      label=${t('targets.grid.label')}
      .columns=${this.#columns}
      .rows=${this.#rows}
      @st-grid-edit=${this.#onEdit}
      @st-grid-toggle=${(/** @type {CustomEvent} */ event) => this.#passOn(event, 'st-target-toggle')}
      @st-grid-focus=${(/** @type {CustomEvent} */ event) => this.#passOn(event, 'st-target-focus')}
      @st-grid-open=${(/** @type {CustomEvent} */ event) => this.#passOn(event, 'st-target-why')}
      @st-grid-select=${(/** @type {CustomEvent} */ { detail }) => fire(this, 'st-target-select', { cells: this.#targets(detail.cells) })}
      @st-grid-menu=${(/** @type {CustomEvent} */ event) => this.#passOn(event, 'st-target-menu')}
    ></st-grid>`;
  }
}

customElements.define('st-targets-grid', StTargetsGrid);
