// <st-menu>: a button that opens a list of actions. Arrow keys, Home, End, first letters; Esc gives the focus back.
import { LitElement, css, html, nothing } from 'lit';
import { base } from './styles.js';
import { fire } from './events.js';
import { placeBeside } from './floating.js';
import './icon.js';

/**
 * @typedef {{id: string, text: string, note?: string, icon?: string, danger?: boolean, disabled?: boolean,
 *   checked?: boolean, separator?: boolean}} MenuItem separator: a line above this item
 */

export class StMenu extends LitElement {
  static properties = { items: { attribute: false }, align: {}, label: {}, open: { state: true } };
  static styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      [popover] {
        min-width: 180px;
        max-width: min(360px, 100vw - 16px);
        max-height: 70vh;
        padding: var(--st-space-1);
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
        color: var(--st-ink);
        box-shadow: var(--st-shadow);
        overflow: auto;
      }
      [popover] button {
        display: flex;
        justify-content: flex-start;
        width: 100%;
        border: 0;
        background: none;
        text-align: start;
        white-space: normal;
      }
      [popover] button:focus-visible,
      [popover] button:hover:not(:disabled) {
        background: var(--st-accent-soft);
      }
      .danger {
        color: var(--st-bad);
      }
      .text {
        flex: 1;
      }
      hr {
        margin: var(--st-space-1) 0;
        border: 0;
        border-block-start: 1px solid var(--st-line);
      }
      .mark {
        width: 1.15em;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {MenuItem[]} */
    this.items = [];
    /** @type {'start' | 'end' | 'center'} */
    this.align = 'start';
    this.label = '';
    this.open = false;
  }

  get #popover() {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector('[popover]'));
  }

  get #buttons() {
    return /** @type {HTMLButtonElement[]} */ ([...this.#popover.querySelectorAll('button:not(:disabled)')]);
  }

  /** The element in the trigger slot. */
  get #trigger() {
    const slot = /** @type {HTMLSlotElement} */ (this.renderRoot.querySelector('slot'));
    return /** @type {HTMLElement | undefined} */ (slot.assignedElements()[0]);
  }

  updated() {
    this.#trigger?.setAttribute('aria-haspopup', 'menu');
    this.#trigger?.setAttribute('aria-expanded', this.open ? 'true' : 'false');
  }

  toggle() {
    this.#popover.togglePopover();
  }

  /** Opens at a point, for context menus. @param {number} x @param {number} y */
  openAt(x, y) {
    this.#popover.showPopover();
    placeBeside(this.#popover, new DOMRect(x, y, 0, 0));
  }

  /** @param {ToggleEvent} event */
  #onToggle(event) {
    this.open = event.newState === 'open';
    if (!this.open) return;
    const anchor = this.#trigger?.getBoundingClientRect();
    if (anchor && anchor.width > 0) placeBeside(this.#popover, anchor, { align: this.align });
    const chosen = this.#buttons.find((button) => button.getAttribute('aria-checked') === 'true');
    (chosen ?? this.#buttons[0])?.focus();
  }

  /** @param {MenuItem} item */
  #select(item) {
    this.#popover.hidePopover();
    this.#trigger?.focus();
    fire(this, 'st-select', { id: item.id });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const buttons = this.#buttons;
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (this.shadowRoot?.activeElement));
    const last = buttons.length - 1;
    const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    if (next !== undefined) {
      event.preventDefault();
      buttons[next]?.focus();
    } else if (event.key === 'Tab') {
      this.#popover.hidePopover();
    } else if (event.key === 'Escape') {
      this.#popover.hidePopover();
      this.#trigger?.focus();
      event.stopPropagation();
    }
  }

  render() {
    const checkable = this.items.some(({ checked }) => checked !== undefined);
    return html`
      <slot name="trigger" @click=${this.toggle} @slotchange=${() => this.requestUpdate()}></slot>
      <div popover role="menu" aria-label=${this.label || nothing} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${this.items.map((item) => this.#itemTemplate(item, checkable))}
      </div>
    `;
  }

  /** @param {MenuItem} item @param {boolean} checkable */
  #itemTemplate(item, checkable) {
    const { text, note, icon, danger = false, disabled = false, checked, separator } = item;
    return html`${separator ? html`<hr />` : nothing}
      <button
        role=${checked === undefined ? 'menuitem' : 'menuitemradio'}
        aria-checked=${checked === undefined ? nothing : String(checked)}
        tabindex="-1"
        class=${danger ? 'danger' : ''}
        ?disabled=${disabled}
        @click=${() => this.#select(item)}
      >
        ${checkable && !icon ? html`<span class="mark">${checked ? html`<st-icon name="check"></st-icon>` : nothing}</span>` : nothing}
        ${icon ? html`<st-icon name=${icon}></st-icon>` : nothing}
        <span class="text">${text}</span>
        ${note ? html`<span class="muted small">${note}</span>` : nothing}
      </button>`;
  }
}

customElements.define('st-menu', StMenu);
