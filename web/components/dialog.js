// <st-dialog> in the middle and <st-drawer> at the right edge: one native dialog, so that focus and Esc behave.
import { LitElement, css, html } from 'lit';
import { t } from '../i18n/index.js';
import { fire } from './events.js';
import { base } from './styles.js';
import './icon.js';

export class StDialog extends LitElement {
  static properties = { heading: {}, open: { type: Boolean, reflect: true } };
  static styles = [
    base,
    css`
      dialog {
        flex-direction: column;
        width: min(560px, 100vw - 32px);
        max-height: min(86vh, 900px);
        padding: 0;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
        color: var(--st-ink);
        box-shadow: var(--st-shadow);
        overscroll-behavior: contain;
      }
      dialog[open] {
        display: flex;
      }
      dialog::backdrop {
        background: var(--st-scrim);
      }
      :host([wide]) dialog {
        width: min(960px, 100vw - 32px);
      }
      .head {
        display: flex;
        align-items: center;
        gap: var(--st-space-2);
        padding: var(--st-space-3) var(--st-space-3) var(--st-space-3) var(--st-space-4);
        border-block-end: 1px solid var(--st-line);
      }
      h2 {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .body {
        flex: 1;
        min-height: 0;
        padding: var(--st-space-4);
        overflow: auto;
      }
      .foot ::slotted(*) {
        margin-inline-start: var(--st-space-2);
      }
      .foot {
        display: flex;
        justify-content: flex-end;
        padding: 0 var(--st-space-4) var(--st-space-4);
      }
      .foot:not(.used) {
        display: none;
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.open = false;
  }

  get #dialog() {
    return /** @type {HTMLDialogElement | null} */ (this.renderRoot?.querySelector('dialog') ?? null);
  }

  /** @param {import('lit').PropertyValues} changed */
  updated(changed) {
    if (!changed.has('open')) return;
    const dialog = this.#dialog;
    if (this.open && !dialog?.open) this.show(/** @type {HTMLDialogElement} */ (dialog));
    if (!this.open && dialog?.open) dialog.close();
  }

  /** @param {HTMLDialogElement} dialog */
  show(dialog) {
    dialog.showModal();
  }

  requestClose() {
    this.open = false;
    fire(this, 'st-close');
  }

  /** @param {Event} event Esc */
  #onCancel(event) {
    event.preventDefault();
    this.requestClose();
  }

  /** @param {MouseEvent} event a press on the backdrop */
  #onPointer(event) {
    if (event.target === this.#dialog) this.requestClose();
  }

  /** @param {Event} event */
  #noteFooter(event) {
    const slot = /** @type {HTMLSlotElement} */ (event.target);
    slot.parentElement?.classList.toggle('used', slot.assignedElements().length > 0);
  }

  render() {
    return html`
      <dialog aria-labelledby="heading" @cancel=${this.#onCancel} @mousedown=${this.#onPointer}>
        <div class="head">
          <h2 id="heading">${this.heading}</h2>
          <button class="icon" aria-label=${t('frame.close')} title=${t('frame.close')} @click=${this.requestClose}>
            <st-icon name="close"></st-icon>
          </button>
        </div>
        <div class="body" tabindex="0" autofocus>${this.open ? html`<slot></slot>` : ''}</div>
        <div class="foot"><slot name="footer" @slotchange=${this.#noteFooter}></slot></div>
      </dialog>
    `;
  }
}

export class StDrawer extends StDialog {
  static styles = [
    ...StDialog.styles,
    css`
      dialog,
      :host([wide]) dialog {
        width: min(440px, 100vw);
        height: 100dvh;
        max-width: none;
        max-height: none;
        margin: 0 0 0 auto;
        border-width: 0 0 0 1px;
        border-radius: 0;
      }
      :host([wide]) dialog {
        width: min(720px, 100vw);
      }
      dialog::backdrop {
        background: transparent;
      }
      dialog[open] {
        animation: slide var(--st-motion) ease-out;
      }
      @keyframes slide {
        from {
          transform: translateX(24px);
          opacity: 0;
        }
      }
    `,
  ];
}

customElements.define('st-dialog', StDialog);
customElements.define('st-drawer', StDrawer);
