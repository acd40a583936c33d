// <st-grid>: a fast table of rows × columns on RevoGrid: sticky header and first columns, tree, keyboard, ranges, paste.
// It shows what it is given and never changes it: every edit is an event, its owner answers with new rows.
import { LitElement, html } from 'lit';
import { t } from '../i18n/index.js';
import { parseTsv, serializeTsv } from '../lib/delimited.js';
import { fire } from './events.js';
import { columnLayout, copiedText, revoColumns, rowModels } from './grid-columns.js';
import { gridStyles } from './grid-styles.js';
import { base } from './styles.js';

/**
 * @typedef {import('./grid-columns.js').GridColumn} GridColumn
 * @typedef {import('./grid-columns.js').GridRow} GridRow
 * @typedef {import('./grid-columns.js').RowModel} RowModel
 * @typedef {{rowId: string, key: string, text: string}} GridEdit what was typed or pasted, as text
 */

/** @type {Promise<void> | null} */
let loading = null;
/** RevoGrid comes when the first grid does. Its loader build brings its own runtime; the standalone one would need Stencil. */
const loadRevoGrid = () =>
  (loading ??= import('@revolist/revogrid/loader').then(({ defineCustomElements }) => defineCustomElements()));

const PHONE_ROW = 44;
const ROW = 32;

/** @param {string} rowId @param {string} key */
const cellId = (rowId, key) => `${rowId}\n${key}`;

export class StGrid extends LitElement {
  static properties = {
    columns: { attribute: false },
    rows: { attribute: false },
    totals: { attribute: false },
    label: {},
    ready: { state: true },
  };
  static styles = [base, gridStyles];

  /** @type {{rowId: string, key: string} | null} */
  #focus = null;
  #phone = matchMedia('(max-width: 640px)');
  #onPhone = () => this.requestUpdate('columns');
  #layout = '';
  /** cells of the selected range, empty while only one cell is focused @type {ReadonlyMap<string, {rowId: string, key: string}>} */
  #selected = new Map();
  /** @type {Map<string, GridColumn>} by key; cells drawn just before new columns arrive still find theirs */
  #columnOf = new Map();

  #press = { handleEvent: (/** @type {MouseEvent} */ event) => this.#onPress(event), capture: true };

  constructor() {
    super();
    /** @type {GridColumn[]} */
    this.columns = [];
    /** @type {GridRow[]} */
    this.rows = [];
    /** @type {GridRow[]} */
    this.totals = [];
    this.label = '';
    this.ready = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#phone.addEventListener('change', this.#onPhone);
    void loadRevoGrid().then(() => (this.ready = true));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#phone.removeEventListener('change', this.#onPhone);
  }

  /** @returns {any} the revo-grid element, once it is there */
  get grid() {
    return this.renderRoot.querySelector('revo-grid');
  }

  /** @param {import('lit').PropertyValues} changed */
  updated(changed) {
    const { grid } = this;
    if (!grid) return;
    if (changed.has('columns') || changed.has('ready')) {
      this.#layOut(grid);
    }
    if (changed.has('rows') || changed.has('columns') || changed.has('ready')) {
      const toModel = rowModels(this.columns);
      grid.source = this.rows.map(toModel);
      grid.pinnedBottomSource = this.totals.map(toModel);
    } else if (changed.has('totals')) {
      grid.pinnedBottomSource = this.totals.map(rowModels(this.columns));
    }
  }

  /** @param {any} grid the revo-grid element */
  #layOut(grid) {
    for (const column of this.columns) this.#columnOf.set(column.key, column);
    const narrow = this.#phone.matches;
    const layout = `${narrow} ${columnLayout(this.columns)}`;
    if (layout === this.#layout && grid.columns.length > 0) return;
    this.#layout = layout;
    grid.columns = revoColumns(this.columns, {
      current: (key) => /** @type {GridColumn} */ (this.#columnOf.get(key)),
      toggle: (row) => fire(this, 'st-grid-toggle', { rowId: row.id }),
      editorName: (key, row) => this.#editorName(key, row),
      narrow,
    });
  }

  // ---- edits --------------------------------------------------------------------------------------------------------

  /** @param {CustomEvent} event one cell: typed, or cleared with Delete */
  #onEdit(event) {
    event.preventDefault();
    const { model, prop, val } = event.detail;
    this.#fireEdits([this.#edit(model, prop, val)]);
  }

  /** @param {CustomEvent} event a range: pasted, filled or cleared */
  #onRangeEdit(event) {
    event.preventDefault();
    const { data, models } = event.detail;
    const edits = Object.entries(data).flatMap(([index, cells]) =>
      Object.entries(/** @type {Record<string, unknown>} */ (cells)).map(([key, val]) =>
        this.#edit(models[index], key, val),
      ),
    );
    this.#fireEdits(edits);
  }

  /** @param {RowModel} model @param {string} key @param {unknown} val @returns {GridEdit | null} null when nothing changes */
  #edit(model, key, val) {
    const column = this.columns.find((candidate) => candidate.key === key);
    const text = String(val ?? '');
    if (!model || !column?.editable?.(model.row) || copiedText(column, model.row) === text) return null;
    return { rowId: model.row.id, key, text };
  }

  /** @param {(GridEdit | null)[]} found */
  #fireEdits(found) {
    const edits = found.filter((edit) => edit !== null);
    if (edits.length > 0) fire(this, 'st-grid-edit', { edits });
  }

  // ---- clipboard ----------------------------------------------------------------------------------------------------

  /** Spreadsheets also put HTML on the clipboard; only the text is read. @param {CustomEvent} event */
  #onBeforePaste(event) {
    event.detail.isHTML = false;
    event.detail.raw = event.detail.dataText;
  }

  /** @param {CustomEvent} event */
  #onPasteParsed(event) {
    event.detail.parsed = parseTsv(event.detail.dataText);
  }

  /** @param {CustomEvent} event */
  #onCopy(event) {
    if (!event.detail.data) return;
    event.detail.event.setData('text/plain', serializeTsv(event.detail.data));
    event.preventDefault();
  }

  // ---- keyboard and focus -------------------------------------------------------------------------------------------

  /** Keys belong to the grid only while nothing else on the page has the focus. @param {CustomEvent} event */
  #onBeforeKey(event) {
    const key = /** @type {KeyboardEvent} */ (event.detail.original);
    const within = key.composedPath().includes(this);
    const focusedElsewhere = !within && document.activeElement !== document.body && document.activeElement !== null;
    if (focusedElsewhere && !this.#hostHasFocus()) {
      event.preventDefault();
      return;
    }
    if (event.detail.edit) {
      const input = this.#editInput;
      if (key.key === 'Enter' && !(input && key.composedPath().includes(input))) this.#enterOnceDrawn(event, key);
      return;
    }
    if (!this.#focus) return;
    const row = this.#row(this.#focus.rowId);
    const column = this.columns.find(({ key: name }) => name === this.#focus?.key);
    if (!row || !column) return;
    if (key.key === 'Enter' && !column.editable?.(row)) {
      event.preventDefault();
      key.preventDefault();
      fire(this, 'st-grid-open', { ...this.#focus });
    } else if (key.key === ' ' && column.kind === 'tree' && row.expanded !== undefined) {
      event.preventDefault();
      key.preventDefault();
      fire(this, 'st-grid-toggle', { rowId: row.id });
    } else if (key.key === 'Escape') {
      void this.grid.clearFocus();
    }
  }

  /** @returns {HTMLInputElement | null} */
  get #editInput() {
    return this.renderRoot.querySelector('revogr-edit input');
  }

  /**
   * RevoGrid keeps letters typed before the cell's input is drawn but forgets an Enter: quick typing would look entered and not be.
   * @param {CustomEvent} event @param {KeyboardEvent} key
   */
  #enterOnceDrawn(event, key) {
    event.preventDefault();
    key.preventDefault();
    const enter = (/** @type {number} */ framesLeft) => {
      const input = this.#editInput;
      if (input) input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter' }));
      else if (framesLeft > 0) requestAnimationFrame(() => enter(framesLeft - 1));
    };
    requestAnimationFrame(() => enter(60));
  }

  /** Tabbing into the grid puts the focus on a cell: the last one, or the first. */
  async #onTabIn() {
    const { grid } = this;
    // A press with the pointer puts the focus where it points; only keys arrive at the grid as a whole.
    if (!grid?.matches(':focus-visible') || this.rows.length === 0 || (await grid.getFocused())) return;
    const { rowId, key } = this.#focus ?? { rowId: this.rows[0].id, key: this.columns[0]?.key };
    await this.focusCell(rowId, key);
  }

  /** RevoGrid names header cells but not the rows they are in; screen readers need both. */
  #nameHeaderRows() {
    requestAnimationFrame(() => {
      for (const row of this.renderRoot.querySelectorAll('.header-rgRow:not(.group)')) row.setAttribute('role', 'row');
    });
  }

  #hostHasFocus() {
    let active = document.activeElement;
    while (active && active !== this) active = active.shadowRoot?.activeElement ?? null;
    return active === this;
  }

  /** @param {string} rowId */
  #row(rowId) {
    return this.rows.find(({ id }) => id === rowId) ?? this.totals.find(({ id }) => id === rowId);
  }

  /** Told before the cell is drawn as focused, so that a quick key never means the cell before. @param {CustomEvent} event */
  #onFocus(event) {
    const { model, prop } = event.detail;
    if (!model?.row || prop === undefined) return;
    this.#focus = { rowId: model.row.id, key: String(prop) };
    this.#selected = new Map();
    fire(this, 'st-grid-focus', { ...this.#focus });
  }

  /** @param {Event} event @returns {{rowId: string, key: string} | null} the cell under the pointer */
  #cellOf(event) {
    const cell = event.composedPath().find((node) => node instanceof HTMLElement && node.dataset.row !== undefined);
    const data = cell instanceof HTMLElement ? cell.dataset : null;
    return data ? { rowId: data.row ?? '', key: data.key ?? '' } : null;
  }

  /** @param {MouseEvent} event */
  #onDoubleClick(event) {
    const cell = this.#cellOf(event);
    const row = cell && this.#row(cell.rowId);
    const column = this.columns.find(({ key }) => key === cell?.key);
    if (cell && row && !column?.editable?.(row)) fire(this, 'st-grid-open', cell);
  }

  /** @param {MouseEvent} event */
  #onContextMenu(event) {
    const cell = this.#cellOf(event) ?? this.#focus;
    if (!cell) return;
    const taken = !fire(this, 'st-grid-menu', {
      ...cell,
      inRange: this.#selected.has(cellId(cell.rowId, cell.key)),
      x: event.clientX,
      y: event.clientY,
    });
    if (taken) event.preventDefault();
  }

  /** What the field of a cell is for. @param {string} key @param {GridRow} row */
  #editorName(key, row) {
    const tree = this.columns.find(({ kind }) => kind === 'tree');
    return t('frame.grid.editor', {
      row: tree ? String(row.cells[tree.key] ?? '') : '',
      column: this.#columnOf.get(key)?.name ?? '',
    });
  }

  /**
   * The cells of the range selected last, row by row; empty while only one cell is focused. RevoGrid forgets its range when
   * a button outside is pressed; a manager means it still.
   * @returns {{rowId: string, key: string}[]}
   */
  get selectedCells() {
    return [...this.#selected.values()];
  }

  /** @param {{x: number, y: number, x1: number, y1: number, colType: string, rowType: string}} range */
  #inRange(range) {
    const side = this.columns.filter(({ pinned }) => Boolean(pinned) === (range.colType === 'colPinStart'));
    const source = range.rowType === 'rowPinEnd' ? this.totals : this.rows;
    return { rows: source.slice(range.y, range.y1 + 1), side: side.slice(range.x, range.x1 + 1) };
  }

  async #onRange() {
    const range = await this.grid?.getSelectedRange();
    if (!range) return;
    const { rows, side } = this.#inRange(range);
    const cells = rows.flatMap((row) => side.map(({ key }) => ({ rowId: row.id, key })));
    this.#selected = new Map(cells.map((cell) => [cellId(cell.rowId, cell.key), cell]));
    fire(this, 'st-grid-select', { cells });
  }

  /** The right button keeps a range it is pressed in: the menu is about all of it. @param {MouseEvent} event */
  #onPress(event) {
    const cell = event.button === 2 && this.#selected.size > 1 ? this.#cellOf(event) : null;
    if (cell && this.#selected.has(cellId(cell.rowId, cell.key))) event.stopPropagation();
  }

  /** @param {string} rowId @param {string} key */
  async focusCell(rowId, key) {
    const y = this.rows.findIndex(({ id }) => id === rowId);
    const column = this.columns.find((candidate) => candidate.key === key);
    if (y < 0 || !column || !this.grid) return;
    const side = this.columns.filter(({ pinned }) => Boolean(pinned) === Boolean(column.pinned));
    const x = side.indexOf(column);
    await this.grid.scrollToRow(y);
    await this.grid.setCellsFocus({ x, y }, { x, y }, column.pinned ? 'colPinStart' : 'rgCol', 'rgRow');
  }

  /** The selected cells as TSV; '' without a selection. @returns {Promise<string>} */
  async copySelection() {
    const range = await this.grid?.getSelectedRange();
    if (!range) return '';
    const { rows, side } = this.#inRange(range);
    return serializeTsv(rows.map((row) => side.map((column) => copiedText(column, row))));
  }

  render() {
    if (!this.ready) return html`<div class="waiting">${t('frame.loading')}</div>`;
    return html`<revo-grid
      theme="default"
      .range=${true}
      .resize=${true}
      .useClipboard=${true}
      .hideAttribution=${true}
      .rowSize=${this.#phone.matches ? PHONE_ROW : ROW}
      .accessible=${true}
      aria-label=${this.label}
      @beforeedit=${this.#onEdit}
      @beforerangeedit=${this.#onRangeEdit}
      @clipboardrangepaste=${this.#onRangeEdit}
      @beforepaste=${this.#onBeforePaste}
      @beforepasteapply=${this.#onPasteParsed}
      @beforecopyapply=${this.#onCopy}
      @beforekeydown=${this.#onBeforeKey}
      @beforecellfocus=${this.#onFocus}
      @setrange=${this.#onRange}
      @mousedown=${this.#press}
      @focus=${this.#onTabIn}
      @aftercolumnsset=${this.#nameHeaderRows}
      @viewportscroll=${this.#nameHeaderRows}
      @dblclick=${this.#onDoubleClick}
      @contextmenu=${this.#onContextMenu}
    ></revo-grid>`;
  }
}

customElements.define('st-grid', StGrid);
