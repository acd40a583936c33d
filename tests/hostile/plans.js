// Plan documents meant to break whoever opens them. The good ones are valid plans full of hostile names and of things this version does
// not know; the bad ones are refused, each with its code.
import { CONTROLS, MARK, NAMES } from './names.js';

const names = Object.values(NAMES);
/** A lone surrogate can be written in JSON only as an escape; it is not text, so it comes back as U+FFFD or is refused. */
const POLLUTION = { [MARK]: 'yes' };

/** @param {string} key @param {unknown} value an object whose own key may be __proto__ */
const keyed = (key, value) => Object.fromEntries([[key, value]]);

/** @template T @param {string} prefix @param {(name: string, id: string, at: number) => T} recordOf @returns {Record<string, T>} */
const oneEach = (prefix, recordOf) =>
  Object.fromEntries(names.map((name, at) => [`${prefix}${at}`, recordOf(name, `${prefix}${at}`, at)]));

/** A whole plan in which every text somebody can type is hostile. @returns {Record<string, any>} */
export function hostilePlan() {
  const months = Array.from({ length: 12 }, (_, month) => 100_000 + month);
  const rows = oneEach('u', (_name, id) => ({ id: `s.${id}`, set: 's', unit: id, values: months }));
  return {
    format: 'sandtable-plan',
    version: '1.0',
    id: 'hostile-1',
    revision: 3,
    meta: { name: `${NAMES.image} ${NAMES.turned}`, currency: 'CNY', minorDigits: 2, language: 'zh', note: CONTROLS },
    calendar: { fiscalYearStartMonth: 1, pattern: 'gregorian', weekRule: 'iso', workweek: [1, 2, 3, 4, 5], days: {} },
    settings: {
      orgLevels: ['region'],
      boards: oneEach('b', (name, _id, at) => ({
        name,
        order: at,
        cards: [{ id: 'c1', kind: 'kpi', measure: 'amount' }],
      })),
    },
    collections: {
      metrics: { revenue: { id: 'revenue', name: null, measure: 'amount', unit: 'money', direction: 'up' } },
      people: oneEach('p', (name, id) => ({ id, name })),
      products: oneEach('q', (name, id) => ({ id, name, match: name, level: 'productLine' })),
      orgUnits: {
        root: { id: 'root', name: NAMES.script },
        ...oneEach('u', (name, id, at) => ({
          id,
          name,
          parent: 'root',
          level: 'region',
          match: name,
          ownerId: `p${at}`,
        })),
      },
      targetSets: { s: { id: 's', metric: 'revenue', year: '2025', tier: 'base', grain: 'month' } },
      targets: Object.fromEntries(Object.values(rows).map((row) => [row.id, row])),
      proposals: {},
      reserveMoves: {},
    },
    // What only a newer minor version would know: kept as it is.
    ...keyed('__proto__', POLLUTION),
    constructor: { prototype: POLLUTION },
    future: { ...keyed('__proto__', POLLUTION), deep: names },
  };
}

/** @param {(plan: Record<string, any>) => void} change */
const changed = (change) => {
  const plan = { ...hostilePlan(), id: 'hostile-2' };
  change(plan);
  return JSON.stringify(plan);
};

/** @param {(units: Record<string, any>) => void} change */
const withUnits = (change) => changed((plan) => change(plan.collections.orgUnits));

/** @param {unknown} facts */
const withFacts = (facts) => changed((plan) => (plan.embedded = { facts }));

const nested = (/** @type {number} */ depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Texts that are no plan for this version, by what is wrong with them. @type {Record<string, {text: string, code: RegExp}>} */
export const BAD_PLANS = {
  'an id called __proto__': {
    text: withUnits((units) =>
      Object.defineProperty(units, '__proto__', { value: { id: '__proto__', name: 'x' }, enumerable: true }),
    ),
    code: /^plan\.bad_id$/,
  },
  'an id called constructor': {
    text: withUnits((units) => Object.assign(units, { constructor: { id: 'constructor', name: 'x', parent: 'root' } })),
    code: /^plan\.bad_id$/,
  },
  'an id of markup': { text: withUnits((units) => (units['<b>'] = { id: '<b>', name: 'x' })), code: /^plan\.bad_id$/ },
  'a unit that is its own parent': { text: withUnits((units) => (units.root.parent = 'root')), code: /^plan\.cycle$/ },
  'units in a ring': {
    text: withUnits((units) => Object.assign(units.u0, { parent: 'u1' }) && (units.u1.parent = 'u0')),
    code: /^plan\.(cycle|two_roots|many_roots)$/,
  },
  'the same key twice': { text: changed(() => {}).replace('{', '{"id":"x",'), code: /^plan\.duplicate_key$/ },
  'too deep': { text: changed(() => {}).replace(/}$/, `,"deep":${nested(100)}}`), code: /^plan\.too_deep$/ },
  'deeper than any stack': { text: nested(2_000_000), code: /^(plan\.too_deep|file\.not_(sandtable|json|a_plan))$/ },
  'a number without end': {
    text: changed(() => {}).replace('"revision":3', '"revision":1e999'),
    code: /^plan\.(not_json|schema)$/,
  },
  'a revision below nothing': { text: changed((plan) => (plan.revision = -1)), code: /^plan\.schema$/ },
  'an amount beyond all money': {
    text: changed((plan) => (plan.collections.targets['s.u0'].values[0] = 1e300)),
    code: /^plan\.schema$/,
  },
  'a list where a collection belongs': {
    text: changed((plan) => (plan.collections.people = [])),
    code: /^plan\.schema$/,
  },
  'half a character': { text: changed(() => {}).replace('"hostile-2"', '"\\ud800"'), code: /^plan\.not_json$/ },
  'cut short': { text: changed(() => {}).slice(0, -200), code: /^file\.not_json$|^plan\.not_json$/ },
  'not a plan': { text: '{"format": "spreadsheet"}', code: /^(file|plan)\.not_a_plan$/ },
  'data that is nothing': { text: withFacts({ orders: null }), code: /^file\.embedded_damaged$/ },
  'data that is a word': { text: changed((plan) => (plan.embedded = 'x')), code: /^file\.embedded_damaged$/ },
  'data that is a list': { text: withFacts([1, 2]), code: /^file\.embedded_damaged$/ },
  'data that is no base64': {
    text: withFacts({ orders: { codec: 'gzip+base64', bytes: 4, crc32: '00000000', source: '', data: '<script>' } }),
    code: /^file\.embedded_damaged$/,
  },
  'data that says it is enormous': {
    text: withFacts({ orders: { codec: 'gzip+base64', bytes: 2 ** 52, crc32: '00000000', source: '', data: 'H4sI' } }),
    code: /^file\.bomb$/,
  },
};
