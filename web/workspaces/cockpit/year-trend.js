// YearTrend: a year's course is that of its months: attainment month by month up to the day of the data, for every unit.
// The engine looks back over as many periods as it always does, so a long year takes two questions.
import { signal } from '@preact/signals-core';
import { EngineQuery } from '../../state/engine-query.js';
import { joinTrends, lookBacks } from './cockpit-model.js';

/** @typedef {import('./cockpit-model.js').UnitRow} UnitRow */

export class YearTrend {
  /** Months to ask about, the latest first; none for a period that is no year. */
  #ends = signal(/** @type {string[]} */ ([]));
  #months = /** @type {string[]} */ ([]);
  #queries;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => Record<string, unknown>} scope params that every performance request shares; reads signals
   */
  constructor(host, scope) {
    this.#queries = [0, 1].map(
      (index) =>
        new EngineQuery(host, () => {
          const period = this.#ends.value[index];
          return period ? { request: 'performance.attainment', params: { ...scope(), period } } : null;
        }),
    );
  }

  /**
   * Says what the trend is about; asks only when that has changed.
   * @param {{period: string, asOf: string, firstDay: string, hasTargets: boolean} | null} cockpit
   * @param {readonly {period: string, firstDay: string}[]} months of the year
   */
  follow(cockpit, months) {
    const isYear = cockpit?.hasTargets && /^\d{4}$/.test(cockpit.period) && months[0]?.firstDay === cockpit.firstDay;
    const begun = isYear ? months.filter(({ firstDay }) => firstDay <= cockpit.asOf) : [];
    this.#months = begun.map(({ period }) => period);
    const ends = lookBacks(this.#months);
    if (ends.join() !== this.#ends.peek().join()) this.#ends.value = ends;
  }

  /** Rows with the year's months as their trend; as they were for other periods. @param {UnitRow[]} rows */
  applyTo(rows) {
    const answers = this.#ends.peek().map((_, index) => this.#queries[index].result);
    if (answers.length === 0 || answers.some((answer) => answer === null)) return rows;
    return joinTrends(rows, answers, this.#months);
  }
}
