// <st-pivot-grid>: st-grid with shaded cells and headers that sort. Fires st-pivot-sort {key} for a pressed header.
import { css, unsafeCSS } from 'lit';
import { StGrid } from '../../components/grid.js';
import { fire } from '../../components/events.js';

const shade = (/** @type {string} */ token, /** @type {number} */ step) =>
  `color-mix(in srgb, var(${token}) ${step * 7}%, var(--st-surface))`;
const STEPS = [1, 2, 3, 4, 5];
const rules = STEPS.map(
  (step) =>
    `revo-grid revogr-data .rgCell.hot${step}{background:${shade('--st-series-1', step)}}revo-grid revogr-data .rgCell.cold${step}{background:${shade('--st-bad-fill', step)}}`,
).join('');

export class StPivotGrid extends StGrid {
  static styles = [
    ...StGrid.styles,
    unsafeCSS(rules),
    css`
      revo-grid .rgHeaderCell {
        cursor: pointer;
      }
      revo-grid .rgCell.total {
        font-weight: 600;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.renderRoot.addEventListener('headerclick', this.#onHeader);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.renderRoot.removeEventListener('headerclick', this.#onHeader);
  }

  #onHeader = (/** @type {Event} */ event) => {
    const { prop, column } = /** @type {CustomEvent} */ (event).detail ?? {};
    const key = prop ?? column?.prop;
    if (key !== undefined) fire(this, 'st-pivot-sort', { key: String(key) });
  };
}

customElements.define('st-pivot-grid', StPivotGrid);
