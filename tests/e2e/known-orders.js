// Order files whose totals are known: two public data sets with published totals, and a small region of our own that stands in
// where those are absent. Amounts and margins in 1/10,000.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const fixtures = join(import.meta.dirname, '../fixtures/csv');
const shared = join(import.meta.dirname, '../../../shared/data');

/**
 * @typedef {object} Orders
 * @property {'zh' | 'en'} language of the manager
 * @property {string} path
 * @property {Record<string, string>} mapping header → field, as it must be recognised
 * @property {import('./orders-by-hand.js').Columns} columns
 * @property {{rows: number, amount: number, margin: number, quantity: number}} totals
 * @property {{amount: string, margin: string, quantity: string}} shown the totals as the import report tells them exactly
 * @property {string} year the last one, which gets a target
 * @property {string} targetTotal as typed, in the unit on screen (万元, K)
 * @property {number} targetMinor
 */

/** @param {string} day 2017-04-27 */
const yearFirst = (day) => day.slice(0, 4);

/** @type {Record<string, Orders>} */
const PUBLISHED = {
  'the Chinese superstore': {
    language: 'zh',
    path: join(shared, 'superstore_cn/orders.csv'),
    mapping: { 订单日期: 'day', 销售额: 'amount', 利润: 'margin', 数量: 'quantity', 地区: 'region', 城市: 'city' },
    columns: { day: '订单日期', region: '地区', amount: '销售额', dayToYear: yearFirst },
    totals: { rows: 10_000, amount: 161_175_482_370, margin: 21_565_595_170, quantity: 37_675 },
    shown: { amount: '¥16,117,548.237', margin: '¥2,156,559.517', quantity: '37,675' },
    year: '2017',
    targetTotal: '520',
    targetMinor: 520_000_000,
  },
  'the US superstore': {
    language: 'en',
    path: join(shared, 'superstore_us/superstore.csv'),
    mapping: {
      'Order Date': 'day',
      Sales: 'amount',
      Profit: 'margin',
      Quantity: 'quantity',
      Region: 'region',
      City: 'city',
    },
    columns: { day: 'Order Date', region: 'Region', amount: 'Sales', dayToYear: (day) => `20${day.slice(6)}` },
    totals: { rows: 10_194, amount: 23_265_343_543, margin: 2_922_968_146, quantity: 38_654 },
    shown: { amount: '$2,326,534.3543', margin: '$292,296.8146', quantity: '38,654' },
    year: '2022',
    targetTotal: '800',
    targetMinor: 80_000_000,
  },
};

/**
 * Two regions with two cities each, two years: city c sells 1000c + 100m + 50y + 0.25 in month m of year y (0 or 1), with a
 * margin of m + 0.5 and c pieces: 96 lines with 240,000 + 62,400 + 2,400 + 24 of sales, 624 + 48 of margin, 240 pieces.
 */
const SMALL = {
  totals: { rows: 96, amount: 3_048_240_000, margin: 6_720_000, quantity: 240 },
  year: '2025',
  targetMinor: 20_000_000,
};

/** @type {Record<'zh' | 'en', Orders>} */
export const SMALL_REGION = {
  zh: {
    ...SMALL,
    language: 'zh',
    path: join(fixtures, 'small_region_zh.csv'),
    shown: { amount: '¥304,824.00', margin: '¥672.00', quantity: '240' },
    mapping: { 订单日期: 'day', 销售额: 'amount', 毛利: 'margin', 数量: 'quantity', 大区: 'region', 城市: 'city' },
    columns: { day: '订单日期', region: '大区', amount: '销售额', dayToYear: yearFirst },
    targetTotal: '20',
  },
  en: {
    ...SMALL,
    language: 'en',
    path: join(fixtures, 'small_region_en.csv'),
    shown: { amount: '$304,824.00', margin: '$672.00', quantity: '240' },
    mapping: {
      'Order Date': 'day',
      Sales: 'amount',
      'Gross Margin': 'margin',
      Quantity: 'quantity',
      Region: 'region',
      City: 'city',
    },
    columns: { day: 'Order Date', region: 'Region', amount: 'Sales', dayToYear: yearFirst },
    targetTotal: '200',
  },
};

/**
 * What to run the main job on: the published data sets, skipped visibly where absent, and then the small region in their place.
 * @returns {{name: string, orders: Orders, skip: string | false}[]}
 */
export function ordersToTry() {
  return Object.entries(PUBLISHED).flatMap(([name, orders]) => {
    if (existsSync(orders.path)) return [{ name, orders, skip: /** @type {const} */ (false) }];
    const small = SMALL_REGION[orders.language];
    return [
      { name, orders, skip: `${orders.path} is absent; the small region stands in` },
      { name: `a small region (${orders.language})`, orders: small, skip: /** @type {const} */ (false) },
    ];
  });
}
