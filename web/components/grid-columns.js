// How st-grid's columns and rows look to RevoGrid: column definitions, cell templates and row models. No element here.
import { cellEditor } from './cell-editor.js';

/**
 * @typedef {{
 *   key: string, name: string, width?: number, pinned?: boolean, group?: string,
 *   kind?: 'tree' | 'text' | 'number' | 'status',
 *   format?: (value: any, row: GridRow) => string,
 *   exact?: (value: any, row: GridRow) => string,
 *   copy?: (value: any, row: GridRow) => string,
 *   editable?: (row: GridRow) => boolean,
 *   cellClass?: (value: any, row: GridRow) => string,
 * }} GridColumn format: what is shown; exact: the title on hover; copy: what is copied and what editing starts from
 * @typedef {{id: string, depth?: number, expanded?: boolean, cells: Record<string, any>, [extra: string]: any}} GridRow
 *   expanded: true or false for rows with children, absent for leaves
 * @typedef {{row: GridRow, [prop: string]: any}} RowModel
 */

const INDENT_PX = 16;
/** On a phone the first column must leave room for numbers. */
const NARROW_PINNED = 136;

/** @param {GridColumn} column @param {GridRow} row */
export const shownText = (column, row) => {
  const value = row.cells[column.key];
  return column.format ? column.format(value, row) : value === null || value === undefined ? '—' : String(value);
};

/** @param {GridColumn} column @param {GridRow} row */
export const copiedText = (column, row) => {
  const value = row.cells[column.key];
  if (column.copy) return column.copy(value, row);
  return value === null || value === undefined ? '' : String(value);
};

/**
 * Row models whose properties are computed when asked for: formatting 100,000 cells ahead would be felt.
 * @param {GridColumn[]} columns
 * @returns {(row: GridRow) => RowModel}
 */
export function rowModels(columns) {
  class Model {
    /** @param {GridRow} row */
    constructor(row) {
      this.row = row;
    }
  }
  for (const column of columns) {
    Object.defineProperty(Model.prototype, column.key, {
      get() {
        return copiedText(column, this.row);
      },
      set() {
        // The grid never writes: edits are events, and their owner sets new rows.
      },
    });
  }
  return (row) => new Model(row);
}

/**
 * What of the columns RevoGrid lays out. While it stays the same the definitions can stay: setting them anew would close the
 * cell being edited and forget widths.
 * @param {GridColumn[]} columns
 */
export const columnLayout = (columns) =>
  JSON.stringify(columns.map(({ key, name, width, pinned, group, kind }) => [key, name, width, pinned, group, kind]));

/**
 * RevoGrid's column definitions.
 * @param {GridColumn[]} columns
 * @param {{current: (key: string) => GridColumn, toggle: (row: GridRow) => void, editorName: (key: string, row: GridRow) => string,
 *   narrow: boolean}} options
 *   current: the column as it is when a cell is drawn; toggle: opens or closes a tree row; narrow: a phone
 */
export function revoColumns(columns, { current, toggle, editorName, narrow }) {
  /** @type {any[]} */
  const definitions = [];
  for (const column of columns) {
    const definition = revoColumn(
      column,
      () => current(column.key),
      toggle,
      (row) => editorName(column.key, row),
    );
    if (narrow && column.pinned) definition.size = Math.min(definition.size, NARROW_PINNED);
    const last = definitions.at(-1);
    if (!column.group) definitions.push(definition);
    else if (last?.children && last.name === column.group) last.children.push(definition);
    else definitions.push({ name: column.group, children: [definition] });
  }
  return definitions;
}

/**
 * @param {GridColumn} column @param {() => GridColumn} current @param {(row: GridRow) => void} toggle
 * @param {(row: GridRow) => string} editorName
 */
function revoColumn(column, current, toggle, editorName) {
  const isNumber = column.kind === 'number';
  return {
    prop: column.key,
    name: column.name,
    size: column.width ?? (isNumber ? 104 : 160),
    pin: column.pinned ? 'colPinStart' : undefined,
    filter: false,
    sortable: false,
    editor: cellEditor((/** @type {RowModel} */ model) => editorName(model.row)),
    readonly: (/** @type {{model: RowModel}} */ { model }) => !current().editable?.(model.row),
    columnProperties: () => ({ class: { number: isNumber }, title: column.name }),
    cellProperties: (/** @type {{model: RowModel}} */ { model }) => cellProperties(current(), model.row),
    cellTemplate: (/** @type {any} */ h, /** @type {{model: RowModel}} */ { model }) =>
      column.kind === 'tree' ? treeCell(h, current(), model.row, toggle) : shownText(current(), model.row),
  };
}

/** @param {GridColumn} column @param {GridRow} row */
function cellProperties(column, row) {
  const value = row.cells[column.key];
  const own = column.cellClass?.(value, row) ?? '';
  const classes = Object.fromEntries(
    own
      .split(' ')
      .filter(Boolean)
      .map((name) => [name, true]),
  );
  return {
    class: {
      ...classes,
      number: column.kind === 'number',
      editable: Boolean(column.editable?.(row)),
      strong: row.expanded !== undefined && (row.depth ?? 0) < 2,
    },
    title: column.exact ? column.exact(value, row) : undefined,
    'data-row': row.id,
    'data-key': column.key,
  };
}

/** @param {any} h @param {GridColumn} column @param {GridRow} row @param {(row: GridRow) => void} toggle */
function treeCell(h, column, row, toggle) {
  const style = { paddingInlineStart: `${(row.depth ?? 0) * INDENT_PX}px` };
  if (row.expanded === undefined) return h('span', { class: 'tree leaf', style }, shownText(column, row));
  const onToggle = (/** @type {Event} */ event) => {
    event.stopPropagation();
    toggle(row);
  };
  const name = shownText(column, row);
  return h('span', { class: 'tree', style }, [
    h('button', {
      class: { toggle: true, open: row.expanded },
      type: 'button',
      tabIndex: -1,
      'aria-expanded': String(row.expanded),
      'aria-label': name,
      onMouseDown: (/** @type {Event} */ event) => event.stopPropagation(),
      onClick: onToggle,
    }),
    h('span', {}, name),
  ]);
}
