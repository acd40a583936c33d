// PlanTables: the plan's tables of rows: taking an import in, and removing a table; each is one undo step. Never mixes with the sample:
// an import while the sample (or nothing) is open makes a plan of its own.

/**
 * @typedef {import('./import-flow.js').ImportFlow} ImportFlow
 * @typedef {import('./import-flow.js').Report} Report
 * @typedef {Pick<import('../../engine/client.js').EngineClient, 'call' | 'load'>} Engine
 * @typedef {{name: string, language: 'zh' | 'en', currency: string}} NewPlan
 */

const CHUNK_BYTES = 4 * 1024 * 1024;
const MAPPINGS = '/settings/factMappings';

export class PlanTables {
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

  /** The table an import would change, as facts.list describes it; null when there is none. @param {string} table */
  present(table) {
    return (this.goesIntoPlan && this.#session.facts.value.find(({ name }) => name === table)) || null;
  }

  /**
   * Commits a file and keeps its rows with the plan; a new plan is made only after the engine has accepted every row.
   * @param {ImportFlow} flow at stage `checked`
   * @param {NewPlan} newPlan what to make when no plan of the manager's own is open
   * @returns {Promise<Report | null>} null when refused or cancelled: nothing changed then
   */
  async take(flow, newPlan) {
    const fileName = flow.file.value?.name ?? '';
    const table = flow.choices.table.value;
    const label = { key: 'data.undo.import', params: { file: fileName } };
    if (this.goesIntoPlan) {
      const done = await this.#session.changeFacts(table, label, async () => {
        const report = await flow.commit();
        if (!report) return null;
        await this.#forget(report.replaced);
        return { source: fileName, patch: this.#patch(flow) };
      });
      if (!done) return null;
    } else {
      const report = await flow.commit();
      if (!report) return null;
      await this.#forget(report.replaced);
      // What stood in the engine belongs to the sample: the new plan has had nothing before.
      const changes = { new: report.rows, changed: 0, unchanged: 0, removed: 0, kept: 0 };
      flow.report.value = { ...report, changes };
      const { columns } = await this.#engine.call('facts.snapshot', { table }, { columns: ['bytes'] });
      await this.#session.newPlan(newPlan);
      await this.#session.changeFacts(table, label, async () => {
        await this.#put(table, columns.bytes);
        return { source: fileName, patch: this.#patch(flow) };
      });
    }
    flow.finish();
    return flow.report.value;
  }

  /** Removes a table from the plan. @param {string} table @param {string} source where its rows came from */
  async drop(table, source) {
    const label = { key: 'data.undo.drop', params: { file: source } };
    await this.#session.changeFacts(table, label, async () => {
      await this.#engine.call('facts.drop', { table });
      return { source: '', patch: [] };
    });
  }

  /** The engine keeps what a commit replaced; undo has a snapshot of it. @param {string | null | undefined} token */
  async #forget(token) {
    if (token) await this.#engine.call('facts.forget', { token });
  }

  /** @param {string} table @param {Uint8Array<ArrayBuffer>} bytes a snapshot; takes the place of whatever stands there */
  async #put(table, bytes) {
    const { import: importId } = await this.#engine.call('facts.restore', { table });
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      await this.#engine.load(importId, bytes.slice(at, at + CHUNK_BYTES));
    }
    const { replaced } = await this.#engine.call('facts.commit', { import: importId });
    await this.#forget(replaced);
  }

  /** The next file with the same header needs no questions. @param {ImportFlow} flow */
  #patch(flow) {
    const kept = this.#session.parts.settings.factMappings ?? {};
    return [{ op: 'add', path: MAPPINGS, value: { ...kept, ...flow.worthKeeping } }];
  }
}
