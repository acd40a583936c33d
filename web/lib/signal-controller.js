// SignalController: re-renders a Lit element when a signal it read changes. Knows no particular signal.
import { effect } from '@preact/signals-core';

/**
 * Runs a reading function as an effect while its host is connected and asks the host to render again when it re-runs.
 *
 * `new SignalController(this, () => [session.plan.value, language.value])`: name the signals the template depends on.
 */
export class SignalController {
  #host;
  #read;
  /** @type {(() => void) | null} */
  #stop = null;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => unknown} read touches every signal the host renders from
   */
  constructor(host, read) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  hostConnected() {
    this.#stop = effect(() => {
      this.#read();
      this.#host.requestUpdate();
    });
  }

  hostDisconnected() {
    this.#stop?.();
    this.#stop = null;
  }
}
