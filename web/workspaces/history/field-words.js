// Changes of a plan in words: what a field is called, what its values mean, whose record it is. Names are data.
import { MISSING } from '../../lib/numbers.js';
import { formatInstant } from '../../lib/dates.js';
import { count, figure, hasMessage, period, ratio, t, withUnit } from '../../i18n/index.js';

/**
 * @typedef {import('./change-rows.js').FieldChange} FieldChange
 * @typedef {Record<string, Record<string, any>>} Names records by collection and id, of both versions
 * @typedef {{names: Names, periods: Map<string, string[]>}} Reading periods: names of the periods of each target set, in order
 */

/** Which collection a reference names. @type {Record<string, string>} */
const REFERENCES = {
  unit: 'orgUnits',
  parent: 'orgUnits',
  toUnit: 'orgUnits',
  ownerId: 'people',
  set: 'targetSets',
  product: 'products',
  metric: 'metrics',
};

/** "目标", "组织": a collection or a part of the plan. @param {string} room */
export const roomWords = (room) => (hasMessage(`history.room.${room}`) ? t(`history.room.${room}`) : room);

/**
 * What the changed field is called: "目标值 · 2026年3月".
 * @param {Pick<FieldChange, 'collection' | 'id' | 'field' | 'kind'>} change @param {Reading} reading
 */
export function fieldWords(change, reading) {
  if (change.field === '') return t(`history.record.${change.kind}`);
  let key = `plan.${change.collection}`;
  const places = [];
  for (const step of change.field.split('/')) {
    if (hasMessage(`${key}.${step}`)) key = `${key}.${step}`;
    else places.push(placeWords(step, change, reading));
  }
  return [hasMessage(key) ? t(key) : '', ...places].filter(Boolean).join(' · ');
}

/** @param {string} step of a path below a field @param {Pick<FieldChange, 'collection' | 'id'>} change @param {Reading} reading */
function placeWords(step, { collection, id }, { names, periods }) {
  if (isPeriod(step)) return period(step);
  const set = collection === 'targets' ? recordOf(names, 'targets', id)?.set : undefined;
  if (/^\d+$/.test(step) && set !== undefined) return period(periods.get(set)?.[Number(step)] ?? step);
  return step;
}

/** @param {string} text */
const isPeriod = (text) => /^\d{4}(-(Q\d|W?\d\d))?$/.test(text);

/** @param {Names} names @param {string} collection @param {unknown} id @returns {any} */
const recordOf = (names, collection, id) =>
  typeof id === 'string' && Object.hasOwn(names[collection] ?? {}, id) ? names[collection][id] : undefined;

/**
 * Whose record it is: "华东 · 洗碗机"; '' for parts of the plan that are not records.
 * @param {Pick<FieldChange, 'collection' | 'id' | 'name'>} change @param {Reading} reading
 */
export function recordWords({ collection, id, name }, { names }) {
  if (id === null) return '';
  const { unit, product } = recordOf(names, collection, id) ?? {};
  const own = recordOf(names, 'orgUnits', unit)?.name ?? name ?? id;
  return [own, product ? (recordOf(names, 'products', product)?.name ?? product) : ''].filter(Boolean).join(' · ');
}

/** "销售额 2026 · 目标": a target set. @param {string} set @param {Reading} reading */
export function setWords(set, { names }) {
  const record = recordOf(names, 'targetSets', set);
  if (!record) return set;
  const metric = recordOf(names, 'metrics', record.metric)?.name;
  const known = hasMessage(`plan.metric.${record.metric}`) ? t(`plan.metric.${record.metric}`) : record.metric;
  const tier = hasMessage(`plan.tier.${record.tier}`) ? t(`plan.tier.${record.tier}`) : record.tier;
  return `${metric ?? known} ${record.year} · ${tier}`;
}

/** Whether the sums of a set are money; counts are shown as they are. @param {string} set @param {Reading} reading @returns {'money' | 'count'} */
export function unitOfSet(set, { names }) {
  const metric = recordOf(names, 'metrics', recordOf(names, 'targetSets', set)?.metric);
  return metric && metric.unit !== 'money' ? 'count' : 'money';
}

/**
 * A value as a manager reads it.
 * @param {unknown} value
 * @param {Pick<FieldChange, 'collection' | 'id' | 'field'>} change @param {Reading} reading
 * @returns {{text: string, exact: string}}
 */
export function valueWords(value, change, reading) {
  if (value === null || value === undefined) return plain(MISSING);
  const steps = change.field.split('/');
  const last = steps.findLast((step) => !/^\d/.test(step)) ?? '';
  if (typeof value === 'boolean') return plain(t(value ? 'history.value.yes' : 'history.value.no'));
  if (typeof value === 'number') return numberWords(value, last, change, reading);
  if (typeof value === 'string') return plain(namedValue(value, last, reading));
  if (Array.isArray(value)) return plain(t('history.value.entries', { count: value.length }));
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.length <= 3 && keys.every(isPeriod))
    return plain(keys.map((key) => period(key)).join(t('frame.listSeparator')));
  const named = /** @type {any} */ (value).name;
  return plain(typeof named === 'string' && named ? named : t('history.value.fields', { count: keys.length }));
}

/** @param {string} text */
const plain = (text) => ({ text, exact: '' });

/** @param {number} value @param {string} field @param {Pick<FieldChange, 'collection' | 'id'>} change @param {Reading} reading */
function numberWords(value, field, { collection, id }, reading) {
  if (/Ratio$/.test(field)) return { text: ratio(value), exact: String(value) };
  const minor = /Minor$/.test(field) || (collection === 'targets' && /^(values|reserve|computed)$/.test(field));
  if (!minor) return { text: count(value, 2), exact: String(value) };
  const set = recordOf(reading.names, collection, id)?.set;
  const shown = figure(value, set === undefined ? 'money' : unitOfSet(set, reading));
  return { text: withUnit(shown), exact: shown.exact };
}

/** @param {string} value @param {string} field @param {Reading} reading */
function namedValue(value, field, reading) {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return formatInstant(value);
  if (field === 'set') return setWords(value, reading);
  return recordOf(reading.names, REFERENCES[field] ?? '', value)?.name ?? value;
}
