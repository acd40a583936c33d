// <st-passphrase-field label hint error>: one passphrase, hidden until asked to show. Fires st-input {value}, and st-enter for the form around it.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { fire } from '../components/events.js';
import '../components/field.js';

export class StPassphraseField extends LitElement {
  static properties = {
    label: {},
    hint: {},
    error: {},
    value: {},
    autocomplete: {},
    shown: { type: Boolean },
    disabled: { type: Boolean },
  };
  static styles = [
    base,
    css`
      :host {
        display: block;
      }
      .row {
        display: flex;
        align-items: flex-end;
        gap: var(--st-space-2);
      }
      st-field {
        flex: 1;
      }
      input {
        font-family: ui-monospace, monospace;
      }
      .under {
        margin-block-start: var(--st-space-1);
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.error = '';
    this.value = '';
    this.autocomplete = 'off';
    this.shown = false;
    this.disabled = false;
    new SignalController(this, () => [language.value]);
  }

  async focusInput() {
    await this.updateComplete;
    /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector('input'))?.focus();
  }

  /** Forms do not reach into shadow roots: what Enter does there has to be told. @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    fire(this, 'st-enter');
  }

  render() {
    const name = t(this.shown ? 'files.passphrase.hide' : 'files.passphrase.show');
    return html`<div class="row">
        <st-field .label=${this.label} .hint=${this.hint}>
          <input
            type=${this.shown ? 'text' : 'password'}
            autocomplete=${this.autocomplete}
            autocapitalize="off"
            spellcheck="false"
            maxlength="1000"
            aria-invalid=${this.error ? 'true' : 'false'}
            ?disabled=${this.disabled}
            .value=${this.value}
            @input=${(/** @type {any} */ { target }) => fire(this, 'st-input', { value: (this.value = target.value) })}
            @keydown=${this.#onKey}
          />
        </st-field>
        <button type="button" aria-label="${name}: ${this.label}" aria-pressed=${this.shown ? 'true' : 'false'} @click=${() => fire(this, 'st-show', { shown: (this.shown = !this.shown) })}>
          ${name}
        </button>
      </div>
      <p class="under small bad" role="alert" ?hidden=${!this.error}>${this.error}</p>`;
  }
}

customElements.define('st-passphrase-field', StPassphraseField);
