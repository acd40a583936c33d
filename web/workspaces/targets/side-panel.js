// <st-target-panel>: what stands beside the grid for the selected unit: its course over the year, the reserve ledger, the mismatch.
import { LitElement, html, nothing } from 'lit';
import './course-panel.js';
import './ledger-panel.js';
import './mismatch-panel.js';

export class StTargetPanel extends LitElement {
  static properties = {
    panel: {},
    table: { attribute: false },
    selected: {},
    unit: {},
    actions: { attribute: false },
    compareYear: {},
    readOnly: { type: Boolean },
  };

  constructor() {
    super();
    this.panel = '';
    /** @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    this.selected = '';
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** @type {import('./target-actions.js').TargetActions | null} */
    this.actions = null;
    /** @type {string | null} */
    this.compareYear = null;
    this.readOnly = false;
  }

  render() {
    const { panel, table, selected, unit, actions, readOnly } = this;
    if (!table) return nothing;
    if (panel === 'chart') {
      return html`<st-course-panel .table=${table} .selected=${selected} .unit=${unit} .compareYear=${this.compareYear}></st-course-panel>`;
    }
    if (panel === 'ledger') {
      return html`<st-ledger-panel .table=${table} .selected=${selected} .unit=${unit} .actions=${actions} ?readOnly=${readOnly}></st-ledger-panel>`;
    }
    if (panel === 'mismatch') {
      return html`<st-mismatch-panel .table=${table} .selected=${selected} .unit=${unit} .actions=${actions} ?readOnly=${readOnly}></st-mismatch-panel>`;
    }
    return nothing;
  }
}

customElements.define('st-target-panel', StTargetPanel);
