// <st-author-dialog>: the name that is written beside the changes made in this browser.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { LONGEST_NAME, authorQuestion, setAuthorName } from '../state/authorship.js';
import { preferences } from '../state/preferences.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/dialog.js';
import '../components/field.js';

export class StAuthorDialog extends LitElement {
  static styles = [base];

  constructor() {
    super();
    new SignalController(this, () => [language.value, authorQuestion.value]);
  }

  updated() {
    const input = this.renderRoot.querySelector('input');
    input?.focus();
    input?.select();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input'));
    setAuthorName(input.value);
    authorQuestion.peek()?.answer(preferences.author.peek() !== '');
  }

  render() {
    const question = authorQuestion.value;
    if (!question) return nothing;
    return html`<st-dialog open .heading=${t('history.author.heading')} @st-close=${() => question.answer(false)}>
      <form id="author" @submit=${this.#submit}>
        <st-field .label=${t('history.author.label')} .hint=${t('history.author.hint')}>
          <input name="author" maxlength=${LONGEST_NAME} autocomplete="name" autofocus .value=${preferences.author.peek()} />
        </st-field>
      </form>
      <button slot="footer" @click=${() => question.answer(false)}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" type="submit" form="author">${t('history.author.go')}</button>
    </st-dialog>`;
  }
}

customElements.define('st-author-dialog', StAuthorDialog);
