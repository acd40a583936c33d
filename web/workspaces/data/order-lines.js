// OrderLines: the plan's one table of order lines: taking an import in, removing it, and bringing back what was there
// before. Never mixes with the sample: an import while the sample (or nothing) is open makes a plan of its own.
import { signal } from '@preact/signals-core';

/**
 * @typedef {import('./import-flow.js').ImportFlow} ImportFlow
 * @typedef {Pick<import('../../engine/client.js').EngineClient, 'call' | 'load'>} Engine
 * @typedef {{planKey: string, bytes: Uint8Array<ArrayBuffer>, fileName: string, rows: number}} Kept
 * @typedef {{name: string, language: 'zh' | 'en', currency: string}} NewPlan
 */

const TABLE = 'orders';
const CHUNK_BYTES = 4 * 1024 * 1024;

export class OrderLines {
  /** What the last import or removal took away, for as long as the plan stays open. */
  previous = signal(/** @type {Kept | null} */ (null));

  #engine;
  #session;

  /** @param {{engine: Engine, session: import('../../state/session-core.js').Session}} parts */
  constructor({ engine, session }) {
    this.#engine = engine;
    this.#session = session;
  }

  /** Whether an import goes into the open plan. */
  get goesIntoPlan() {
    return this.#session.plan.value?.kind === 'plan';
  }

  /** The table as facts.list describes it, null when there is none that rows could be replaced in. */
  get present() {
    return this.goesIntoPlan ? this.#described() : null;
  }

  #described() {
    return this.#session.facts.value.find(({ name }) => name === TABLE) ?? null;
  }

  /** What `bringBack` would bring back into the open plan, null when nothing. */
  get returnable() {
    const kept = this.previous.value;
    return kept && kept.planKey === this.#session.plan.value?.key ? kept : null;
  }

  /**
   * Commits a file and keeps its rows with the plan; a new plan is made only after the engine has accepted every row.
   * @param {ImportFlow} flow at stage `mapping`
   * @param {NewPlan} newPlan what to make when no plan of the manager's own is open
   * @returns {Promise<import('./import-flow.js').Report | null>} null when refused or cancelled: nothing changed then
   */
  async take(flow, newPlan) {
    if (this.goesIntoPlan) this.#session.requireWritable();
    const fileName = flow.file.value?.name ?? '';
    const before = this.present ? await this.#keep() : null;
    const report = await flow.commit();
    if (!report) return null;
    if (!this.goesIntoPlan) {
      const bytes = await this.#snapshot();
      await this.#session.newPlan(newPlan);
      await this.#put(bytes);
    }
    await this.#session.keepFacts(TABLE, fileName);
    this.previous.value = before;
    await this.#remember(report);
    flow.finish();
    return report;
  }

  /** Removes the order lines from the plan; `bringBack` undoes it. */
  async drop() {
    this.#session.requireWritable();
    const before = await this.#keep();
    await this.#session.dropFacts(TABLE);
    this.previous.value = before;
  }

  /** Puts back what the last import or removal took away; what stands there now can then be brought back in turn. */
  async bringBack() {
    const kept = this.returnable;
    if (!kept) return;
    this.#session.requireWritable();
    const now = this.#described() ? await this.#keep() : null;
    await this.#put(kept.bytes);
    await this.#session.keepFacts(TABLE, kept.fileName);
    this.previous.value = now;
  }

  /** @returns {Promise<Kept>} */
  async #keep() {
    const table = /** @type {any} */ (this.#described());
    return {
      planKey: /** @type {string} */ (this.#session.plan.value?.key),
      bytes: await this.#snapshot(),
      fileName: table.source?.fileName ?? '',
      rows: table.rows,
    };
  }

  /** @returns {Promise<Uint8Array<ArrayBuffer>>} */
  async #snapshot() {
    const { columns } = await this.#engine.call('facts.snapshot', { table: TABLE }, { columns: ['bytes'] });
    return columns.bytes;
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes a snapshot; takes the place of whatever stands there */
  async #put(bytes) {
    const { import: importId } = await this.#engine.call('facts.restore', { table: TABLE });
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      await this.#engine.load(importId, bytes.slice(at, at + CHUNK_BYTES));
    }
    await this.#engine.call('facts.commit', { import: importId });
  }

  /** The next file with the same header needs no questions. @param {import('./import-flow.js').Report} report */
  async #remember({ fingerprint, mapping }) {
    const kept = this.#session.parts.settings.factMappings ?? {};
    if (JSON.stringify(kept[fingerprint]) === JSON.stringify(mapping)) return;
    const value = { ...kept, [fingerprint]: mapping };
    await this.#session.apply([{ op: 'add', path: '/settings/factMappings', value }], {
      label: { key: 'data.undo.mapping' },
    });
  }
}
