// What a target set is called: measure, year and tier; and what its numbers are.
import { hasMessage, moneyUnit, period, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';

/** @param {string} key @param {string} otherwise */
const known = (key, otherwise) => (hasMessage(key) ? t(key) : otherwise);

/** @param {{metric: string, year: string, tier: string}} set */
export function setName({ metric, year, tier }) {
  const own = Object.hasOwn(session.parts.metrics, metric) ? session.parts.metrics[metric].name : '';
  const measure = own || known(`plan.metric.${metric}`, metric);
  const level = tier === 'base' ? '' : known(`plan.tier.${tier}`, tier);
  return [measure, period(String(year)), level].filter(Boolean).join(' ');
}

/** @param {string} id */
export const setNameById = (id) =>
  Object.hasOwn(session.parts.targetSets, id) ? setName(session.parts.targetSets[id]) : id;

/** @param {{metric: string}} set @returns {'money' | 'count'} ratios are not additive and have no target sets */
export const setUnit = ({ metric }) =>
  Object.hasOwn(session.parts.metrics, metric) && session.parts.metrics[metric].unit === 'count' ? 'count' : 'money';

/** @param {string} id */
export const setUnitById = (id) =>
  Object.hasOwn(session.parts.targetSets, id) ? setUnit(session.parts.targetSets[id]) : 'money';

/** With the unit of its numbers. @param {string} name @param {'money' | 'count'} unit */
export const withUnitOf = (name, unit) => (unit === 'money' ? `${name} (${moneyUnit()})` : name);
