// Sales questions of the native command against SQLite on the same files: sums, distinct counts, filters, weeks, running periods,
// Pareto and RFM, in calendar years and in a fiscal year that starts in April.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ordersInSqlite } from './sqlite-orders.js';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'sandtable-'));

const FILES = [
  {
    name: 'US superstore',
    path: join(root, '../shared/data/superstore_us/superstore.csv'),
    mapping: { dateOrder: 'dmy' },
    header: {
      day: 'Order Date',
      order: 'Order ID',
      customer: 'Customer ID',
      region: 'Region',
      city: 'City',
      category: 'Category',
      product: 'Product ID',
      amount: 'Sales',
      margin: 'Profit',
      quantity: 'Quantity',
    },
  },
  {
    name: 'Chinese superstore',
    path: join(root, '../shared/data/superstore_cn/orders.csv'),
    mapping: {},
    header: {
      day: '订单日期',
      order: '订单 ID',
      customer: '客户 ID',
      region: '地区',
      city: '城市',
      category: '类别',
      product: '产品 ID',
      amount: '销售额',
      margin: '利润',
      quantity: '数量',
    },
  },
];

/** A plan whose fiscal year starts in `month`. @param {number} month */
function planStarting(month) {
  const path = join(scratch, `plan-${month}.json`);
  const made = execFileSync(join(root, 'build/sandtable'), [
    'call',
    'plan.new',
    '--params',
    '{"meta":{"name":"fiscal"}}',
  ]);
  const { plan } = JSON.parse(made.toString());
  writeFileSync(path, JSON.stringify({ ...plan, calendar: { ...plan.calendar, fiscalYearStartMonth: month } }));
  return path;
}

/** Members by name, each with its values. @param {any} reply */
const rowsOf = (reply) =>
  reply.rows.map((/** @type {any} */ { at, values }) => [
    ...at.map((/** @type {number} */ member, /** @type {number} */ axis) => reply.axes[axis].members[member].key),
    ...values,
  ]);

/** @param {any[][]} rows */
const sorted = (rows) => rows.map((row) => JSON.stringify(row)).sort();

for (const { name, path, mapping, header } of FILES) {
  const skip = existsSync(path) ? false : `${name} is not on this machine`;
  test(`${name}: sales questions agree with SQLite`, { skip }, async (t) => {
    const sql = await ordersInSqlite(path, header);
    const [, second, third, last] = sql('SELECT DISTINCT substr(day,1,4) FROM lines ORDER BY 1').map(([year]) => year);
    const mappingPath = join(scratch, 'mapping.json');
    writeFileSync(mappingPath, JSON.stringify(mapping));
    /** @param {string} request @param {object} params @param {string} [plan] */
    const ask = (request, params, plan) =>
      JSON.parse(
        execFileSync(
          join(root, 'build/sandtable'),
          [
            ...['call', request, '--facts', `orders=${path}:${mappingPath}`, '--params', JSON.stringify(params)],
            ...(plan ? ['--plan', plan] : []),
          ],
          { maxBuffer: 2 ** 28 },
        ).toString(),
      );

    await t.test('sums, lines and distinct counts by region and month', () => {
      const reply = ask('sales.pivot', {
        axes: ['region', 'month'],
        measures: ['amount', 'margin', 'quantity', 'lines', 'orders', 'customers'],
        limit: 100_000,
      });
      const expected = sql(
        'SELECT region, substr(day,1,7), sum(amount), sum(margin), sum(quantity), count(*), count(DISTINCT orderId), count(DISTINCT customer) FROM lines GROUP BY 1, 2',
      );
      assert.ok(expected.length > 100);
      assert.deepEqual(sorted(rowsOf(reply)), sorted(expected));
    });

    await t.test('a filtered question over cities and customers, largest first', () => {
      const category = sql('SELECT category FROM lines GROUP BY 1 ORDER BY sum(margin) LIMIT 1')[0][0];
      const reply = ask('sales.pivot', {
        axes: ['city', 'customer'],
        measures: ['amount'],
        filters: { category: [category] },
        from: `${second}-02-03`,
        to: `${last}-11-30`,
        sort: { by: 'amount' },
        limit: 100_000,
      });
      const expected = sql(
        `SELECT city, customer, sum(amount) FROM lines WHERE category = '${category}' AND day BETWEEN '${second}-02-03' AND '${last}-11-30' GROUP BY 1, 2`,
      );
      assert.deepEqual(sorted(rowsOf(reply)), sorted(expected));
      const [top] = sql(
        `SELECT city FROM lines WHERE category = '${category}' AND day BETWEEN '${second}-02-03' AND '${last}-11-30' GROUP BY 1 ORDER BY sum(amount) DESC LIMIT 1`,
      );
      assert.equal(rowsOf(reply)[0][0], top[0]);
    });

    await t.test('ISO weeks', () => {
      const reply = ask('sales.pivot', { axes: ['isoWeek'], measures: ['amount'], limit: 100_000 });
      // A week is named by the year of its Thursday.
      const expected =
        sql(`SELECT strftime('%Y', thursday) || '-W' || printf('%02d', (strftime('%j', thursday) - 1) / 7 + 1), sum(amount)
        FROM (SELECT date(day, '-3 days', 'weekday 4') AS thursday, amount FROM lines) GROUP BY 1`);
      assert.deepEqual(sorted(rowsOf(reply)), sorted(expected));
    });

    await t.test('quarters of a fiscal year that starts in April', () => {
      const reply = ask(
        'sales.pivot',
        { axes: ['quarter'], measures: ['amount', 'orders'], limit: 1000 },
        planStarting(4),
      );
      const expected =
        sql(`SELECT strftime('%Y', date(day, '-3 months', 'start of month')) || '-Q' || ((strftime('%m', day) + 8) % 12 / 3 + 1), sum(amount), count(DISTINCT orderId)
        FROM (SELECT date(day, 'start of month') AS day, amount, orderId FROM lines) GROUP BY 1`);
      assert.deepEqual(sorted(rowsOf(reply)), sorted(expected));
    });

    await t.test('the running month against as many working days a year ago', () => {
      const [[running]] = sql(
        "SELECT max(day) FROM lines WHERE substr(day,9,2) BETWEEN '10' AND '20' AND strftime('%w', day) BETWEEN '1' AND '5'",
      );
      const month = running.slice(0, 7);
      const before = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
      const reply = ask('performance.trend', { asOf: running, periods: 1 });
      const [point] = reply.series[0].points;
      assert.equal(point.period, month);
      assert.equal(point.partial, true);
      const sum = (/** @type {string} */ from, /** @type {string} */ to) =>
        sql(`SELECT sum(amount) FROM lines WHERE day BETWEEN '${from}' AND '${to}'`)[0][0];
      assert.equal(point.value, sum(`${month}-01`, running));
      // Monday to Friday, no holidays: count them off in both months. Week-ends that follow go along.
      const workday = (/** @type {Date} */ day) => day.getUTCDay() % 6 !== 0;
      const days = (/** @type {string} */ first) => {
        const all = [];
        for (let at = new Date(`${first}-01T00:00:00Z`); all.length < 31; at = new Date(at.getTime() + 86_400_000))
          all.push(at);
        return all;
      };
      const elapsed = days(month).filter((day) => day.toISOString().slice(0, 10) <= running && workday(day)).length;
      const reached = days(before).filter(workday)[elapsed - 1].toISOString().slice(0, 10);
      assert.equal(point.lastYear.to, reached);
      assert.equal(point.lastYear.value, sum(`${before}-01`, reached));
    });

    await t.test('Pareto classes of customers', () => {
      const reply = ask('performance.pareto', { axis: 'customer', limit: 10_000 });
      const values = sql('SELECT customer, sum(amount) s FROM lines GROUP BY 1 HAVING s > 0 ORDER BY s DESC').map(
        ([, s]) => s,
      );
      const total = values.reduce((sum, value) => sum + value, 0);
      assert.equal(reply.members, values.length);
      assert.equal(reply.total, total);
      let members = 0;
      for (let sum = 0; sum < 0.8 * total; members++) sum += values[members];
      assert.equal(reply.classes[0].members, members);
      // Gini by its definition: mean absolute difference over twice the mean.
      let differences = 0;
      for (const a of values) for (const b of values) differences += Math.abs(a - b);
      assert.ok(Math.abs(reply.gini - differences / (2 * values.length * total)) < 1e-9);
    });

    await t.test('RFM: last day, orders and amount of every customer', () => {
      const reply = ask('customers.rfm', { page: { limit: 500 } });
      const [[count]] = sql('SELECT count(DISTINCT customer) FROM lines');
      assert.equal(reply.customers, count);
      const expected = sql(
        'SELECT customer, max(day), count(DISTINCT orderId), sum(amount) s FROM lines GROUP BY 1 ORDER BY s DESC LIMIT 500',
      );
      assert.deepEqual(
        sorted(reply.page.rows.map((/** @type {any} */ row) => [row.key, row.lastDay, row.orders, row.amount])),
        sorted(expected),
      );
    });

    await t.test('a variance meets the gap of the years, and its nodes are SQLite’s', () => {
      const reply = ask('performance.variance', {
        axis: 'region',
        base: { period: second },
        current: { period: third },
      });
      const expected = sql(
        `SELECT region, sum(CASE WHEN substr(day,1,4) = '${second}' THEN amount ELSE 0 END), sum(CASE WHEN substr(day,1,4) = '${third}' THEN amount ELSE 0 END) FROM lines WHERE substr(day,1,4) IN ('${second}','${third}') GROUP BY 1`,
      );
      assert.deepEqual(
        sorted(reply.nodes.map((/** @type {any} */ node) => [node.key, node.base, node.current])),
        sorted(expected),
      );
      const effects = reply.effects.reduce(
        (/** @type {number} */ sum, /** @type {any} */ { amount }) => sum + amount,
        0,
      );
      assert.equal(effects, reply.gap);
      assert.equal(
        reply.gap,
        expected.reduce((sum, [, base, current]) => sum + current - base, 0),
      );
    });
  });
}
