// PlanLibrary: the plans of this browser: the list, the bin, and which one was open last. Opens none itself.
import { signal } from '@preact/signals-core';
import { storageFailure } from '../storage/storage-error.js';

/** @typedef {import('../storage/types.js').PlanRecord} PlanRecord */

const LAST_PLAN = 'lastPlan';
const DAY_MS = 86_400_000;

export class PlanLibrary {
  /** Plans outside the bin, newest first. @type {import('@preact/signals-core').Signal<PlanRecord[]>} */
  recent = signal(/** @type {PlanRecord[]} */ ([]));

  #store;

  /** @param {import('../storage/plan-store.js').PlanStore} store */
  constructor(store) {
    this.#store = store;
  }

  async refresh() {
    const records = await this.#store.list();
    this.recent.value = records.filter(({ deletedAt }) => deletedAt === null);
  }

  /** @param {string} key @param {string | null} deletedAt when it went to the bin; null takes it out again */
  async setDeleted(key, deletedAt) {
    const record = (await this.#store.list()).find((candidate) => candidate.key === key);
    if (!record) throw storageFailure('storage.no_such_plan', { key });
    await this.#store.putRecord({ ...record, deletedAt });
    await this.refresh();
  }

  /**
   * Makes a plan an earlier version: it stays, listed apart, and is never emptied from a bin.
   * @param {string} key @param {string} archivedAt
   */
  async archive(key, archivedAt) {
    const record = (await this.#store.list()).find((candidate) => candidate.key === key);
    if (!record) throw storageFailure('storage.no_such_plan', { key });
    await this.#store.putRecord({ ...record, archivedAt });
    await this.refresh();
  }

  /**
   * The plan at work here that stems from a document, the latest when there are several. A part of a plan is another thing than
   * the plan, and than other parts of it.
   * @param {string} id @param {string[]} [part] units of the part that is looked for; none: the whole plan
   */
  async withId(id, part = []) {
    await this.refresh();
    const wanted = JSON.stringify(part);
    const fits = (/** @type {PlanRecord} */ { part: units = [] }) => JSON.stringify(units) === wanted;
    return this.recent.peek().find((record) => record.id === id && !record.archivedAt && fits(record)) ?? null;
  }

  /** Removes plans that have been in the bin for longer than so many days. @param {number} days */
  async emptyBin(days) {
    const limit = new Date(Date.now() - days * DAY_MS).toISOString();
    for (const { key, deletedAt } of await this.#store.list()) {
      if (deletedAt !== null && deletedAt < limit) await this.#store.purge(key);
    }
  }

  /** @param {string} key */
  remember(key) {
    return this.#store.setPreference(LAST_PLAN, key);
  }

  /** The plan of the last visit; null when there is none or it is in the bin. @returns {Promise<string | null>} */
  async last() {
    const key = await this.#store.preference(LAST_PLAN);
    return this.recent.peek().some((record) => record.key === key) ? String(key) : null;
  }

  /** A sample made before in this language. @param {'en' | 'zh'} language */
  sample(language) {
    return (
      this.recent
        .peek()
        .find((record) => record.kind === 'sample' && !record.archivedAt && record.language === language) ?? null
    );
  }
}
