// The set-target form: defaults, what is typed, and the parameters it becomes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewRows, seasonOf } from '../../../web/workspaces/targets/set-target/decomposition-rows.js';
import {
  historyYearsFor,
  methodChange,
  readDraft,
  startDraft,
  totalOf,
} from '../../../web/workspaces/targets/set-target/target-draft.js';

const CONTEXT = /** @type {const} */ ({
  unit: 'money',
  unitExponent: 4,
  minorDigits: 2,
  lastYearMinor: 200_000_000_00,
  firstLevel: [{ id: 'east' }, { id: 'west' }],
});
const YEARS = [
  { year: '2024', complete: true },
  { year: '2025', complete: true },
];
const start = (spec = null) =>
  startDraft({ metric: 'revenue', year: '2026', tier: 'base', dataYears: YEARS, byProduct: false, spec }, (minor) =>
    String(minor / 1_000_000),
  );

test('the first draft grows ten percent on last year, by last year and its seasons', () => {
  const draft = start();
  assert.deepEqual(totalOf(draft, CONTEXT), { totalMinor: 220_000_000_00, growthRatio: 0.1, problem: null });
  assert.deepEqual(readDraft(draft, CONTEXT), {
    problems: [],
    params: {
      metric: 'revenue',
      year: '2026',
      tier: 'base',
      grain: 'month',
      method: 'history',
      seasonality: 'history',
      byProduct: false,
      totalMinor: 220_000_000_00,
      historyYears: ['2025'],
      reserveRatio: 0.05,
    },
  });
});

test('another target year never looks at itself for history', () => {
  assert.deepEqual(historyYearsFor(['2025'], '2025', YEARS), ['2024']);
  assert.deepEqual(historyYearsFor(['2024', '2025'], '2025', YEARS), ['2024']);
  assert.deepEqual(historyYearsFor(['2025'], '2027', YEARS), ['2025']);
  assert.deepEqual(historyYearsFor(['2025'], '2024', YEARS), []);
});

test('a typed total says the growth it means', () => {
  const draft = { ...start(), lead: /** @type {const} */ ('total'), total: '2.5亿' };
  assert.deepEqual(totalOf(draft, CONTEXT), { totalMinor: 250_000_000_00, growthRatio: 0.25, problem: null });
  assert.equal(totalOf({ ...draft, total: '25000' }, CONTEXT).totalMinor, 250_000_000_00);
  assert.equal(totalOf({ ...draft, total: '250000000元' }, CONTEXT).totalMinor, 250_000_000_00);
  assert.deepEqual(totalOf({ ...draft, total: 'much' }, CONTEXT).problem, { field: 'total', key: 'badTotal' });
});

test('without data the draft is even, by working days, and asks for the total', () => {
  const draft = startDraft(
    { metric: 'revenue', year: '2026', tier: 'base', dataYears: [], byProduct: false },
    () => '',
  );
  assert.equal(draft.method, 'even');
  assert.equal(draft.seasonality, 'workingDays');
  assert.deepEqual(readDraft(draft, { ...CONTEXT, lastYearMinor: null }).problems, [
    { field: 'total', key: 'totalMissing' },
  ]);
});

test('setting anew starts from what the set was made with', () => {
  const draft = start(
    /** @type {any} */ ({
      method: 'blend',
      weights: { history: 0.7, potential: 0.3 },
      totalMinor: 250_000_000_00,
      historyYears: ['2024', '2025'],
      reserveRatio: 0.08,
      reserveRatios: { region: 0.03 },
      limits: { east: { minGrowthRatio: -0.05 }, west: { minGrowthRatio: -0.05 } },
    }),
  );
  assert.deepEqual(draft.weights, { history: 70, potential: 30 });
  assert.equal(draft.total, '25000');
  const { params, problems } = readDraft(draft, CONTEXT);
  assert.deepEqual(problems, []);
  assert.deepEqual(params.weights, { history: 0.7, potential: 0.3 });
  assert.equal(params.reserveRatio, 0.08);
  assert.deepEqual(params.reserveRatios, { region: 0.03 });
  assert.deepEqual(params.limits, { east: { minGrowthRatio: -0.05 }, west: { minGrowthRatio: -0.05 } });
});

test('by hand: amounts of the first level; the total may be left to their sum', () => {
  const draft = {
    ...start(),
    lead: /** @type {const} */ ('total'),
    method: 'manual',
    seasonality: 'even',
    manual: { east: '150', west: '0.7亿' },
  };
  const { params, problems } = readDraft(draft, CONTEXT);
  assert.deepEqual(problems, []);
  assert.equal(params.totalMinor, null);
  assert.deepEqual(params.manual, { east: 1_500_000_00, west: 70_000_000_00 });
  assert.equal(params.historyYears, undefined);
});

test('every field that cannot be read is named', () => {
  const draft = {
    ...start(),
    growth: 'ten',
    historyYears: [],
    reserve: '120',
    minGrowth: '20',
    maxGrowth: '10',
    seasonality: 'profile',
    profile: Array.from({ length: 12 }, () => 0),
  };
  assert.deepEqual(
    readDraft(draft, CONTEXT)
      .problems.map(({ field, key }) => `${field} ${key}`)
      .sort(),
    [
      'growth badGrowth',
      'historyYears noYears',
      'maxGrowth crossedLimits',
      'profile emptyProfile',
      'reserve badPercent',
    ],
  );
});

test('the preview shows the first level before and after, and the reserve of the root', () => {
  const node = (/** @type {string} */ id, /** @type {string | null} */ parent, /** @type {number} */ totalMinor) => ({
    id,
    name: id,
    parent,
    totalMinor,
    reserveMinor: id === 'root' ? 10 : 0,
    periods: { '2026-01': totalMinor / 4, '2026-02': (totalMinor * 3) / 4 },
  });
  const nodes = [node('root', null, 100), node('east', 'root', 60), node('sh', 'east', 60), node('west', 'root', 30)];
  const { rows, root } = previewRows(
    nodes,
    null,
    new Map([
      ['east', 50],
      ['west', 0],
    ]),
  );
  assert.deepEqual(
    rows.map(({ id, afterMinor }) => [id, afterMinor]),
    [
      ['east', 60],
      ['west', 30],
    ],
  );
  assert.ok(Math.abs(Number(rows[0].growthRatio) - 0.2) < 1e-12);
  assert.equal(rows[1].growthRatio, null);
  assert.equal(root.reserveMinor, 10);
  assert.deepEqual(seasonOf(nodes), { periods: ['2026-01', '2026-02'], weights: [0.5, 1.5] });
});

test('a method brings the years it needs', () => {
  assert.deepEqual(methodChange(start(), 'growth', YEARS), { method: 'growth', historyYears: ['2024', '2025'] });
  assert.deepEqual(methodChange(start(), 'history', YEARS), { method: 'history', historyYears: ['2025'] });
  assert.deepEqual(methodChange(start(), 'even', YEARS), { method: 'even' });
});
