// FlowController: a panel's flow works while the panel is on screen, and stops when it leaves.

/** @typedef {{follow: () => () => void}} Flow */

export class FlowController {
  #host;
  #flowOf;
  /** @type {Flow | null} */
  #followed = null;
  #stop = () => {};

  /** @param {import('lit').ReactiveControllerHost & HTMLElement} host @param {() => Flow | null} flowOf */
  constructor(host, flowOf) {
    this.#host = host;
    this.#flowOf = flowOf;
    host.addController(this);
  }

  hostConnected() {
    this.#host.requestUpdate();
  }

  hostUpdated() {
    const flow = this.#flowOf();
    if (!this.#host.isConnected || flow === this.#followed) return;
    this.hostDisconnected();
    this.#followed = flow;
    this.#stop = flow?.follow() ?? (() => {});
  }

  hostDisconnected() {
    this.#stop();
    this.#stop = () => {};
    this.#followed = null;
  }
}
