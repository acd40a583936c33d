// The draft of a target set while it is being written: its defaults, what its typed texts mean, and the parameters of
// targets.decompose it amounts to. Pure; problems name the field and a message.
import { parseCount, parseMinor, parseRatio } from '../../../lib/typed-numbers.js';

export const METHODS = ['history', 'mean', 'growth', 'forecast', 'potential', 'even', 'manual', 'blend'];
export const BLENDABLE = ['history', 'growth', 'forecast', 'potential', 'even'];
export const SEASONALITIES = ['history', 'workingDays', 'even', 'profile'];
const NEEDS_HISTORY = ['history', 'mean', 'growth', 'forecast'];
const MONTHS = 12;
/** Older years say little about the next one. */
const MOST_YEARS = 3;

/**
 * @typedef {{metric: string, year: string, tier: string, lead: 'total' | 'growth', total: string, growth: string,
 *   grain: 'month' | 'week', method: string, weights: Record<string, number>, historyYears: string[], methodGrowth: string,
 *   manual: Record<string, string>, seasonality: string, profile: number[], reserve: string,
 *   reserveLevels: Record<string, string>, minGrowth: string, maxGrowth: string, byProduct: boolean}} Draft
 *   total and growth as typed; lead: which of the two was typed last and rules
 * @typedef {{year: string, complete: boolean}} DataYear
 * @typedef {{field: string, key: string}} Problem key: the last part of a message key below targets.set.problem
 * @typedef {{unit: 'money' | 'count', unitExponent: number, minorDigits: number, lastYearMinor: number | null,
 *   firstLevel: readonly {id: string}[]}} DraftContext firstLevel: the units growth limits and manual amounts are for
 */

/** @param {string} method @param {Record<string, number>} weights @param {string} seasonality */
export const usesHistory = (method, weights, seasonality) =>
  seasonality === 'history' ||
  NEEDS_HISTORY.includes(method) ||
  (method === 'blend' && NEEDS_HISTORY.some((name) => (weights[name] ?? 0) > 0));

/**
 * @param {{metric: string, year: string, tier: string, dataYears: readonly DataYear[], byProduct: boolean,
 *   spec?: Record<string, any> | null}} start spec: of the set that is being set anew
 * @param {(minor: number) => string} editText an amount as editing starts from
 * @returns {Draft}
 */
export function startDraft({ metric, year, tier, dataYears, byProduct, spec }, editText) {
  const earlier = dataYears.filter((known) => known.complete && known.year < year).map((known) => known.year);
  const known = spec && spec.method !== 'tier' ? spec : {};
  const percent = (/** @type {unknown} */ value) => (typeof value === 'number' ? percentText(value) : '');
  const historyYears = known.historyYears ?? earlier.slice(-1);
  return {
    metric,
    year,
    tier,
    lead: typeof known.totalMinor === 'number' ? 'total' : 'growth',
    total: typeof known.totalMinor === 'number' ? editText(known.totalMinor) : '',
    growth: typeof known.totalMinor === 'number' || earlier.length === 0 ? '' : '10',
    grain: known.grain ?? 'month',
    method: known.method ?? (earlier.length > 0 ? 'history' : 'even'),
    weights: known.weights ? rounded(known.weights) : { history: 60, potential: 40 },
    historyYears,
    methodGrowth: percent(known.growth?.defaultRatio),
    manual: Object.fromEntries(
      known.manualAs === 'weight' ? [] : Object.entries(known.manual ?? {}).map(([id, minor]) => [id, editText(minor)]),
    ),
    seasonality: known.seasonality ?? (earlier.length > 0 ? 'history' : 'workingDays'),
    profile: known.profile ?? Array.from({ length: MONTHS }, () => 1),
    reserve: percent(known.reserveRatio ?? 0.05),
    reserveLevels: Object.fromEntries(
      Object.entries(known.reserveRatios ?? {}).map(([level, ratio]) => [level, percent(ratio)]),
    ),
    minGrowth: percent(firstLimit(known.limits)?.minGrowthRatio),
    maxGrowth: percent(firstLimit(known.limits)?.maxGrowthRatio),
    byProduct: known.byProduct ?? byProduct,
  };
}

/**
 * The years a draft looks at once its own year is another: never that year itself or a later one.
 * @param {readonly string[]} chosen @param {string} year the draft's new year @param {readonly DataYear[]} dataYears
 */
export function historyYearsFor(chosen, year, dataYears) {
  const kept = chosen.filter((other) => other < year);
  if (kept.length > 0) return kept;
  return dataYears
    .filter((known) => known.complete && known.year < year)
    .map((known) => known.year)
    .slice(-1);
}

/** @param {Record<string, any> | undefined} limits the wizard writes the same limits for every unit of a level */
const firstLimit = (limits) => Object.values(limits ?? {})[0];

/** @param {number} ratio 0.125 → "12.5" */
const percentText = (ratio) => String(Number((ratio * 100).toFixed(6)));

/** @param {Record<string, number>} weights shares of 1 → whole percents */
const rounded = (weights) =>
  Object.fromEntries(Object.entries(weights).map(([name, w]) => [name, Math.round(w * 100)]));

/**
 * Choosing a method brings the years it needs: the last one for last year's shape, all complete ones where a trend or a mean counts.
 * @param {Draft} draft @param {string} method @param {readonly DataYear[]} years
 * @returns {Partial<Draft>}
 */
export function methodChange(draft, method, years) {
  const earlier = years.filter(({ year, complete }) => complete && year < draft.year).map(({ year }) => year);
  const wanted = ['mean', 'growth', 'forecast', 'blend'].includes(method)
    ? earlier.slice(-MOST_YEARS)
    : earlier.slice(-1);
  return NEEDS_HISTORY.includes(method) || method === 'blend' ? { method, historyYears: wanted } : { method };
}

/**
 * The total a draft asks for: typed, or last year's actual with growth. Null when it says neither.
 * @param {Draft} draft @param {DraftContext} context
 * @returns {{totalMinor: number | null, growthRatio: number | null, problem: Problem | null}}
 */
export function totalOf(draft, context) {
  const { lastYearMinor } = context;
  if (draft.lead === 'growth' && draft.growth.trim() !== '') {
    const growth = parseRatio(draft.growth, { barePercent: true });
    if (growth === null || growth < -1) return noTotal('growth', 'badGrowth');
    if (lastYearMinor === null) return noTotal('growth', 'noLastYear');
    return { totalMinor: Math.round(lastYearMinor * (1 + growth)), growthRatio: growth, problem: null };
  }
  if (draft.total.trim() === '') return noTotal('total', 'totalMissing');
  const total = amountOf(draft.total, context);
  if (total === null || total < 0) return noTotal('total', context.unit === 'count' ? 'badCount' : 'badTotal');
  const growthRatio = lastYearMinor && lastYearMinor > 0 ? total / lastYearMinor - 1 : null;
  return { totalMinor: total, growthRatio, problem: null };
}

/** @param {string} field @param {string} key */
const noTotal = (field, key) => ({ totalMinor: null, growthRatio: null, problem: { field, key } });

/** @param {string} text @param {DraftContext} context */
const amountOf = (text, { unit, unitExponent, minorDigits }) =>
  unit === 'count' ? parseCount(text) : parseMinor(text, { unitExponent, minorDigits });

/** Collects the parameters; what cannot be read becomes a problem of its field. */
class DraftReader {
  /** @type {Problem[]} */
  problems = [];
  /** @type {Record<string, any>} */
  params = {};

  /** @param {Draft} draft @param {DraftContext} context */
  constructor(draft, context) {
    this.draft = draft;
    this.context = context;
  }

  /**
   * A percentage field as a ratio; undefined when empty.
   * @param {string} text @param {string} field @param {number} low @param {number} high
   */
  #ratio(text, field, low, high) {
    if (text.trim() === '') return undefined;
    const ratio = parseRatio(text, { barePercent: true });
    if (ratio !== null && ratio >= low && ratio <= high) return ratio;
    this.problems.push({ field, key: 'badPercent' });
    return undefined;
  }

  read() {
    const { metric, year, tier, grain, method, seasonality, byProduct } = this.draft;
    Object.assign(this.params, { metric, year, tier, grain, method, seasonality, byProduct });
    const { totalMinor, problem } = totalOf(this.draft, this.context);
    this.params.totalMinor = totalMinor;
    const manualTotal = method === 'manual' && this.draft.total.trim() === '';
    if (problem && !manualTotal) this.problems.push(problem);
    this.#method();
    this.#seasonality();
    this.#reserve();
    this.#limits();
    return this;
  }

  #method() {
    const { method, weights, historyYears, methodGrowth, manual, seasonality } = this.draft;
    if (usesHistory(method, weights, seasonality)) {
      if (historyYears.length === 0) this.problems.push({ field: 'historyYears', key: 'noYears' });
      this.params.historyYears = [...historyYears].sort();
    }
    if (method === 'growth' || (method === 'blend' && weights.growth > 0)) {
      const ratio = this.#ratio(methodGrowth, 'methodGrowth', -1, 100);
      if (ratio !== undefined) this.params.growth = { defaultRatio: ratio };
    }
    if (method === 'blend') {
      const used = Object.entries(weights).filter(([, weight]) => weight > 0);
      if (used.length === 0) this.problems.push({ field: 'weights', key: 'noWeights' });
      this.params.weights = Object.fromEntries(used.map(([name, weight]) => [name, weight / 100]));
    }
    if (method === 'manual') this.#manual(manual);
  }

  /** @param {Record<string, string>} manual */
  #manual(manual) {
    /** @type {Record<string, number>} */
    const amounts = {};
    for (const { id } of this.context.firstLevel) {
      const text = manual[id] ?? '';
      if (text.trim() === '') continue;
      const amount = amountOf(text, this.context);
      if (amount === null || amount < 0) this.problems.push({ field: `manual.${id}`, key: 'badTotal' });
      else amounts[id] = amount;
    }
    if (Object.keys(amounts).length === 0) this.problems.push({ field: 'manual', key: 'noManual' });
    this.params.manual = amounts;
  }

  #seasonality() {
    const { seasonality, profile } = this.draft;
    if (seasonality !== 'profile') return;
    if (!profile.some((weight) => weight > 0)) this.problems.push({ field: 'profile', key: 'emptyProfile' });
    this.params.profile = profile;
  }

  #reserve() {
    this.params.reserveRatio = this.#ratio(this.draft.reserve, 'reserve', 0, 1) ?? 0;
    const read = Object.entries(this.draft.reserveLevels).map(
      ([level, text]) => /** @type {const} */ ([level, this.#ratio(text, `reserve.${level}`, 0, 1)]),
    );
    const ratios = read.filter(([, ratio]) => ratio !== undefined);
    if (ratios.length > 0) this.params.reserveRatios = Object.fromEntries(ratios); // a level may be called __proto__
  }

  #limits() {
    const minGrowthRatio = this.#ratio(this.draft.minGrowth, 'minGrowth', -1, 1000);
    const maxGrowthRatio = this.#ratio(this.draft.maxGrowth, 'maxGrowth', -1, 1000);
    if (minGrowthRatio === undefined && maxGrowthRatio === undefined) return;
    if (minGrowthRatio !== undefined && maxGrowthRatio !== undefined && minGrowthRatio > maxGrowthRatio) {
      this.problems.push({ field: 'maxGrowth', key: 'crossedLimits' });
    }
    const limit = {
      ...(minGrowthRatio === undefined ? {} : { minGrowthRatio }),
      ...(maxGrowthRatio === undefined ? {} : { maxGrowthRatio }),
    };
    this.params.limits = Object.fromEntries(this.context.firstLevel.map(({ id }) => [id, limit]));
  }
}

/**
 * @param {Draft} draft @param {DraftContext} context
 * @returns {{params: Record<string, any>, problems: Problem[]}} params are those of targets.decompose, only worth sending without problems
 */
export function readDraft(draft, context) {
  const { params, problems } = new DraftReader(draft, context).read();
  return { params, problems };
}
