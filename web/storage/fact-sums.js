// Order lines summed to one row a day and combination of the dimensions that are kept. Nothing else of them is left: no order, no
// customer, no line of a file. Sums are exact; what does not fit a number exactly stays a row of its own.
import { breathe, readSnapshot, writeSnapshot } from './fact-snapshot.js';

/** @typedef {import('./fact-snapshot.js').Column} Column */

/** Marks the name of a source whose lines were summed. */
const SUMMED = 'Σ ';
const LINES_AT_ONCE = 100_000;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes a table as facts.snapshot gives it
 * @param {string[]} keep dimensions
 * @returns {Promise<{bytes: Uint8Array<ArrayBuffer>, rows: number, lines: number}>} lines: that were summed, also when they had been summed before
 */
export async function sumFacts(bytes, keep) {
  const kept = new Set(keep);
  const table = await readSnapshot(bytes, ({ kind, key }) => kind === 'day' || kind === 'amount' || kept.has(key));
  const [day] = table.columns;
  const amounts = table.columns.filter(({ kind }) => kind === 'amount');
  const dimensions = table.columns.filter(({ kind }) => kind === 'dimension');
  const rows = await summed(day.numbers, dimensions, amounts);
  const compact = dimensions.map((column) => inUse(column, rows));
  const source = sourceOf(table);
  const result = await writeSnapshot({
    name: table.name,
    rows,
    source,
    columns: [
      day,
      { kind: 'line', key: 'line', values: null, numbers: new Float64Array(rows) },
      ...amounts,
      ...compact,
    ],
  });
  return { bytes: result, rows, lines: source.lines };
}

/** What stays known of the import: nothing of its columns or rows. @param {import('./fact-snapshot.js').Table} table */
function sourceOf({ source, rows }) {
  const { fileName, aggregated, lines } = /** @type {Record<string, unknown>} */ (source ?? {});
  const name = typeof fileName === 'string' ? fileName : '';
  const again = aggregated === true && Number.isSafeInteger(lines);
  return {
    fileName: again || name === '' ? name : SUMMED + name,
    aggregated: true,
    lines: again ? Number(lines) : rows,
  };
}

/**
 * Sums in place: the columns begin with the summed rows afterwards.
 * @param {Float64Array} days ascending @param {Column[]} dimensions @param {Column[]} amounts
 * @returns {Promise<number>} rows left
 */
async function summed(days, dimensions, amounts) {
  /** @type {Map<string | number, number>} */
  let places = new Map();
  let rows = 0;
  for (let line = 0; line < days.length; line += 1) {
    if (line % LINES_AT_ONCE === LINES_AT_ONCE - 1) await breathe();
    if (line > 0 && days[line] !== days[line - 1]) places = new Map();
    const key = dimensions.length === 1 ? dimensions[0].numbers[line] : keyOf(dimensions, line);
    const place = places.get(key);
    if (place !== undefined && added(amounts, place, line)) continue;
    places.set(key, rows);
    days[rows] = days[line];
    for (const { numbers } of dimensions) numbers[rows] = numbers[line];
    for (const { numbers } of amounts) numbers[rows] = numbers[line];
    rows += 1;
  }
  return rows;
}

/** @param {Column[]} dimensions @param {number} line */
function keyOf(dimensions, line) {
  let key = '';
  for (const { numbers } of dimensions) key += `${numbers[line]},`;
  return key;
}

/** Missing is not zero: a sum is missing only when everything in it is. @param {Column[]} amounts @param {number} place @param {number} line */
function added(amounts, place, line) {
  const fits = amounts.every(({ numbers }) => {
    const sum = numbers[place] + numbers[line];
    return Number.isNaN(sum) || Number.isSafeInteger(sum);
  });
  if (!fits) return false;
  for (const { numbers } of amounts) {
    if (Number.isNaN(numbers[line])) continue;
    numbers[place] = Number.isNaN(numbers[place]) ? numbers[line] : numbers[place] + numbers[line];
  }
  return true;
}

/** Only the values that some row has: names of what is gone must be gone. @param {Column} column @param {number} rows @returns {Column} */
function inUse({ kind, key, values, numbers }, rows) {
  const all = values ?? [''];
  const used = new Set([0]);
  for (let row = 0; row < rows; row += 1) used.add(numbers[row]);
  const order = [...used].sort((a, b) => a - b);
  const place = new Map(order.map((old, index) => [old, index]));
  for (let row = 0; row < rows; row += 1) numbers[row] = place.get(numbers[row]) ?? 0;
  return { kind, key, values: order.map((old) => all[old]), numbers };
}
