// Amounts before and after as a table: year totals unit by unit, or the whole plan period by period; set by set.
import { html, nothing } from 'lit';
import { figure, period, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { depths } from './exchange-model.js';
import { setNameById, setUnitById, withUnitOf } from './set-name.js';

/**
 * @typedef {import('./merging.js').TotalRow} TotalRow
 * @typedef {import('./merging.js').PeriodRow} PeriodRow
 * @typedef {{set: string, id: string, name: string, depth: number, before: number | null, after: number | null}} Row
 */

const MOST_ROWS = 300;

/** @param {TotalRow[]} totals @returns {TotalRow[]} those that are different afterwards */
export const movedTotals = (totals) => totals.filter(({ mineMinor, mergedMinor }) => mineMinor !== mergedMinor);

/** @param {TotalRow[]} moved @param {string[]} [columns] what the numbers are called, below `exchange.column.` */
export function totalsTable(moved, columns) {
  const depth = depths(session.parts.orgUnits);
  const rows = moved.map(({ set, unit, name, mineMinor, mergedMinor }) => ({
    set,
    id: unit,
    name,
    depth: depth.get(unit) ?? 0,
    before: mineMinor,
    after: mergedMinor,
  }));
  return table(rows, { label: t('exchange.totals.label'), first: t('exchange.column.unit'), columns });
}

/** @param {PeriodRow[]} periods */
export function periodsTable(periods) {
  const rows = periods.map(({ set, period: id, beforeMinor, afterMinor }) => ({
    set,
    id,
    name: period(id),
    depth: 0,
    before: beforeMinor,
    after: afterMinor,
  }));
  return table(rows, { label: t('exchange.periods.label'), first: t('exchange.column.period') });
}

/** @param {Row[]} rows @param {{label: string, first: string, columns?: string[]}} words */
function table(rows, { label, first, columns = ['before', 'after', 'difference'] }) {
  return html`<div class="scroll low" tabindex="0" role="region" aria-label=${label}>
    <table class="data">
      <thead>
        <tr>
          <th scope="col">${first}</th>
          ${columns.map((key) => html`<th scope="col" class="number">${t(`exchange.column.${key}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[...new Set(rows.map(({ set }) => set))].map(
          (set) => html`<tr>
              <th scope="rowgroup" colspan="4">${withUnitOf(setNameById(set), setUnitById(set))}</th>
            </tr>
            ${rows
              .filter((row) => row.set === set)
              .slice(0, MOST_ROWS)
              .map(rowOf)}`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {Row} row */
function rowOf({ set, id, name, depth, before, after }) {
  const unit = setUnitById(set);
  const difference = (after ?? 0) - (before ?? 0);
  const moved = figure(difference, unit, { signed: true, ...(unit === 'money' ? { digits: 2 } : {}) });
  const cell = (/** @type {number | null} */ value) => {
    const { text, exact } = figure(value, unit);
    return html`<td class="number" title=${exact || nothing}>${text}</td>`;
  };
  return html`<tr data-id=${id}>
    <td class="name" style="padding-inline-start:${8 + depth * 16}px">${name}</td>
    ${cell(before)} ${cell(after)}
    <td class="number ${difference < 0 ? 'bad' : 'good'}" title=${moved.exact || nothing}>${moved.text}</td>
  </tr>`;
}
