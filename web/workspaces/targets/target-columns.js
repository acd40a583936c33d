// The columns and rows that st-grid shows for a TargetTable: texts, formats, marks. No element, no engine.
import { period, ratio, t } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { plainDecimal } from '../../lib/numbers.js';
import { periodColumns, yearSpan } from './period-axis.js';
import { copiedValue, exactValue, shownUnit, shownValue } from './target-figures.js';

/**
 * @typedef {import('./grid-model.js').TargetTable} TargetTable
 * @typedef {import('./grid-model.js').ViewUnit} ViewUnit
 * @typedef {import('./period-axis.js').Grain} Grain
 * @typedef {import('../../components/grid.js').GridRow} GridRow
 * @typedef {import('../../components/grid.js').GridColumn} GridColumn
 * @typedef {{unit: import('./target-figures.js').ValueUnit, grain: Grain, compare: boolean, readOnly: boolean}} Look
 */

/** Row ids of the compared year's figures, below their unit's own row. */
const HISTORY_ROW = '#history';

/** @param {string} rowId @returns {{unit: string, isHistory: boolean}} */
export const unitOfRow = (rowId) =>
  rowId.endsWith(HISTORY_ROW)
    ? { unit: rowId.slice(0, -HISTORY_ROW.length), isHistory: true }
    : { unit: rowId, isHistory: false };

/** The percent digits of a growth rate as editing starts from: "8.25". @param {number | null} value */
const editedGrowth = (value) => (value === null ? '' : plainDecimal(Math.round(value * 1e6), 4));

/**
 * @param {TargetTable} table
 * @param {Look} look
 * @param {string | null} compareYear
 * @returns {GridColumn[]}
 */
export function targetColumns(table, look, compareYear) {
  const year = yearSpan(table.axis);
  const unit = shownUnit(look.unit);
  const inUnit = (/** @type {string} */ name) => (unit ? t('targets.column.inUnit', { name, unit }) : name);
  const plain = valueColumn(table, look);
  const against =
    compareYear === null ? t('targets.column.growth') : t('targets.column.growthOver', { year: compareYear });
  /** @type {GridColumn[]} */
  const columns = [
    { key: 'name', name: t('targets.column.unit'), kind: 'tree', width: 216, pinned: true },
    { ...plain(year), name: inUnit(t('targets.column.total')), width: 128, pinned: true },
    growthColumn(table, look, against),
    reserveColumn(table, look, inUnit(t('targets.column.reserve'))),
  ];
  for (const span of periodColumns(table.axis, look.grain)) columns.push(plain(span));
  return columns;
}

/** @param {TargetTable} table @param {Look} look */
const valueColumn = (table, look) => (/** @type {import('./period-axis.js').Span} */ span) => ({
  key: span.period,
  name: period(span.period, { short: true }),
  kind: /** @type {const} */ ('number'),
  width: span.grain === 'quarter' ? 108 : 96,
  format: (/** @type {number | null} */ value) => shownValue(value, look.unit),
  copy: (/** @type {number | null} */ value) => copiedValue(value, look.unit),
  exact: (/** @type {number | null} */ value, /** @type {GridRow} */ row) => cellTitle(table, look, value, row, span),
  editable: (/** @type {GridRow} */ row) => !look.readOnly && !row.isHistory && !table.isLocked(row.unit, span.period),
  cellClass: (/** @type {number | null} */ _value, /** @type {GridRow} */ row) => cellClasses(table, row, span),
});

/** @param {TargetTable} table @param {GridRow} row @param {import('./period-axis.js').Span} span */
function cellClasses(table, row, span) {
  if (row.isHistory) return 'muted';
  const { unit } = row;
  return [
    span.grain === table.axis.grain ? 'plain' : 'sum',
    table.isLocked(unit, span.period) ? 'locked' : '',
    table.isOverridden(unit, span.period) ? 'overridden' : '',
    table.isChanged(unit, span) ? 'changed' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/**
 * @param {TargetTable} table @param {Look} look @param {number | null} value @param {GridRow} row
 * @param {import('./period-axis.js').Span} span
 */
function cellTitle(table, look, value, row, span) {
  const exact = exactValue(value, look.unit);
  if (row.isHistory) return exact;
  const parts = [exact];
  if (table.isChanged(row.unit, span)) {
    parts.push(t('targets.cell.was', { value: exactValue(table.standing(row.unit, span), look.unit) }));
  }
  if (table.isLocked(row.unit, span.period)) parts.push(t('targets.cell.locked'));
  if (table.isOverridden(row.unit, span.period)) parts.push(t('targets.cell.overridden'));
  const held = table.reserve(row.unit, span);
  if (held) parts.push(t('targets.cell.reserve', { value: exactValue(held, look.unit) }));
  return parts.filter(Boolean).join('\n');
}

/** @param {TargetTable} table @param {Look} look @param {string} name @returns {GridColumn} */
const growthColumn = (table, look, name) => ({
  key: 'growth',
  name,
  kind: 'number',
  width: 104,
  format: (value, row) => (row.isHistory ? '' : withSign(ratio(value))),
  copy: (value) => editedGrowth(value),
  exact: (value, row) => (value === null ? t('targets.cell.noHistory') : growthTitle(table, look, row)),
  editable: (row) =>
    !look.readOnly && !row.isHistory && row.cells.growth !== null && !table.isLocked(row.unit, table.axis.year),
  cellClass: (value) => (value === null ? 'plain muted' : value < 0 ? 'plain bad' : 'plain'),
});

/** @param {TargetTable} table @param {Look} look @param {GridRow} row */
const growthTitle = (table, look, row) =>
  t('targets.cell.lastYear', { value: exactValue(table.history(row.unit, yearSpan(table.axis)), look.unit) });

/** @param {TargetTable} table @param {Look} look @param {string} name @returns {GridColumn} */
const reserveColumn = (table, look, name) => ({
  key: 'reserve',
  name,
  kind: 'number',
  width: 128,
  format: (value) => (value === null ? '' : shownValue(value, look.unit)),
  copy: (value) => copiedValue(value, look.unit),
  exact: (value, row) => reserveTitle(table, look, value, row),
  cellClass: (_value, row) =>
    !row.isHistory && table.isReserveChanged(row.unit, yearSpan(table.axis)) ? 'changed' : 'muted',
});

/** @param {TargetTable} table @param {Look} look @param {number | null} value @param {GridRow} row */
function reserveTitle(table, look, value, row) {
  if (value === null || row.isHistory) return '';
  const total = table.value(row.unit, yearSpan(table.axis));
  const share = total > 0 ? ratio(value / total) : '—';
  return t('targets.cell.reserveShare', { value: exactValue(value, look.unit), share });
}

/**
 * @param {TargetTable} table
 * @param {Look} look
 * @param {readonly ViewUnit[]} units the visible ones
 * @param {(unit: ViewUnit) => boolean} isOpen
 * @param {string | null} compareYear
 * @returns {GridRow[]}
 */
export function targetRows(table, look, units, isOpen, compareYear) {
  const year = yearSpan(table.axis);
  const spans = [year, ...periodColumns(table.axis, look.grain)];
  /** @type {GridRow[]} */
  const rows = [];
  for (const unit of units) {
    /** @type {Record<string, any>} */
    const cells = { name: unit.name, growth: table.growth(unit.id, year), reserve: table.reserve(unit.id, year) };
    for (const span of spans) cells[span.period] = table.value(unit.id, span);
    const expanded = unit.leaf ? undefined : isOpen(unit);
    rows.push({ id: unit.id, unit: unit.id, depth: unit.depth, expanded, isHistory: false, cells });
    if (look.compare && compareYear !== null) rows.push(historyRow(table, unit, spans, compareYear));
  }
  return rows;
}

/** @param {TargetTable} table @param {ViewUnit} unit @param {import('./period-axis.js').Span[]} spans @param {string} year */
function historyRow(table, unit, spans, year) {
  /** @type {Record<string, any>} */
  const cells = { name: t('targets.row.actual', { year }), growth: null, reserve: null };
  for (const span of spans) cells[span.period] = table.history(unit.id, span);
  return { id: `${unit.id}${HISTORY_ROW}`, unit: unit.id, depth: unit.depth + 1, isHistory: true, cells };
}
