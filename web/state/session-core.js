// Session: see session.js. Where plans come from and go to: new, sample, file, this browser; what is open is plan-desk.js.
// Apart from the page's one instance so that tests can give it another engine and another store.
import { OpenPlan } from './open-plan.js';
import { PlanClaims } from './plan-claims.js';
import { PlanDesk } from './plan-desk.js';
import { PlanLibrary } from './plan-library.js';
import { PlanRounds } from './plan-rounds.js';
import { newPlanRecord } from './plan-records.js';
import { documentId, partOfDocument, renamedCopy, samePlan } from './plan-versions.js';
import { PlanHistory } from './plan-history.js';
import { PlanSaving } from './plan-saving.js';
import { isContainer } from '../storage/container/layout.js';
import { peekHeader } from '../storage/container/read.js';
import { openPlanFile, planFileName } from '../storage/open-plan-file.js';
import { chooseTarget, keptFileName } from '../storage/file-target.js';
import { sampleDay, sampleTarget } from './sample-region.js';
import { storageFailure } from '../storage/storage-error.js';
import { today } from '../lib/dates.js';
import { randomId } from '../lib/ids.js';

/**
 * @typedef {import('../storage/types.js').PatchOperation} PatchOperation
 * @typedef {import('../storage/types.js').Label} Label
 * @typedef {import('./plan-desk.js').PlanInfo} PlanInfo
 * @typedef {{engine: import('../engine/client.js').EngineClient, plans: import('../storage/plan-store.js').PlanStore,
 *   factsStore: import('../storage/facts-store.js').FactsStore, versions: import('../storage/versions-store.js').VersionsStore,
 *   changes: import('../storage/changes-store.js').ChangesStore, rounds?: import('../storage/rounds-store.js').RoundsStore,
 *   claims?: PlanClaims}} SessionParts claims: none, no guard
 */

export class Session {
  #engine;
  #plans;
  #desk;
  #saving;

  /** @param {SessionParts} parts */
  constructor({ engine, plans, factsStore, versions, changes, rounds, claims = new PlanClaims() }) {
    this.#engine = engine;
    this.#plans = plans;
    this.library = new PlanLibrary(plans);
    const desk = new PlanDesk({ engine, plans, factsStore, library: this.library, claims });
    this.#desk = desk;
    /** The open plan, null on the start page. */
    this.plan = desk.plan;
    /** Raised by every change of plan or facts: read it to recompute. */
    this.version = desk.version;
    /** What undo and redo would do, null when nothing. */
    this.undoLabel = desk.undoLabel;
    this.redoLabel = desk.redoLabel;
    /** The last step when it cannot be taken back any more: the rows it replaced went with the page that held them. */
    this.undoGone = desk.undoGone;
    /** Damage found while opening, to be shown until the plan is closed. */
    this.problems = desk.problems;
    /** The plan that was to be opened last and could not be. */
    this.unopened = desk.unopened;
    /** A newer page has taken the storage: nothing can be written here until this one is loaded again. */
    this.outdated = desk.outdated;
    this.saveState = desk.saveState;
    /** Why the state is `unsaved`. */
    this.saveError = desk.saveError;
    this.parts = desk.parts;
    this.tables = desk.tables;
    /** The versions of the open plan, and who changed what. */
    this.history = new PlanHistory({ desk, engine, plans, versions, changes });
    /** Parts of the plan that were sent, and the round it is a part of itself. */
    this.rounds = new PlanRounds(rounds, desk.plan);
    this.#saving = new PlanSaving({ engine, tables: desk.tables, history: this.history, rounds: this.rounds });
  }

  /** Plans in this browser, newest first, without those in the bin. */
  get recent() {
    return this.library.recent;
  }

  /** The fact tables, as facts.list describes them. */
  get facts() {
    return this.tables.list;
  }

  /** Refreshes the list of plans; an unavailable store shows as the save state. */
  refreshRecent() {
    return this.#desk.refreshList();
  }

  /** Everything of a plan of this browser that can still be read, as a file for whoever repairs it. @param {string} key */
  salvage(key) {
    return this.#plans.salvage(key);
  }

  /** Resolves when everything is written and this page leaves the storage to a newer one. */
  makeWay() {
    return this.#desk.tabs.makeWay();
  }

  /** Notes that the reminder of a backup was put aside. */
  putReminderAside() {
    const unfiled = this.plan.peek()?.unfiled ?? 0;
    return this.#desk.serial(() => this.#desk.note({ reminded: { at: new Date().toISOString(), unfiled } }));
  }

  /** Refuses (plan.none_open, plan.open_elsewhere) what would change a plan that this tab must not write. */
  requireWritable() {
    return this.#desk.requireWritable();
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
    return this.#desk.serial(() => this.#desk.change((plan) => plan.apply(patch, label)));
  }

  undo() {
    return this.#desk.serial(() => this.#desk.step('undo'));
  }

  redo() {
    return this.#desk.serial(() => this.#desk.step('redo'));
  }

  // ---- opening ------------------------------------------------------------------------------------------------------

  /**
   * A new empty plan.
   * @param {{name: string, currency?: string, language?: 'en' | 'zh', calendar?: object}} options
   */
  newPlan({ name, currency = 'CNY', language = 'zh', calendar }) {
    const meta = { id: randomId(), name, currency, language, createdAt: new Date().toISOString() };
    return this.#desk.serial(async () => {
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
    return made ? this.openPlan(made.key) : this.#desk.serial(() => this.#makeSample({ language, ...options }));
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
      await this.#desk.change((open) => open.apply(target, { key: 'plan.undo.sampleTarget' }));
      this.version.value += 1;
    } catch (error) {
      const { key } = this.#desk.requireOpen().record;
      await this.#plans.purge(key).catch((purgeError) => this.#desk.reportSave(purgeError));
      await this.#desk.clear();
      throw error;
    }
  }

  /**
   * The plan of this browser that a file is a part of: it is to be merged there, not opened beside it.
   * @param {File} file
   * @returns {Promise<import('../storage/types.js').PlanRecord | null>} null: no part, or the whole is not here
   */
  async wholePlanOf(file) {
    if (!(await isContainer(file).catch(() => false))) return null; // opening it says what is wrong
    const { header } = await peekHeader(file);
    return header.kind === 'plan' ? null : this.library.withId(header.plan.id);
  }

  /**
   * Opens a plan file as a plan of this browser.
   * @param {File} file
   * @param {{ask?: (question: import('./plan-versions.js').SamePlan) => Promise<import('./plan-versions.js').Answer>,
   *   passphrase?: import('../storage/container/read.js').AskPassphrase}} [options]
   *   ask: what to do when the plan is in this browser already; without it both are kept. passphrase: of an encrypted file
   * @returns {Promise<boolean>} false when the manager left everything as it was. Rejects with StorageError or EngineError (an
   *   AbortError when no passphrase was given); the open plan stays open then
   */
  async openFile(file, { ask, passphrase } = {}) {
    const opened = await openPlanFile(file, { passphrase });
    const { planText, facts, way, versionId, past, problems } = opened;
    const present = ask ? await this.library.withId(documentId(planText), partOfDocument(planText)) : null;
    const answer =
      ask && present ? await ask(samePlan(present, planText, file)) : { choice: /** @type {const} */ ('add') };
    if (answer.choice === 'cancel') return false;
    if (answer.choice === 'present' && present) {
      await this.openPlan(present.key);
      return true;
    }
    await this.#desk.serial(async () => {
      const copy = answer.choice === 'copy';
      const text = copy ? renamedCopy(planText, answer.name) : planText;
      await this.#openText(text, {
        kind: 'plan',
        inFile: !copy,
        fileName: copy ? undefined : file.name,
        versionId: copy ? null : versionId,
      });
      const replaced = answer.choice === 'replace' && present ? present.key : null;
      const { key } = this.#desk.requireOpen().record;
      /** @type {import('../storage/types.js').ErrorRecord[]} */
      let unread = [];
      if (!copy) {
        await this.history.begin(past, replaced);
        unread = await this.rounds.begin(key, { ...opened, fileName: file.name }, replaced);
      }
      for (const part of facts) await this.tables.take(part);
      this.#saving.setWay(key, way, false);
      this.problems.value = [...this.problems.value, ...problems, ...unread];
      // Only now: a file that could not be opened must not have pushed anything aside.
      if (replaced) await this.library.archive(replaced, new Date().toISOString());
      this.version.value += 1;
    });
    return true;
  }

  /**
   * Opens text as a new local plan. The document that was open comes back when the engine refuses it.
   * @param {string} text
   * @param {{kind: 'plan' | 'sample', inFile: boolean, fileName?: string, versionId?: string | null}} options
   */
  async #openText(text, { kind, inFile, fileName, versionId }) {
    const previous = this.#desk.open;
    try {
      const { revision, readOnly } = await this.#engine.call('plan.open', { text });
      const serialized = await this.#engine.call('plan.serialize');
      const origin = { kind, revision, inFile, fileName };
      const record = { ...newPlanRecord(JSON.parse(serialized.text), origin), ...(versionId ? { versionId } : {}) };
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
      await this.#desk.adopt(plan, await this.#desk.claim(record.key));
    } catch (error) {
      if (previous && this.#desk.open === previous) await previous.restoreInto(this.#engine);
      throw error;
    }
  }

  /** Opens a plan of this browser. @param {string} key */
  openPlan(key) {
    return this.#desk.serial(() => this.#desk.take(key));
  }

  /** Takes the open plan over from the tab that writes it; `plan.elsewhere` is false once it is ours. */
  takeOver() {
    return this.#desk.tabs.takeOver();
  }

  /** Opens the plan of the last visit, when there is one and it is not in the bin. */
  async openLast() {
    const key = await this.library.last();
    if (key) await this.openPlan(key);
  }

  /** Back to the start page. Nothing is lost: everything is in the browser (or the save state says otherwise). */
  close() {
    return this.#desk.serial(() => this.#desk.clear());
  }

  // ---- the list of plans --------------------------------------------------------------------------------------------

  /** @param {string} name renames the open plan, as an undo step */
  rename(name) {
    const patch = [{ op: 'replace', path: '/meta/name', value: name }];
    return this.apply(patch, { label: { key: 'plan.undo.rename', params: { name } } });
  }

  /** Opens a copy of the open plan, with its data. @param {string} name */
  duplicate(name) {
    return this.#desk.serial(async () => {
      const from = this.#desk.requireOpen().record.key;
      const { text } = await this.#engine.call('plan.serialize');
      await this.#openText(renamedCopy(text, name), { kind: 'plan', inFile: false });
      await this.history.copyFrom(from);
      await this.tables.copyFrom(from);
      this.version.value += 1;
    });
  }

  /** Moves a plan to the bin; `restore(key)` takes it back. @param {string} key */
  async remove(key) {
    if (this.#desk.open?.record.key === key) await this.close();
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
    return this.#desk.serial(async () => {
      this.requireWritable();
      await this.#desk.whileSaving(async () => {
        await this.tables.keep(table, source);
        this.version.value += 1;
      });
    });
  }

  /**
   * Changes a fact table, and the plan with it, as one undo step.
   * @param {string} table
   * @param {Label} label what the step is called in undo
   * @param {() => Promise<{source: string, patch: PatchOperation[]} | null>} work changes the table in the engine and says where its rows
   *   come from now and what changes in the plan; null: nothing was changed
   */
  changeFacts(table, label, work) {
    return this.#desk.serial(() => this.#desk.changeTable(table, label, work));
  }

  // ---- files --------------------------------------------------------------------------------------------------------

  /** How the open plan would be saved: as last time, as its file came, or as usual. chosen: saving needs no question. */
  get saveWay() {
    const { key } = this.#desk.requireOpen().record;
    return this.#saving.wayOf(key) ?? { way: this.#saving.usualWay(), chosen: false };
  }

  /**
   * The open plan packed for the choices there are, so that sizes are known before anything is saved.
   * @param {import('./plan-saving.js').Choice[]} [choices]
   */
  packForFile(choices = ['everything', 'aggregates', 'plan']) {
    return this.#desk.serial(async () => {
      this.#desk.requireOpen();
      return this.#saving.pack(this.version.value, choices);
    });
  }

  /**
   * Saves the open plan as a file.
   * @param {{way?: import('../storage/open-plan-file.js').SaveWay, asNew?: boolean}} [options] way: as `saveWay` says when absent
   * @returns {Promise<string | null>} the file's name; null when the picker was dismissed
   */
  async saveFile({ way = this.saveWay.way, asNew = false } = {}) {
    return this.#desk.serial(() => this.#save(way, asNew).finally(() => this.#saving.forget()));
  }

  /** Lets go of what was packed for sizes. */
  forgetPacked() {
    this.#saving.forget();
  }

  /** Whether the file that was saved last leaves out order lines that the plan has. */
  get fileIsPartial() {
    const saved = this.#desk.open && this.#saving.wayOf(this.#desk.open.record.key);
    if (!saved?.chosen || saved.way.contains === 'everything') return false;
    const summed = saved.way.contains === 'aggregates';
    return this.facts.value.some(({ source }) => !(summed && source?.aggregated));
  }

  /** @param {import('../storage/open-plan-file.js').SaveWay} way @param {boolean} asNew */
  async #save(way, asNew) {
    const plan = this.#desk.requireOpen();
    const { key, name } = plan.record;
    // A part stays one when it is saved, under the name it came by.
    const part = await this.rounds.partOfFile(key);
    const usual = (part && plan.record.fileName) ?? planFileName(name, today(), way.format);
    const target = await chooseTarget(key, keptFileName(key, way.format) ?? usual, { format: way.format, asNew });
    if (!target) return null;
    const packed = await this.#saving.pack(this.version.value, [way.contains]);
    const about = { label: target.fileName, revision: packed.revision, checksum: packed.plan.entry.crc32 };
    const version = this.history.next('file', about);
    await target.write(await this.#saving.content(packed, way, version, part));
    this.#saving.setWay(key, way, true);
    const kept = await this.history.keepFiled(version, packed.plan);
    // A record that another tab writes, or that is ahead of the journal on disk, must not be put there.
    if (this.#desk.mayNotWriteRecord) return target.fileName;
    const saved = { fileState: plan.state, fileName: target.fileName, ...kept };
    await plan.changeRecord(saved).catch((e) => this.#desk.reportSave(e));
    this.#desk.publish(plan);
    return target.fileName;
  }

  /**
   * The open plan, a part of another one, as the file that goes back.
   * @param {{by: string, key: CryptoKey | null, fileName: string}} options by: who sends it; key: encrypted with the passphrase it stands for
   * @returns {Promise<{content: Blob, keep: () => Promise<void>}>} keep: notes the version once the file is written; rejects with
   *   plan.no_part when the open plan is none
   */
  packReturn({ by, key, fileName }) {
    return this.#desk.serial(async () => {
      const plan = this.#desk.requireOpen();
      const { state, record } = plan;
      const part = await this.rounds.partOfFile(record.key, 'return', by);
      if (!part) throw storageFailure('plan.no_part', { name: record.name });
      const packed = await this.#saving.pack(this.version.value, ['plan']);
      const about = { label: fileName, revision: packed.revision, checksum: packed.plan.entry.crc32 };
      const version = this.history.next('return', about);
      const way = { format: /** @type {const} */ ('container'), contains: /** @type {const} */ ('plan'), key };
      const content = /** @type {Blob} */ (await this.#saving.content(packed, way, version, part));
      const keep = () =>
        this.#desk.serial(async () => {
          if (this.#desk.open !== plan) return;
          await this.#desk.note({ fileState: state, ...(await this.history.keepFiled(version, packed.plan)) });
        });
      return { content, keep };
    });
  }

  /** Waits until everything asked for so far is done; for tests and before unloading. */
  settled() {
    return this.#desk.serial(async () => {});
  }
}
