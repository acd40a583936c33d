// Customers by recency and frequency: the 5 × 5 grid, segments in the order of worth, typed cut points. Pure.

/** @typedef {{recency: number[], frequency: number[], monetary: number[]}} Cuts ascending; days, orders, amounts in 1/10,000 */
/** @typedef {[number, number, number, number, number]} RfmCell recency, frequency, monetary, customers, amount */

/** From who carries sales to who is gone. */
export const SEGMENTS = [
  'champions',
  'loyal',
  'promising',
  'new',
  'attention',
  'atRisk',
  'cantLose',
  'sleeping',
  'lost',
];

/** @param {{key: string}[]} segments */
export const inOrderOfWorth = (segments) =>
  [...segments].sort((a, b) => SEGMENTS.indexOf(a.key) - SEGMENTS.indexOf(b.key));

/**
 * Customers and amounts per recency (1…5) and frequency (1…5), whatever their monetary score.
 * @param {readonly RfmCell[]} cells
 * @returns {{recency: number, frequency: number, customers: number, amount: number}[]} 25, recency slowest
 */
export function recencyByFrequency(cells) {
  const grid = Array.from({ length: 25 }, (_, i) => ({
    recency: Math.floor(i / 5) + 1,
    frequency: (i % 5) + 1,
    customers: 0,
    amount: 0,
  }));
  for (const [recency, frequency, , customers, amount] of cells) {
    const cell = grid[(recency - 1) * 5 + frequency - 1];
    cell.customers += customers;
    cell.amount += amount;
  }
  return grid;
}

/** What scores mean, in the units of the cuts: "≤ 30", "31–90" …; recency counts from the latest. @param {number[]} cuts @param {number} score @param {boolean} latestIsBest */
export function rangeOf(cuts, score, latestIsBest) {
  const step = latestIsBest ? 5 - score : score - 1;
  return { above: step === 0 ? null : cuts[step - 1], upTo: step === 4 ? null : cuts[step] };
}

/** Cuts in the address: "30,60,120,240/1,2,4,8/…". @param {Cuts} cuts */
export const serializeCuts = ({ recency, frequency, monetary }) =>
  [recency, frequency, monetary].map((part) => part.join(',')).join('/');

/** @param {string | undefined} text @returns {Cuts | null} null when it is not three times four ascending numbers */
export function parseCuts(text) {
  const parts = (text ?? '')
    .split('/')
    .map((part) => part.split(',').map((word) => (word.trim() === '' ? NaN : Number(word))));
  if (parts.length !== 3 || !parts.every(areCuts)) return null;
  const [recency, frequency, monetary] = parts;
  return { recency, frequency, monetary };
}

/** Four numbers that do not fall. @param {number[]} cuts */
export const areCuts = (cuts) =>
  cuts.length === 4 && cuts.every((cut, i) => Number.isFinite(cut) && cut >= 0 && (i === 0 || cut >= cuts[i - 1]));

/** A cell in the address: "5-4" is recency 5, frequency 4. @param {string | undefined} text @returns {[number, number, null] | null} */
export function parseCell(text) {
  const match = /^([1-5])-([1-5])$/.exec(text ?? '');
  return match ? [Number(match[1]), Number(match[2]), null] : null;
}
