// A pivot as the columns and rows of st-grid, and as text for the clipboard and files. Formatting only.
import { plainDecimal } from '../../lib/numbers.js';
import { axisName, measureExact, measureHeader, measureName, measureText, memberName, unitText } from './measures.js';
import { t } from '../../i18n/index.js';
import { heatOf } from './pivot-model.js';

/**
 * @typedef {import('./pivot-model.js').Table} Table
 * @typedef {import('./pivot-layout.js').Layout} Layout
 * @typedef {import('../../components/grid.js').GridColumn} GridColumn
 */

/** Key of a number column: its cell's number. @param {number} cell */
const keyOf = (cell) => `c${cell}`;
/** @param {string} key @returns {number | null} null for the names */
export const cellOf = (key) => (/^c\d+$/.test(key) ? Number(key.slice(1)) : null);

/** Sorting arrow in a header. @param {Layout} layout @param {string} by */
const arrow = (layout, by) => (layout.by === by ? (layout.descending ? ' ↓' : ' ↑') : '');

/** A value for spreadsheets: every digit, no grouping; ratios as they are. @param {number | null} value @param {import('./measures.js').Measure} measure */
export function plainValue(value, { unit }) {
  if (value === null) return '';
  return unit === 'money' || unit === 'quantity' ? plainDecimal(value, 4) : String(value);
}

/**
 * @param {Table} table
 * @param {Layout} layout
 * @returns {GridColumn[]}
 */
export function gridColumns(table, layout) {
  const { columns, measures } = table;
  const heat = layout.heat ? heatOf(table) : () => 0;
  const several = measures.length > 1;
  const path = (/** @type {import('./pivot-model.js').Column} */ { path: members }) =>
    members.map((member, i) => memberName(layout.cols[i], member)).join(' · ');
  const groups = [...columns.map(path), t('performance.total')];
  const shown = layout.cols.length === 0 ? [''] : groups;
  return [
    {
      key: 'name',
      name: layout.rows.map(axisName).join(' › ') + arrow(layout, 'member'),
      kind: 'tree',
      pinned: true,
      width: 220,
      cellClass: (_value, row) => (row.total ? 'total' : ''),
    },
    ...shown.flatMap((group, c) =>
      measures.map((measure, m) => {
        const cell = c * measures.length + m;
        const isTotal = layout.cols.length > 0 && c === shown.length - 1;
        const unit = unitText(measure);
        const alone = isTotal && unit ? t('performance.withUnit', { name: group, unit }) : group;
        const header = group === '' || several ? measureHeader(measure) : alone;
        return {
          key: keyOf(cell),
          name: header + (isTotal || layout.cols.length === 0 ? arrow(layout, measure.key) : ''),
          kind: /** @type {const} */ ('number'),
          width: several ? 148 : 116,
          group: several && group !== '' ? group : undefined,
          format: (/** @type {number | null} */ value) => measureText(value, measure),
          exact: (/** @type {number | null} */ value) => measureExact(value, measure),
          copy: (/** @type {number | null} */ value) => plainValue(value, measure),
          cellClass: (/** @type {unknown} */ _value, /** @type {any} */ row) => {
            if (row.total) return 'sum total';
            if (isTotal) return 'sum';
            const step = heat(row.source, cell);
            return step === 0 ? '' : step > 0 ? `hot${step}` : `cold${-step}`;
          },
        };
      }),
    ),
  ];
}

/**
 * @param {readonly import('./pivot-model.js').Row[]} rows visible ones
 * @param {Layout} layout
 * @param {(row: import('./pivot-model.js').Row) => boolean} isOpen
 */
export const gridRows = (rows, layout, isOpen) =>
  rows.map((row) => ({
    id: row.id,
    depth: row.depth,
    expanded: row.children > 0 ? isOpen(row) : undefined,
    source: row,
    cells: { name: memberName(layout.rows[row.depth], row.path[row.depth]), ...cellsOf(row.cells) },
  }));

/** @param {Table} table */
export const totalsRow = ({ totals }) => [
  { id: '\u0002total', depth: 0, total: true, cells: { name: t('performance.total'), ...cellsOf(totals) } },
];

/** @param {(number | null)[]} cells */
const cellsOf = (cells) => Object.fromEntries(cells.map((value, i) => [keyOf(i), value]));

/** The sorting measure a pressed header stands for. @param {string} key @param {Table} table */
export function sortOfColumn(key, { measures }) {
  const cell = cellOf(key);
  return cell === null ? 'member' : measures[cell % measures.length].key;
}

/** The whole pivot as rows of text: one column per row axis, plain numbers. @param {Table} table @param {Layout} layout @returns {string[][]} */
export function textRows({ columns, measures, rows, totals }, layout) {
  const groups =
    layout.cols.length === 0
      ? ['']
      : [
          ...columns.map(({ path }) => path.map((member, i) => memberName(layout.cols[i], member)).join(' · ')),
          t('performance.total'),
        ];
  const heads = groups.flatMap((group) =>
    measures.map((measure) => [group, measureName(measure.key)].filter(Boolean).join(' · ')),
  );
  const numbers = (/** @type {(number | null)[]} */ cells) =>
    cells.map((value, i) => plainValue(value, measures[i % measures.length]));
  const leaves = Math.max(0, ...rows.map(({ depth }) => depth));
  return [
    [...layout.rows.map(axisName), ...heads],
    ...rows.map((row) => [
      ...layout.rows.map((axis, i) =>
        row.path[i]
          ? memberName(axis, row.path[i])
          : i === row.depth + 1 && row.depth < leaves
            ? t('performance.total')
            : '',
      ),
      ...numbers(row.cells),
    ]),
    [...layout.rows.map((_, i) => (i === 0 ? t('performance.total') : '')), ...numbers(totals)],
  ];
}
