// PreviewDock: the open proposal under the grid: applying it, leaving it, and where the keyboard goes afterwards.
import { html } from 'lit';
import { t } from '../../i18n/index.js';
import './change-preview.js';

/** @typedef {import('./targets-board.js').StTargetsBoard} Board @typedef {import('./proposal-flow.js').ProposalFlow} Flow */

export class PreviewDock {
  #board;

  /** @param {Board} board */
  constructor(board) {
    this.#board = board;
  }

  /** @param {Flow} flow with a change @param {import('./grid-model.js').TargetTable} table */
  template(flow, table) {
    const board = this.#board;
    return html`<st-change-preview
      .flow=${flow}
      .table=${table}
      .unit=${board.unit}
      .revision=${board.revision}
      @st-preview-apply=${() => this.#apply(flow)}
      @st-preview-cancel=${() => this.#cancel(flow)}
      @st-preview-absorb=${(/** @type {CustomEvent} */ { detail }) => flow.setAbsorb(detail.absorb)}
      @st-preview-reason=${(/** @type {CustomEvent} */ { detail }) => flow.setReason(detail.reason)}
      @st-conflict-focus=${(/** @type {CustomEvent} */ { detail }) => board.goTo(detail)}
      @st-conflict-unlock=${(/** @type {CustomEvent} */ { detail }) =>
        board.actions?.lock([{ node: detail.unit, period: detail.period }], false)}
    ></st-change-preview>`;
  }

  /** @param {Flow} flow */
  async #apply(flow) {
    if (!flow.change) return;
    const { key, params } = flow.change.label;
    const [first] = flow.change.cells ?? [];
    if (!(await flow.apply())) return;
    this.#board.actions?.said(t('targets.done.applied', { what: t(key, params) }));
    if (first) await this.#board.goTo({ unit: first.node, period: first.period });
  }

  /** Leaves the preview; the keyboard goes back to the cell it came from. @param {Flow} flow */
  #cancel(flow) {
    const [first] = flow.change?.cells ?? [];
    flow.cancel();
    if (first) void this.#board.goTo({ unit: first.node, period: first.period });
  }
}
