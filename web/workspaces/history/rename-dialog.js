// <st-rename-version>: another name for a version. Fires st-close.
import { LitElement, html } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { showErrors } from '../../components/toast.js';
import '../../components/dialog.js';
import '../../components/field.js';

class StRenameVersion extends LitElement {
  static properties = { version: { attribute: false } };
  static styles = [base];

  constructor() {
    super();
    /** @type {{id: string, label: string}} */
    this.version = { id: '', label: '' };
    new SignalController(this, () => language.value);
  }

  firstUpdated() {
    const input = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input'));
    input.focus();
    input.select();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input'));
    try {
      await session.history.rename(this.version.id, input.value.trim());
      fire(this, 'st-close');
    } catch (error) {
      showErrors(this, error);
    }
  }

  render() {
    return html`<st-dialog open .heading=${t('history.rename.heading')} @st-close=${() => fire(this, 'st-close')}>
      <form id="rename" @submit=${this.#submit}>
        <st-field .label=${t('history.name.label')}>
          <input name="label" maxlength="200" autofocus .value=${this.version.label} />
        </st-field>
      </form>
      <button slot="footer" @click=${() => fire(this, 'st-close')}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" type="submit" form="rename">${t('history.rename.go')}</button>
    </st-dialog>`;
  }
}

customElements.define('st-rename-version', StRenameVersion);
