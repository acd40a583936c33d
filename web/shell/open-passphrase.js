// <st-open-passphrase>: an encrypted file asks for its passphrase, again when it did not fit.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { errorText, language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/dialog.js';
import './passphrase-field.js';
import { passphraseQuestion } from '../state/plan-file-questions.js';

export class StOpenPassphrase extends LitElement {
  static properties = { text: { state: true } };
  static styles = [
    base,
    css`
      form {
        display: grid;
        gap: var(--st-space-4);
      }
    `,
  ];

  #asking = false;

  constructor() {
    super();
    this.text = '';
    new SignalController(this, () => [language.value, passphraseQuestion.value]);
  }

  updated() {
    const question = passphraseQuestion.peek();
    const asking = question !== null && !question.busy;
    if (question === null) this.text = '';
    if (asking && !this.#asking) void this.#focus();
    this.#asking = asking;
  }

  async #focus() {
    const dialog = /** @type {any} */ (this.renderRoot.querySelector('st-dialog'));
    await dialog?.updateComplete;
    await /** @type {any} */ (this.renderRoot.querySelector('st-passphrase-field'))?.focusInput();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    if (this.text !== '') passphraseQuestion.value?.answer(this.text);
  }

  render() {
    const question = passphraseQuestion.value;
    if (!question) return nothing;
    const { fileName, wrong, busy, answer } = question;
    return html`<st-dialog open .heading=${t('files.open.heading', { name: fileName })} @st-close=${() => answer(null)}>
      <form id="open" @submit=${this.#submit} @st-enter=${this.#submit}>
        <p>${t('files.open.text')}</p>
        <st-passphrase-field
          .label=${t('files.passphrase.label')}
          .error=${wrong ? errorText(wrong) : ''}
          .value=${this.text}
          ?disabled=${busy}
          @st-input=${(/** @type {CustomEvent} */ { detail }) => (this.text = detail.value)}
        ></st-passphrase-field>
      </form>
      <button slot="footer" ?disabled=${busy} @click=${() => answer(null)}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" type="submit" form="open" ?disabled=${busy || this.text === ''}>
        ${t(busy ? 'files.open.working' : 'files.open.go')}
      </button>
    </st-dialog>`;
  }
}

customElements.define('st-open-passphrase', StOpenPassphrase);
