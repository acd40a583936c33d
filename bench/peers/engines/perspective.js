// Perspective in its worker: one view per question, answers as typed arrays; what a view cannot say (Pareto, RFM scores, growth) is
// computed from its groups.
import perspective from '@perspective-dev/client';
import clientWasm from '@perspective-dev/client/dist/wasm/perspective-js.wasm?url';
import serverWasm from '@perspective-dev/server/dist/wasm/perspective-server.wasm?url';
import {
  LAST_DAY,
  SHOWN_REPS,
  SLICE,
  cellRows,
  dayOf,
  growth,
  isoDay,
  paretoOf,
  paretoRows,
  rfmCells,
} from '../questions.js';

const DAY = 86_400_000;
const SCHEMA = {
  order_id: 'string',
  order_date: 'date',
  region: 'string',
  city: 'string',
  channel: 'string',
  rep: 'string',
  product_line: 'string',
  sku: 'string',
  customer_id: 'string',
  qty: 'integer',
  amount: 'float',
  margin: 'float',
};
const MONTH = { month: `bucket("order_date", 'M')` };
const WEEK = { week: `bucket("order_date", 'W')` };

/** @typedef {{value: (i: number) => any, length: number}} Column */

/** @returns {Promise<import('../questions.js').Peer>} */
export async function open() {
  await Promise.all([perspective.init_client(fetch(clientWasm)), perspective.init_server(fetch(serverWasm))]);
  const worker = await perspective.worker();
  /** @type {any} */
  let table;
  /** @type {any[]} */
  let filter = [];

  /** The columns of a flat view, each with its texts or days read through. @param {any} config @returns {Promise<Record<string, any>>} */
  const ask = async (config) => {
    const view = await table.view({
      group_rollup_mode: 'flat',
      ...config,
      filter: [...filter, ...(config.filter ?? [])],
    });
    /** @type {Record<string, any>} */
    const columns = {};
    const options = { float32: false, emit_legacy_row_path_names: false };
    await view.with_typed_arrays(
      options,
      (
        /** @type {string[]} */ names,
        /** @type {any[]} */ values,
        /** @type {any[]} */ _,
        /** @type {any[]} */ texts,
      ) =>
        names.forEach((name, i) => (columns[name] = { values: values[i].slice(), texts: texts[i] && [...texts[i]] })),
    );
    await view.delete();
    return columns;
  };
  const day = (/** @type {number} */ value) => (Math.abs(value) > 1e6 ? value / DAY : value);
  const cell = (/** @type {any} */ { values, texts }, /** @type {number} */ i) =>
    texts ? texts[values[i]] : values[i];
  /** @param {any} columns @param {string[]} numbers @returns {any[][]} */
  const listed = (columns, numbers) =>
    Array.from(columns[numbers[0]].values, (_, i) => [
      ...Object.keys(columns)
        .filter((name) => name.startsWith('__ROW_PATH_'))
        .sort()
        .map((name) => cell(columns[name], i)),
      ...numbers.map((name) => Number(columns[name].values[i])),
    ]);
  const month = (/** @type {any} */ value) => isoDay(day(Number(value))).slice(0, 7);

  return {
    async load(bytes) {
      table = await worker.table(SCHEMA);
      await table.update(new TextDecoder().decode(bytes), { format: 'csv' });
      await table.size();
    },
    use: (wanted) => (filter = wanted === null ? [] : [[wanted.column, 'in', wanted.values]]),
    ask: [
      () => ask({ group_by: ['region', 'month'], columns: ['amount', 'margin'], expressions: MONTH }),
      async () => {
        const columns = await ask({ group_by: ['product_line', 'month'], columns: ['amount'], expressions: MONTH });
        const rows = listed(columns, ['amount']);
        const amounts = new Map(rows.map(([line, at, amount]) => [`${line}|${month(at)}`, amount]));
        const before = (/** @type {any} */ line, /** @type {any} */ at, /** @type {number} */ months) => {
          const [year, index] = month(at).split('-').map(Number);
          const then = new Date(Date.UTC(year, index - 1 - months, 1)).toISOString().slice(0, 7);
          return amounts.get(`${line}|${then}`);
        };
        return rows.map(([line, at, amount]) => [
          line,
          month(at),
          amount,
          growth(amount, before(line, at, 1)),
          growth(amount, before(line, at, 12)),
        ]);
      },
      async () => {
        const { amount } = await ask({ group_by: ['customer_id'], columns: ['amount'], sort: [['amount', 'desc']] });
        return paretoOf(amount.values);
      },
      async () => {
        const columns = await ask({
          group_by: ['customer_id'],
          columns: ['order_date', 'order_id', 'amount'],
          aggregates: { order_date: 'high', order_id: 'distinct count', amount: 'sum' },
        });
        const asOf = dayOf(LAST_DAY);
        const days = Float64Array.from(columns.order_date.values, (value) => asOf - day(Number(value)));
        return rfmCells(days, Float64Array.from(columns.order_id.values, Number), columns.amount.values);
      },
      () =>
        ask({
          group_by: ['month', 'channel'],
          columns: ['customer_id'],
          aggregates: { customer_id: 'distinct count' },
          expressions: MONTH,
        }),
      async () =>
        listed(
          await ask({
            group_by: ['city', 'rep'],
            columns: ['amount'],
            sort: [['amount', 'desc']],
            filter: [
              ['region', '==', SLICE.region],
              ['order_date', '>=', SLICE.from],
              ['order_date', '<=', SLICE.to],
            ],
          }),
          ['amount'],
        )
          .sort((a, b) => b[2] - a[2])
          .slice(0, SHOWN_REPS),
      () => ask({ group_by: ['city', 'week'], columns: ['amount'], expressions: WEEK }),
    ],
    rows: [
      (columns) => listed(columns, ['amount', 'margin']).map(([region, at, ...sums]) => [region, month(at), ...sums]),
      (rows) => rows,
      paretoRows,
      cellRows,
      (columns) => listed(columns, ['customer_id']).map(([at, channel, count]) => [month(at), channel, count]),
      (rows) => rows,
      (columns) => listed(columns, ['amount']).map(([city, at, amount]) => [city, isoDay(day(Number(at))), amount]),
    ],
  };
}
