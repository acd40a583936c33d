// <st-choose-passphrase>: a passphrase for files that are about to be made.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { namesOfPlan, newPassphraseQuestion } from '../state/plan-file-questions.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/dialog.js';
import './new-passphrase.js';

export class StChoosePassphrase extends LitElement {
  static properties = { passphrase: { state: true } };
  static styles = [base];

  constructor() {
    super();
    this.passphrase = '';
    new SignalController(this, () => [language.value, newPassphraseQuestion.value]);
  }

  willUpdate() {
    if (newPassphraseQuestion.peek() === null) this.passphrase = '';
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    if (this.passphrase !== '') newPassphraseQuestion.value?.answer(this.passphrase);
  }

  render() {
    const question = newPassphraseQuestion.value;
    if (!question) return nothing;
    return html`<st-dialog open .heading=${t('files.new.heading')} @st-close=${() => question.answer(null)}>
      <form id="new" @submit=${this.#submit} @st-enter=${this.#submit}>
        <st-new-passphrase
          .known=${namesOfPlan()}
          @st-passphrase=${(/** @type {CustomEvent} */ { detail }) => (this.passphrase = detail.value)}
        ></st-new-passphrase>
      </form>
      <button slot="footer" @click=${() => question.answer(null)}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" type="submit" form="new" ?disabled=${this.passphrase === ''}>
        ${t('files.new.go')}
      </button>
    </st-dialog>`;
  }
}

customElements.define('st-choose-passphrase', StChoosePassphrase);
