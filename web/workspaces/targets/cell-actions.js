// What can be done with one cell, in the order of menus and the cell bar, and what they are called.
import { t } from '../../i18n/index.js';

/** @typedef {'why' | 'lock' | 'unlock' | 'revert' | 'limits' | 'ledger' | 'chart' | 'propose' | 'copy'} CellAction */

/**
 * @param {import('./grid-model.js').TargetTable} table
 * @param {{unit: string, period: string}} cell
 * @param {{readOnly?: boolean}} [options]
 * @returns {{id: CellAction, icon: string, inBar: boolean, separator?: boolean}[]}
 */
export function cellActions(table, { unit, period }, { readOnly = false } = {}) {
  const locked = table.isLocked(unit, period);
  const leaf = table.unit(unit)?.leaf ?? true;
  /** @type {{id: CellAction, icon: string, inBar: boolean, separator?: boolean}[]} */
  const actions = [{ id: 'why', icon: 'help', inBar: true }];
  if (!readOnly) {
    actions.push({ id: locked ? 'unlock' : 'lock', icon: locked ? 'unlock' : 'lock', inBar: true });
    if (table.isOverridden(unit, period) && !locked) actions.push({ id: 'revert', icon: 'undo', inBar: true });
    actions.push({ id: 'limits', icon: 'settings', inBar: true });
  }
  actions.push({ id: 'chart', icon: 'chart', inBar: false, separator: true });
  if (!leaf) actions.push({ id: 'ledger', icon: 'layers', inBar: false });
  actions.push({ id: 'copy', icon: 'copy', inBar: false, separator: true });
  return actions;
}

/** Actions that a selected range takes as one. */
const FOR_RANGES = new Set(['lock', 'unlock', 'revert']);

/** @param {string} action */
export const isForRanges = (action) => FOR_RANGES.has(action);

/** @param {string} action @param {number} count cells selected */
export const actionText = (action, count) =>
  count > 1 && isForRanges(action)
    ? t('targets.action.onMany', { action: t(`targets.action.${action}`), count })
    : t(`targets.action.${action}`);
