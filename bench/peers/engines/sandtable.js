// Sandtable by its public requests, through the library as it is shipped, in a worker of its own.
import { LAST_DAY, SHOWN_CUSTOMERS, SHOWN_REPS, SLICE, mondayOfIsoWeek } from '../questions.js';

const DIMENSION = { channel: 'channel', product_line: 'productLine', city: 'city' };

/** @param {{columns: any, axes: any[]}} reply of a pivot in columns @returns {any[][]} keys, then values as they are */
const pivotRows = ({ columns, axes }) =>
  Array.from(columns.measure0, (_, i) => [
    ...axes.map((axis, a) => axis.members[columns[`axis${a}`][i]].key),
    ...Object.keys(columns)
      .filter((name) => name.startsWith('measure'))
      .map((name) => columns[name][i]),
  ]);

/** @param {number} value */
const known = (value) => (Number.isNaN(value) ? null : value);

const money = (/** @type {number} */ amount) => amount / 10_000;

/** @returns {Promise<import('../questions.js').Peer>} */
export async function open() {
  const { openEngine } = await import(/* @vite-ignore */ new URL('/engine/sandtable-engine.js', location.href).href);
  const engine = await openEngine();
  /** @type {Record<string, string[]>} */
  let filters = {};
  const pivot = (/** @type {any} */ params) => engine.call('sales.pivot', { filters, reply: 'columns', ...params });
  return {
    load: (bytes) => engine.load('orders', bytes),
    use: (filter) => (filters = filter === null ? {} : { [DIMENSION[filter.column]]: filter.values }),
    ask: [
      () => pivot({ axes: ['region', 'month'], measures: ['amount', 'margin'] }),
      () =>
        engine.call('performance.trend', {
          filters,
          axis: 'productLine',
          grain: 'month',
          periods: 36,
          top: 12,
          reply: 'columns',
        }),
      () => engine.call('performance.pareto', { filters, axis: 'customer', limit: SHOWN_CUSTOMERS }),
      () => engine.call('customers.rfm', { filters, asOf: LAST_DAY }),
      () => pivot({ axes: ['month', 'channel'], measures: ['customers'] }),
      async () => {
        // A pivot sorts within the members of its first axis; the twenty largest of all are picked here.
        const slice = { filters: { ...filters, region: [SLICE.region] }, period: SLICE.period };
        const found = pivotRows(await pivot({ axes: ['city', 'rep'], ...slice }));
        return found.sort((a, b) => b[2] - a[2]).slice(0, SHOWN_REPS);
      },
      () => pivot({ axes: ['city', 'week'] }),
    ],
    rows: [
      (reply) =>
        pivotRows(reply).map(([region, month, amount, margin]) => [region, month, money(amount), money(margin)]),
      (reply) =>
        reply.series.flatMap((/** @type {any} */ { key }, /** @type {number} */ s) =>
          reply.periods.map((/** @type {any} */ { period }, /** @type {number} */ p) => {
            const at = s * reply.periods.length + p;
            const { value, previousRatio, lastYearRatio } = reply.columns;
            return [key, period, money(value[at]), known(previousRatio[at]), known(lastYearRatio[at])];
          }),
        ),
      (reply) => [
        ...reply.classes.map((/** @type {any} */ { key, members, amount }) => [key, members, money(amount)]),
        ...reply.rows.map((/** @type {any} */ { rank, amount, cumulativeShare }) => [
          rank,
          money(amount),
          cumulativeShare,
        ]),
      ],
      (reply) => reply.cells.map((/** @type {number[]} */ [r, f, m, count, amount]) => [r, f, m, count, money(amount)]),
      (reply) => pivotRows(reply),
      (found) => found.map((/** @type {any[]} */ [city, rep, amount]) => [city, rep, money(amount)]),
      (reply) => pivotRows(reply).map(([city, week, amount]) => [city, mondayOfIsoWeek(week), money(amount)]),
    ],
    save: () => engine.save('orders'),
    reopen: (saved) => engine.restore('orders', saved),
  };
}
