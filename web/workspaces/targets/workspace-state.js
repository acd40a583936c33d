// What the targets workspace reads from session and address: the years of data, the set asked for, the year to compare with.
import { today } from '../../lib/dates.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { coveredYears, planningYear, scopeOf } from './target-scope.js';

/** The years of data, by the plan's fiscal year. */
export const dataYears = () =>
  coveredYears(
    session.facts.value.find(({ name }) => name === 'orders'),
    session.parts.calendar.fiscalYearStartMonth ?? 1,
  );

export const currentScope = () =>
  scopeOf(router.query.value, {
    targetSets: session.parts.targetSets,
    fallbackYear: planningYear(dataYears(), today()),
  });

/** The year before a set's, when the orders know it. @param {string} year */
export function compareYearOf(year) {
  const before = String(Number(year) - 1);
  return dataYears().some((known) => known.year === before) ? before : null;
}
