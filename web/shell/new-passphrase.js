// <st-new-passphrase .known>: a passphrase that is chosen: typed twice, weighed, or suggested. Fires st-passphrase {value}; '' while it
// cannot be used. That nobody can recover it is said before anything is encrypted.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { copyText } from '../lib/browser-files.js';
import { MIN_LENGTH, passphraseStrength, suggestedPassphrase } from '../storage/container/passphrase.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { fire } from '../components/events.js';
import { toast } from '../components/toast.js';
import '../components/icon.js';
import './passphrase-field.js';

/** Bits at which the bar is full. */
const FULL = 80;

export class StNewPassphrase extends LitElement {
  static properties = {
    known: { attribute: false },
    text: { state: true },
    repeated: { state: true },
    shown: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--st-space-3);
      }
      .bar {
        height: 6px;
        margin-block-end: var(--st-space-1);
        border-radius: 3px;
        background: var(--st-sunken);
        box-shadow: inset 0 0 0 1px var(--st-line);
        overflow: hidden;
      }
      .bar span {
        display: block;
        height: 100%;
        background: var(--st-bad);
      }
      .fair .bar span {
        background: var(--st-watch-fill);
      }
      .strong .bar span {
        background: var(--st-good);
      }
      .warning {
        display: flex;
        gap: var(--st-space-2);
        padding: var(--st-space-2) var(--st-space-3);
        border-radius: var(--st-radius);
        background: var(--st-watch-soft);
        color: var(--st-ink);
      }
      .warning st-icon {
        flex: none;
        margin-block-start: 3px;
        color: var(--st-watch);
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
    /** @type {string[]} */
    this.known = [];
    this.text = '';
    this.repeated = '';
    this.shown = false;
    new SignalController(this, () => [language.value]);
  }

  focusInput() {
    return /** @type {any} */ (this.renderRoot.querySelector('st-passphrase-field'))?.focusInput();
  }

  /** @param {{text?: string, repeated?: string}} typed */
  #take({ text = this.text, repeated = this.repeated }) {
    this.text = text;
    this.repeated = repeated;
    const usable = [...text].length >= MIN_LENGTH && text === repeated;
    fire(this, 'st-passphrase', { value: usable ? text : '' });
  }

  /** A suggestion has to be seen to be passed on. */
  #suggest() {
    const text = suggestedPassphrase();
    this.shown = true;
    this.#take({ text, repeated: text });
  }

  async #copy() {
    if (await copyText(this.text)) toast(this, { tone: 'good', text: t('frame.copied') });
  }

  render() {
    const differs = this.repeated !== '' && !this.text.startsWith(this.repeated);
    const field = (/** @type {'text' | 'repeated'} */ which, /** @type {string} */ label, error = '') =>
      html`<st-passphrase-field
        data-field=${which}
        autocomplete="new-password"
        .label=${label}
        .error=${error}
        .value=${this[which]}
        .shown=${this.shown}
        @st-input=${(/** @type {CustomEvent} */ { detail }) => this.#take({ [which]: detail.value })}
        @st-show=${(/** @type {CustomEvent} */ { detail }) => (this.shown = detail.shown)}
      ></st-passphrase-field>`;
    return html`
      <p class="warning"><st-icon name="warning"></st-icon><span>${t('files.passphrase.warning')}</span></p>
      ${field('text', t('files.passphrase.label'))} ${this.#strength()}
      <div class="actions">
        <button type="button" data-action="suggest" @click=${this.#suggest}>${t('files.passphrase.suggest')}</button>
        ${
          this.shown && this.text
            ? html`<button type="button" @click=${this.#copy}><st-icon name="copy"></st-icon>${t('files.passphrase.copy')}</button>`
            : nothing
        }
      </div>
      ${field('repeated', t('files.passphrase.repeat'), differs ? t('files.passphrase.differs') : '')}
    `;
  }

  #strength() {
    const { bits, level, advice } = passphraseStrength(this.text, this.known);
    const share = Math.min(100, Math.round((bits / FULL) * 100));
    return html`<div class=${level}>
      <div class="bar" aria-hidden="true"><span style="width: ${share}%"></span></div>
      <p class="small" role="status">
        <strong>${t('files.passphrase.strength', { level })}</strong>
        ${advice ? html`<span class="muted"> ${t(`files.passphrase.advice.${advice}`)}</span>` : nothing}
      </p>
    </div>`;
  }
}

customElements.define('st-new-passphrase', StNewPassphrase);
