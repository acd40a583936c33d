// The sums of an orders file, worked out from its text alone: what the app's figures are checked against.
import { readFileSync } from 'node:fs';

/** Comma-separated text as rows; quotes may hold commas, quotes and line ends. @param {string} text */
function parseCsv(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows[rows.length - 1].push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

/** A plain decimal in 1/10,000, rounded half away from zero. @param {string} text */
export function tenThousandths(text) {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`not a plain decimal: ${text}`);
  const digits = fraction.padEnd(5, '0');
  const size = BigInt(whole + digits.slice(0, 4)) + (digits[4] >= '5' ? 1n : 0n);
  return Number(sign ? -size : size);
}

/** @typedef {{day: string, region: string, amount: string, dayToYear: (day: string) => string}} Columns names of the header */

/**
 * The amounts of one year by region, in 1/10,000.
 * @param {string} path @param {Columns} columns @param {string} year
 * @returns {{total: number, regions: Record<string, number>}}
 */
export function sumYear(path, { day, region, amount, dayToYear }, year) {
  const [header, ...rows] = parseCsv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  const [dayAt, regionAt, amountAt] = [day, region, amount].map((name) => {
    const at = header.indexOf(name);
    if (at < 0) throw new Error(`${path} has no column ${name}`);
    return at;
  });
  /** @type {Record<string, number>} */
  const regions = {};
  let total = 0;
  for (const row of rows) {
    if (dayToYear(row[dayAt]) !== year) continue;
    const value = tenThousandths(row[amountAt]);
    total += value;
    regions[row[regionAt]] = (regions[row[regionAt]] ?? 0) + value;
  }
  return { total, regions };
}
