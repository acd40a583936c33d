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

/** @param {string} profile @param {(profile: string) => Promise<void>} work */
async function withProfile(profile, work) {
  try {
    await work(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/**
 * @param {Plan} plan expected: the reference's answers; null when this engine is the reference
 * @returns {Promise<{times: any, answers: any[][][] | null, version: string}>}
 * @throws {Error} when the engine fails or answers differently
 */
export async function measure(plan) {
  const { rows, engine, url, repeats, rounds, expected } = plan;
  /** @type {Record<string, number[]>} */
  const times = { open: [], load: [], reopen: [] };
  /** @type {Record<string, number[]>} */
  const changes = Object.fromEntries(KINDS.map(([column]) => [column, []]));
  /** @type {number[][]} */
  const questions = Array.from({ length: 7 }, () => []);
  /** @type {Record<string, number | null>} */
  const memory = {};
  /** @type {any[][][] | null} */
  let answers = null;
  let version = '';
  /** @type {number | null} memory with the engine and no table */
  let started = null;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    await withProfile(mkdtempSync(join(tmpdir(), 'sandtable-bench-')), async (profile) => {
      const tab = await openTab(url, profile);
      let reopens;
      try {
        version = tab.version;
        const opened = await tab.call('open', engine);
        reopens = opened.canReopen && repeat === 0;
        times.open.push(opened.ms);
        const empty = await tab.memory();
        started ??= empty;
        await tab.call('fetchFile', `${url}data/${rows}.csv`);
        times.load.push(await tab.call('load'));
        const loaded = await tab.memory();
        if (empty !== null && loaded !== null) memory.perRow = (loaded - empty) / rows;
        if (repeat === 0) {
          answers = [];
          for (const filter of CHECKED) answers.push(await tab.call('answers', filter));
          const difference = expected && firstDifference(expected, answers);
          if (difference) throw new Error(`answers differ: ${difference}`);
        }
        const fresh = freshFilters(rounds + 2);
        for (const filter of fresh.filter((_, i) => i % (rounds + 2) === 0)) await tab.call('change', filter); // warm
        for (const [column] of KINDS) {
          const [, single, ...rest] = fresh.filter((filter) => filter.column === column);
          for (const filter of rest) changes[column].push(await tab.call('change', filter));
          const { times: each } = await tab.call('each', single);
          each.forEach((/** @type {number} */ ms, /** @type {number} */ i) => questions[i].push(ms));
        }
        const used = await tab.memory();
        if (empty !== null && used !== null) memory.usedPerRow = (used - empty) / rows;
        if (reopens) await tab.call('save');
      } finally {
        await tab.close();
      }
      for (let visit = 0; reopens && visit < 3; visit += 1) {
        const again = await openTab(url, profile);
        try {
          times.reopen.push(await again.call('reopen', engine));
          const reopened = await again.memory();
          if (started !== null && reopened !== null) memory.reopenedPerRow = (reopened - started) / rows;
        } finally {
          await again.close();
        }
      }
    });
  }
  const perKind = Object.values(changes);
  const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    version,
    answers,
    times: {
      open: { least: least(times.open), median: median(times.open) },
      load: { least: least(times.load), median: median(times.load) },
      change: { least: mean(perKind.map(least)), median: mean(perKind.map(median)), samples: changes },
      questions: questions.map((values) => ({ least: least(values), median: median(values) })),
      reopen: times.reopen.length > 0 ? { least: least(times.reopen), median: median(times.reopen) } : null,
      memory,
    },
  };
}
