// Stepping between periods by their names ("2026", "2026-Q1", "2026-03", "2026-W09"). Which days they cover is the engine's.

/** @typedef {'year' | 'quarter' | 'month' | 'week'} Grain */

const PERIOD = /^\d{4}(?:-(?:Q[1-4]|0[1-9]|1[0-2]|W(?:0[1-9]|[1-4]\d|5[0-3])))?$/;

/** Whether a text, of an address perhaps, is the name of a period. @param {string | undefined} text @returns {text is string} */
export const isPeriod = (text) => text !== undefined && PERIOD.test(text);

/** @param {string} period @returns {Grain} */
export function grainOf(period) {
  if (/-Q/.test(period)) return 'quarter';
  if (/-W/.test(period)) return 'week';
  return /-\d{2}$/.test(period) ? 'month' : 'year';
}

/**
 * The calendar year, quarter or month a day lies in.
 * @param {string} isoDay
 * @param {'year' | 'quarter' | 'month'} grain
 */
export function periodAt(isoDay, grain) {
  const [year, month] = isoDay.split('-');
  if (grain === 'year') return year;
  return grain === 'quarter' ? `${year}-Q${Math.ceil(Number(month) / 3)}` : `${year}-${month}`;
}

/**
 * The period so many steps later (or earlier). Weeks count 52 a year here, as steps only; the engine knows the 53rd.
 * @param {string} period
 * @param {number} steps
 */
export function shiftPeriod(period, steps) {
  const year = Number(period.slice(0, 4));
  const grain = grainOf(period);
  if (grain === 'year') return String(year + steps);
  const perYear = { quarter: 4, month: 12, week: 52 }[grain];
  const number = Number(period.replace(/^\d{4}-[QW]?/, '')) - 1;
  const index = year * perYear + number + steps;
  const shownYear = Math.floor(index / perYear);
  const shown = (index % perYear) + 1;
  if (grain === 'quarter') return `${shownYear}-Q${shown}`;
  return `${shownYear}-${grain === 'week' ? 'W' : ''}${String(shown).padStart(2, '0')}`;
}
