// PlanTabs: the open plan between tabs of one browser: this one follows what another writes, takes the plan over, hands it over, and
// leaves it to a newer version of the page. Which tab may write is plan-claims.js; when to look is live-follow.js.
import { effect } from '@preact/signals-core';
import { EngineError } from '../engine/errors.js';
import { LiveFollow } from './live-follow.js';

/**
 * @typedef {import('../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {import('./plan-desk.js').PlanDesk} PlanDesk
 */

export class PlanTabs {
  #desk;
  #claims;

  /** @param {PlanDesk} desk @param {import('./plan-claims.js').PlanClaims} claims */
  constructor(desk, claims) {
    this.#desk = desk;
    this.#claims = claims;
    const following = new LiveFollow({ looksOn: claims.elsewhere, follow: () => desk.serial(() => this.#follow()) });
    claims.serve({
      granted: (key) => void desk.serial(() => this.#readAgain(key)),
      handOver: (key) => desk.serial(() => this.#handOver(key)),
      lost: () => void desk.serial(async () => desk.open && desk.publish(desk.open)),
      changed: () => void following.now(),
    });
  }

  /** Takes the open plan over from the tab that writes it; `plan.elsewhere` is false once it is ours. */
  takeOver() {
    return this.#claims.takeOver();
  }

  /** Another tab lets go of the open plan: what it wrote is read before anything is written here. @param {string} key */
  async #readAgain(key) {
    // Changes this tab could not save must not be replaced by what is on disk: the save state goes on saying so.
    if (this.#desk.open?.record.key !== key || this.#desk.open.hasUnsaved) return;
    const claim = await this.#claims.ask(key);
    if (!claim.granted) return;
    claim.late = false;
    await this.#desk.recover(key, claim).catch((error) => {
      claim.late = true;
      this.#desk.reportSave(error);
    });
  }

  /** Takes what another tab has put on disk; this one's own changes that could not be saved are never replaced. */
  async #follow() {
    const { open: plan, tables, outdated } = this.#desk;
    const writesAlone = this.#claims.guarded && !this.#claims.elsewhere.value;
    if (!plan || writesAlone || plan.hasUnsaved || tables.saveError.value || outdated.value) return;
    try {
      const taken = await plan.follow();
      if (!taken) return await this.#readAsItIs(plan.record.key);
      await this.#desk.parts.refresh(taken.changed);
      const { changed, problems } = await tables.follow();
      if (problems.length > 0) this.#desk.problems.value = [...this.#desk.problems.value, ...problems];
      if (taken.changed.length > 0 || taken.record || changed) this.#desk.publish(plan);
    } catch (error) {
      // What the engine refuses does not follow on what is here. A store that cannot be read is read again in two seconds.
      if (error instanceof EngineError) await this.#readAsItIs(plan.record.key);
    }
  }

  /** @param {string} key of the open plan, which goes on being written elsewhere */
  async #readAsItIs(key) {
    const claim = await this.#claims.ask(key);
    await this.#desk.recover(key, claim).catch((error) => {
      const { errors } = /** @type {{errors?: ErrorRecord[]}} */ (error);
      this.#desk.problems.value = errors ?? this.#desk.problems.value;
    });
  }

  /** A newer page waits for the storage: everything is written, then this page only shows what it has. */
  async makeWay() {
    const { plan, saveState } = this.#desk;
    const written = () => plan.value === null || saveState.value === 'browser' || saveState.value === 'file';
    await new Promise((/** @type {(value: void) => void} */ resolve) => {
      const stop = effect(() => {
        if (written()) queueMicrotask(() => resolve(stop()));
      });
    });
    await this.#desk.serial(async () => {
      this.#desk.outdated.value = true;
      this.#claims.retire();
      if (this.#desk.open) this.#desk.publish(this.#desk.open);
    });
  }

  /** @param {string} key @returns {Promise<boolean>} whether everything is on disk and the other tab may have the plan */
  async #handOver(key) {
    const plan = this.#desk.open;
    if (plan?.record.key !== key) return true;
    if (!(await this.#desk.flush(plan)) || this.#desk.tables.saveError.value) return false;
    this.#claims.yield();
    this.#desk.publish(plan);
    return true;
  }
}
