// ProposalFlow: propose → preview → apply, once for everything the targets workspace changes: edits, reverts, reserve moves, tiers.
// Holds the one open proposal; the engine computes it, the session applies it. Only what was previewed on the plan as it still is may be
// applied. Draws nothing.

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
 *   lightPreview?: boolean,
 * }} Change atOnce: apply without a preview; absorbable: the manager chooses who absorbs the difference; lightPreview: the engine
 *   answers a preview with columns alone, and the patch (most of its work) is asked for when the change is applied
 * @typedef {'up' | 'siblings' | 'reserve'} Absorb
 * @typedef {{call: (request: string, params: Record<string, any>, options?: {columns: string[]}) => Promise<any>,
 *   apply: (patch: any[], options: {label: Change['label']}) => Promise<unknown>,
 *   version: () => number, author: () => string, now: () => string}} FlowParts
 *   version: another number after every change of the plan (its revision comes back with undo, so it would not do)
 */

const PREVIEW_COLUMNS = ['values', 'reserve'];

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
  /** The plan's version that was last asked about. */
  #version = 0;

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

  /** The plan changed under an open proposal (an undo, a lock taken off): what it would do now is asked anew. */
  hostUpdate() {
    if (!this.change || this.busy || !this.#isStale) return;
    this.result = null;
    void this.#ask();
  }

  get #isStale() {
    return this.#version !== this.#parts.version();
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
    this.errors = [];
    this.reason = '';
    if (change.atOnce) return this.#applyNow(change);
    await this.#ask();
    return false;
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
    return this.#parts.call(request, this.#signed(params));
  }

  /** @param {Record<string, any>} params */
  #signed(params) {
    const author = this.#parts.author();
    return { ...params, ...(author ? { author } : {}), at: this.#parts.now() };
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

  /** Previews the open change. */
  async #ask() {
    const { change } = this;
    if (!change) return;
    await this.#during(async (isLatest) => {
      this.#version = this.#parts.version();
      const result = await this.#preview(change).catch((error) => {
        if (isLatest()) this.result = null;
        throw error;
      });
      if (isLatest()) this.result = result;
    });
  }

  /** @param {Change} change */
  #preview(change) {
    const params = this.#signed(this.#paramsOf(change));
    if (!change.lightPreview) return this.#parts.call(change.request, params);
    return this.#parts.call(change.request, { ...params, reply: 'preview' }, { columns: PREVIEW_COLUMNS });
  }

  /**
   * Applies what was previewed as one undo step; when the plan is another one meanwhile, previews it anew instead.
   * @returns {Promise<boolean>} whether it was applied; when refused, the reasons are in `errors`
   */
  async apply() {
    const { change } = this;
    if (!change || !this.result || this.busy) return false;
    if (!this.#isStale) return this.#applyNow(change);
    await this.#ask();
    return false;
  }

  /** @param {Change} change @returns {Promise<boolean>} whether it was applied */
  async #applyNow(change) {
    let applied = false;
    await this.#during(async (isLatest) => {
      this.#version = this.#parts.version();
      const patch = await this.#patchOf(change);
      // Called off, asked differently or overtaken by another change of the plan: nothing that was not seen is applied.
      if (!isLatest() || this.#isStale) return;
      await this.#parts.apply(patch, { label: change.label });
      applied = true;
      this.cancel();
    });
    return applied;
  }

  /** The previewed change as a patch; a reason typed into the preview goes into it, so the engine is asked once more. @param {Change} change */
  async #patchOf(change) {
    if (this.result?.patch && this.reason.trim() === '') return this.result.patch;
    const reply = change.lightPreview ? { reply: 'patch' } : {};
    const { patch } = await this.ask(change.request, { ...this.#paramsOf(change), ...reply });
    return patch;
  }

  /**
   * Does one step of the open change: busy meanwhile, refusals kept in `errors`. A later step makes it void.
   * @param {(isLatest: () => boolean) => Promise<void>} step
   */
  async #during(step) {
    const turn = (this.#turn += 1);
    const isLatest = () => turn === this.#turn;
    this.busy = true;
    this.#changed();
    try {
      await step(isLatest);
      if (isLatest()) this.errors = [];
    } catch (error) {
      if (isLatest()) this.errors = recordsOf(error);
    } finally {
      if (isLatest()) {
        this.busy = false;
        this.#changed();
      }
    }
  }
}

/** @param {unknown} thrown @returns {ErrorRecord[]} the engine's records; anything else is our own defect and goes up */
function recordsOf(thrown) {
  if (thrown && typeof thrown === 'object' && 'errors' in thrown && Array.isArray(thrown.errors)) return thrown.errors;
  throw thrown;
}
