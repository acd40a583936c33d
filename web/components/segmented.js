// <st-segmented>: one of a few choices, as a row of buttons (radio group: arrow keys move). Where they are wider than the page
// they scroll, and the chosen one is in sight.
import { LitElement, css, html, nothing } from 'lit';
import { base } from './styles.js';
import { fire } from './events.js';

/** @typedef {{value: string, label: string, title?: string, disabled?: boolean}} Option */

export class StSegmented extends LitElement {
  static properties = { options: { attribute: false }, value: {}, label: {} };
  static styles = [
    base,
    css`
      :host {
        position: relative;
        display: inline-flex;
        max-width: 100%;
        overflow-x: auto;
        scrollbar-width: none;
      }
      [role='radiogroup'] {
        display: inline-flex;
        padding: 2px;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-sunken);
      }
      button {
        min-height: calc(var(--st-control) - 6px);
        padding: 0 var(--st-space-2);
        border: 0;
        border-radius: 4px;
        background: transparent;
        color: var(--st-muted);
      }
      button[aria-checked='true'] {
        background: var(--st-surface);
        color: var(--st-ink);
        font-weight: 600;
        box-shadow: 0 0 0 1px var(--st-line);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Option[]} */
    this.options = [];
    this.value = '';
    this.label = '';
  }

  /** @param {string} value */
  #choose(value) {
    if (value === this.value) return;
    this.value = value;
    fire(this, 'st-change', { value });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const usable = this.options.filter(({ disabled }) => !disabled);
    const at = usable.findIndex(({ value }) => value === this.value);
    this.#choose(usable[(at + step + usable.length) % usable.length].value);
    void this.updateComplete.then(() =>
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-checked="true"]'))?.focus(),
    );
  }

  updated() {
    const chosen = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-checked="true"]'));
    if (!chosen) return;
    const { scrollLeft, clientWidth } = /** @type {HTMLElement} */ (this);
    const end = chosen.offsetLeft + chosen.offsetWidth;
    if (chosen.offsetLeft < scrollLeft) this.scrollTo({ left: chosen.offsetLeft });
    else if (end > scrollLeft + clientWidth) this.scrollTo({ left: end - clientWidth });
  }

  render() {
    return html`<div role="radiogroup" aria-label=${this.label || nothing} @keydown=${this.#onKey}>
      ${this.options.map(
        ({ value, label, title, disabled }, index) =>
          html`<button
            role="radio"
            aria-checked=${value === this.value ? 'true' : 'false'}
            tabindex=${value === this.value || (index === 0 && !this.options.some((o) => o.value === this.value)) ? 0 : -1}
            title=${title ?? nothing}
            ?disabled=${disabled ?? false}
            @click=${() => this.#choose(value)}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }
}

customElements.define('st-segmented', StSegmented);
