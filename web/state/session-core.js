// Session: see session.js. Apart from the page's one instance so that tests can give it another engine and another store.
import { batch, computed, signal } from '@preact/signals-core';
import { recoverPlan } from './recover-plan.js';
import { OpenPlan } from './open-plan.js';
import { PlanParts } from './plan-parts.js';
import { FactTables } from './fact-tables.js';
import { PlanClaims } from './plan-claims.js';
import { PlanLibrary } from './plan-library.js';
import { newPlanRecord, planTitle } from './plan-records.js';
import { documentId, renamedCopy, samePlan } from './plan-versions.js';
import { packPlanFile, planFileName, readPlanFile, unpackPlanFile } from '../storage/plan-file.js';
import { keptFileName, writePlanFile } from '../storage/file-target.js';
import { storageFailure } from '../storage/storage-error.js';
import { sampleDay, sampleTarget } from './sample-region.js';
import { today } from '../lib/dates.js';

/**
 * @typedef {import('../storage/types.js').PlanRecord} PlanRecord
 * @typedef {import('../storage/types.js').PatchOperation} PatchOperation
 * @typedef {import('../storage/types.js').Label} Label
 * @typedef {import('../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {'saving' | 'browser' | 'file' | 'unsaved'} SaveState
 * @typedef {{key: string, name: string, kind: 'plan' | 'sample', readOnly: boolean, elsewhere: boolean, revision: number,
 *   fileName: string | null}} PlanInfo elsewhere: another tab writes it, hence read-only here
 * @typedef {{engine: import('../engine/client.js').EngineClient, plans: import('../storage/plan-store.js').PlanStore,
 *   factsStore: import('../storage/facts-store.js').FactsStore, claims?: PlanClaims}} SessionParts claims: none, no guard
 */

const RETRY_MS = 5000;

export class Session {
  /** The open plan, null on the start page. @type {import('@preact/signals-core').Signal<PlanInfo | null>} */
  plan = signal(/** @type {PlanInfo | null} */ (null));
  /** Raised by every change of plan or facts: read it to recompute. */
  version = signal(0);
  /** What undo and redo would do, null when nothing. @type {import('@preact/signals-core').Signal<Label | null>} */
  undoLabel = signal(/** @type {Label | null} */ (null));
  redoLabel = signal(/** @type {Label | null} */ (null));
  /** Damage found while opening, to be shown until the plan is closed. */
  problems = signal(/** @type {ErrorRecord[]} */ ([]));

  #engine;
  #plans;
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

  /** @param {SessionParts} parts */
  constructor({ engine, plans, factsStore, claims = new PlanClaims() }) {
    this.#engine = engine;
    this.#plans = plans;
    this.library = new PlanLibrary(plans);
    this.parts = new PlanParts(engine);
    this.tables = new FactTables(engine, factsStore);
    this.#claims = claims;
    claims.serve({
      granted: (key) => void this.#serial(() => this.#readAgain(key)),
      handOver: (key) => this.#serial(() => this.#handOver(key)),
      lost: () => void this.#serial(async () => this.#open && this.#publish(this.#open)),
    });
    engine.setRestore(async (fresh) => {
      if (!this.#open) return;
      await this.#open.restoreInto(fresh);
      await this.tables.restoreInto(fresh);
    });
  }

  /** Plans in this browser, newest first, without those in the bin. */
  get recent() {
    return this.library.recent;
  }

  /** The fact tables, as facts.list describes them. */
  get facts() {
    return this.tables.list;
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
  #serial(work) {
    const run = this.#chain.then(work);
    this.#chain = run.catch(() => {}); // the caller gets the error; the next in line starts clean
    return run;
  }

  /** Refreshes the list of plans; an unavailable store shows as the save state. */
  async refreshRecent() {
    await this.library.refresh().catch((error) => this.#reportSave(error));
  }

  // ---- changing -----------------------------------------------------------------------------------------------------

  /**
   * Applies a patch to the plan as one undo step.
   * @param {PatchOperation[]} patch
   * @param {{label: Label}} options what the step is called in undo
   * @returns {Promise<{revision: number, changed: string[], saved: boolean}>} saved: on disk in this browser; when false the
   *   save state says why. Rejects with EngineError when the engine refuses; nothing changed then.
   */
  apply(patch, { label }) {
    return this.#serial(() => this.#change((plan) => plan.apply(patch, label)));
  }

  undo() {
    return this.#serial(() => this.#change((plan) => plan.undo()));
  }

  redo() {
    return this.#serial(() => this.#change((plan) => plan.redo()));
  }

  /** @param {(plan: OpenPlan) => Promise<import('./open-plan.js').Applied>} change */
  async #change(change) {
    const plan = this.requireWritable();
    this.#busy.value += 1;
    try {
      const { revision, changed } = await change(plan);
      await this.parts.refresh(changed);
      plan.record = { ...plan.record, name: planTitle(this.parts.meta) };
      const saved = await this.#flush(plan);
      this.#publish(plan);
      if (plan.wantsFold) this.#foldWhenIdle(plan);
      return { revision, changed, saved };
    } finally {
      this.#busy.value -= 1;
    }
  }

  #requireOpen() {
    if (!this.#open) throw storageFailure('plan.none_open');
    return this.#open;
  }

  /** Refuses (plan.none_open, plan.open_elsewhere) what would change a plan that this tab must not write. */
  requireWritable() {
    const plan = this.#requireOpen();
    if (this.#claims.elsewhere.value) throw storageFailure('plan.open_elsewhere', { name: plan.record.name });
    return plan;
  }

  /** @param {OpenPlan} plan @returns {Promise<boolean>} whether everything is on disk */
  async #flush(plan) {
    try {
      await plan.flush();
      this.#saveError.value = null;
      return true;
    } catch (error) {
      this.#reportSave(error);
      this.#retryLater(plan);
      return false;
    }
  }

  /** @param {OpenPlan} plan */
  #retryLater(plan) {
    if (this.#retrying) return;
    this.#retrying = true;
    setTimeout(() => {
      this.#retrying = false;
      void this.#serial(async () => this.#open === plan && !this.#claims.elsewhere.value && this.#flush(plan));
    }, RETRY_MS);
  }

  /** @param {unknown} error */
  #reportSave(error) {
    const records = /** @type {{errors?: ErrorRecord[]}} */ (error).errors;
    this.#saveError.value = records?.[0] ?? { code: 'storage.unavailable', params: { reason: String(error) } };
  }

  /** @param {OpenPlan} plan */
  #foldWhenIdle(plan) {
    const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 50));
    idle(() => void this.#serial(() => this.#fold(plan)));
  }

  /** @param {OpenPlan} plan */
  async #fold(plan) {
    if (this.#open !== plan || !plan.wantsFold || this.#claims.elsewhere.value) return;
    // A fold that fails costs nothing: the journal has every change, and the next change tries again.
    await plan.fold().catch(() => {});
  }

  /** @param {OpenPlan} plan */
  #publish(plan) {
    batch(() => {
      const { key, name, kind, revision, fileName, fileState } = plan.record;
      const elsewhere = this.#claims.elsewhere.value;
      const readOnly = plan.readOnly || elsewhere;
      this.plan.value = { key, name, kind, revision, fileName, readOnly, elsewhere };
      this.undoLabel.value = (!readOnly && plan.undoable?.label) || null;
      this.redoLabel.value = (!readOnly && plan.redoable?.label) || null;
      this.#state.value = plan.state;
      this.#fileState.value = fileState;
      this.version.value += 1;
    });
  }

  // ---- opening ------------------------------------------------------------------------------------------------------

  /**
   * A new empty plan.
   * @param {{name: string, currency?: string, language?: 'en' | 'zh', calendar?: object}} options
   */
  newPlan({ name, currency = 'CNY', language = 'zh', calendar }) {
    const meta = { id: crypto.randomUUID(), name, currency, language, createdAt: new Date().toISOString() };
    return this.#serial(async () => {
      await this.#engine.call('plan.new', { meta, ...(calendar ? { calendar } : {}) });
      const { text } = await this.#engine.call('plan.serialize');
      await this.#openText(text, { kind: 'plan', inFile: false });
    });
  }

  /**
   * The sample region as a plan of its own, with its orders; the one made before when there is one.
   * @param {{rows?: number, seed?: number, language: 'en' | 'zh', signal?: AbortSignal,
   *   onProgress?: (done: number, total: number) => void}} options
   */
  openSample({ language, ...options }) {
    const made = this.library.sample(language);
    return made ? this.openPlan(made.key) : this.#serial(() => this.#makeSample({ language, ...options }));
  }

  /** @param {Parameters<Session['openSample']>[0]} options */
  async #makeSample({ rows = 100_000, seed = 20260101, language, signal: abort, onProgress }) {
    const asOf = sampleDay();
    const story = { seed, language, asOf, year: Number(asOf.slice(0, 4)) };
    const { plan } = await this.#engine.call('sample.plan', story, { signal: abort });
    await this.#openText(JSON.stringify(plan), { kind: 'sample', inFile: false });
    try {
      await this.#engine.call('sample.orders', { rows, ...story }, { signal: abort, onProgress });
      await this.tables.keep('orders', 'sample');
      const target = await sampleTarget(this.#engine, asOf);
      await this.#change((open) => open.apply(target, { key: 'plan.undo.sampleTarget' }));
      this.version.value += 1;
    } catch (error) {
      const { key } = this.#requireOpen().record;
      await this.#plans.purge(key).catch((purgeError) => this.#reportSave(purgeError));
      await this.#close();
      throw error;
    }
  }

  /**
   * Opens a plan file as a plan of this browser.
   * @param {File} file
   * @param {{ask?: (question: import('./plan-versions.js').SamePlan) => Promise<import('./plan-versions.js').Answer>}} [options]
   *   ask: what to do when the plan is in this browser already; without it both are kept
   * @returns {Promise<boolean>} false when the manager left everything as it was. Rejects with StorageError or EngineError;
   *   the open plan stays open then
   */
  async openFile(file, { ask } = {}) {
    const { planText, facts } = await unpackPlanFile(await readPlanFile(file));
    const present = ask ? await this.library.withId(documentId(planText)) : null;
    const answer =
      ask && present ? await ask(samePlan(present, planText, file)) : { choice: /** @type {const} */ ('add') };
    if (answer.choice === 'cancel') return false;
    if (answer.choice === 'present' && present) {
      await this.openPlan(present.key);
      return true;
    }
    await this.#serial(async () => {
      const copy = answer.choice === 'copy';
      const text = copy ? renamedCopy(planText, answer.name) : planText;
      await this.#openText(text, { kind: 'plan', inFile: !copy, fileName: copy ? undefined : file.name });
      for (const part of facts) await this.tables.take(part);
      // Only now: a file that could not be opened must not have pushed anything aside.
      if (answer.choice === 'replace' && present) await this.library.archive(present.key, new Date().toISOString());
      this.version.value += 1;
    });
    return true;
  }

  /**
   * Opens text as a new local plan. The document that was open comes back when the engine refuses it.
   * @param {string} text @param {{kind: 'plan' | 'sample', inFile: boolean, fileName?: string}} options
   */
  async #openText(text, { kind, inFile, fileName }) {
    const previous = this.#open;
    try {
      const { revision, readOnly } = await this.#engine.call('plan.open', { text });
      const serialized = await this.#engine.call('plan.serialize');
      const record = newPlanRecord(JSON.parse(serialized.text), { kind, revision, inFile, fileName });
      const plan = new OpenPlan({
        record,
        state: 0,
        lastSeq: 0,
        entries: [],
        text: serialized.text,
        patches: [],
        stored: false,
        engine: this.#engine,
        journal: this.#plans,
      });
      plan.readOnly = Boolean(readOnly);
      await this.#adopt(plan, await this.#claims.ask(record.key));
    } catch (error) {
      if (previous && this.#open === previous) await previous.restoreInto(this.#engine);
      throw error;
    }
  }

  /**
   * Makes a plan the open one and sees that the browser has it.
   * @param {OpenPlan} plan @param {import('./plan-claims.js').Claim} claim
   */
  async #adopt(plan, claim) {
    this.#open = plan;
    this.#claims.use(claim);
    this.problems.value = [];
    this.#saveError.value = null;
    await this.parts.refreshAll();
    plan.record = { ...plan.record, name: planTitle(this.parts.meta) };
    await this.tables.open(plan.record.key);
    await this.#flush(plan);
    this.#publish(plan);
    await this.library.remember(plan.record.key).catch((error) => this.#reportSave(error));
    await this.refreshRecent();
  }

  /** Opens a plan of this browser. @param {string} key */
  openPlan(key) {
    return this.#serial(async () => {
      const claim = await this.#claims.ask(key);
      try {
        await this.#recover(key, claim);
      } catch (error) {
        this.#claims.drop(claim);
        throw error;
      }
    });
  }

  /** @param {string} key @param {import('./plan-claims.js').Claim} claim */
  async #recover(key, claim) {
    const mayWrite = claim.granted && !claim.late;
    const loaded = await this.#plans.load(key);
    const { plan, problems } = await recoverPlan(loaded, this.#engine, this.#plans, { mayWrite });
    await this.#adopt(plan, claim);
    const damaged = await this.tables.restoreInto(this.#engine);
    this.problems.value = [...problems, ...damaged];
    this.version.value += 1;
  }

  // ---- other tabs ---------------------------------------------------------------------------------------------------

  /** Takes the open plan over from the tab that writes it; `plan.elsewhere` is false once it is ours. */
  takeOver() {
    return this.#claims.takeOver();
  }

  /** Another tab lets go of the open plan: what it wrote is read before anything is written here. @param {string} key */
  async #readAgain(key) {
    // Changes this tab could not save must not be replaced by what is on disk: the save state goes on saying so.
    if (this.#open?.record.key !== key || this.#open.hasUnsaved) return;
    const claim = await this.#claims.ask(key);
    if (!claim.granted) return;
    claim.late = false;
    await this.#recover(key, claim).catch((error) => {
      claim.late = true;
      this.#reportSave(error);
    });
  }

  /** @param {string} key @returns {Promise<boolean>} whether everything is on disk and the other tab may have the plan */
  async #handOver(key) {
    const plan = this.#open;
    if (plan?.record.key !== key) return true;
    if (!(await this.#flush(plan)) || this.tables.saveError.value) return false;
    this.#claims.yield();
    this.#publish(plan);
    return true;
  }

  /** Opens the plan of the last visit, when there is one and it is not in the bin. */
  async openLast() {
    const key = await this.library.last();
    if (key) await this.openPlan(key);
  }

  /** Back to the start page. Nothing is lost: everything is in the browser (or the save state says otherwise). */
  close() {
    return this.#serial(() => this.#close());
  }

  async #close() {
    this.#open = null;
    this.#claims.use(null);
    batch(() => {
      this.plan.value = null;
      this.problems.value = [];
      this.undoLabel.value = null;
      this.redoLabel.value = null;
    });
    await this.tables.close();
    this.version.value += 1;
    await this.refreshRecent();
  }

  // ---- the list of plans --------------------------------------------------------------------------------------------

  /** @param {string} name renames the open plan, as an undo step */
  rename(name) {
    const patch = [{ op: 'replace', path: '/meta/name', value: name }];
    return this.apply(patch, { label: { key: 'plan.undo.rename', params: { name } } });
  }

  /** Opens a copy of the open plan, with its data. @param {string} name */
  duplicate(name) {
    return this.#serial(async () => {
      const from = this.#requireOpen().record.key;
      const { text } = await this.#engine.call('plan.serialize');
      await this.#openText(renamedCopy(text, name), { kind: 'plan', inFile: false });
      await this.tables.copyFrom(from);
      this.version.value += 1;
    });
  }

  /** Moves a plan to the bin; `restore(key)` takes it back. @param {string} key */
  async remove(key) {
    if (this.#open?.record.key === key) await this.close();
    await this.library.setDeleted(key, new Date().toISOString());
  }

  /** @param {string} key */
  restore(key) {
    return this.library.setDeleted(key, null);
  }

  // ---- facts --------------------------------------------------------------------------------------------------------

  /**
   * Keeps a table that facts.commit has just made with the open plan.
   * @param {string} table @param {string} source the file it came from
   */
  keepFacts(table, source) {
    return this.#serial(async () => {
      this.requireWritable();
      this.#busy.value += 1;
      try {
        await this.tables.keep(table, source);
        this.version.value += 1;
      } finally {
        this.#busy.value -= 1;
      }
    });
  }

  /** @param {string} table */
  dropFacts(table) {
    return this.#serial(async () => {
      this.requireWritable();
      await this.tables.drop(table);
      this.version.value += 1;
    });
  }

  // ---- files --------------------------------------------------------------------------------------------------------

  /**
   * Saves the open plan as a file.
   * @param {{withFacts?: boolean, asNew?: boolean}} [options]
   * @returns {Promise<string | null>} the file's name; null when the picker was dismissed
   */
  saveFile({ withFacts = false, asNew = false } = {}) {
    return this.#serial(async () => {
      const plan = this.#requireOpen();
      const { text } = await this.#engine.call('plan.serialize');
      const facts = withFacts ? await this.tables.exportAll() : [];
      const proposed = keptFileName(plan.record.key) ?? planFileName(plan.record.name, today());
      const written = await writePlanFile(plan.record.key, proposed, await packPlanFile(text, facts), { asNew });
      if (!written) return null;
      // A record that another tab writes, or that is ahead of the journal on disk, must not be put there.
      if (this.#claims.elsewhere.value || plan.hasUnsaved) return written.fileName;
      await plan.changeRecord({ fileState: plan.state, fileName: written.fileName }).catch((e) => this.#reportSave(e));
      this.#publish(plan);
      return written.fileName;
    });
  }

  /** Waits until everything asked for so far is done; for tests and before unloading. */
  settled() {
    return this.#serial(async () => {});
  }
}
