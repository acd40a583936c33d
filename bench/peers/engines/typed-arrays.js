// Careful hand-written JavaScript: dictionary codes and cents in typed arrays, dense cells, one selection for all questions.
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

/** Months, weeks and their names along the days of the file. @param {Int32Array} day */
function timeline(day) {
  const firstDay = day.reduce((least, d) => Math.min(least, d), Infinity);
  const lastDay = day.reduce((most, d) => Math.max(most, d), -Infinity);
  const months = [];
  const weeks = [];
  const monthOfDay = new Uint16Array(lastDay - firstDay + 1);
  const weekOfDay = new Uint16Array(lastDay - firstDay + 1);
  for (let d = firstDay; d <= lastDay; d += 1) {
    const month = isoDay(d).slice(0, 7);
    if (months.at(-1) !== month) months.push(month);
    monthOfDay[d - firstDay] = months.length - 1;
    if (weeks.at(-1) !== mondayOf(d)) weeks.push(mondayOf(d));
    weekOfDay[d - firstDay] = weeks.length - 1;
  }
  return {
    months,
    weeks: weeks.map(isoDay),
    month: Uint8Array.from(day, (d) => monthOfDay[d - firstDay]),
    week: Uint16Array.from(day, (d) => weekOfDay[d - firstDay]),
  };
}

/** @returns {Promise<import('../questions.js').Peer>} */
export async function open() {
  /** @type {any} */
  let data;
  /** @type {Uint32Array} rows of the present filter */
  let selected = new Uint32Array(0);
  let scratch = new Uint32Array(0);

  const prepare = (/** @type {any} */ orders) => {
    data = { ...orders, ...timeline(orders.columns.day) };
    scratch = new Uint32Array(data.rows);
  };

  /** Sums of cents in a dense table. @param {ArrayLike<number>} outer @param {ArrayLike<number>} inner @param {Int32Array} values */
  const sums = (outer, inner, outerSize, innerSize, values) => {
    const cells = new Float64Array(outerSize * innerSize);
    for (let i = 0; i < selected.length; i += 1) {
      const row = selected[i];
      cells[outer[row] * innerSize + inner[row]] += values[row];
    }
    return cells;
  };

  /** @param {any} outerNames @param {any} innerNames @param {Float64Array[]} tables in cents */
  const tableRows = (outerNames, innerNames, tables) =>
    Array.from(tables[0], (_, cell) => [
      outerNames[Math.floor(cell / innerNames.length)],
      innerNames[cell % innerNames.length],
      ...tables.map((table) => table[cell] / 100),
    ]).filter((row) => row[2] !== 0);

  const perCustomer = () => {
    const { columns, names } = data;
    const amounts = new Float64Array(names.customer.length);
    for (let i = 0; i < selected.length; i += 1) amounts[columns.customer[selected[i]]] += columns.amount[selected[i]];
    return amounts;
  };

  return {
    load: (bytes) => prepare(readOrders(bytes)),

    use(filter) {
      let count = 0;
      if (filter === null) {
        for (let row = 0; row < data.rows; row += 1) scratch[row] = row;
        count = data.rows;
      } else {
        const name = COLUMN[filter.column];
        const accepted = Uint8Array.from(data.names[name], (text) => Number(filter.values.includes(text)));
        const codes = data.columns[name];
        for (let row = 0; row < data.rows; row += 1) {
          scratch[count] = row;
          count += accepted[codes[row]];
        }
      }
      selected = scratch.subarray(0, count);
    },

    ask: [
      () => {
        const { columns, month, months, names } = data;
        const amount = new Float64Array(names.region.length * months.length);
        const margin = new Float64Array(amount.length);
        for (let i = 0; i < selected.length; i += 1) {
          const row = selected[i];
          const cell = columns.region[row] * months.length + month[row];
          amount[cell] += columns.amount[row];
          margin[cell] += columns.margin[row];
        }
        return [amount, margin];
      },
      () => {
        const { columns, month, months, names } = data;
        const amount = sums(columns.line, month, names.line.length, months.length, columns.amount);
        const ago = (/** @type {number} */ by) =>
          amount.map((value, i) => (i % months.length >= by ? growth(value, amount[i - by]) : null) ?? NaN);
        return { amount, byMonth: ago(1), byYear: ago(12) };
      },
      () => {
        const amounts = perCustomer();
        const sorted = amounts.slice().sort().reverse();
        const pareto = paretoOf(sorted);
        const least = sorted[Math.min(pareto.shown.length, sorted.length) - 1];
        const customers = [];
        for (let c = 0; c < amounts.length; c += 1) if (amounts[c] >= least && amounts[c] > 0) customers.push(c);
        customers.sort((a, b) => amounts[b] - amounts[a]);
        return { ...pareto, names: customers.map((c) => data.names.customer[c]) };
      },
      () => {
        const { columns, names } = data;
        const size = names.customer.length;
        const amounts = new Float64Array(size);
        const orders = new Int32Array(size);
        const last = new Int32Array(size);
        const seen = new Uint8Array(names.order.length);
        for (let i = 0; i < selected.length; i += 1) {
          const row = selected[i];
          const customer = columns.customer[row];
          amounts[customer] += columns.amount[row];
          if (columns.day[row] > last[customer]) last[customer] = columns.day[row];
          const order = columns.order[row];
          orders[customer] += 1 - seen[order];
          seen[order] = 1;
        }
        let count = 0; // those with lines, moved to the front
        const asOf = dayOf(LAST_DAY);
        for (let c = 0; c < size; c += 1) {
          if (orders[c] === 0) continue;
          amounts[count] = amounts[c];
          orders[count] = orders[c];
          last[count] = asOf - last[c];
          count += 1;
        }
        return rfmCells(last.subarray(0, count), orders.subarray(0, count), amounts.subarray(0, count));
      },
      () => {
        const { columns, month, months, names } = data;
        const width = names.channel.length;
        const words = (names.customer.length + 31) >> 5;
        const flags = new Uint32Array(months.length * width * words);
        const counts = new Int32Array(months.length * width);
        for (let i = 0; i < selected.length; i += 1) {
          const row = selected[i];
          const cell = month[row] * width + columns.channel[row];
          const customer = columns.customer[row];
          const word = cell * words + (customer >> 5);
          const bit = 1 << (customer & 31);
          if ((flags[word] & bit) === 0) {
            flags[word] |= bit;
            counts[cell] += 1;
          }
        }
        return counts;
      },
      () => {
        const { columns, names } = data;
        const [from, to] = [dayOf(SLICE.from), dayOf(SLICE.to)];
        const region = names.region.indexOf(SLICE.region);
        const width = names.rep.length;
        const cells = new Float64Array(names.city.length * width);
        for (let i = 0; i < selected.length; i += 1) {
          const row = selected[i];
          if (columns.region[row] !== region || columns.day[row] < from || columns.day[row] > to) continue;
          cells[columns.city[row] * width + columns.rep[row]] += columns.amount[row];
        }
        const found = [];
        for (let cell = 0; cell < cells.length; cell += 1) if (cells[cell] !== 0) found.push(cell);
        found.sort((a, b) => cells[b] - cells[a]);
        return found
          .slice(0, SHOWN_REPS)
          .map((cell) => [names.city[Math.floor(cell / width)], names.rep[cell % width], cells[cell]]);
      },
      () => sums(data.columns.city, data.week, data.names.city.length, data.weeks.length, data.columns.amount),
    ],

    rows: [
      (tables) => tableRows(data.names.region, data.months, tables),
      ({ amount, byMonth, byYear }) =>
        tableRows(data.names.line, data.months, [amount]).map((row) => {
          const cell = data.names.line.indexOf(row[0]) * data.months.length + data.months.indexOf(row[1]);
          return [...row, ...[byMonth, byYear].map((ratios) => (Number.isNaN(ratios[cell]) ? null : ratios[cell]))];
        }),
      (pareto) =>
        paretoRows(pareto).map((row) =>
          typeof row[0] === 'string' ? [row[0], row[1], row[2] / 100] : [row[0], row[1] / 100, row[2]],
        ),
      (cells) => cellRows(cells).map((row) => [...row.slice(0, 4), row[4] / 100]),
      (counts) =>
        Array.from(counts, (count, i) => [
          data.months[Math.floor(i / data.names.channel.length)],
          data.names.channel[i % data.names.channel.length],
          count,
        ]).filter((row) => row[2] > 0),
      (found) => found.map((/** @type {any} */ [city, rep, cents]) => [city, rep, cents / 100]),
      (cells) => tableRows(data.names.city, data.weeks, [cells]),
    ],

    save: () => ({ rows: data.rows, names: data.names, columns: data.columns }),
    reopen: prepare,
  };
}
