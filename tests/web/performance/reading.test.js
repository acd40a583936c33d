// Automatic reading: sentences say what the replies say, in both languages, link to their numbers, and name no causes.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { currency, language, messageText, unitMode } from '../../../web/i18n/index.js';
import { marginLeaks } from '../../../web/workspaces/performance/margin-leak.js';
import {
  readAnomalies,
  readAttainment,
  readChange,
  readCustomers,
  readEffects,
  readExtremes,
  readNodes,
  readOrders,
  readPareto,
  readStreak,
} from '../../../web/workspaces/performance/reading.js';
import { readCross, readLeak, readPivot } from '../../../web/workspaces/performance/reading-pivot.js';

const AMOUNT = { key: 'amount', unit: /** @type {const} */ ('money') };
const OPTIONS = { against: /** @type {const} */ ('yoy'), minorDigits: 2 };

beforeEach(() => {
  language.value = 'en';
  unitMode.value = 'one';
  currency.value = { code: 'CNY', minorDigits: 2 };
});

/** @param {any[]} lines */
const say = (lines) => lines.map(messageText);

/** @param {number | null} value @param {number | null} base @param {object} [more] */
const point = (value, base, more = {}) => ({
  period: '2026-03',
  value,
  partial: false,
  elapsedRatio: 1,
  previous: { period: '2026-02', value: base },
  lastYear: { period: '2025-03', value: base },
  targetMinor: null,
  ...more,
});

/** @param {any[]} points @param {string} measure @param {any} unit */
const trend = (points, measure = 'amount', unit = 'money') => ({
  asOf: '2026-03-31',
  grain: 'month',
  measure,
  unit,
  series: [{ key: null, points }],
});

test('a change is told with its size, what it is against and the base', () => {
  const lines = readChange(trend([point(1_120_000, 1_000_000)]), OPTIONS);
  assert.deepEqual(say(lines), ['Sales amount was ¥112.00 in Mar 2026: +12.0% against last year (¥100.00).']);
  assert.deepEqual(lines[0].query, { tab: 'trend', measure: 'amount' });
  language.value = 'zh';
  assert.deepEqual(say(readChange(trend([point(1_120_000, 1_000_000)]), OPTIONS)), [
    '2026年3月销售额为 112.00 元，同比+12.0%（对比 100.00 元）。',
  ]);
});

test('a running period says so, and ratios change by points', () => {
  const [line] = say(readChange(trend([point(1_120_000, 1_000_000, { partial: true })]), OPTIONS));
  assert.match(line, /so far in Mar 2026.*same working days/);
  const [margin] = say(readChange(trend([point(0.123, 0.15)], 'marginRatio', 'ratio'), OPTIONS));
  assert.match(margin, /12\.3% in Mar 2026: −2\.7 pp/);
});

test('with nothing to compare with the sentence says that and no growth', () => {
  assert.match(say(readChange(trend([point(5, null)]), OPTIONS))[0], /nothing to compare with/);
  assert.deepEqual(readChange(trend([point(null, 5)]), OPTIONS), []);
  assert.match(
    say(readChange(trend([point(20_000, -10_000)]), OPTIONS))[0],
    /\+¥3\.00 against/,
    'from a negative base: the difference',
  );
});

test('how sure: a change is judged by the usual swing of the periods before', () => {
  const quiet = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07].map((change) => point(1_000_000 * (1 + change), 1_000_000));
  const [, unusual] = say(readChange(trend([...quiet, point(1_500_000, 1_000_000)]), OPTIONS));
  assert.equal(unusual, 'That is beyond its usual swing: the last 7 periods mostly changed by −1.9% to +9.9%.');
  const [, usual] = say(readChange(trend([...quiet, point(1_050_000, 1_000_000)]), OPTIONS));
  assert.match(usual, /within its usual swing/);
});

test('runs of three periods and more are told', () => {
  const rising = [point(2, 1), point(3, 2), point(4, 3)];
  assert.deepEqual(say(readStreak(trend(rising))), ['Sales amount has risen for 3 whole periods in a row.']);
  assert.deepEqual(readStreak(trend(rising.slice(1))), []);
});

test('who carries a gap and who goes against it, with shares of the whole', () => {
  const node = (/** @type {string} */ key, /** @type {number} */ gap) => ({
    key,
    name: key,
    base: 0,
    current: gap,
    gap,
  });
  const variance = {
    base: { amount: 0 },
    current: { amount: 0 },
    gap: -1_000_000,
    effects: [],
    nodes: [node('West', -800_000), node('East', 300_000), node('North', -500_000)],
  };
  assert.deepEqual(say(readNodes(variance, { axis: 'region' })), [
    'West moved most: down ¥80.00, 80.0% of the whole difference.',
    'East went the other way: up ¥30.00.',
  ]);
});

test('a gap of nothing carries nobody', () => {
  const variance = {
    base: { amount: 5 },
    current: { amount: 5 },
    gap: 0,
    effects: [{ key: 'volume', amount: 0 }],
    nodes: [{ key: 'a', base: 5, current: 5, gap: 0 }],
  };
  assert.deepEqual(readNodes(variance, { axis: 'region' }), []);
  assert.deepEqual(say(readEffects(variance)), ['From ¥0.00 to ¥0.00: no change, ¥0.00.']);
});

test('the largest effect is named with its sign', () => {
  const variance = {
    base: { amount: 1_000_000 },
    current: { amount: 700_000 },
    gap: -300_000,
    effects: [
      { key: 'volume', amount: 100_000 },
      { key: 'price', amount: -400_000 },
    ],
    nodes: [],
  };
  assert.deepEqual(say(readEffects(variance)), [
    'From ¥100.00 to ¥70.00: down ¥30.00.',
    'The largest part is Price: −¥40.00.',
  ]);
});

test('orders and their size are told together, and the link shows the one that moved more', () => {
  const lines = readOrders(
    trend([point(110, 100)], 'orders', 'count'),
    trend([point(90, 100)], 'averageOrder'),
    OPTIONS,
  );
  assert.deepEqual(say(lines), ['Orders +10.0%, average order −10.0%.']);
  assert.equal(readOrders(trend([point(110, null)]), trend([point(90, 100)]), OPTIONS).length, 0);
});

test('concentration: head, class A, equal-size number and negatives', () => {
  const pareto = {
    members: 50,
    total: 1,
    classes: [{ key: 'A', members: 9, amount: 8, share: 0.8 }],
    headShare: { topPercent: 0.2, share: 0.823 },
    gini: 0.7,
    hhi: 0.08,
    negatives: { members: 1, amount: -25_000 },
  };
  assert.deepEqual(say(readPareto(pareto, { axis: 'customer', axisName: 'Customer' })), [
    'The top 20% by Customer make up 82.3% (of 50).',
    'Class A is 9 of 50 and makes up 80.0%.',
    'As concentrated as 12.5 of equal size would be, by Customer (50 there are).',
    '1 is negative, −¥2.50 together.',
  ]);
});

test('findings are weighed against what chance would show', () => {
  const finding = {
    key: 'East',
    name: 'East',
    period: '2026-W09',
    value: 10_000,
    expected: 50_000,
    low: 30_000,
    high: 70_000,
    score: -4,
    direction: /** @type {const} */ ('down'),
  };
  const read = (/** @type {any[]} */ findings) =>
    say(readAnomalies({ expectedFalseAlarms: 0.4, checked: 40, findings }, { axis: 'region', measure: AMOUNT }));
  assert.match(read([])[0], /40 points checked, none outside its band/);
  assert.match(read([finding])[0], /most deserve a look/);
  assert.equal(
    read([finding])[1],
    'The strongest is East in Week 9, 2026: Sales amount ¥1.00, below the expected ¥3.00 – ¥7.00.',
  );
  const [chance] = say(
    readAnomalies({ expectedFalseAlarms: 3, checked: 300, findings: [finding] }, { axis: 'region', measure: AMOUNT }),
  );
  assert.match(chance, /chance alone shows about 3/);
});

test('a cell of two dimensions is told with its support; unknown excess is a dash', () => {
  const cell = {
    a: { key: 'x', name: 'Dali' },
    b: { key: 'y', name: 'Tables' },
    base: 0,
    current: 0,
    gap: -50_000,
    expectedGap: 0,
    excess: /** @type {any} */ (-20_000),
    support: 12,
    shareOfGap: 0.4,
    rank: 1,
  };
  const options = { axes: ['city', 'subcategory'], measure: AMOUNT };
  assert.deepEqual(say(readCross({ gap: -50_000, cells: [cell] }, options)), [
    'Dali × Tables fell most: ¥5.00, ¥2.00 of it beyond its row and column (12 lines).',
  ]);
  assert.match(say(readCross({ gap: 0, cells: [{ ...cell, excess: null }] }, options))[0], /¥5\.00 \(12 lines\)/);
  assert.match(
    say(readCross({ gap: 0, cells: [{ ...cell, excess: 20_000 }] }, options))[0],
    /yet ¥2\.00 less than its row and column/,
  );
  assert.deepEqual(readCross({ gap: 0, cells: [] }, options), []);
});

test('customers: the largest segment, who is at risk, and links to them', () => {
  const segments = [
    { key: 'champions', customers: 10, amount: 900_000, share: 0.6 },
    { key: 'cantLose', customers: 2, amount: 100_000, share: 0.07 },
    { key: 'lost', customers: 8, amount: 10_000, share: 0.01 },
  ];
  const lines = readCustomers({ customers: 20, segments });
  assert.deepEqual(say(lines), [
    'Champions: 10 customers (50.0%) bring 60.0% of sales.',
    'Can’t lose: 2 customers have not ordered for long; ¥10.00 of past sales, worth a call now.',
  ]);
  assert.deepEqual(lines[1].query, { tab: 'customers', segment: 'cantLose', cell: null });
});

test('names of any length and with markup stay text of bearable length', () => {
  const name = `<img onerror=alert(1)>${'长'.repeat(10_000)}`;
  const variance = {
    base: { amount: 0 },
    current: { amount: 1 },
    gap: 1,
    effects: [],
    nodes: [{ key: name, name, base: 0, current: 1, gap: 1 }],
  };
  const [line] = say(readNodes(variance, { axis: 'customer' }));
  assert.ok(line.length < 200);
  assert.ok(line.startsWith('<img onerror=alert(1)>'));
});

test('the best and the weakest whole period are named; a running one is not among them', () => {
  const monthly = (/** @type {number[]} */ values) =>
    trend(values.map((value, i) => point(value, null, { partial: i === 3 })));
  const [line] = readExtremes(monthly([1_000_000, 3_000_000, 2_000_000, 500_000]));
  assert.deepEqual([line.params.count, line.params.highValue, line.params.lowValue], [3, '¥300.00', '¥100.00']);
  assert.deepEqual(readExtremes(monthly([5, 5, 5])), [], 'no period stands out of equal ones');
  assert.deepEqual(readExtremes(monthly([1, 2])), [], 'two periods are no comparison');
});

test('attainment tells the unit shown, who is furthest behind and who is furthest ahead', () => {
  const unit = (
    /** @type {string} */ id,
    /** @type {string | null} */ parent,
    /** @type {number} */ actual,
    /** @type {number} */ due,
  ) => ({
    id,
    name: id,
    parent,
    targetMinor: 2 * due,
    toDateTargetMinor: due,
    actualMinor: actual,
    gapMinor: actual - due,
    attainmentRatio: actual / due,
    fullRatio: actual / due / 2,
    status: /** @type {const} */ ('good'),
  });
  const units = [
    unit('all', null, 290, 300),
    unit('east', 'all', 90, 100),
    unit('west', 'all', 120, 100),
    unit('south', 'all', 80, 100),
  ];
  const lines = readAttainment({ units }, { unit: null, minorDigits: 2 });
  assert.deepEqual(
    lines.map(({ key, params, query }) => [key.split('.').at(-1), params.name, params.direction, query.unit]),
    [
      ['attainment', 'all', 'down', null],
      ['furthestBehind', 'south', 'down', 'south'],
      ['furthestAhead', 'west', 'up', 'west'],
    ],
  );
  assert.deepEqual(
    readAttainment({ units }, { unit: 'west', minorDigits: 2 }).map(({ params }) => params.name),
    ['west'],
    'a unit without children is told alone',
  );
});

test('a margin leak is what sales would have earned at the ratio of all, less what they earned', () => {
  // Together 40 of 200: 20 %. a earns 30 of 100, b 10 of 80 (6 missing), c 0 of 20 (4 missing).
  const reply = {
    axes: [{ members: [{ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'd' }] }],
    rows: [
      { at: [0], values: [100, 30] },
      { at: [1], values: [80, 10] },
      { at: [2], values: [20, 0] },
      { at: [3], values: [0, -5] },
    ],
    totals: [200, 40],
  };
  const { ratio, leaks } = marginLeaks(reply);
  assert.equal(ratio, 0.2);
  assert.deepEqual(
    leaks.map(({ member, leak }) => [member.key, leak]),
    [
      ['b', 6],
      ['c', 4],
    ],
  );
  assert.deepEqual(
    readLeak(reply, { axis: 'channel' }).map(({ params }) => [params.name, params.count]),
    [
      ['b', 2],
      ['b', 2],
    ],
  );
  assert.deepEqual(marginLeaks({ ...reply, totals: [0, 0] }).leaks, []);
});

test('a pivot reads out its largest row with its share, and its lowest or what is below zero', () => {
  const table = (/** @type {number[]} */ values) => ({
    columns: [{ id: '', path: [] }],
    measures: [AMOUNT],
    rows: values.map((value, i) => ({
      id: `r${i}`,
      depth: 0,
      path: [{ key: `r${i}`, name: `r${i}` }],
      children: 0,
      cells: [value],
    })),
    totals: [values.reduce((sum, value) => sum + value, 0)],
    truncated: false,
    moreColumns: 0,
  });
  const layout = {
    rows: ['channel'],
    cols: [],
    values: ['amount'],
    by: 'amount',
    descending: true,
    top: null,
    flat: false,
    heat: true,
  };
  const lines = readPivot(table([10, 60, 30]), layout);
  assert.deepEqual(
    lines.map(({ key, params }) => [key.split('.').at(-1), params.name]),
    [
      ['pivotFirst', 'r1'],
      ['pivotLast', 'r0'],
    ],
  );
  assert.match(String(lines[0].params.share), /60/);
  const below = readPivot(table([10, -60, -30]), layout)[1];
  assert.deepEqual([below.key.split('.').at(-1), below.params.count], ['pivotBelow', 2]);
  assert.deepEqual(readPivot(table([10]), layout), [], 'one row is no ranking');
});
