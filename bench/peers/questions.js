// The seven questions of a dashboard and the filters it is asked under. Every engine answers all of them, in its own words; an
// answer counts when it is as a chart takes it: columns or rows in the page's own thread, keys as readable values.
//
// Answers in one form for comparing, amounts in currency units, months YYYY-MM, weeks by their Monday:
//   q1  region × month               [region, month, amount, margin]
//   q2  product line × month         [line, month, amount, ÷ month before − 1, ÷ year before − 1]   null where there is none
//   q3  customers by amount, Pareto  [class A 80 % | B 95 % | C, customers, amount] and the first 100: [rank, amount, cumulative share]
//   q4  RFM quintiles                [recency, frequency, monetary score, customers, amount]
//   q5  month × channel              [month, channel, customers]
//   q6  one region, one quarter      [city, rep, amount] of the 20 largest
//   q7  city × week                  [city, week, amount]

export const SLICE = { region: '华东', from: '2024-04-01', to: '2024-06-30', period: '2024-Q2' };
export const LAST_DAY = '2024-12-31';
export const CUTS = [0.8, 0.95];
export const SHOWN_CUSTOMERS = 100;
export const SHOWN_REPS = 20;

/** @typedef {{column: 'channel' | 'product_line' | 'city', values: string[]} | null} Filter */

/**
 * What an engine is to the benchmark. `use` makes a filter the present one; `ask[i]` answers question i + 1 under it, `rows[i]`
 * turns that answer into the form above (not timed).
 * @typedef {{
 *   load: (bytes: Uint8Array) => Promise<unknown> | unknown,
 *   use: (filter: Filter) => Promise<unknown> | unknown,
 *   ask: (() => any)[],
 *   rows: ((answer: any) => any[][])[],
 *   save?: () => Promise<any> | any,
 *   reopen?: (saved: any) => Promise<unknown> | unknown,
 * }} Peer
 */

const DAY = 86_400_000;

/** @param {number} day days since 1970-01-01 */
export const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** @param {string} text YYYY-MM-DD */
export const dayOf = (text) => Date.parse(text) / DAY;

/** The Monday of the week of a day: 1970-01-05 was one. @param {number} day */
export const mondayOf = (day) => day - ((((day - 4) % 7) + 7) % 7);

/** @param {string} period YYYY-Www @returns {string} its Monday */
export function mondayOfIsoWeek(period) {
  const [year, week] = period.split('-W').map(Number);
  return isoDay(mondayOf(dayOf(`${year}-01-04`)) + 7 * (week - 1));
}

/** value ÷ before − 1; nothing grows from nothing. @param {number} value @param {number | undefined | null} before */
export const growth = (value, before) => (before != null && before > 0 ? value / before - 1 : null);

/** The value at rank ⌈n k/5⌉, k = 1 … 4. @param {ArrayLike<number>} sorted ascending */
export const quintileCuts = (sorted) => [1, 2, 3, 4].map((k) => sorted[Math.ceil((sorted.length * k) / 5) - 1]);

/** @param {number} value @param {number[]} cuts */
export function scoreOf(value, cuts) {
  let score = 1;
  for (let k = 0; k < 4; k += 1) if (cuts[k] < value) score += 1;
  return score;
}

/**
 * RFM cells of customers given by three parallel arrays: for engines that group, but do not score.
 * @param {ArrayLike<number>} days since the last order @param {ArrayLike<number>} orders @param {ArrayLike<number>} amounts
 */
export function rfmCells(days, orders, amounts) {
  const [r, f, m] = [days, orders, amounts].map((values) => quintileCuts(Float64Array.from(values).sort()));
  const counts = new Float64Array(125);
  const sums = new Float64Array(125);
  for (let i = 0; i < days.length; i += 1) {
    const cell = (5 - scoreOf(days[i], r)) * 25 + (scoreOf(orders[i], f) - 1) * 5 + scoreOf(amounts[i], m) - 1;
    counts[cell] += 1;
    sums[cell] += amounts[i];
  }
  return { counts, sums };
}

/** @param {{counts: Float64Array, sums: Float64Array}} cells */
export const cellRows = ({ counts, sums }) =>
  Array.from(counts, (count, i) => [
    Math.floor(i / 25) + 1,
    (Math.floor(i / 5) % 5) + 1,
    (i % 5) + 1,
    count,
    sums[i],
  ]).filter((row) => row[3] > 0);

/**
 * Classes and the first customers, of amounts sorted from the largest.
 * @param {ArrayLike<number>} descending
 */
export function paretoOf(descending) {
  let total = 0;
  for (let i = 0; i < descending.length && descending[i] > 0; i += 1) total += descending[i];
  const classes = [...CUTS, Infinity].map((cut) => ({ until: cut * total, customers: 0, amount: 0 }));
  const shown = [];
  let sum = 0;
  for (let i = 0, inClass = 0; i < descending.length && descending[i] > 0; i += 1) {
    while (sum >= classes[inClass].until) inClass += 1;
    sum += descending[i];
    classes[inClass].customers += 1;
    classes[inClass].amount += descending[i];
    if (i < SHOWN_CUSTOMERS) shown.push({ rank: i + 1, amount: descending[i], cumulative: sum / total });
  }
  return { classes, shown };
}

/** @param {ReturnType<typeof paretoOf>} pareto */
export const paretoRows = ({ classes, shown }) => [
  ...classes.map(({ customers, amount }, i) => ['ABC'[i], customers, amount]),
  ...shown.map(({ rank, amount, cumulative }) => [rank, amount, cumulative]),
];
