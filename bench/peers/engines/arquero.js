// Arquero: its own CSV reader, dates parsed into numbers of days so that months and weeks are derived once.
import * as aq from 'arquero';
import {
  LAST_DAY,
  SHOWN_REPS,
  SLICE,
  cellRows,
  dayOf,
  growth,
  isoDay,
  mondayOf,
  paretoOf,
  paretoRows,
  rfmCells,
} from '../questions.js';

const { op } = aq;

/** A result as a chart takes it. @param {any} table */
const columnsOf = (table) =>
  Object.fromEntries(table.columnNames().map((/** @type {string} */ n) => [n, table.array(n)]));

const [FROM, TO] = [dayOf(SLICE.from), dayOf(SLICE.to)];

/** @param {any} d */
const inSlice = (d) => d.region === SLICE.region && d.order_date >= FROM && d.order_date <= TO;

/** @returns {Promise<import('../questions.js').Peer>} */
export async function open() {
  /** @type {any} */
  let table;
  /** @type {any} */
  let present;
  return {
    load(bytes) {
      const days = new Map();
      const day = (/** @type {string} */ text) => {
        let value = days.get(text);
        if (value === undefined) days.set(text, (value = dayOf(text)));
        return value;
      };
      const parse = { order_date: day, qty: Number, amount: Number, margin: Number };
      const read = aq.fromCSV(new TextDecoder().decode(bytes), { autoType: false, parse });
      const dates = read.array('order_date');
      const months = new Map();
      const month = Array.from(dates, (d) => {
        if (!months.has(d)) months.set(d, isoDay(d).slice(0, 7));
        return months.get(d);
      });
      table = read.assign(aq.table({ month, week: Int32Array.from(dates, mondayOf) })).reify();
    },
    use(filter) {
      if (filter === null) {
        present = table;
        return;
      }
      const { column, values } = filter;
      const accepted = new Set(values);
      present = table.filter(aq.escape((/** @type {any} */ d) => accepted.has(d[column])));
    },
    ask: [
      () =>
        columnsOf(
          present.groupby('region', 'month').rollup({
            amount: op.sum('amount'),
            margin: op.sum('margin'),
          }),
        ),
      () => {
        const answer = columnsOf(
          present
            .groupby('product_line', 'month')
            .rollup({ amount: op.sum('amount') })
            .orderby('month')
            .groupby('product_line')
            .derive({
              before: op.lag('amount', 1),
              yearBefore: op.lag('amount', 12),
            }),
        );
        answer.byMonth = Array.from(answer.amount, (value, i) => growth(value, answer.before[i]));
        answer.byYear = Array.from(answer.amount, (value, i) => growth(value, answer.yearBefore[i]));
        return answer;
      },
      () => {
        const sorted = present
          .groupby('customer_id')
          .rollup({ amount: op.sum('amount') })
          .orderby(aq.desc('amount'));
        return { ...paretoOf(sorted.array('amount')), names: sorted.array('customer_id', Array).slice(0, 100) };
      },
      () => {
        const customers = present.groupby('customer_id').rollup({
          last: op.max('order_date'),
          orders: op.distinct('order_id'),
          amount: op.sum('amount'),
        });
        const asOf = dayOf(LAST_DAY);
        return rfmCells(
          Float64Array.from(customers.array('last'), (d) => asOf - d),
          customers.array('orders'),
          customers.array('amount'),
        );
      },
      () => columnsOf(present.groupby('month', 'channel').rollup({ customers: op.distinct('customer_id') })),
      () =>
        columnsOf(
          present
            .filter(aq.escape(inSlice))
            .groupby('city', 'rep')
            .rollup({ amount: op.sum('amount') })
            .orderby(aq.desc('amount'))
            .slice(0, SHOWN_REPS),
        ),
      () => columnsOf(present.groupby('city', 'week').rollup({ amount: op.sum('amount') })),
    ],
    rows: [
      (a) => listed(a, ['region', 'month', 'amount', 'margin']),
      (a) => listed(a, ['product_line', 'month', 'amount', 'byMonth', 'byYear']),
      paretoRows,
      cellRows,
      (a) => listed(a, ['month', 'channel', 'customers']),
      (a) => listed(a, ['city', 'rep', 'amount']),
      (a) => listed(a, ['city', 'week', 'amount']).map(([city, week, amount]) => [city, isoDay(week), amount]),
    ],
  };
}

/** @param {any} answer @param {string[]} names @returns {any[][]} */
const listed = (answer, names) => Array.from(answer[names[0]], (_, i) => names.map((name) => answer[name][i]));
