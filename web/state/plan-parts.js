// PlanParts: the parts of the plan that screens read all the time, kept in step with the document.
// Large collections (targets) are not here: ask the engine for views of them.
import { signal } from '@preact/signals-core';

/** @typedef {import('../engine/client.js').EngineHandle} EngineHandle */

const PART_NAMES = ['meta', 'calendar', 'settings', 'orgUnits', 'people', 'products', 'metrics', 'targetSets'];

export class PlanParts {
  #engine;
  /** @type {import('@preact/signals-core').Signal<Record<string, any>>} */
  #all = signal({});

  /** @param {EngineHandle} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  refreshAll() {
    return this.refresh(PART_NAMES);
  }

  /** @param {string[]} changed parts a patch touched; those not kept here are ignored */
  async refresh(changed) {
    const wanted = changed.filter((name) => PART_NAMES.includes(name));
    if (wanted.length === 0) return;
    const { parts } = await this.#engine.call('plan.get', { parts: wanted });
    this.#all.value = { ...this.#all.peek(), ...parts };
  }

  /** @returns {any} */
  get meta() {
    return this.#all.value.meta ?? {};
  }
  /** @returns {any} */
  get calendar() {
    return this.#all.value.calendar ?? {};
  }
  /** @returns {any} */
  get settings() {
    return this.#all.value.settings ?? {};
  }
  /** @returns {Record<string, any>} by id */
  get orgUnits() {
    return this.#all.value.orgUnits ?? {};
  }
  /** @returns {Record<string, any>} by id */
  get people() {
    return this.#all.value.people ?? {};
  }
  /** @returns {Record<string, any>} by id */
  get products() {
    return this.#all.value.products ?? {};
  }
  /** @returns {Record<string, any>} by id */
  get metrics() {
    return this.#all.value.metrics ?? {};
  }
  /** @returns {Record<string, any>} by id */
  get targetSets() {
    return this.#all.value.targetSets ?? {};
  }
}
