// What is measured of one engine at one size, and in which order: answers first, then times. Every repeat is a browser of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHANNELS, CITIES, PRODUCT_LINES } from '../order-lines.js';
import { firstDifference } from './compare.js';
import { openTab } from './tab.js';

/** @typedef {import('./questions.js').Filter} Filter */
/** @typedef {{rows: number, engine: string, url: string, repeats: number, rounds: number, expected: any[][][] | null}} Plan */

const KINDS = /** @type {const} */ ([
  ['channel', CHANNELS, 2],
  ['product_line', PRODUCT_LINES, 4],
  ['city', CITIES, 20],
]);

/**
 * Filters nobody has asked before: of each kind a third to two fifths of the values, drawn with a fixed seed. An engine that keeps
 * answers cannot have these.
 * @param {number} count of each kind
 * @returns {NonNullable<Filter>[]}
 */
export function freshFilters(count) {
  let state = 20_240_229;
  const below = (/** @type {number} */ n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' ranqd1
    return Math.floor((state / 4_294_967_296) * n);
  };
  return KINDS.flatMap(([column, all, size]) => {
    /** @type {Map<string, NonNullable<Filter>>} */
    const found = new Map();
    const most = column === 'channel' ? 10 : Infinity; // pairs of five
    while (found.size < Math.min(count, most)) {
      const left = [...all];
      const values = Array.from({ length: size }, () => left.splice(below(left.length), 1)[0]).sort();
      found.set(values.join('|'), { column, values });
    }
    return [...found.values()];
  });
}

/** Filters under which answers are compared. @type {Filter[]} */
export const CHECKED = [
  null,
  { column: 'channel', values: [CHANNELS[0], CHANNELS[3]] },
  { column: 'product_line', values: [PRODUCT_LINES[3], PRODUCT_LINES[8]] },
  { column: 'city', values: CITIES.filter((_, i) => i % 4 === 2) },
];

/** @param {number[]} values */
export const least = (values) => Math.min(...values);

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {number[]} values */
const both = (values) => (values.length === 0 ? null : { least: least(values), median: median(values) });

const LATER_VISITS = 3;

/** A slow engine is asked at least twice under each kind of filter, and no more once a visit has taken this long. */
const PATIENCE_MS = 60_000;

/** One engine at one size: what its tabs told so far. */
class Measurement {
  #plan;
  #open = /** @type {number[]} */ ([]);
  #load = /** @type {number[]} */ ([]);
  #reopen = /** @type {number[]} */ ([]);
  #reopenFailure = '';
  /** @type {Record<string, number[]>} */
  #changes = Object.fromEntries(KINDS.map(([column]) => [column, []]));
  #questions = Array.from({ length: 7 }, () => /** @type {number[]} */ ([]));
  /** Processor time of all threads of the tab. @type {Record<string, number[]>} */
  #processor = { load: [], reopen: [], ...Object.fromEntries(KINDS.map(([column]) => [column, []])) };
  /** @type {Record<string, number>} */
  #memory = {};
  /** Of the tab with the engine and no table. @type {number | null} */
  #started = null;
  /** @type {any[][][] | null} */
  answers = null;
  version = '';

  /** @param {Plan} plan */
  constructor(plan) {
    this.#plan = plan;
  }

  /** Loads the file and asks. @param {string} profile @returns {Promise<boolean>} whether the table was saved for later visits */
  async firstVisit(profile) {
    const { rows, engine, url } = this.#plan;
    const tab = await openTab(url, profile);
    try {
      this.version = tab.version;
      const opened = await tab.call('open', engine);
      this.#open.push(opened.ms);
      const started = await tab.memory();
      this.#started ??= started;
      await tab.call('fetchFile', `${url}data/${rows}.csv`);
      const before = tab.processorTime();
      this.#load.push(await tab.call('load'));
      this.#processor.load.push(tab.processorTime() - before);
      this.#keepMemory('perRow', await tab.memory(), started);
      if (this.answers === null) await this.#checkAnswers(tab);
      await this.#askAll(tab);
      this.#keepMemory('usedPerRow', await tab.memory(), started);
      return opened.canReopen && this.#load.length === 1 && (await this.#save(tab));
    } finally {
      await tab.close();
    }
  }

  /** Comes back to the saved table. @param {string} profile */
  async laterVisit(profile) {
    const tab = await openTab(this.#plan.url, profile);
    try {
      const before = tab.processorTime();
      this.#reopen.push(await tab.call('reopen', this.#plan.engine));
      this.#processor.reopen.push(tab.processorTime() - before);
      this.#keepMemory('reopenedPerRow', await tab.memory(), this.#started);
    } catch (error) {
      this.#reopenFailure = /** @type {Error} */ (error).message;
    } finally {
      await tab.close();
    }
  }

  /** @param {string} name @param {number | null} now @param {number | null} before */
  #keepMemory(name, now, before) {
    if (now !== null && before !== null) this.#memory[name] = (now - before) / this.#plan.rows;
  }

  /** @param {import('./tab.js').Tab} tab @throws {Error} when the reference answers otherwise */
  async #checkAnswers(tab) {
    const answers = [];
    for (const filter of CHECKED) answers.push(await tab.call('answers', filter));
    const difference = this.#plan.expected && firstDifference(this.#plan.expected, answers);
    if (difference) throw new Error(`answers differ: ${difference}`);
    this.answers = answers;
  }

  /** @param {import('./tab.js').Tab} tab */
  async #askAll(tab) {
    const start = performance.now();
    const isEnough = (/** @type {number} */ asked) => asked >= 2 && performance.now() - start > PATIENCE_MS;
    const fresh = freshFilters(this.#plan.rounds + 2);
    for (const [column] of KINDS)
      await tab.call(
        'change',
        fresh.find((filter) => filter.column === column),
      ); // warm
    for (const [column] of KINDS) {
      const [, single, ...rest] = fresh.filter((filter) => filter.column === column);
      for (const [asked, filter] of rest.entries()) {
        if (isEnough(asked)) break;
        const before = tab.processorTime();
        this.#changes[column].push(await tab.call('change', filter));
        this.#processor[column].push(tab.processorTime() - before);
      }
      const times = await tab.call('each', single);
      times.forEach((/** @type {number} */ ms, /** @type {number} */ i) => this.#questions[i].push(ms));
    }
  }

  /** @param {import('./tab.js').Tab} tab */
  async #save(tab) {
    try {
      await tab.call('save');
      return true;
    } catch (error) {
      this.#reopenFailure = /** @type {Error} */ (error).message;
      return false;
    }
  }

  times() {
    const kinds = Object.values(this.#changes);
    return {
      open: both(this.#open),
      load: both(this.#load),
      change: { least: mean(kinds.map(least)), median: mean(kinds.map(median)), samples: this.#changes },
      questions: this.#questions.map(both),
      reopen: both(this.#reopen),
      ...(this.#reopenFailure && { reopenFailure: this.#reopenFailure }),
      processor: {
        load: least(this.#processor.load),
        change: mean(KINDS.map(([column]) => least(this.#processor[column]))),
        reopen: this.#processor.reopen.length > 0 ? least(this.#processor.reopen) : null,
      },
      memory: this.#memory,
    };
  }
}

/**
 * @param {Plan} plan expected: the reference's answers; null when this engine is the reference
 * @returns {Promise<{times: ReturnType<Measurement['times']>, answers: any[][][] | null, version: string}>}
 * @throws {Error} when the engine fails or answers differently
 */
export async function measure(plan) {
  const found = new Measurement(plan);
  const start = performance.now();
  for (let repeat = 0; repeat < plan.repeats; repeat += 1) {
    if (repeat > 0 && performance.now() - start > 2 * PATIENCE_MS) break;
    const profile = mkdtempSync(join(tmpdir(), 'sandtable-bench-'));
    try {
      const isSaved = await found.firstVisit(profile);
      for (let visit = 0; isSaved && visit < LATER_VISITS; visit += 1) await found.laterVisit(profile);
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }
  return { times: found.times(), answers: found.answers, version: found.version };
}
