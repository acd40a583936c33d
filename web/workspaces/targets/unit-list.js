// <st-unit-list>: the set for reading on a phone: units with total, share of the whole as a bar, growth. No editing.
// Fires st-target-toggle {unit}, st-target-why {unit, period}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, ratio, t, unitMode } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { yearSpan } from './period-axis.js';
import { exactValue, shownUnit, shownValue } from './target-figures.js';

export class StUnitList extends LitElement {
  static properties = { table: { attribute: false }, unit: {}, isOpen: { attribute: false } };
  static styles = [
    base,
    css`
      :host {
        display: block;
      }
      .unit {
        margin-block-end: var(--st-space-1);
        text-align: end;
      }
      ul {
        margin: 0;
        padding: 0;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 44px minmax(0, 1fr) auto;
        align-items: center;
        min-height: 52px;
        border-block-end: 1px solid var(--st-line);
      }
      li:last-child {
        border: 0;
      }
      .toggle {
        width: 44px;
        height: 44px;
        border: 0;
        background: none;
        color: var(--st-muted);
      }
      .name {
        overflow-wrap: anywhere;
      }
      .bar {
        display: block;
        height: 4px;
        margin-block-start: var(--st-space-1);
        border-radius: 2px;
        background: var(--st-sunken);
      }
      .bar span {
        display: block;
        height: 100%;
        border-radius: 2px;
        background: var(--st-accent);
      }
      .value {
        display: grid;
        justify-items: end;
        min-height: 44px;
        padding: var(--st-space-1) var(--st-space-3);
        border: 0;
        background: none;
      }
      .strong {
        font-weight: 600;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** @type {(unit: import('./grid-model.js').ViewUnit) => boolean} */
    this.isOpen = () => true;
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    const { table } = this;
    if (!table) return nothing;
    const year = yearSpan(table.axis);
    const whole = table.value(table.units[0].id, year);
    return html`<p class="unit small muted">${shownUnit(this.unit)}</p>
      <ul>
        ${table.visibleUnits(this.isOpen).map((unit) => this.#row(table, unit, year, whole))}
      </ul>`;
  }

  /**
   * @param {import('./grid-model.js').TargetTable} table @param {import('./grid-model.js').ViewUnit} unit
   * @param {import('./period-axis.js').Span} year @param {number} whole
   */
  #row(table, unit, year, whole) {
    const value = table.value(unit.id, year);
    const growth = table.growth(unit.id, year);
    const open = this.isOpen(unit);
    const indent = `padding-inline-start:${unit.depth * 12}px`;
    return html`<li style=${indent}>
      ${
        unit.leaf
          ? html`<span></span>`
          : html`<button
              class="toggle"
              aria-expanded=${open ? 'true' : 'false'}
              aria-label=${unit.name}
              @click=${() => fire(this, 'st-target-toggle', { unit: unit.id })}
            >
              <st-icon name=${open ? 'chevron-down' : 'chevron-right'}></st-icon>
            </button>`
      }
      <span class="name ${unit.depth < 2 && !unit.leaf ? 'strong' : ''}"
        >${unit.name}
        <span class="bar" role="presentation"><span style="width:${whole > 0 ? (value / whole) * 100 : 0}%"></span></span>
      </span>
      <button
        class="value"
        title=${exactValue(value, this.unit)}
        @click=${() => fire(this, 'st-target-why', { unit: unit.id, period: year.period })}
      >
        <span class="visually-hidden">${t('targets.command.why')}: ${unit.name}</span>
        <span>${shownValue(value, this.unit)}</span>
        <span class="small ${growth !== null && growth < 0 ? 'bad' : 'muted'}">${growth === null ? '' : withSign(ratio(growth))}</span>
      </button>
    </li>`;
  }
}

customElements.define('st-unit-list', StUnitList);
