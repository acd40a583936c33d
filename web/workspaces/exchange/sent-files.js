// <st-sent-files .files>: files that were just made: saved again, into a folder, and for each the mail that goes with it.
import { LitElement, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { preferences } from '../../state/preferences.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/icon.js';
import { canChooseFolder, downloadAll, saveInFolder } from './deliver.js';
import { exchangeStyles } from './exchange-styles.js';
import './mail-card.js';
import { mailText } from './mail-text.js';

/** @typedef {import('./send-flow.js').SentFile} SentFile */

export class StSentFiles extends LitElement {
  static properties = { files: { attribute: false } };
  static styles = [base, exchangeStyles];

  /** Round whose mail is open. */
  #mail = signal('');

  constructor() {
    super();
    /** @type {SentFile[]} */
    this.files = [];
    new SignalController(this, () => [language.value, preferences.author.value, this.#mail.value]);
  }

  /** @returns {import('./deliver.js').NamedFile[]} */
  get #named() {
    return this.files.map(({ round, content }) => ({ fileName: round.fileName, content }));
  }

  async #toFolder() {
    try {
      const folder = await saveInFolder(this.#named);
      if (folder !== null) toast(this, { tone: 'good', text: t('exchange.sent.inFolder', { folder }) });
    } catch (error) {
      showErrors(this, error);
    }
  }

  render() {
    return html`<section class="sheet" aria-label=${t('exchange.sent.heading', { count: this.files.length })}>
      <div class="row">
        <h2>${t('exchange.sent.heading', { count: this.files.length })}</h2>
        <span class="row end">
          <button @click=${() => downloadAll(this.#named)}>${t('exchange.sent.again')}</button>
          ${canChooseFolder() ? html`<button @click=${this.#toFolder}>${t('exchange.sent.folder')}</button>` : nothing}
          <button class="quiet" @click=${() => fire(this, 'st-close')}>${t('exchange.sent.done')}</button>
        </span>
      </div>
      <p class="muted small">${t('exchange.sent.text')}</p>
      <ul class="plain">
        ${this.files.map((file) => this.#file(file))}
      </ul>
    </section>`;
  }

  /** @param {SentFile} file */
  #file({ round, content }) {
    const open = this.#mail.value === round.id;
    const about = { sender: preferences.author.value };
    return html`<li class="stack">
      <div class="row">
        <st-icon name="file"></st-icon><span class="name">${round.fileName}</span>
        <span class="row end">
          <button @click=${() => downloadAll([{ fileName: round.fileName, content }])}>
            <st-icon name="download"></st-icon>${t('exchange.sent.save')}
          </button>
          <button
            aria-expanded=${open ? 'true' : 'false'}
            data-mail=${round.unitName}
            @click=${() => (this.#mail.value = open ? '' : round.id)}
          >
            <st-icon name="mail"></st-icon>${t('exchange.sent.mail')}
          </button>
        </span>
      </div>
      ${open ? html`<st-mail-card .mail=${mailText('send', round, about)}></st-mail-card>` : nothing}
    </li>`;
  }
}

customElements.define('st-sent-files', StSentFiles);
