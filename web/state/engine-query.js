// EngineQuery: a Lit controller that keeps a request's result in step with plan, facts and parameters.
// A newer question makes an older answer void and drops the older one if its turn has not come; one that runs is left to end,
// since stopping it would restart the worker. A question that has not changed is not asked again.
import { effect } from '@preact/signals-core';
import { engine } from '../engine/engine.js';
import { session } from './session.js';

/** @typedef {{request: string, params: Record<string, unknown>, columns?: string[]}} Question */

export class EngineQuery {
  /** The latest answer; an older one stays while a newer is on its way. @type {any} */
  result = null;
  /** What was thrown last, null after a good answer. @type {unknown} */
  error = null;
  /** The question under way, null when the result is up to date. @type {Question | null} */
  pending = null;
  #host;
  #ask;
  #latest = 0;
  /** What was asked last, and of which state of plan and facts. */
  #asked = '';
  /** @type {(() => void) | null} */
  #stop = null;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => Question | null} ask reads signals; null asks nothing and clears the result
   */
  constructor(host, ask) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  hostConnected() {
    this.#stop = effect(() => {
      const version = session.version.value; // plan or facts changed: ask again
      const question = this.#ask();
      const asked = JSON.stringify([version, question]);
      if (asked === this.#asked) return;
      this.#asked = asked;
      queueMicrotask(() => void this.#run(question));
    });
  }

  hostDisconnected() {
    this.#stop?.();
    this.#latest += 1;
    if (this.pending || this.error) this.#asked = '';
  }

  /** @param {Question | null} question */
  async #run(question) {
    const turn = (this.#latest += 1);
    this.pending = question;
    if (!question) {
      this.result = null;
      this.error = null;
      this.#host.requestUpdate();
      return;
    }
    this.#host.requestUpdate();
    try {
      const isWanted = () => turn === this.#latest;
      const result = await engine.call(question.request, question.params, { columns: question.columns, isWanted });
      if (turn !== this.#latest) return;
      this.result = result;
      this.error = null;
    } catch (error) {
      if (turn !== this.#latest) return;
      this.result = null;
      this.error = error;
    }
    this.pending = null;
    this.#host.requestUpdate();
  }
}
