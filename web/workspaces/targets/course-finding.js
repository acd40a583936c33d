// What is worth saying about a course: the period whose share of the year moves most against last year. Pure.

/**
 * @param {readonly number[]} targets per period
 * @param {readonly (number | null)[]} actuals of the year before, the same periods
 * @returns {{index: number, shareShift: number} | null} null without a whole year to compare, or when nothing moves by half a point
 */
export function biggestShift(targets, actuals) {
  if (actuals.length !== targets.length || actuals.some((value) => value === null)) return null;
  const known = /** @type {number[]} */ (actuals);
  const targetSum = targets.reduce((sum, value) => sum + value, 0);
  const actualSum = known.reduce((sum, value) => sum + value, 0);
  if (targetSum <= 0 || actualSum <= 0) return null;
  let index = 0;
  let shareShift = 0;
  targets.forEach((target, i) => {
    const shift = target / targetSum - known[i] / actualSum;
    if (Math.abs(shift) > Math.abs(shareShift)) {
      index = i;
      shareShift = shift;
    }
  });
  return Math.abs(shareShift) < 0.005 ? null : { index, shareShift };
}
