// DuckDB-WASM in its worker: SQL as one would write it, column types given, answers as Arrow vectors turned into arrays.
// open.enums keeps the texts as ENUM types; open.threads takes the bundle with threads.
import * as duckdb from '@duckdb/duckdb-wasm';
import coiWasm from '@duckdb/duckdb-wasm/dist/duckdb-coi.wasm?url';
import coiPthread from '@duckdb/duckdb-wasm/dist/duckdb-browser-coi.pthread.worker.js?url';
import coiWorker from '@duckdb/duckdb-wasm/dist/duckdb-browser-coi.worker.js?url';
import ehWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import ehWorker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { tableToIPC } from 'apache-arrow';
import { CUTS, LAST_DAY, SHOWN_CUSTOMERS, SHOWN_REPS, SLICE, isoDay } from '../questions.js';

const TEXTS = ['order_id', 'region', 'city', 'channel', 'rep', 'product_line', 'sku', 'customer_id'];
const FEW_VALUES = ['region', 'city', 'channel', 'rep', 'product_line', 'sku', 'customer_id'];
const COLUMNS = {
  order_id: 'VARCHAR',
  order_date: 'DATE',
  ...Object.fromEntries(TEXTS.slice(1).map((name) => [name, 'VARCHAR'])),
  qty: 'INTEGER',
  amount: 'DOUBLE',
  margin: 'DOUBLE',
};

const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", "''")}'`;

/** @param {string} where */
const questions = (where) => [
  `SELECT region, date_trunc('month', order_date)::DATE AS month, sum(amount) AS amount, sum(margin) AS margin
   FROM orders ${where} GROUP BY ALL`,
  `WITH sums AS (SELECT product_line, date_trunc('month', order_date)::DATE AS month, sum(amount) AS amount
                 FROM orders ${where} GROUP BY ALL)
   SELECT *, amount / lag(amount) OVER w - 1 AS byMonth, amount / lag(amount, 12) OVER w - 1 AS byYear
   FROM sums WINDOW w AS (PARTITION BY product_line ORDER BY month)`,
  `WITH customers AS MATERIALIZED (SELECT customer_id, sum(amount) AS amount FROM orders ${where} GROUP BY ALL),
   ranked AS MATERIALIZED (
     SELECT *, row_number() OVER w AS rank, sum(amount) OVER w AS cumulative, sum(amount) OVER () AS total
     FROM customers WHERE amount > 0 WINDOW w AS (ORDER BY amount DESC, customer_id ROWS UNBOUNDED PRECEDING))
   SELECT CASE WHEN cumulative - amount < ${CUTS[0]} * total THEN 'A' WHEN cumulative - amount < ${CUTS[1]} * total THEN 'B' ELSE 'C' END
          AS name, count(*)::DOUBLE AS number, sum(amount) AS amount, 0 AS share FROM ranked GROUP BY 1
   UNION ALL
   SELECT customer_id::VARCHAR, rank::DOUBLE, amount, cumulative / total FROM ranked WHERE rank <= ${SHOWN_CUSTOMERS}`,
  `WITH customers AS MATERIALIZED (
     SELECT DATE '${LAST_DAY}' - max(order_date) AS days, count(DISTINCT order_id) AS orders, sum(amount) AS amount
     FROM orders ${where} GROUP BY customer_id),
   cuts AS (SELECT quantile_disc(days, [0.2, 0.4, 0.6, 0.8]) AS r, quantile_disc(orders, [0.2, 0.4, 0.6, 0.8]) AS f,
                   quantile_disc(amount, [0.2, 0.4, 0.6, 0.8]) AS m FROM customers)
   SELECT 5 - ((days > r[1])::INT + (days > r[2])::INT + (days > r[3])::INT + (days > r[4])::INT) AS recency,
          1 + (orders > f[1])::INT + (orders > f[2])::INT + (orders > f[3])::INT + (orders > f[4])::INT AS frequency,
          1 + (amount > m[1])::INT + (amount > m[2])::INT + (amount > m[3])::INT + (amount > m[4])::INT AS monetary,
          count(*)::INT AS customers, sum(amount) AS amount
   FROM customers, cuts GROUP BY ALL`,
  `SELECT date_trunc('month', order_date)::DATE AS month, channel, count(DISTINCT customer_id)::INT AS customers
   FROM orders ${where} GROUP BY ALL`,
  `SELECT city, rep, sum(amount) AS amount FROM orders ${where === '' ? 'WHERE' : `${where} AND`} region = ${quoted(SLICE.region)}
   AND order_date BETWEEN DATE '${SLICE.from}' AND DATE '${SLICE.to}' GROUP BY ALL ORDER BY amount DESC LIMIT ${SHOWN_REPS}`,
  `SELECT city, date_trunc('week', order_date)::DATE AS week, sum(amount) AS amount FROM orders ${where} GROUP BY ALL`,
];

/** Every column as an array of JavaScript's own. @param {import('apache-arrow').Table} table */
const arraysOf = (table) =>
  Object.fromEntries(
    table.schema.fields.map(({ name }, i) => {
      const vector = /** @type {import('apache-arrow').Vector} */ (table.getChildAt(i));
      return [name, vector.nullCount > 0 ? [...vector] : vector.toArray()]; // toArray() alone loses which are null
    }),
  );

/** @param {string[]} names @param {Record<string, (value: any) => any>} [as] @returns {(answer: any) => any[][]} */
const rowsOf =
  (names, as = {}) =>
  (answer) =>
    Array.from(answer[names[0]], (_, i) => names.map((name) => (as[name] ?? ((v) => v))(answer[name][i])));

/** Arrow gives days in toArray() and milliseconds one by one. @param {number} value */
const date = (value) => isoDay(Math.abs(value) > 1e6 ? value / 86_400_000 : value);
const month = (/** @type {any} */ value) => date(value).slice(0, 7);

/** @param {{enums?: boolean, threads?: boolean}} [options] @returns {Promise<import('../questions.js').Peer>} */
export async function open({ enums = false, threads = false } = {}) {
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(threads ? coiWorker : ehWorker));
  await (threads ? db.instantiate(coiWasm, coiPthread) : db.instantiate(ehWasm));
  const connection = await db.connect();
  if (threads) await connection.query(`SET threads = ${Math.max(2, navigator.hardwareConcurrency)}`);
  let sql = questions('');

  return {
    async load(bytes) {
      await db.registerFileBuffer('orders.csv', bytes);
      const columns = `columns = {${Object.entries(COLUMNS).map(([name, type]) => `'${name}': '${type}'`)}}`;
      const read = `read_csv('orders.csv', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, ${columns})`;
      if (!enums) {
        await connection.query(`CREATE TABLE orders AS SELECT * FROM ${read}`);
      } else {
        await connection.query(`CREATE TABLE texts AS SELECT * FROM ${read}`);
        for (const name of FEW_VALUES) {
          await connection.query(`CREATE TYPE ${name}_names AS ENUM (SELECT DISTINCT ${name} FROM texts)`);
        }
        const casts = FEW_VALUES.map((name) => `${name}::${name}_names AS ${name}`).join(', ');
        await connection.query(`CREATE TABLE orders AS SELECT * REPLACE (${casts}) FROM texts`);
        await connection.query('DROP TABLE texts');
      }
      await db.dropFile('orders.csv');
    },
    use(filter) {
      sql = questions(filter === null ? '' : `WHERE ${filter.column} IN (${filter.values.map(quoted)})`);
    },
    ask: sql.map((_, i) => async () => arraysOf(await connection.query(sql[i]))),
    rows: [
      rowsOf(['region', 'month', 'amount', 'margin'], { month }),
      rowsOf(['product_line', 'month', 'amount', 'byMonth', 'byYear'], { month }),
      (answer) =>
        rowsOf(['name', 'number', 'amount', 'share'])(answer).map(([name, number, amount, share]) =>
          'ABC'.includes(name) ? [name, number, amount] : [number, amount, share],
        ),
      rowsOf(['recency', 'frequency', 'monetary', 'customers', 'amount']),
      rowsOf(['month', 'channel', 'customers'], { month }),
      rowsOf(['city', 'rep', 'amount']),
      rowsOf(['city', 'week', 'amount'], { week: date }),
    ],
    save: async () => tableToIPC(await connection.query('SELECT * FROM orders'), 'stream'),
    async reopen(saved) {
      await connection.insertArrowFromIPCStream(saved, { name: 'orders', create: true });
    },
  };
}
