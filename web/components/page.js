// <st-page>: the frame inside a workspace: title line with at most one action, reading line, filters, content.
import { LitElement, css, html, nothing } from 'lit';
import { base } from './styles.js';

export class StPage extends LitElement {
  static properties = { heading: {}, subheading: {}, hasReading: { state: true }, hasFilters: { state: true } };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--st-space-4);
        min-height: 100%;
        padding: var(--st-space-5) var(--st-space-6) var(--st-space-8);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        gap: var(--st-space-2) var(--st-space-4);
      }
      .titles {
        flex: 1 1 240px;
        min-width: 0;
      }
      h1 {
        font-size: var(--st-size-20);
        font-weight: 650;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      .action {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-space-2);
      }
      .reading {
        max-width: 76ch;
        font-size: var(--st-size-16);
      }
      .content {
        display: flex;
        flex: 1;
        flex-direction: column;
        gap: var(--st-space-4);
        min-width: 0;
        min-height: 0;
      }
      @media print {
        .action {
          display: none;
        }
      }
      @media (max-width: 640px) {
        :host {
          padding: var(--st-space-4) var(--st-space-4) var(--st-space-8);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.subheading = '';
    this.hasReading = false;
    this.hasFilters = false;
  }

  /** @param {Event} event @param {'hasReading' | 'hasFilters'} flag */
  #noteSlot(event, flag) {
    this[flag] = /** @type {HTMLSlotElement} */ (event.target).assignedNodes().length > 0;
  }

  render() {
    return html`
      <header>
        <div class="titles">
          <h1>${this.heading}</h1>
          ${this.subheading ? html`<p class="muted">${this.subheading}</p>` : nothing}
        </div>
        <div class="action"><slot name="action"></slot></div>
      </header>
      <div class="reading" ?hidden=${!this.hasReading}>
        <slot name="reading" @slotchange=${(/** @type {Event} */ e) => this.#noteSlot(e, 'hasReading')}></slot>
      </div>
      <div ?hidden=${!this.hasFilters}>
        <slot name="filters" @slotchange=${(/** @type {Event} */ e) => this.#noteSlot(e, 'hasFilters')}></slot>
      </div>
      <div class="content"><slot></slot></div>
    `;
  }
}

customElements.define('st-page', StPage);
