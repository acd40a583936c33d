// The same order lines in SQLite: what sales questions must answer, told by another engine from the same file.
import { readFileSync } from 'node:fs';
import initSqlJs from 'sql.js';
import { parseCsv } from '../e2e/orders-by-sum.js';

/** @typedef {{day: string, order: string, customer: string, region: string, city: string, category: string, product: string, amount: string, margin: string, quantity: string}} Header */

/** '-60.70400000000001' -> -607040 (1/10,000, half away from zero, without floating point). @param {string} text */
function tenThousandths(text) {
  const [, minus, whole, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`no plain number: ${text}`);
  const digits = (fraction ?? '').padEnd(5, '0');
  const value = Number(whole) * 10_000 + Number(digits.slice(0, 4)) + (digits[4] >= '5' ? 1 : 0);
  return minus ? -value : value;
}

/** '03/01/19' (day first) or '2019-1-3' -> '2019-01-03'. @param {string} text */
function isoDay(text) {
  const slashed = /^(\d\d)\/(\d\d)\/(\d\d)$/.exec(text);
  if (slashed) return `20${slashed[3]}-${slashed[2]}-${slashed[1]}`;
  const [year, month, day] = text.split(/[-/]/);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * @param {string} path
 * @param {Header} header names of the columns in the file
 * @returns {Promise<(sql: string) => any[][]>}
 */
export async function ordersInSqlite(path, header) {
  const SQL = await initSqlJs();
  const database = new SQL.Database();
  database.run(
    'CREATE TABLE lines (day TEXT, orderId TEXT, customer TEXT, region TEXT, city TEXT, category TEXT, product TEXT, amount INTEGER, margin INTEGER, quantity INTEGER)',
  );
  const insert = database.prepare('INSERT INTO lines VALUES (?,?,?,?,?,?,?,?,?,?)');
  database.run('BEGIN');
  for (const record of parseCsv(readFileSync(path, 'utf8'))) {
    const text = (/** @type {keyof Header} */ field) => record[header[field]].trim();
    insert.run([
      isoDay(text('day')),
      text('order'),
      text('customer'),
      text('region'),
      text('city'),
      text('category'),
      text('product'),
      tenThousandths(text('amount')),
      tenThousandths(text('margin')),
      tenThousandths(text('quantity')),
    ]);
  }
  database.run('COMMIT');
  return (sql) => database.exec(sql)[0]?.values ?? [];
}
