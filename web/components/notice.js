// <st-empty> (nothing here yet, and the next step) and <st-error> (what happened, where, how to mend it).
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { errorPlace, errorText, language, t } from '../i18n/index.js';
import { base } from './styles.js';
import './icon.js';

/** @typedef {import('../i18n/errors.js').ErrorRecord} ErrorRecord */

export class StEmpty extends LitElement {
  static properties = { heading: {}, text: {}, icon: {} };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        align-items: flex-start;
        gap: var(--st-space-3);
        max-width: 60ch;
        padding: var(--st-space-6);
        border: 1px dashed var(--st-line-strong);
        border-radius: var(--st-radius);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-space-2);
      }
    `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.text = '';
    this.icon = '';
  }

  render() {
    return html`
      <h2>${this.icon ? html`<st-icon name=${this.icon}></st-icon> ` : nothing}${this.heading}</h2>
      ${this.text ? html`<p class="muted">${this.text}</p>` : nothing}
      <slot></slot>
      <div class="actions"><slot name="actions"></slot></div>
    `;
  }
}

const SHOWN_AT_ONCE = 5;

export class StError extends LitElement {
  static properties = { errors: { attribute: false }, heading: {}, all: { state: true } };
  static styles = [
    base,
    css`
      :host {
        display: block;
      }
      .box {
        padding: var(--st-space-3) var(--st-space-4);
        border: 1px solid var(--st-bad);
        border-radius: var(--st-radius);
        background: var(--st-bad-soft);
      }
      h2 {
        color: var(--st-bad);
        font-size: var(--st-size-14);
      }
      ul {
        margin: var(--st-space-1) 0;
        padding-inline-start: var(--st-space-5);
      }
      li {
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {ErrorRecord[]} */
    this.errors = [];
    this.heading = '';
    this.all = false;
    new SignalController(this, () => language.value);
  }

  render() {
    if (this.errors.length === 0) return nothing;
    const shown = this.all ? this.errors : this.errors.slice(0, SHOWN_AT_ONCE);
    const rest = this.errors.length - shown.length;
    return html`<div class="box" role="alert">
      <h2><st-icon name="warning"></st-icon> ${this.heading || t('frame.errorHeading', { count: this.errors.length })}</h2>
      <ul>
        ${shown.map((error) => html`<li>${errorText(error)} <span class="muted small">${errorPlace(error)}</span></li>`)}
      </ul>
      ${rest > 0 ? html`<button class="link" @click=${() => (this.all = true)}>${t('frame.showMore', { count: rest })}</button>` : nothing}
      <slot></slot>
    </div>`;
  }
}

customElements.define('st-empty', StEmpty);
customElements.define('st-error', StError);
