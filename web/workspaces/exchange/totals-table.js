// Totals of the year before and after, unit by unit, set by set.
import { html, nothing } from 'lit';
import { formatMinor, withSign } from '../../lib/numbers.js';
import { figure, language, money, moneyUnit, t, unitMode } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { depths } from './exchange-model.js';
import { setNameById } from './set-name.js';

/** @typedef {import('./merging.js').TotalRow} TotalRow */

const MOST_ROWS = 300;

/** @param {TotalRow[]} totals @returns {TotalRow[]} those that are different afterwards */
export const movedTotals = (totals) => totals.filter(({ mineMinor, mergedMinor }) => mineMinor !== mergedMinor);

/** @param {TotalRow[]} moved @param {string[]} [columns] what the numbers are called, below `exchange.column.` */
export function totalsTable(moved, columns = ['before', 'after', 'difference']) {
  const depth = depths(session.parts.orgUnits);
  return html`<div class="scroll low" tabindex="0" role="region" aria-label=${t('exchange.totals.label')}>
    <table class="data">
      <thead>
        <tr>
          <th scope="col">${t('exchange.column.unit')}</th>
          ${columns.map((key) => html`<th scope="col" class="number">${t(`exchange.column.${key}`)} (${moneyUnit()})</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[...new Set(moved.map(({ set }) => set))].map(
          (set) => html`<tr>
              <th scope="rowgroup" colspan="4">${setNameById(set)}</th>
            </tr>
            ${moved
              .filter((row) => row.set === set)
              .slice(0, MOST_ROWS)
              .map((row) => rowOf(row, depth.get(row.unit) ?? 0))}`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {TotalRow} row @param {number} depth */
function rowOf({ unit, name, mineMinor, mergedMinor }, depth) {
  const difference = (mergedMinor ?? 0) - (mineMinor ?? 0);
  const cell = (/** @type {number | null} */ minor) =>
    html`<td class="number" title=${minor === null ? nothing : figure(minor, 'money').exact}>${money(minor)}</td>`;
  const fine = formatMinor(difference, { mode: unitMode.value, language: language.value, digits: 2 });
  return html`<tr data-unit=${unit}>
    <td class="name" style="padding-inline-start:${8 + depth * 16}px">${name}</td>
    ${cell(mineMinor)} ${cell(mergedMinor)}
    <td class="number ${difference < 0 ? 'bad' : 'good'}" title=${figure(difference, 'money').exact}>${withSign(fine)}</td>
  </tr>`;
}
