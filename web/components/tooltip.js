// <st-tooltip text>: a short hint for the slotted control, on hover and on keyboard focus.
import { LitElement, css, html } from 'lit';
import { base } from './styles.js';
import { placeBeside } from './floating.js';

const DELAY_MS = 400;

export class StTooltip extends LitElement {
  static properties = { text: {} };
  static styles = [
    base,
    css`
      :host {
        display: inline-flex;
      }
      [popover] {
        max-width: 320px;
        padding: var(--st-space-1) var(--st-space-2);
        border: 0;
        border-radius: var(--st-radius);
        background: var(--st-ink);
        color: var(--st-surface);
        font-size: var(--st-size-13);
        white-space: pre-line;
        pointer-events: none;
      }
    `,
  ];

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    super();
    this.text = '';
  }

  get #popover() {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector('[popover]'));
  }

  /** @param {number} delay */
  #show(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.text || !this.isConnected) return;
      this.#popover.showPopover();
      placeBeside(this.#popover, this.getBoundingClientRect(), { align: 'center' });
    }, delay);
  }

  #hide() {
    clearTimeout(this.#timer);
    if (this.#popover.matches(':popover-open')) this.#popover.hidePopover();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    return html`
      <slot
        @pointerenter=${() => this.#show(DELAY_MS)}
        @pointerleave=${this.#hide}
        @pointerdown=${this.#hide}
        @focusin=${() => this.#show(0)}
        @focusout=${this.#hide}
      ></slot>
      <div popover="manual" role="tooltip">${this.text}</div>
    `;
  }
}

customElements.define('st-tooltip', StTooltip);
