// <st-pivot-builder>: the fields of a pivot as chips that go between rows, columns and values, dragged or by each chip's menu.
// Fires st-layout {layout}, st-pivot-filter {field}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/menu.js';
import { axisName, measureName } from './measures.js';
import { ZONES, canMove, isTopAxis, moveField, zoneOf } from './pivot-layout.js';
import { NEW_CUSTOMER, isUnits } from './question.js';

/** @typedef {import('./pivot-layout.js').Layout} Layout @typedef {import('./pivot-layout.js').Zone} Zone */

/** Units and periods have switches of their own. @param {string} field */
const isFilterable = (field) => isTopAxis(field) && !isUnits(field) && field !== NEW_CUSTOMER;

class StPivotBuilder extends LitElement {
  static properties = {
    layout: { attribute: false },
    axes: { attribute: false },
    measures: { attribute: false },
    over: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--st-space-2);
      }
      .zone {
        display: flex;
        flex-wrap: wrap;
        align-content: flex-start;
        align-items: center;
        gap: var(--st-space-1);
        min-height: 44px;
        padding: var(--st-space-1) var(--st-space-2);
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-sunken);
      }
      .zone.over {
        border-color: var(--st-accent);
        background: var(--st-accent-soft);
      }
      .zone > .name {
        min-width: 3em;
        color: var(--st-muted);
        font-size: var(--st-size-13);
      }
      .chip {
        max-width: 220px;
        padding: 0 var(--st-space-1) 0 var(--st-space-2);
        cursor: grab;
      }
      .chip span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .add {
        color: var(--st-accent);
      }
      @media (max-width: 640px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** @type {string | null} */
  #dragged = null;

  constructor() {
    super();
    this.layout = /** @type {Layout} */ (/** @type {unknown} */ (null));
    /** @type {string[]} */
    this.axes = [];
    /** @type {string[]} */
    this.measures = [];
    this.over = /** @type {Zone | null} */ (null);
    new SignalController(this, () => language.value);
  }

  #isMeasure = (/** @type {string} */ field) => this.measures.includes(field);
  #name = (/** @type {string} */ field) => (this.#isMeasure(field) ? measureName(field) : axisName(field));

  render() {
    if (!this.layout) return nothing;
    return ZONES.map((zone) => this.#zone(zone));
  }

  /** @param {Zone} zone */
  #zone(zone) {
    const name = t(`performance.pivot.${zone}`);
    return html`<div
      class="zone ${this.over === zone ? 'over' : ''}"
      role="group"
      aria-label=${name}
      data-zone=${zone}
      @dragover=${(/** @type {DragEvent} */ event) => this.#onDragOver(event, zone)}
      @dragleave=${() => (this.over = null)}
      @drop=${(/** @type {DragEvent} */ event) => this.#onDrop(event, zone, Infinity)}
    >
      <span class="name" aria-hidden="true">${name}</span>
      ${this.layout[zone].map((field, index) => this.#chip(field, zone, index))} ${this.#adder(zone, name)}
    </div>`;
  }

  /** @param {string} field @param {Zone} zone @param {number} index */
  #chip(field, zone, index) {
    const name = this.#name(field);
    return html`<st-menu
      label=${t('performance.pivot.move', { name })}
      .items=${this.#moves(field, zone, index)}
      @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#onMove(field, detail.id, zone, index)}
      draggable="true"
      @dragstart=${(/** @type {DragEvent} */ event) => this.#onDragStart(event, field)}
      @dragend=${() => (this.#dragged = null)}
      @dragover=${(/** @type {DragEvent} */ event) => this.#onDragOver(event, zone)}
      @drop=${(/** @type {DragEvent} */ event) => this.#onDrop(event, zone, index)}
      ><button slot="trigger" class="chip" title=${name} data-field=${field}><span>${name}</span><st-icon name="chevron-down"></st-icon></button
    ></st-menu>`;
  }

  /** @param {string} field @param {Zone} zone @param {number} index */
  #moves(field, zone, index) {
    const length = this.layout[zone].length;
    const isMeasure = this.#isMeasure(field);
    const targets = ZONES.filter((other) => other !== zone && canMove(this.layout, field, other, isMeasure));
    return [
      ...targets.map((other) => ({
        id: `to:${other}`,
        text: t('performance.pivot.moveTo', { zone: t(`performance.pivot.${other}`) }),
        icon: 'arrow-right',
      })),
      { id: 'earlier', text: t('performance.pivot.earlier'), icon: 'chevron-left', disabled: index === 0 },
      { id: 'later', text: t('performance.pivot.later'), icon: 'chevron-right', disabled: index === length - 1 },
      ...(isMeasure || !isFilterable(field)
        ? []
        : [{ id: 'filter', text: t('performance.pivot.toFilter'), icon: 'search' }]),
      { id: 'remove', text: t('performance.pivot.remove'), icon: 'trash', separator: true },
    ];
  }

  /** @param {string} field @param {string} move @param {Zone} zone @param {number} index */
  #onMove(field, move, zone, index) {
    if (move === 'filter') fire(this, 'st-pivot-filter', { field });
    else if (move === 'remove') this.#change(moveField(this.layout, field, null));
    else if (move === 'earlier') this.#change(moveField(this.layout, field, zone, index - 1));
    else if (move === 'later') this.#change(moveField(this.layout, field, zone, index + 1));
    else this.#change(moveField(this.layout, field, /** @type {Zone} */ (move.slice(3))));
  }

  /** Fields that are not used yet. @param {Zone} zone @param {string} zoneName */
  #adder(zone, zoneName) {
    const all = zone === 'values' ? this.measures : this.axes;
    const free = all.filter(
      (field) => zoneOf(this.layout, field) === null && canMove(this.layout, field, zone, zone === 'values'),
    );
    if (free.length === 0) return nothing;
    const label = t('performance.pivot.add', { zone: zoneName });
    return html`<st-menu
      label=${label}
      .items=${free.map((field) => ({ id: field, text: this.#name(field) }))}
      @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#change(moveField(this.layout, detail.id, zone))}
      ><button slot="trigger" class="icon add" aria-label=${label} title=${label}><st-icon name="plus"></st-icon></button
    ></st-menu>`;
  }

  /** @param {DragEvent} event @param {string} field */
  #onDragStart(event, field) {
    this.#dragged = field;
    event.dataTransfer?.setData('text/plain', this.#name(field));
  }

  /** @param {DragEvent} event @param {Zone} zone */
  #onDragOver(event, zone) {
    if (!this.#dragged || !canMove(this.layout, this.#dragged, zone, this.#isMeasure(this.#dragged))) return;
    event.preventDefault();
    event.stopPropagation();
    this.over = zone;
  }

  /** @param {DragEvent} event @param {Zone} zone @param {number} index */
  #onDrop(event, zone, index) {
    event.preventDefault();
    event.stopPropagation();
    this.over = null;
    const field = this.#dragged;
    if (field && canMove(this.layout, field, zone, this.#isMeasure(field)))
      this.#change(moveField(this.layout, field, zone, index));
  }

  /** @param {Layout} layout */
  #change(layout) {
    if (layout !== this.layout) fire(this, 'st-layout', { layout });
  }
}

customElements.define('st-pivot-builder', StPivotBuilder);
