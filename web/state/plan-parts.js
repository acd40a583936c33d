// PlanParts: the parts of the plan that screens read all the time, kept in step with the document.
// Large collections (targets) are not here: ask the engine for views of them.
import { signal } from '@preact/signals-core';

/** @typedef {import('../engine/client.js').EngineHandle} EngineHandle */

const PARTS = ['meta', 'calendar', 'settings'];
const COLLECTIONS = ['orgUnits', 'people', 'products', 'metrics', 'targetSets'];
const PART_NAMES = [...PARTS, ...COLLECTIONS];

/**
 * Records by id without what objects inherit: an id from an address or a file finds a record or nothing.
 * @template T @param {Record<string, T>} records @returns {Record<string, T>}
 */
const byIdOnly = (records) => Object.assign(Object.create(null), records);

const NO_RECORDS = Object.freeze(Object.create(null));

/** @param {string} name @param {any} part */
function lookupSafe(name, part) {
  if (COLLECTIONS.includes(name)) return byIdOnly(part);
  return name === 'settings' && part.boards ? { ...part, boards: byIdOnly(part.boards) } : part;
}

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
    const safe = wanted.map((name) => [name, lookupSafe(name, parts[name])]);
    this.#all.value = { ...this.#all.peek(), ...Object.fromEntries(safe) };
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
    return this.#all.value.orgUnits ?? NO_RECORDS;
  }
  /** @returns {Record<string, any>} by id */
  get people() {
    return this.#all.value.people ?? NO_RECORDS;
  }
  /** @returns {Record<string, any>} by id */
  get products() {
    return this.#all.value.products ?? NO_RECORDS;
  }
  /** @returns {Record<string, any>} by id */
  get metrics() {
    return this.#all.value.metrics ?? NO_RECORDS;
  }
  /** @returns {Record<string, any>} by id */
  get targetSets() {
    return this.#all.value.targetSets ?? NO_RECORDS;
  }
}
