// TargetTable: targets.view's answer as rows and cells of a grid: sums over spans, tree, marks, a proposal laid over it.
// Pure: no engine, no screen, no texts.
import { spansByPeriod } from './period-axis.js';

/**
 * @typedef {import('./period-axis.js').Span} Span
 * @typedef {{id: string, name: string, parent: string | null, level: string, depth: number, leaf: boolean,
 *   totalMinor: number, reserveMinor: number, historyMinor: number | null, growthRatio: number | null,
 *   locked: string[], overridden: string[], limits?: Record<string, number> | null}} ViewUnit
 * @typedef {{set: string, metric: string, year: string, grain: 'month' | 'week', periods: string[], units: ViewUnit[],
 *   columns: {values: Float64Array, reserve: Float64Array, history?: Float64Array | null}}} View
 * @typedef {{id: string, totalMinor: number, reserveMinor: number, periods: Record<string, number>,
 *   reservePeriods: Record<string, number>}} ProposedNode
 * @typedef {{unit: string, period: string, beforeMinor: number, afterMinor: number}} CellChange
 */

/** Rows a manager takes in without scrolling far. */
const ONE_SCREEN = 40;

export class TargetTable {
  /** @type {Map<string, number>} */
  #indexes;
  /** @type {Map<number, {values: number[], reserve: number[]}>} rows a proposal changes */
  #proposed = new Map();
  /** @type {Map<string, Span>} */
  #spans;
  /** @type {Map<string | null, number[]>} */
  #children = new Map();

  /**
   * @param {View} view units in preorder; values, reserve and history are [unit × period] in minor units, NaN = unknown
   * @param {{weekBased?: boolean}} [calendar]
   */
  constructor(view, { weekBased = false } = {}) {
    this.view = view;
    this.axis = { year: view.year, grain: view.grain, periods: view.periods, weekBased };
    this.#spans = spansByPeriod(this.axis);
    this.#indexes = new Map(view.units.map(({ id }, i) => [id, i]));
    view.units.forEach(({ parent }, i) => {
      const siblings = this.#children.get(parent);
      if (siblings) siblings.push(i);
      else this.#children.set(parent, [i]);
    });
    this.marks = view.units.map(({ locked, overridden }) => ({
      locked: new Set(locked),
      overridden: new Set(overridden),
    }));
  }

  get units() {
    return this.view.units;
  }

  /** Every unit, one dimension. @param {string} id */
  unit(id) {
    const index = this.#indexes.get(id);
    return index === undefined ? null : this.view.units[index];
  }

  /** @param {string | null} id @returns {ViewUnit[]} */
  childrenOf(id) {
    return (this.#children.get(id) ?? []).map((index) => this.view.units[index]);
  }

  /** From the root down to the unit, the unit included. @param {string} id @returns {ViewUnit[]} */
  pathTo(id) {
    /** @type {ViewUnit[]} */
    const path = [];
    for (let at = this.unit(id); at; at = at.parent === null ? null : this.unit(at.parent)) path.unshift(at);
    return path;
  }

  /** @param {string} period @returns {Span | null} null for a period that is no column of this set */
  span(period) {
    return this.#spans.get(period) ?? null;
  }

  // ---- a proposal on top --------------------------------------------------------------------------------------------

  /**
   * The same table with a proposal's nodes in place of what stands.
   * @param {readonly ProposedNode[]} nodes
   */
  withProposal(nodes) {
    const table = new TargetTable(this.view, { weekBased: this.axis.weekBased });
    for (const node of nodes) {
      const index = this.#indexes.get(node.id);
      if (index === undefined) continue;
      const { periods } = this.view;
      table.#proposed.set(index, {
        values: periods.map((period) => node.periods[period] ?? 0),
        reserve: periods.map((period) => node.reservePeriods?.[period] ?? 0),
      });
    }
    return table;
  }

  // ---- figures ------------------------------------------------------------------------------------------------------

  /** @param {ArrayLike<number>} values @param {number} offset @param {Span} span */
  #sum(values, offset, { first, last }) {
    let sum = 0;
    for (let p = first; p <= last; p += 1) sum += values[offset + p];
    return sum;
  }

  /** @param {string} unit @param {Span} span */
  value(unit, span) {
    const index = /** @type {number} */ (this.#indexes.get(unit));
    const proposed = this.#proposed.get(index);
    if (proposed) return this.#sum(proposed.values, 0, span);
    return this.standing(unit, span);
  }

  /** What the plan has, whatever is proposed. @param {string} unit @param {Span} span */
  standing(unit, span) {
    const index = /** @type {number} */ (this.#indexes.get(unit));
    return this.#sum(this.view.columns.values, index * this.view.periods.length, span);
  }

  /** Held back by the unit itself; null at leaves. @param {string} unit @param {Span} span */
  reserve(unit, span) {
    const index = /** @type {number} */ (this.#indexes.get(unit));
    if (this.view.units[index].leaf) return null;
    const proposed = this.#proposed.get(index);
    if (proposed) return this.#sum(proposed.reserve, 0, span);
    return this.#sum(this.view.columns.reserve, index * this.view.periods.length, span);
  }

  /** The compared year's actual; null where it is unknown. @param {string} unit @param {Span} span */
  history(unit, span) {
    const index = /** @type {number} */ (this.#indexes.get(unit));
    const { history } = this.view.columns;
    const { historyMinor } = this.view.units[index];
    // A distinct count of a year is not the sum of its months: the engine's own figure stands.
    if (span.grain === 'year') return historyMinor;
    // Known by the year only when the engine gives one value per unit.
    if (!history || history.length !== this.view.units.length * this.view.periods.length) return null;
    const sum = this.#sum(history, index * this.view.periods.length, span);
    return Number.isNaN(sum) ? null : sum;
  }

  /** Growth against the compared year; null without a base. @param {string} unit @param {Span} span */
  growth(unit, span) {
    const base = this.history(unit, span);
    return base === null || base <= 0 ? null : this.value(unit, span) / base - 1;
  }

  /** @param {string} unit @param {string} period */
  isLocked(unit, period) {
    return this.marks[/** @type {number} */ (this.#indexes.get(unit))].locked.has(period);
  }

  /** @param {string} unit @param {string} period */
  isOverridden(unit, period) {
    return this.marks[/** @type {number} */ (this.#indexes.get(unit))].overridden.has(period);
  }

  /** Whether a proposal moves this cell. @param {string} unit @param {Span} span */
  isChanged(unit, span) {
    const index = /** @type {number} */ (this.#indexes.get(unit));
    return this.#proposed.has(index) && this.value(unit, span) !== this.standing(unit, span);
  }

  // ---- rows ---------------------------------------------------------------------------------------------------------

  /** The deepest depth with units below it: how far a tree can be opened. */
  get openableDepth() {
    return this.view.units.reduce((deepest, { depth, leaf }) => (leaf ? deepest : Math.max(deepest, depth + 1)), 0);
  }

  /** As many levels as fit on a screen, at least the first. */
  get comfortableDepth() {
    /** @type {number[]} */
    const perDepth = [];
    for (const { depth } of this.view.units) perDepth[depth] = (perDepth[depth] ?? 0) + 1;
    let shown = 1;
    let depth = 0;
    while (depth < this.openableDepth && (depth === 0 || shown + (perDepth[depth + 1] ?? 0) <= ONE_SCREEN)) {
      depth += 1;
      shown += perDepth[depth] ?? 0;
    }
    return depth;
  }

  /**
   * The units to show, top down.
   * @param {(unit: ViewUnit) => boolean} isOpen asked for units with children
   * @returns {ViewUnit[]}
   */
  visibleUnits(isOpen) {
    /** @type {ViewUnit[]} */
    const shown = [];
    let hiddenBelow = Infinity;
    for (const unit of this.view.units) {
      if (unit.depth > hiddenBelow) continue;
      hiddenBelow = Infinity;
      shown.push(unit);
      if (!unit.leaf && !isOpen(unit)) hiddenBelow = unit.depth;
    }
    return shown;
  }

  /** Whether a proposal moves what the unit itself holds back. @param {string} unit @param {Span} span */
  isReserveChanged(unit, span) {
    const index = /** @type {number} */ (this.#indexes.get(unit));
    if (!this.#proposed.has(index)) return false;
    const offset = index * this.view.periods.length;
    return this.reserve(unit, span) !== this.#sum(this.view.columns.reserve, offset, span);
  }

  /** What a proposal changes at one period, parents before children. @param {Span} span @returns {CellChange[]} */
  changes(span) {
    return [...this.#proposed.keys()]
      .sort((a, b) => a - b)
      .map((index) => this.view.units[index].id)
      .filter((id) => this.isChanged(id, span))
      .map((unit) => ({
        unit,
        period: span.period,
        beforeMinor: this.standing(unit, span),
        afterMinor: this.value(unit, span),
      }));
  }
}
