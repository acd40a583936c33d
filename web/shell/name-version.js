// <st-name-version>: keeps the plan as it is now as a version with a name, and asks who names it where nobody has said yet.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { LONGEST_NAME, setAuthorName } from '../state/authorship.js';
import { preferences } from '../state/preferences.js';
import { router } from '../state/router.js';
import { session } from '../state/session.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { showErrors, toast } from '../components/toast.js';
import '../components/dialog.js';
import '../components/field.js';

const LONGEST_LABEL = 200;

export class StNameVersion extends LitElement {
  static properties = { open: { state: true }, error: { state: true }, working: { state: true } };
  static styles = [
    base,
    css`
      form {
        display: grid;
        gap: var(--st-space-4);
      }
    `,
  ];

  #asksName = false;

  constructor() {
    super();
    this.open = false;
    this.error = '';
    this.working = false;
    new SignalController(this, () => [language.value, session.plan.value]);
  }

  show() {
    this.#asksName = preferences.author.peek() === '';
    this.error = '';
    this.open = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.working) return;
    const said = new FormData(/** @type {HTMLFormElement} */ (this.renderRoot.querySelector('form')));
    const label = String(said.get('label')).trim();
    if (label === '') {
      this.error = t('history.name.missing');
      return;
    }
    if (this.#asksName) setAuthorName(String(said.get('author')));
    this.working = true;
    try {
      await session.history.add('named', { label });
      this.open = false;
      const show = { text: t('history.name.show'), run: () => router.go('history') };
      toast(this, {
        tone: 'good',
        text: t('history.name.done', { label }),
        ...(router.path.peek() === 'history' ? {} : { action: show }),
      });
    } catch (error) {
      showErrors(this, error);
    }
    this.working = false;
  }

  render() {
    if (!this.open || !session.plan.value) return nothing;
    const close = () => (this.open = false);
    return html`<st-dialog open .heading=${t('history.name.heading')} @st-close=${close}>
      <form id="name" @submit=${this.#submit}>
        <st-field .label=${t('history.name.label')} .hint=${t('history.name.hint')} .error=${this.error}>
          <input name="label" maxlength=${LONGEST_LABEL} autofocus />
        </st-field>
        ${
          this.#asksName
            ? html`<st-field .label=${t('history.author.label')} .hint=${t('history.author.hint')}>
                <input name="author" maxlength=${LONGEST_NAME} autocomplete="name" />
              </st-field>`
            : nothing
        }
      </form>
      <button slot="footer" @click=${close}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" type="submit" form="name" ?disabled=${this.working}>${t('history.name.go')}</button>
    </st-dialog>`;
  }
}

customElements.define('st-name-version', StNameVersion);
