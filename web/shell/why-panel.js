// WhyPanel: follows st-why events, asks the engine for explanations and their source rows, and feeds the drawer.
import { html } from 'lit';
import { engine } from '../engine/engine.js';
import { errorRecords } from '../i18n/index.js';
import { PREVIEW_ROWS } from '../components/record-table.js';
import '../components/why-drawer.js';

/**
 * @typedef {import('../components/why.js').Why} Why
 * @typedef {import('../components/why-drawer.js').Explanation} Explanation
 * @typedef {import('../components/record-table.js').RecordPage} RecordPage
 */

/** A Lit controller: the host renders `template()` and passes st-why events to `open`. */
export class WhyPanel {
  #host;
  /** @type {Why[]} the figure shown last, and those it was reached from */
  #trail = [];
  /** @type {Explanation | null} */
  #explanation = null;
  /** @type {import('../i18n/errors.js').ErrorRecord[]} */
  #errors = [];
  /** @type {RecordPage | null} */
  #records = null;

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** @param {Why} why */
  open(why) {
    this.#trail.push(why);
    void this.#load();
  }

  #back() {
    this.#trail.pop();
    void this.#load();
  }

  close() {
    this.#trail = [];
    this.#host.requestUpdate();
  }

  async #load() {
    const why = this.#trail.at(-1);
    if (!why) return;
    this.#explanation = null;
    this.#records = null;
    this.#errors = [];
    this.#host.requestUpdate();
    try {
      const explanation = await engine.call(why.request, why.params);
      if (this.#trail.at(-1) !== why) return;
      this.#explanation = explanation;
      this.#host.requestUpdate();
      if (explanation.records) await this.#loadRecords(0, PREVIEW_ROWS);
    } catch (error) {
      if (this.#trail.at(-1) === why) this.#errors = errorRecords(error);
    }
    this.#host.requestUpdate();
  }

  /** @param {number} offset @param {number} limit */
  async #loadRecords(offset, limit) {
    const source = this.#explanation?.records;
    if (!source) return;
    try {
      const page = await engine.call(source.request, { ...source.params, offset, limit });
      if (this.#explanation?.records === source) this.#records = { ...page, offset, limit };
    } catch (error) {
      this.#errors = errorRecords(error);
    }
    this.#host.requestUpdate();
  }

  template() {
    return html`<st-why-drawer
      .open=${this.#trail.length > 0}
      .explanation=${this.#explanation}
      .errors=${this.#errors}
      .records=${this.#records}
      ?deep=${this.#trail.length > 1}
      @st-close=${() => this.close()}
      @st-why-back=${() => this.#back()}
      @st-records-page=${(/** @type {CustomEvent} */ { detail }) => this.#loadRecords(detail.offset, detail.limit)}
    ></st-why-drawer>`;
  }
}
