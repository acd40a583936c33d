// <st-import-start>: where a file comes from: dropped, chosen, or cells pasted from a spreadsheet. Fires st-import-file {file}.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { chooseFiles } from '../../lib/browser-files.js';
import { fileOfCells } from '../../import-formats/pasted-cells.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/dialog.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';

export const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.xlsm,text/csv';

class StImportStart extends LitElement {
  static properties = { over: { state: true }, pasting: { state: true }, refused: { state: true } };
  static styles = [base, dataStyles];

  constructor() {
    super();
    this.over = false;
    this.pasting = false;
    /** what was pasted is no table */
    this.refused = false;
    new SignalController(this, () => language.value);
  }

  render() {
    return html`<div
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${(/** @type {DragEvent} */ event) => {
          event.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => (this.over = false)}
        @drop=${() => (this.over = false)}
      >
        <st-icon name="upload"></st-icon>
        <div>
          <h2>${t('data.drop.heading')}</h2>
          <p class="muted">${t('data.drop.text')}</p>
        </div>
        <div class="row">
          <button class="primary" @click=${this.#choose}>${t('data.drop.choose')}</button>
          <button class="paste" @click=${() => (this.pasting = true)}>${t('data.paste.open')}</button>
        </div>
      </div>
      ${this.pasting ? this.#pasteDialog() : nothing}`;
  }

  #pasteDialog() {
    return html`<st-dialog heading=${t('data.paste.heading')} open @st-close=${this.#close}>
      <div class="stack">
        <p class="muted small">${t('data.paste.text')}</p>
        <textarea
          class="cells"
          rows="10"
          spellcheck="false"
          wrap="off"
          autofocus
          aria-label=${t('data.paste.heading')}
          aria-invalid=${this.refused ? 'true' : 'false'}
          @input=${() => (this.refused = false)}
        ></textarea>
        ${this.refused ? html`<p class="bad small" role="alert">${t('data.paste.refused')}</p>` : nothing}
      </div>
      <button slot="footer" @click=${this.#close}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" @click=${this.#take}>${t('data.paste.take')}</button>
    </st-dialog>`;
  }

  #close = () => {
    this.pasting = false;
    this.refused = false;
  };

  #take = () => {
    const area = /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector('textarea.cells'));
    const file = fileOfCells(area.value, t('data.paste.name'));
    if (!file) {
      this.refused = true;
      area.focus();
      return;
    }
    this.#close();
    fire(this, 'st-import-file', { file });
  };

  async #choose() {
    const [file] = await chooseFiles({ accept: ACCEPTED });
    if (file) fire(this, 'st-import-file', { file });
  }
}

customElements.define('st-import-start', StImportStart);
