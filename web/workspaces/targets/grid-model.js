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
 *   reservePeriods: Record<string, number>, products?: Record<string, {periods: Record<string, number>}>}} ProposedNode
 * @typedef {{columns?: {values: ArrayLike<number>, reserve: ArrayLike<number>}, nodes?: readonly ProposedNode[]}} Proposed
 *   columns: every figure, [unit × period] as in View; or nodes: those that change
 * @typedef {{unit: string, period: string, beforeMinor: number, afterMinor: number}} CellChange
 */

/** Rows a manager takes in without scrolling far. */
const ONE_SCREEN = 40;

export class TargetTable {
  /** @type {Map<string, number>} */
  #indexes;
  /** what a proposal makes of the figures @type {{values: ArrayLike<number>, reserve: ArrayLike<number>} | null} */
  #proposed = null;
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
   * The same table with a proposal's figures in place of what stands.
   * @param {Proposed} proposal
   * @param {string} [product] the product line the table shows; all of them by default
   */
  withProposal({ columns, nodes = [] }, product = '') {
    const table = new TargetTable(this.view, { weekBased: this.axis.weekBased });
    const proposed = columns ?? this.#figuresOf(nodes, product);
    // Other units or periods than these: the plan changed, and the table of the new ones is on its way.
    if (proposed.values.length === this.view.columns.values.length) table.#proposed = proposed;
    return table;
  }

  /** All figures, with those of some nodes replaced. @param {readonly ProposedNode[]} nodes @param {string} product */
  #figuresOf(nodes, product) {
    const { periods, columns } = this.view;
    const values = columns.values.slice();
    const reserve = columns.reserve.slice();
    for (const node of nodes) {
      const offset = (this.#indexes.get(node.id) ?? NaN) * periods.length;
      if (Number.isNaN(offset)) continue;
      const shown = product === '' ? node.periods : node.products?.[product]?.periods;
      periods.forEach((period, p) => {
        if (shown) values[offset + p] = shown[period] ?? 0;
        // What a unit holds back is known for all product lines together only.
        if (product === '') reserve[offset + p] = node.reservePeriods?.[period] ?? 0;
      });
    }
    return { values, reserve };
  }

  // ---- figures ------------------------------------------------------------------------------------------------------

  /** @param {ArrayLike<number>} values [unit × period] @param {string} unit @param {Span} span */
  #sumOf(values, unit, { first, last }) {
    const offset = /** @type {number} */ (this.#indexes.get(unit)) * this.view.periods.length;
    let sum = 0;
    for (let p = first; p <= last; p += 1) sum += values[offset + p];
    return sum;
  }

  /** @param {string} unit @param {Span} span */
  value(unit, span) {
    return this.#sumOf(this.#proposed?.values ?? this.view.columns.values, unit, span);
  }

  /** What the plan has, whatever is proposed. @param {string} unit @param {Span} span */
  standing(unit, span) {
    return this.#sumOf(this.view.columns.values, unit, span);
  }

  /** Held back by the unit itself; null at leaves. @param {string} unit @param {Span} span */
  reserve(unit, span) {
    if (this.unit(unit)?.leaf) return null;
    return this.#sumOf(this.#proposed?.reserve ?? this.view.columns.reserve, unit, span);
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
    const sum = this.#sumOf(history, unit, span);
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
    return this.#proposed !== null && this.value(unit, span) !== this.standing(unit, span);
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
    return this.#proposed !== null && this.reserve(unit, span) !== this.#sumOf(this.view.columns.reserve, unit, span);
  }

  /** What a proposal changes at one period, parents before children. @param {Span} span @returns {CellChange[]} */
  changes(span) {
    return this.view.units
      .map(({ id }) => id)
      .filter((id) => this.isChanged(id, span))
      .map((unit) => ({
        unit,
        period: span.period,
        beforeMinor: this.standing(unit, span),
        afterMinor: this.value(unit, span),
      }));
  }
}
