// PlanClaims: which tab may write a plan: an exclusive Web Lock per plan, held by the writing tab. Other tabs queue for it and
// may ask for it over a channel. Knows nothing of documents: what to do when a claim comes or goes is its holder's business.
import { signal } from '@preact/signals-core';
import { randomId } from '../lib/ids.js';
import { storageFailure } from '../storage/storage-error.js';

/**
 * @typedef {object} Claim one plan in this tab
 * @property {string} key
 * @property {boolean} granted this tab may write
 * @property {boolean} late granted after the plan was opened read-only: the document has to be read again
 * @property {Promise<void>} turn resolves when granted
 * @property {() => void} letGo
 * @typedef {Pick<LockManager, 'request'>} Locks
 * @typedef {{postMessage: (message: unknown) => void, onmessage: ((event: MessageEvent) => void) | null}} Channel
 * @typedef {object} Holder
 * @property {(key: string) => void} granted the plan may be written from now on, after reading it again
 * @property {(key: string) => Promise<boolean>} handOver another tab asks: write what is not written, then `yield`; false when
 *   something cannot be written
 * @property {() => void} lost another tab took the plan without an answer from this one
 * @property {(key: string) => void} changed another tab has put changes of the plan on disk
 * @typedef {{kind: 'ask' | 'working' | 'refused' | 'changed', key: string, from: string, to?: string}} Message
 */

/** A reloaded page's lock is free within a few milliseconds; another tab's is not. */
const GRACE_MS = 250;
/** A tab that does not answer for so long is frozen or broken: everything it was told is saved is on disk. */
const SILENCE_MS = 3000;
/** How long a tab that answered may take to finish what it is doing. */
const WORK_MS = 60_000;

/** @template T @param {number} ms @param {T} value what it comes to @returns {{over: Promise<T>, stop: () => void}} */
function limit(ms, value) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const over = new Promise(
    (/** @type {(value: T) => void} */ resolve) => (timer = setTimeout(() => resolve(value), ms)),
  );
  return { over, stop: () => clearTimeout(timer) };
}

export class PlanClaims {
  /** Whether the open plan is being written in another tab. */
  elsewhere = signal(false);

  #locks;
  #channel;
  #holder = /** @type {Holder} */ ({
    granted: () => {},
    handOver: async () => false,
    lost: () => {},
    changed: () => {},
  });
  /** @type {Claim | null} the open plan's */
  #current = null;
  #tab = randomId();
  /** The browser refuses locks to this page. */
  #refused = false;
  /** @type {((message: Message) => void) | null} while this tab asks for a plan */
  #onAnswer = null;

  /** @param {{locks?: Locks | null, channel?: Channel | null}} [browser] without locks every tab may write */
  constructor({ locks = null, channel = null } = {}) {
    this.#locks = locks;
    this.#channel = channel;
    if (channel) channel.onmessage = ({ data }) => void this.#receive(data);
  }

  /** Whether only one tab at a time can be the one that writes. */
  get guarded() {
    return this.#locks !== null && !this.#refused;
  }

  /** Tells the other tabs that changes of a plan are on disk. @param {string} key */
  tell(key) {
    this.#post({ kind: 'changed', key });
  }

  /** @param {Holder} holder */
  serve(holder) {
    this.#holder = holder;
  }

  /**
   * Asks for a plan; `use` makes the claim the open plan's, `drop` gives it back.
   * @param {string} key
   * @returns {Promise<Claim>} granted or queued behind another tab
   */
  async ask(key) {
    if (this.#current?.key === key) return this.#current;
    const claim = this.#queue(key);
    const grace = limit(GRACE_MS, undefined);
    await Promise.race([claim.turn, grace.over]);
    grace.stop();
    claim.late = !claim.granted;
    return claim;
  }

  /** @param {Claim | null} claim of the plan that is open now; the one before is let go */
  use(claim) {
    if (this.#current && this.#current !== claim) this.#current.letGo();
    this.#current = claim;
    this.elsewhere.value = claim !== null && (!claim.granted || claim.late);
  }

  /** @param {Claim} claim of a plan that could not be opened */
  drop(claim) {
    if (claim !== this.#current) claim.letGo();
  }

  /** Gives the open plan up for good: this page must not write any more. */
  retire() {
    this.#current?.letGo();
    this.#current = null;
    this.elsewhere.value = false;
  }

  /** Gives the open plan to whoever waits for it, and waits in turn. */
  yield() {
    const claim = this.#current;
    if (!claim) return;
    claim.letGo();
    this.#current = this.#queue(claim.key, { late: true });
    this.elsewhere.value = true;
  }

  /**
   * Takes the open plan over from the tab that writes it.
   * @returns {Promise<void>} plan.hand_over_refused when that tab holds changes it cannot save, plan.hand_over_slow
   */
  async takeOver() {
    const claim = this.#current;
    if (!claim || claim.granted) return;
    const answers = this.#askTheOthers(claim.key);
    const turn = claim.turn.then(() => 'granted');
    const silence = limit(this.#channel ? SILENCE_MS : 0, 'silent');
    let answer = await Promise.race([turn, answers.first, silence.over]);
    silence.stop();
    if (answer === 'working') {
      const work = limit(WORK_MS, 'slow');
      answer = await Promise.race([turn, answers.refusal, work.over]);
      work.stop();
    }
    this.#onAnswer = null;
    if (answer === 'refused') throw storageFailure('plan.hand_over_refused');
    if (answer === 'slow') throw storageFailure('plan.hand_over_slow');
    if (answer === 'silent' && this.#current === claim && !claim.granted) {
      claim.letGo();
      const stolen = this.#queue(claim.key, { late: true, steal: true });
      this.#current = stolen;
      await stolen.turn;
    }
  }

  /** @param {string} key */
  #askTheOthers(key) {
    /** @type {(kind: string) => void} */
    let gotFirst = () => {};
    /** @type {(kind: string) => void} */
    let gotRefusal = () => {};
    const first = new Promise((resolve) => (gotFirst = resolve));
    const refusal = new Promise((resolve) => (gotRefusal = resolve));
    this.#onAnswer = ({ kind }) => {
      gotFirst(kind);
      if (kind === 'refused') gotRefusal(kind);
    };
    this.#post({ kind: 'ask', key });
    return { first, refusal };
  }

  /** @param {Omit<Message, 'from'>} message */
  #post(message) {
    this.#channel?.postMessage({ ...message, from: this.#tab });
  }

  /** @param {Message} message */
  async #receive({ kind, key, from, to }) {
    const claim = this.#current;
    if (claim?.key !== key) return;
    if (kind === 'changed') {
      this.#holder.changed(key);
    } else if (kind !== 'ask') {
      if (to === this.#tab) this.#onAnswer?.({ kind, key, from });
    } else if (!claim.granted) {
      this.yield(); // the tab that asks goes before those that only wait
    } else {
      this.#post({ kind: 'working', key, to: from });
      if (!(await this.#holder.handOver(key))) this.#post({ kind: 'refused', key, to: from });
    }
  }

  /**
   * @param {string} key
   * @param {{late?: boolean, steal?: boolean}} [options]
   * @returns {Claim}
   */
  #queue(key, { late = false, steal = false } = {}) {
    const controller = new AbortController();
    /** @type {() => void} */
    let end = () => {};
    const held = new Promise((/** @type {(value: void) => void} */ resolve) => (end = resolve));
    /** @type {() => void} */
    let begin = () => {};
    const turn = new Promise((/** @type {(value: void) => void} */ resolve) => (begin = resolve));
    /** @type {Claim} */
    const claim = { key, granted: false, late, turn, letGo: () => (controller.abort(), end()) };
    const grant = () => {
      claim.granted = true;
      begin();
      if (claim.late && this.#current === claim) this.#holder.granted(key);
      return held;
    };
    if (!this.#locks) {
      void grant();
      return claim;
    }
    const options = steal ? { steal: true } : { signal: controller.signal };
    this.#locks.request(`sandtable:plan:${key}`, options, grant).catch((error) => {
      if (claim.granted) this.#stolen(claim);
      // Locks refused to this page (a file in some browsers): the journal's own check stands guard.
      else if (error?.name !== 'AbortError') {
        this.#refused = true;
        void grant();
      }
    });
    return claim;
  }

  /** @param {Claim} claim */
  #stolen(claim) {
    if (this.#current !== claim) return;
    this.yield();
    this.#holder.lost();
  }
}

/** The claims of a page: Web Locks (only on secure pages) and a channel where the browser has them. */
export function browserClaims() {
  const locks = globalThis.navigator?.locks ?? null;
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('sandtable:plans') : null;
  return new PlanClaims({ locks, channel });
}
