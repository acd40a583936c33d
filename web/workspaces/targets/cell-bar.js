// <st-cell-bar>: the selected cell in words, as a spreadsheet's formula bar: where it is, exact value, growth, marks, actions.
// Fires st-cell-action {action, unit, period}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, period, ratio, t, unitMode } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import { actionText, cellActions } from './cell-actions.js';
import { exactValue, spokenValue } from './target-figures.js';

export class StCellBar extends LitElement {
  static properties = {
    table: { attribute: false },
    cell: { attribute: false },
    count: { type: Number },
    unit: {},
    compareYear: {},
    readOnly: { type: Boolean },
  };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-1) var(--st-space-4);
        min-height: var(--st-control);
      }
      .place {
        font-weight: 600;
      }
      .actions {
        display: inline-flex;
        flex-wrap: wrap;
        margin-inline-start: auto;
      }
      st-icon {
        vertical-align: -2px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    /** @type {{unit: string, period: string} | null} */
    this.cell = null;
    /** cells of the selected range that the actions are for */
    this.count = 1;
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** @type {string | null} */
    this.compareYear = null;
    this.readOnly = false;
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    const { table, cell } = this;
    const span = cell && table?.span(cell.period);
    if (!table || !cell || !span || !table.unit(cell.unit)) {
      return html`<span class="muted">${t(this.readOnly ? 'targets.cell.chooseReadOnly' : 'targets.cell.choose')}</span>`;
    }
    const value = table.value(cell.unit, span);
    const before = table.history(cell.unit, span);
    const growth = table.growth(cell.unit, span);
    const path = table.pathTo(cell.unit).map(({ name }) => name);
    return html`
      <span class="place" title=${path.join(' › ')}>${path.slice(-2).join(' › ')} · ${period(cell.period)}</span>
      <span title=${exactValue(value, this.unit)}>${spokenValue(value, this.unit)}</span>
      ${
        before === null || !this.compareYear
          ? nothing
          : html`<span class="muted"
              >${t('targets.cell.against', {
                year: this.compareYear,
                value: spokenValue(before, this.unit),
                growth: withSign(ratio(growth)),
              })}</span
            >`
      }
      ${table.isLocked(cell.unit, cell.period) ? html`<span><st-icon name="lock"></st-icon> ${t('targets.cell.locked')}</span>` : nothing}
      ${
        table.isOverridden(cell.unit, cell.period)
          ? html`<span><st-icon name="pencil"></st-icon> ${t('targets.cell.overridden')}</span>`
          : nothing
      }
      <span class="actions">
        ${cellActions(table, cell, { readOnly: this.readOnly })
          .filter(({ inBar }) => inBar)
          .map(
            ({ id, icon }) =>
              html`<button class="quiet" @click=${() => fire(this, 'st-cell-action', { action: id, ...cell })}>
                <st-icon name=${icon}></st-icon>${actionText(id, this.count)}
              </button>`,
          )}
      </span>
    `;
  }
}

customElements.define('st-cell-bar', StCellBar);
