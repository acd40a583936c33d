// What members would have earned at the margin ratio of all together, and what of it they did not: arithmetic, not a cause. Pure.

/**
 * @typedef {import('./measures.js').Member} Member
 * @typedef {{member: Member, amount: number, margin: number, ratio: number, leak: number}} Leak leak: in 1/10,000, above zero
 */

/** Members looked at: what leaks much sells much. */
export const LARGEST = 500;

/**
 * Those below the ratio of all together, the largest leak first.
 * @param {{axes: {members: Member[]}[], rows: {at: number[], values: (number | null)[]}[], totals: (number | null)[]}} reply
 *   of sales.pivot over one axis, measures amount and margin
 * @returns {{ratio: number | null, leaks: Leak[]}}
 */
export function marginLeaks({ axes, rows, totals }) {
  const [amount, margin] = totals;
  if (amount === null || margin === null || amount <= 0) return { ratio: null, leaks: [] };
  const ratio = margin / amount;
  const leaks = rows.flatMap(({ at, values: [sold, earned] }) => {
    const member = axes[0].members[at[0]];
    if (sold === null || earned === null || sold <= 0 || member.key === null) return [];
    const leak = Math.round(sold * ratio - earned);
    return leak > 0 ? [{ member, amount: sold, margin: earned, ratio: earned / sold, leak }] : [];
  });
  return { ratio, leaks: leaks.sort((a, b) => b.leak - a.leak) };
}
