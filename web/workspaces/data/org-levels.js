// Which columns can form an organisation, and which a manager probably means. Pure.

/** From the top down, as sales organisations are drawn; anything else cannot be a level. */
const LADDER = ['country', 'region', 'province', 'city', 'district', 'channel', 'rep'];
/** More units below one level than a manager can look at. */
const TOO_MANY = 2000;
/** Beyond this many cities, provinces make the better second level. */
const MANY_CITIES = 200;

/**
 * @typedef {{key: string, distinct: number}} Dimension
 */

/**
 * The dimensions that can be levels, top first; custom columns come last.
 * @param {readonly Dimension[]} dimensions
 * @returns {Dimension[]}
 */
export function candidateLevels(dimensions) {
  const rank = (/** @type {string} */ key) => (LADDER.includes(key) ? LADDER.indexOf(key) : LADDER.length);
  return dimensions
    .filter(
      ({ key, distinct }) => (LADDER.includes(key) || key.startsWith('x:')) && distinct >= 1 && distinct <= TOO_MANY,
    )
    .sort((a, b) => rank(a.key) - rank(b.key));
}

/**
 * Two or three levels: the first that branches, then provinces instead of cities when there are too many cities, then reps.
 * @param {readonly Dimension[]} candidates
 * @returns {string[]}
 */
export function suggestLevels(candidates) {
  const branching = candidates.filter(({ key, distinct }) => distinct > 1 && !key.startsWith('x:'));
  const find = (/** @type {string} */ key) => branching.find((candidate) => candidate.key === key);
  const city = find('city');
  const place = city && city.distinct <= MANY_CITIES ? city : (find('province') ?? city);
  const levels = [find('region'), place, find('rep')].filter((level) => level !== undefined);
  return (levels.length > 0 ? levels : branching.slice(0, 2)).map(({ key }) => key);
}
