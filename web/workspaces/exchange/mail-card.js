// <st-mail-card .mail>: a prepared e-mail: opened in the mail program, or copied. Files are attached by hand: no link can do that.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { copyText } from '../../lib/browser-files.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { toast } from '../../components/toast.js';
import '../../components/icon.js';
import { exchangeStyles } from './exchange-styles.js';
import { mailLink } from './mail-text.js';

export class StMailCard extends LitElement {
  static properties = { mail: { attribute: false } };
  static styles = [
    base,
    exchangeStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-2);
      }
      pre {
        max-height: 280px;
        margin: 0;
        padding: var(--st-space-3);
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-sunken);
        font: inherit;
        overflow: auto;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./mail-text.js').MailText | null} */
    this.mail = null;
    new SignalController(this, () => language.value);
  }

  async #copy() {
    const { subject, body } = /** @type {import('./mail-text.js').MailText} */ (this.mail);
    const done = await copyText(`${subject}\n\n${body}`);
    toast(
      this,
      done ? { tone: 'good', text: t('exchange.mail.copied') } : { tone: 'bad', text: t('exchange.mail.notCopied') },
    );
  }

  render() {
    const { mail } = this;
    if (!mail) return nothing;
    const { href, shortened } = mailLink(mail);
    return html`<p class="name"><span class="muted">${t('exchange.mail.subject')}</span> <strong>${mail.subject}</strong></p>
      <pre tabindex="0" aria-label=${t('exchange.mail.body')}>${mail.body}</pre>
      <div class="row">
        <a class="button" href=${href}><st-icon name="mail"></st-icon>${t('exchange.mail.open')}</a>
        <button @click=${this.#copy}><st-icon name="copy"></st-icon>${t('exchange.mail.copy')}</button>
        <span class="muted small">${t(shortened ? 'exchange.mail.shortened' : 'exchange.mail.attach')}</span>
      </div>`;
  }
}

customElements.define('st-mail-card', StMailCard);
