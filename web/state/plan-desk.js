// PlanDesk: the one open plan of this tab: changed one step at a time, written to the browser, told in signals. What it has to do
// with other tabs is plan-tabs.js; where plans come from and go to is session-core.js.
import { batch, computed, effect, signal } from '@preact/signals-core';
import { recoverPlan } from './recover-plan.js';
import { FactTables } from './fact-tables.js';
import { FactsHistory } from './facts-history.js';
import { PlanParts } from './plan-parts.js';
import { PlanTabs } from './plan-tabs.js';
import { planTitle } from './plan-records.js';
import { storageFailure } from '../storage/storage-error.js';

/**
 * @typedef {import('./open-plan.js').OpenPlan} OpenPlan
 * @typedef {import('../storage/types.js').Label} Label
 * @typedef {import('../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {'saving' | 'browser' | 'file' | 'unsaved'} SaveState
 * @typedef {{key: string, name: string, kind: 'plan' | 'sample', readOnly: boolean, elsewhere: boolean, revision: number,
 *   fileName: string | null, versionId?: string, createdAt: string, filedAt?: string, unfiled: number,
 *   reminded?: {at: string, unfiled: number}, part: string[]}} PlanInfo elsewhere: another tab writes it, hence read-only here; after it: as in
 *   PlanRecord; part: none for a whole plan
 * @typedef {{key: string, name: string, errors: ErrorRecord[]}} Unopened a plan of this browser that could not be opened
 * @typedef {{engine: import('../engine/client.js').EngineClient, plans: import('../storage/plan-store.js').PlanStore,
 *   factsStore: import('../storage/facts-store.js').FactsStore, library: import('./plan-library.js').PlanLibrary,
 *   claims: import('./plan-claims.js').PlanClaims}} DeskParts
 */

const RETRY_MS = 5000;

export class PlanDesk {
  /** The open plan, null on the start page. @type {import('@preact/signals-core').Signal<PlanInfo | null>} */
  plan = signal(/** @type {PlanInfo | null} */ (null));
  /** Raised by every change of plan or facts: read it to recompute. */
  version = signal(0);
  /** What undo and redo would do, null when nothing. @type {import('@preact/signals-core').Signal<Label | null>} */
  undoLabel = signal(/** @type {Label | null} */ (null));
  redoLabel = signal(/** @type {Label | null} */ (null));
  /** The plan that was to be opened last and could not be. @type {import('@preact/signals-core').Signal<Unopened | null>} */
  unopened = signal(/** @type {Unopened | null} */ (null));
  /** A newer page has taken this browser's storage: nothing can be written here until this one is loaded again. */
  outdated = signal(false);
  /** The last step when it is out of reach: how its table stood before is held by the page only. */
  undoGone = signal(/** @type {Label | null} */ (null));
  /** Damage found while opening, to be shown until the plan is closed. */
  problems = signal(/** @type {ErrorRecord[]} */ ([]));

  #engine;
  #plans;
  #library;
  #claims;
  #busy = signal(0);
  #saveError = signal(/** @type {ErrorRecord | null} */ (null));
  #fileState = signal(/** @type {number | null} */ (null));
  #state = signal(0);
  /** @type {OpenPlan | null} */
  #open = null;
  /** @type {Promise<unknown>} */
  #chain = Promise.resolve();
  #retrying = false;

  /** @param {DeskParts} parts */
  constructor({ engine, plans, factsStore, library, claims }) {
    this.#engine = engine;
    this.#plans = plans;
    this.#library = library;
    this.#claims = claims;
    this.parts = new PlanParts(engine);
    this.tables = new FactTables(engine, factsStore);
    this.factsHistory = new FactsHistory(this.tables);
    this.tabs = new PlanTabs(this, claims);
    effect(() => {
      if (this.tables.saveError.value && this.#open) this.#retryLater(this.#open);
    });
    engine.setRestore(async (fresh) => {
      if (!this.#open) return;
      await this.#open.restoreInto(fresh);
      await this.tables.restoreInto(fresh);
    });
  }

  /** @type {import('@preact/signals-core').ReadonlySignal<SaveState>} */
  saveState = computed(() => {
    if (this.#saveError.value || this.tables.saveError.value) return 'unsaved';
    if (this.#busy.value > 0) return 'saving';
    return this.#fileState.value === this.#state.value ? 'file' : 'browser';
  });

  /** Why the state is `unsaved`. @type {import('@preact/signals-core').ReadonlySignal<ErrorRecord | null>} */
  saveError = computed(() => this.#saveError.value ?? this.tables.saveError.value);

  /** Runs one thing at a time, in the order asked. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  serial(work) {
    const run = this.#chain.then(work);
    this.#chain = run.catch(() => {}); // the caller gets the error; the next in line starts clean
    return run;
  }

  /** Refreshes the list of plans; an unavailable store shows as the save state. */
  async refreshList() {
    try {
      await this.#library.refresh();
      if (!this.#open) this.#saveError.value = null; // it was about the store, which answers
    } catch (error) {
      this.reportSave(error);
    }
  }

  /** The open plan, null on the start page. */
  get open() {
    return this.#open;
  }

  /** Whether what is on disk may be behind this tab, or ahead of it in another one. */
  get mayNotWriteRecord() {
    return this.#claims.elsewhere.value || this.#open?.hasUnsaved === true;
  }

  // ---- changing -----------------------------------------------------------------------------------------------------

  /**
   * Changes the open plan, puts the change on disk and tells the page. Rejects with EngineError when the engine refuses.
   * @param {(plan: OpenPlan) => Promise<import('./open-plan.js').Applied>} change
   * @returns {Promise<{revision: number, changed: string[], saved: boolean}>} saved: on disk in this browser
   */
  async change(change) {
    const plan = this.requireWritable();
    return this.whileSaving(async () => {
      const { revision, changed } = await change(plan);
      await this.parts.refresh(changed);
      plan.record = { ...plan.record, name: planTitle(this.parts.meta) };
      const saved = await this.flush(plan);
      this.publish(plan);
      if (plan.wantsFold) this.#foldWhenIdle(plan);
      return { revision, changed, saved };
    });
  }

  /**
   * Changes a fact table and the plan in one undo step. When `work` gives null or throws, nothing has changed.
   * @template {{source: string, patch: import('../storage/types.js').PatchOperation[]}} Done
   * @param {string} table @param {Label} label @param {() => Promise<Done | null>} work changes the table in the engine
   * @returns {Promise<Done | null>}
   */
  async changeTable(table, label, work) {
    this.requireWritable();
    return this.whileSaving(async () => {
      const before = await this.tables.stateOf(table);
      const done = await work();
      if (!done) return null;
      await this.tables.settle(table, done.source);
      await this.change(async (plan) => {
        const applied = await plan.apply(done.patch, label, table);
        this.factsHistory.record(applied.entry.seq, before);
        return applied;
      });
      return done;
    });
  }

  /** Takes the last change back, or repeats it, with what it did to a fact table. @param {'undo' | 'redo'} way */
  async step(way) {
    const plan = this.requireWritable();
    const step = way === 'undo' ? plan.undoable : plan.redoable;
    if (!this.factsHistory.reaches(step))
      throw storageFailure(way === 'undo' ? 'plan.nothing_to_undo' : 'plan.nothing_to_redo');
    await this.whileSaving(() => this.factsHistory.swap(step));
    return this.change((open) => open[way]());
  }

  /** Does what the save state calls saving. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async whileSaving(work) {
    this.#busy.value += 1;
    try {
      return await work();
    } finally {
      this.#busy.value -= 1;
      this.#tellOthers();
    }
  }

  #tellOthers() {
    if (this.#open && !this.#claims.elsewhere.value) this.#claims.tell(this.#open.record.key);
  }

  /** Refuses (plan.none_open) what needs a plan. */
  requireOpen() {
    if (!this.#open) throw storageFailure('plan.none_open');
    return this.#open;
  }

  /** Refuses (plan.none_open, plan.open_elsewhere) what would change a plan that this tab must not write. */
  requireWritable() {
    const plan = this.requireOpen();
    if (this.outdated.value) throw storageFailure('storage.newer');
    if (this.#claims.elsewhere.value) throw storageFailure('plan.open_elsewhere', { name: plan.record.name });
    return plan;
  }

  /** Writes what is not on disk. @param {OpenPlan} plan @returns {Promise<boolean>} whether everything is, but for tables */
  async flush(plan) {
    try {
      const { anew } = await plan.flush();
      const failedBefore = this.#saveError.value !== null;
      this.#saveError.value = null;
      if (anew) await this.tables.keepAll();
      if (anew || failedBefore) await this.#noteOpen(plan);
      return true;
    } catch (error) {
      this.reportSave(error);
      // What another tab has written meanwhile does not go away: the manager chooses between the two.
      if (this.#saveError.peek()?.code !== 'storage.conflict') this.#retryLater(plan);
      return false;
    }
  }

  /** @param {OpenPlan} plan */
  #retryLater(plan) {
    if (this.#retrying) return;
    this.#retrying = true;
    setTimeout(() => {
      this.#retrying = false;
      void this.serial(async () => {
        if (this.#open !== plan || this.#claims.elsewhere.value) return;
        if (plan.hasUnsaved) await this.flush(plan);
        await this.tables.keepUnkept();
        this.#tellOthers();
      });
    }, RETRY_MS);
  }

  /** Makes what the browser store refused the save state. @param {unknown} error */
  reportSave(error) {
    const records = /** @type {{errors?: ErrorRecord[]}} */ (error).errors;
    this.#saveError.value = records?.[0] ?? { code: 'storage.unavailable', params: { reason: String(error) } };
  }

  /** @param {OpenPlan} plan */
  #foldWhenIdle(plan) {
    const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 50));
    idle(() => void this.serial(() => this.#fold(plan)));
  }

  /** @param {OpenPlan} plan */
  async #fold(plan) {
    if (this.#open !== plan || !plan.wantsFold || this.#claims.elsewhere.value) return;
    // A fold that fails costs nothing: the journal has every change, and the next change tries again.
    await plan.fold().catch(() => {});
    void plan.thin().catch(() => {}); // beside other work: a few generations too many do no harm
  }

  /** Tells the page how the open plan stands. @param {OpenPlan} plan */
  publish(plan) {
    batch(() => {
      const { key, name, kind, revision, fileState, versionId, part = [] } = plan.record;
      const { fileName, createdAt, filedAt, unfiled = 0, reminded } = plan.record;
      const elsewhere = this.#claims.elsewhere.value;
      const readOnly = plan.readOnly || elsewhere || this.outdated.value;
      const filing = { fileName, createdAt, filedAt, unfiled, reminded };
      this.plan.value = { key, name, kind, revision, readOnly, elsewhere, versionId, part, ...filing };
      const labelOf = (/** @type {import('../storage/types.js').JournalEntry | null} */ step) =>
        !readOnly && step && this.factsHistory.reaches(step) ? step.label : null;
      this.undoLabel.value = labelOf(plan.undoable);
      this.redoLabel.value = labelOf(plan.redoable);
      const last = plan.undoable;
      const gone = plan.lost ?? (last && !this.factsHistory.reaches(last) ? last : null);
      this.undoGone.value = readOnly ? null : (gone?.label ?? null);
      this.#state.value = plan.state;
      this.#fileState.value = fileState;
      this.version.value += 1;
    });
    this.#tellOthers();
  }

  /**
   * Changes what the browser notes about the open plan, which is no change of the document.
   * @param {Partial<import('../storage/types.js').PlanRecord>} changes
   */
  async note(changes) {
    const plan = this.#open;
    if (!plan || this.mayNotWriteRecord || this.outdated.value) return;
    await plan.changeRecord(changes).catch((error) => this.reportSave(error));
    this.publish(plan);
  }

  // ---- taking up and putting away -----------------------------------------------------------------------------------

  /** Asks for the right to write a plan. @param {string} key */
  claim(key) {
    return this.#claims.ask(key);
  }

  /**
   * Makes a plan the open one and sees that the browser has it.
   * @param {OpenPlan} plan @param {import('./plan-claims.js').Claim} claim
   */
  async adopt(plan, claim) {
    this.#open = plan;
    this.factsHistory.clear();
    this.#claims.use(claim);
    this.problems.value = [];
    this.unopened.value = null;
    this.#saveError.value = null;
    await this.parts.refreshAll();
    plan.record = { ...plan.record, name: planTitle(this.parts.meta) };
    await this.tables.open(plan.record.key);
    await this.flush(plan);
    this.publish(plan);
    await this.#noteOpen(plan);
  }

  /** The next visit begins with it. @param {OpenPlan} plan */
  async #noteOpen(plan) {
    await this.#library.remember(plan.record.key).catch((error) => this.reportSave(error));
    await this.refreshList();
  }

  /**
   * Takes up a plan of this browser as far as it can be read.
   * @param {string} key
   */
  async take(key) {
    const claim = await this.#claims.ask(key);
    try {
      await this.recover(key, claim);
    } catch (error) {
      this.#claims.drop(claim);
      this.#couldNotOpen(key, error);
      throw error;
    }
  }

  /** @param {string} key @param {unknown} error */
  #couldNotOpen(key, error) {
    const { errors } = /** @type {{errors?: ErrorRecord[]}} */ (error);
    const name = this.#library.recent.peek().find((record) => record.key === key)?.name ?? '—';
    // What is not damage passes: the plan is gone, or the browser does not answer at present.
    const passing = /^storage\.(no_such_plan|blocked|timeout|newer|unavailable)$/;
    if (errors && !errors.every(({ code }) => passing.test(code))) this.unopened.value = { key, name, errors };
  }

  /** Opens a plan as the browser has it. @param {string} key @param {import('./plan-claims.js').Claim} claim */
  async recover(key, claim) {
    const mayWrite = claim.granted && !claim.late;
    const loaded = await this.#plans.load(key);
    const { plan, problems } = await recoverPlan(loaded, this.#engine, this.#plans, { mayWrite });
    await this.adopt(plan, claim);
    const damaged = await this.tables.restoreInto(this.#engine);
    this.problems.value = [...problems, ...damaged];
    this.version.value += 1;
  }

  /** Puts the open plan away. */
  async clear() {
    this.#open = null;
    this.factsHistory.clear();
    this.#claims.use(null);
    batch(() => {
      this.plan.value = null;
      this.unopened.value = null;
      this.problems.value = [];
      this.undoLabel.value = null;
      this.redoLabel.value = null;
      this.undoGone.value = null;
    });
    await this.tables.close();
    this.version.value += 1;
    await this.refreshList();
  }
}
