// ProposalFlow: propose → preview → apply, once for everything the targets workspace changes: edits, reverts, reserve moves, tiers.
// Holds the one open proposal; the engine computes it, the session applies it. Draws nothing.

/**
 * @typedef {import('../../engine/errors.js').ErrorRecord} ErrorRecord
 * @typedef {{
 *   request: string,
 *   params: Record<string, any>,
 *   label: {key: string, params?: Record<string, unknown>},
 *   kind: 'edit' | 'revert' | 'lock' | 'limits' | 'reserve' | 'tiers' | 'proposal',
 *   cells?: {node: string, period: string}[],
 *   absorbable?: boolean,
 *   atOnce?: boolean,
 * }} Change atOnce: apply without a preview; absorbable: the manager chooses who absorbs the difference
 * @typedef {'up' | 'siblings' | 'reserve'} Absorb
 * @typedef {{call: (request: string, params: Record<string, any>) => Promise<any>,
 *   apply: (patch: any[], options: {label: Change['label']}) => Promise<unknown>,
 *   author: () => string, now: () => string}} FlowParts
 */

export class ProposalFlow {
  /** The open proposal, null when there is none. @type {Change | null} */
  change = null;
  /** The engine's answer to it; stays while a newer one is on its way. @type {any} */
  result = null;
  /** @type {ErrorRecord[]} why the engine refuses it */
  errors = [];
  busy = false;
  /** @type {Absorb} who absorbs an edit's difference; kept from one edit to the next */
  absorb = 'up';
  reason = '';
  /** Raised whenever any of this changes: what shows it renders again. */
  revision = 0;
  #host;
  #parts;
  #turn = 0;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {FlowParts} parts
   */
  constructor(host, parts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  /** Whether an edit of one cell may go through without a preview. */
  get quick() {
    return this.absorb === 'up';
  }

  /**
   * Asks the engine what a change would do; with `atOnce` applies it when the engine agrees.
   * @param {Change} change
   * @returns {Promise<boolean>} whether it was applied
   */
  async propose(change) {
    this.change = change;
    this.result = null;
    this.reason = '';
    const answered = await this.#ask();
    return answered && change.atOnce === true ? this.apply() : false;
  }

  #changed() {
    this.revision += 1;
    this.#host.requestUpdate();
  }

  /** @param {Absorb} absorb */
  async setAbsorb(absorb) {
    this.absorb = absorb;
    await this.#ask();
  }

  /**
   * A question beside the open proposal, signed like one.
   * @param {string} request @param {Record<string, any>} params
   */
  ask(request, params) {
    const author = this.#parts.author();
    return this.#parts.call(request, { ...params, ...(author ? { author } : {}), at: this.#parts.now() });
  }

  /** Asks again, for example after a lock in the way was taken off. */
  async retry() {
    if (this.change) await this.#ask();
  }

  /** @param {string} reason */
  setReason(reason) {
    this.reason = reason;
  }

  cancel() {
    this.#turn += 1;
    this.change = null;
    this.result = null;
    this.errors = [];
    this.busy = false;
    this.#changed();
  }

  /** @param {Change} change */
  #paramsOf({ params, absorbable }) {
    const reason = this.reason.trim();
    return { ...params, ...(absorbable ? { absorb: this.absorb } : {}), ...(reason ? { reason } : {}) };
  }

  /** @returns {Promise<boolean>} whether there is a fresh answer */
  async #ask() {
    const { change } = this;
    if (!change) return false;
    const turn = (this.#turn += 1);
    this.busy = true;
    this.#changed();
    try {
      const result = await this.ask(change.request, this.#paramsOf(change));
      if (turn !== this.#turn) return false;
      this.result = result;
      this.errors = [];
      return true;
    } catch (error) {
      if (turn !== this.#turn) return false;
      this.result = null;
      this.errors = recordsOf(error);
      return false;
    } finally {
      if (turn === this.#turn) {
        this.busy = false;
        this.#changed();
      }
    }
  }

  /**
   * Applies what was previewed as one undo step. A reason typed meanwhile goes into the patch, so the engine is asked once more.
   * @returns {Promise<boolean>} whether it was applied; refused otherwise, with the reasons in `errors`
   */
  async apply() {
    const { change } = this;
    if (!change || !this.result || this.busy) return false;
    if (this.reason.trim() && !(await this.#ask())) return false;
    const { patch } = this.result;
    this.busy = true;
    this.#changed();
    try {
      await this.#parts.apply(patch, { label: change.label });
    } catch (error) {
      this.busy = false;
      this.#changed();
      this.errors = recordsOf(error);
      return false;
    }
    this.cancel();
    return true;
  }
}

/** @param {unknown} thrown @returns {ErrorRecord[]} the engine's records; anything else is our own defect and goes up */
function recordsOf(thrown) {
  if (thrown && typeof thrown === 'object' && 'errors' in thrown && Array.isArray(thrown.errors)) return thrown.errors;
  throw thrown;
}
