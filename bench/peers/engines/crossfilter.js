// crossfilter2 over row numbers: its groups are kept up to date by every change of filter, so asking is only reading them. It has no
// CSV reader: the one of the typed arrays feeds it. Groups by two things are groups by one number for the pair.
import crossfilter from 'crossfilter2';
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
import { readOrders } from './typed-arrays-csv.js';

const COLUMN = { channel: 'channel', product_line: 'line', city: 'city' };

/** @returns {Promise<import('../questions.js').Peer>} */
export async function open() {
  /** @type {any} */
  let data;
  /** @type {Record<string, any>} */
  const filters = {};
  /** @type {Record<string, any>} */
  const groups = {};

  /** @param {any} orders */
  const prepare = (orders) => {
    const { columns: c, names, rows } = orders;
    const months = [];
    const monthOfDay = new Map();
    for (const day of new Set(c.day)) {
      const name = isoDay(day).slice(0, 7);
      if (!months.includes(name)) months.push(name);
      monthOfDay.set(day, months.indexOf(name));
    }
    const month = Uint8Array.from(c.day, (day) => monthOfDay.get(day));
    const [from, to] = [dayOf(SLICE.from), dayOf(SLICE.to)];
    const region = names.region.indexOf(SLICE.region);
    data = { ...orders, months };
    const all = crossfilter(Array.from({ length: rows }, (_, row) => row));
    for (const name of ['channel', 'line', 'city'])
      filters[name] = all.dimension((/** @type {number} */ row) => c[name][row]);

    const group = (/** @type {(row: number) => number} */ key) => all.dimension(key).group();
    const amount = (/** @type {number} */ row) => c.amount[row];
    const two = (/** @type {any} */ of) =>
      of.reduce(
        (/** @type {any} */ sum, /** @type {number} */ row) => {
          sum.amount += c.amount[row];
          sum.margin += c.margin[row];
          return sum;
        },
        (/** @type {any} */ sum, /** @type {number} */ row) => {
          sum.amount -= c.amount[row];
          sum.margin -= c.margin[row];
          return sum;
        },
        () => ({ amount: 0, margin: 0 }),
      );
    groups.regionMonth = two(group((row) => c.region[row] * 64 + month[row]));
    groups.lineMonth = group((row) => c.line[row] * 64 + month[row]).reduceSum(amount);
    groups.customer = group((row) => c.customer[row]).reduceSum(amount);
    groups.order = group((row) => c.order[row]).reduceCount();
    groups.cityWeek = group((row) => c.city[row] * 65_536 + Math.floor(mondayOf(c.day[row]) / 7)).reduceSum(amount);
    groups.slice = group((row) =>
      c.region[row] === region && c.day[row] >= from && c.day[row] <= to ? c.city[row] * 1024 + c.rep[row] : -1,
    ).reduceSum(amount);
    groups.monthChannel = group((row) => month[row] * 16 + c.channel[row]).reduce(
      (/** @type {any} */ seen, /** @type {number} */ row) => {
        if (seen.lines[c.customer[row]]++ === 0) seen.customers += 1;
        return seen;
      },
      (/** @type {any} */ seen, /** @type {number} */ row) => {
        if (--seen.lines[c.customer[row]] === 0) seen.customers -= 1;
        return seen;
      },
      () => ({ customers: 0, lines: new Uint16Array(names.customer.length) }),
    );
    data.rowOfOrder = new Uint32Array(names.order.length);
    for (let row = 0; row < rows; row += 1) data.rowOfOrder[c.order[row]] = row;
  };

  /** @type {string | null} */
  let filtered = null;
  return {
    load: (bytes) => prepare(readOrders(bytes)),
    use(filter) {
      const name = filter && COLUMN[filter.column];
      if (filtered !== null && filtered !== name) filters[filtered].filterAll();
      if (filter !== null && name !== null) {
        const accepted = Uint8Array.from(data.names[name], (text) => Number(filter.values.includes(text)));
        filters[name].filterFunction((/** @type {number} */ code) => accepted[code] === 1);
      }
      filtered = name;
    },
    ask: [
      () => groups.regionMonth.all(),
      () => {
        const amounts = new Map(groups.lineMonth.all().map((/** @type {any} */ { key, value }) => [key, value]));
        const ago = (/** @type {number} */ key, /** @type {number} */ by) =>
          key % 64 >= by ? amounts.get(key - by) : null;
        return Array.from(amounts, ([key, value]) => [
          key,
          value,
          growth(value, ago(key, 1)),
          growth(value, ago(key, 12)),
        ]);
      },
      () =>
        paretoOf(
          Float64Array.from(groups.customer.all(), ({ value }) => value)
            .sort()
            .reverse(),
        ),
      () => {
        const { columns: c, names, rowOfOrder } = data;
        const orders = new Int32Array(names.customer.length);
        const last = new Int32Array(names.customer.length);
        for (const { key, value } of groups.order.all()) {
          if (value === 0) continue;
          const row = rowOfOrder[key];
          orders[c.customer[row]] += 1;
          if (c.day[row] > last[c.customer[row]]) last[c.customer[row]] = c.day[row];
        }
        const found = groups.customer.all().filter((/** @type {any} */ { key }) => orders[key] > 0);
        const asOf = dayOf(LAST_DAY);
        return rfmCells(
          Float64Array.from(found, ({ key }) => asOf - last[key]),
          Float64Array.from(found, ({ key }) => orders[key]),
          Float64Array.from(found, ({ value }) => value),
        );
      },
      () => groups.monthChannel.all(),
      () =>
        groups.slice
          .all()
          .filter((/** @type {any} */ { key, value }) => key >= 0 && value !== 0)
          .sort((/** @type {any} */ a, /** @type {any} */ b) => b.value - a.value)
          .slice(0, SHOWN_REPS),
      () => groups.cityWeek.all(),
    ],
    rows: [
      (all) =>
        all
          .map(({ key, value }) => [
            data.names.region[key >> 6],
            data.months[key & 63],
            value.amount / 100,
            value.margin / 100,
          ])
          .filter((/** @type {any} */ row) => row[2] !== 0),
      (all) =>
        all
          .map(([key, value, ...growths]) => [
            data.names.line[key >> 6],
            data.months[key & 63],
            value / 100,
            ...growths,
          ])
          .filter((/** @type {any} */ row) => row[2] !== 0),
      (pareto) =>
        paretoRows(pareto).map((row) =>
          typeof row[0] === 'string' ? [row[0], row[1], row[2] / 100] : [row[0], row[1] / 100, row[2]],
        ),
      (cells) => cellRows(cells).map((row) => [...row.slice(0, 4), row[4] / 100]),
      (all) =>
        all
          .map(({ key, value }) => [data.months[key >> 4], data.names.channel[key & 15], value.customers])
          .filter((/** @type {any} */ row) => row[2] > 0),
      (all) => all.map(({ key, value }) => [data.names.city[key >> 10], data.names.rep[key & 1023], value / 100]),
      (all) =>
        all
          .map(({ key, value }) => [data.names.city[key >> 16], isoDay((key & 65_535) * 7 + 4), value / 100])
          .filter((/** @type {any} */ row) => row[2] !== 0),
    ],
  };
}
