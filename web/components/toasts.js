// <st-toasts>: short messages at the bottom. They leave by themselves, except bad news and while hovered or focused.
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { base } from './styles.js';
import { left } from './toast.js';
import './icon.js';

/** @typedef {import('./toast.js').Toast & {id: number}} Shown */

const STAY_MS = 6000;
const STAY_WITH_ACTION_MS = 10_000;
const AT_MOST = 3;

export class StToasts extends LitElement {
  static properties = { shown: { state: true } };
  static styles = [
    base,
    css`
      :host {
        position: fixed;
        /* --st-dock: what a docked bar takes of the lower edge */
        inset: auto 0 calc(var(--st-space-5) + var(--st-dock, 0px)) 0;
        width: auto;
        margin: 0;
        border: 0;
        background: none;
        color: inherit;
        overflow: visible;
      }
      :host(:popover-open) {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: var(--st-space-2);
        padding: 0 var(--st-space-4);
        pointer-events: none;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--st-space-3);
        max-width: min(640px, 100%);
        padding: var(--st-space-1) var(--st-space-1) var(--st-space-1) var(--st-space-4);
        border: 1px solid var(--st-line);
        border-inline-start: 4px solid var(--st-accent);
        border-radius: var(--st-radius);
        background: var(--st-surface);
        box-shadow: var(--st-shadow);
        white-space: pre-line;
        overflow-wrap: anywhere;
        pointer-events: auto;
      }
      .toast.good {
        border-inline-start-color: var(--st-good);
        color: inherit;
      }
      .toast.bad {
        border-inline-start-color: var(--st-bad);
        color: inherit;
      }
      .text {
        flex: 1;
      }
      @media (max-width: 640px) {
        :host {
          inset-block-end: 72px;
        }
      }
    `,
  ];

  #nextId = 1;
  /** @type {Map<number, ReturnType<typeof setTimeout>>} */
  #timers = new Map();

  constructor() {
    super();
    /** @type {Shown[]} */
    this.shown = [];
  }

  /** @param {import('./toast.js').Toast} toast */
  add(toast) {
    const shown = { ...toast, id: this.#nextId++ };
    const staying = left(this.shown, toast, AT_MOST);
    for (const gone of this.shown.filter((one) => !staying.includes(one))) this.#remove(gone.id);
    this.shown = [...staying, shown];
    this.#raise();
    this.#leaveLater(shown);
  }

  /** Into the top layer, above a drawer or dialog that is open. */
  #raise() {
    this.popover = 'manual';
    if (this.matches(':popover-open')) this.hidePopover();
    this.showPopover();
  }

  /** @param {Shown} shown */
  #leaveLater({ id, tone, action }) {
    if (tone === 'bad') return;
    this.#timers.set(
      id,
      setTimeout(() => this.#remove(id), action ? STAY_WITH_ACTION_MS : STAY_MS),
    );
  }

  /** @param {number} id */
  #remove(id) {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
    if (this.shown.length === 0 && this.matches(':popover-open')) this.hidePopover();
  }

  /** @param {Shown} toast */
  #act(toast) {
    this.#remove(toast.id);
    toast.action?.run();
  }

  render() {
    return this.shown.map(
      (toast) => html`<div
        class="toast ${toast.tone ?? 'info'}"
        role=${toast.tone === 'bad' ? 'alert' : 'status'}
        @pointerenter=${() => clearTimeout(this.#timers.get(toast.id))}
        @pointerleave=${() => this.#leaveLater(toast)}
        @focusin=${() => clearTimeout(this.#timers.get(toast.id))}
      >
        <span class="text">${toast.text}</span>
        ${toast.action ? html`<button class="quiet" @click=${() => this.#act(toast)}>${toast.action.text}</button>` : nothing}
        <button class="icon" aria-label=${t('frame.close')} @click=${() => this.#remove(toast.id)}>
          <st-icon name="close"></st-icon>
        </button>
      </div>`,
    );
  }
}

customElements.define('st-toasts', StToasts);
