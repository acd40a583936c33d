// Automatic reading of crossed and ranked figures: who is largest, lowest, below the usual margin; which cells carry a change.
import { count, ratio } from '../../i18n/index.js';
import { marginLeaks } from './margin-leak.js';
import { axisName, isAdditive, measureName, measureWithUnit, memberName, shortName } from './measures.js';
import { direction, money } from './reading-words.js';

/** @typedef {import('./measures.js').Measure} Measure @typedef {import('./reading.js').Line} Line */

/**
 * Who is largest in a pivot and how much of all that is, and what lies below zero.
 * @param {import('./pivot-model.js').Table} table
 * @param {import('./pivot-layout.js').Layout} layout
 * @returns {Line[]}
 */
export function readPivot({ rows, measures, totals, columns }, layout) {
  const [measure] = measures;
  const [axis] = layout.rows;
  // The total of a row is its last cells; without columns they are its only ones.
  const at = layout.cols.length > 0 ? columns.length * measures.length : 0;
  const outer = rows.filter(({ depth, path, cells }) => depth === 0 && path[0].key !== null && cells[at] !== null);
  if (!axis || !isAdditive(measure.key) || outer.length < 2) return [];
  const sorted = [...outer].sort((a, b) => Number(b.cells[at]) - Number(a.cells[at]));
  const [first] = sorted;
  const total = totals[at];
  const query = { tab: 'pivot' };
  const params = {
    axis: axisName(axis),
    measure: measureName(measure.key),
    name: shortName(memberName(axis, first.path[0])),
    value: measureWithUnit(first.cells[at], measure),
    share: total ? ratio(Number(first.cells[at]) / total) : '',
    count: outer.length,
  };
  const below = sorted.filter(({ cells }) => Number(cells[at]) < 0);
  const last = sorted[sorted.length - 1];
  return [
    { key: `performance.reading.${total ? 'pivotFirst' : 'pivotFirstAlone'}`, params, query },
    below.length > 0
      ? {
          key: 'performance.reading.pivotBelow',
          params: {
            ...params,
            count: below.length,
            amount: measureWithUnit(Math.abs(below.reduce((sum, { cells }) => sum + Number(cells[at]), 0)), measure),
          },
          query,
        }
      : {
          key: 'performance.reading.pivotLast',
          params: {
            ...params,
            name: shortName(memberName(axis, last.path[0])),
            value: measureWithUnit(last.cells[at], measure),
          },
          query,
        },
  ];
}

/**
 * @typedef {{a: {key: string, name?: string}, b: {key: string, name?: string}, base: number, current: number, gap: number,
 *   expectedGap: number | null, excess: number | null, support: number, shareOfGap: number | null, rank: number}} CrossCell
 * @typedef {{gap: number, cells: CrossCell[]}} Cross
 */

/** Where two dimensions meet and differ most from what each alone would say. @param {Cross} cross @param {{axes: string[], measure: Measure}} options @returns {Line[]} */
export function readCross({ cells }, { axes, measure }) {
  const [top] = cells;
  if (!top) return [];
  const params = {
    a: shortName(memberName(axes[0], top.a)),
    b: shortName(memberName(axes[1], top.b)),
    change: measureWithUnit(Math.abs(top.gap), measure),
    direction: direction(top.gap),
    lines: count(top.support),
  };
  const query = { tab: 'pivot' };
  if (top.excess === null) return [{ key: 'performance.reading.crossAlone', params, query }];
  const excess = measureWithUnit(Math.abs(top.excess), measure);
  const key = top.excess * top.gap < 0 ? 'performance.reading.crossLess' : 'performance.reading.cross';
  return [{ key, params: { ...params, excess }, query }];
}

/**
 * Who earns least, and how many earn less than nothing.
 * @param {{axes: {members: import('./measures.js').Member[]}[], measures: Measure[], rows: {at: number[], values: (number | null)[]}[]}} reply of sales.pivot, lowest first
 * @param {{axis: string}} options
 * @returns {Line[]}
 */
export function readLowest({ axes, measures, rows }, { axis }) {
  const [measure] = measures;
  const [first] = rows;
  if (!first || first.values[0] === null) return [];
  const query = { tab: 'pivot', rows: axis, cols: ',', values: measure.key, sort: `${measure.key}~asc` };
  const params = {
    name: shortName(memberName(axis, axes[0].members[first.at[0]])),
    measure: measureName(measure.key),
    value: measureWithUnit(first.values[0], measure),
  };
  const losing = rows.filter(({ values }) => values[0] !== null && values[0] < 0).length;
  return [
    { key: 'performance.reading.lowest', params, query },
    ...(losing > 1
      ? [
          {
            key: `performance.reading.${losing === rows.length ? 'losingMany' : 'losing'}`,
            params: { ...params, count: losing },
            query,
          },
        ]
      : []),
  ];
}

/** Who stays furthest below the margin ratio of all together. @param {Parameters<typeof marginLeaks>[0]} reply of sales.pivot @param {{axis: string}} options @returns {Line[]} */
export function readLeak(reply, { axis }) {
  const { ratio: usual, leaks } = marginLeaks(reply);
  const [first] = leaks;
  if (!first) return [];
  const params = {
    name: shortName(memberName(axis, first.member)),
    ratio: ratio(first.ratio),
    usual: ratio(usual),
    leak: money(first.leak),
    count: leaks.length,
    total: money(leaks.reduce((sum, { leak }) => sum + leak, 0)),
  };
  const query = { tab: 'pivot', rows: axis, cols: ',', values: 'amount,margin,marginRatio', sort: 'marginRatio~asc' };
  return [
    { key: 'performance.reading.leak', params, query },
    ...(leaks.length > 1 ? [{ key: 'performance.reading.leaks', params, query }] : []),
  ];
}
