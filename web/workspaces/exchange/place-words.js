// Places in a plan as a manager calls them: "Targets · 上海 · target · Mar 2026", and the values that stand there.
import { count, figure, hasMessage, money, period, t } from '../../i18n/index.js';

/** @typedef {import('./merging.js').Place} Place */

/** Fields that hold amounts in minor units. */
const MONEY = new Set([
  'values',
  'reserve',
  'computed',
  'totalMinor',
  'amountMinor',
  'valueMinor',
  'computedMinor',
  'potential',
]);
/** What of a record says most, where a whole record is one value. */
const TELLING = ['totalMinor', 'amountMinor', 'valueMinor', 'name'];

/** @param {string} collection */
export const collectionWord = (collection) =>
  hasMessage(`exchange.part.${collection}`) ? t(`exchange.part.${collection}`) : collection;

/** @param {string} collection @param {string} field @returns {string} the field's label; its own name for one nobody described */
export function fieldWord(collection, field) {
  const [head = '', ...rest] = field.split('/');
  const named = [...rest].reverse().find((step) => hasMessage(`plan.${collection}.${head}.${step}`));
  const own = hasMessage(`plan.${collection}.${head}`) ? t(`plan.${collection}.${head}`) : head;
  return named ? t(`plan.${collection}.${head}.${named}`) : own;
}

/**
 * Where a change is.
 * @param {Place & {period?: string}} place
 * @param {Record<string, {name?: string, parent?: string | null}>} units orgUnits, for records that are named after their unit
 * @returns {{what: string, whose: string, when: string, above: string}} above: the units above, nearest last
 */
export function placeWords({ collection, name, id, field, period: when, path }, units = {}) {
  const [head = '', step = ''] = field.split('/');
  const ordinal = /^\d+$/.test(step) && MONEY.has(head) ? t('exchange.place.number', { number: Number(step) + 1 }) : '';
  const spoken = when ? period(when) : /^\d{4}(-(Q\d|\d{2}|W\d{2}))?$/.test(step) ? period(step) : ordinal;
  const what = [collectionWord(collection || path.split('/')[1] || ''), field ? fieldWord(collection, field) : '']
    .filter(Boolean)
    .join(t('exchange.place.of'));
  return {
    what,
    whose: name || (id && Object.hasOwn(units, id) ? String(units[id].name ?? '') : '') || id || '',
    when: spoken,
    above: unitsAbove(unitOf(collection, id, units), units),
  };
}

/** Units above that are told: enough to know which dealer it is. */
const LEVELS_TOLD = 2;

/** The unit a record is about. @param {string} collection @param {string | null} id @param {Record<string, unknown>} units */
function unitOf(collection, id, units) {
  if (id === null || collection === 'orgUnits') return id ?? '';
  const rest = id.slice(id.indexOf('.') + 1); // set.unit, set.unit.product
  return Object.hasOwn(units, rest) ? rest : rest.slice(0, Math.max(0, rest.lastIndexOf('.')));
}

/** @param {string} id @param {Record<string, {name?: string, parent?: string | null}>} units */
function unitsAbove(id, units) {
  const names = [];
  let above = Object.hasOwn(units, id) ? units[id].parent : null;
  while (above && Object.hasOwn(units, above) && names.length < LEVELS_TOLD) {
    names.unshift(String(units[above].name ?? ''));
    above = units[above].parent;
  }
  return names.filter(Boolean).join(' › ');
}

/**
 * A value as it is shown, with the exact one for hovering.
 * @param {string} field @param {unknown} value @param {'money' | 'count'} [unit] of amounts
 * @returns {{text: string, exact: string}}
 */
export function valueWords(field, value, unit = 'money') {
  if (value === null || value === undefined) return plain('—');
  const last = field.split('/').findLast((step) => !/^\d/.test(step)) ?? '';
  if (typeof value === 'number' && MONEY.has(last)) {
    const shown = figure(value, unit);
    return { text: [shown.text, shown.unit].filter(Boolean).join(' '), exact: shown.exact };
  }
  if (typeof value === 'number') return plain(count(value, Number.isInteger(value) ? 0 : 2));
  if (typeof value === 'boolean') return plain(t(value ? 'exchange.value.yes' : 'exchange.value.no'));
  if (typeof value === 'string') return plain(value);
  return plain(recordWords(value));
}

/** @param {string} text */
const plain = (text) => ({ text, exact: '' });

/** @param {object} value a record or list */
function recordWords(value) {
  if (Array.isArray(value)) return t('exchange.value.list', { count: value.length });
  const record = /** @type {Record<string, unknown>} */ (value);
  const key = TELLING.find((one) => Object.hasOwn(record, one));
  if (!key) return t('exchange.value.record');
  return typeof record[key] === 'number' ? money(record[key]) : String(record[key]);
}
