// <st-save-dialog>: what of the plan goes into a file, in which form, how large that will be, and whether it is encrypted.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { canEncrypt, passphraseKey } from '../storage/container/seal.js';
import { fileBytes } from '../state/plan-saving.js';
import { session } from '../state/session.js';
import { count, errorRecords, errorText, language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/dialog.js';
import { fileSize } from './file-size.js';
import './new-passphrase.js';
import { namesOfPlan, saveQuestion } from '../state/plan-file-questions.js';

/** @typedef {import('../state/plan-saving.js').Choice} Choice */

export class StSaveDialog extends LitElement {
  static properties = {
    kind: { state: true },
    packed: { state: true },
    passphrase: { state: true },
    kept: { state: true },
    error: { state: true },
  };
  static styles = [
    base,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-4);
      }
      fieldset {
        display: grid;
        gap: var(--st-space-2);
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-block-end: var(--st-space-1);
        font-weight: 600;
      }
      label {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: var(--st-space-2);
        align-items: start;
      }
      label input {
        margin-block: 3px 0;
      }
      .size {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .total {
        flex: 1;
        align-self: center;
        margin: 0;
        text-align: start;
      }
    `,
  ];

  /** @type {import('../state/plan-file-questions.js').SaveQuestion | null} */
  #asked = null;

  constructor() {
    super();
    /** @type {import('../state/plan-saving.js').FileKind} */
    this.kind = { contains: 'plan', format: 'container', encrypted: false, history: true };
    /** @type {import('../state/plan-saving.js').Packed | null} */
    this.packed = null;
    this.passphrase = '';
    /** @type {CryptoKey | null} the key of a passphrase used before */
    this.kept = null;
    /** @type {unknown} */
    this.error = null;
    new SignalController(this, () => [language.value, saveQuestion.value, session.facts.value, session.plan.value]);
  }

  willUpdate() {
    const question = saveQuestion.peek();
    if (question === this.#asked) return;
    this.#asked = question;
    this.packed = null;
    this.passphrase = '';
    this.error = null;
    this.kept = question?.way.key ?? null;
    if (!question) return;
    const { format, contains, key, history = true } = question.way;
    this.kind = { format, contains: this.#rows > 0 ? contains : 'plan', encrypted: key !== null, history };
    void this.#measure(question);
  }

  /** Packs everything once: the sizes of all choices follow. @param {import('../state/plan-file-questions.js').SaveQuestion} question */
  async #measure(question) {
    try {
      const packed = await session.packForFile().catch((error) => this.#planAlone(question, error));
      if (this.#asked !== question) return;
      this.packed = packed;
      if (!packed.everything) this.#change({ contains: 'plan' });
      else if (!packed.aggregates && this.kind.contains === 'aggregates') this.#change({ contains: 'everything' });
    } catch (error) {
      if (this.#asked === question) this.error = error;
    }
  }

  /**
   * Order lines that cannot be packed must not keep the plan from being saved.
   * @param {import('../state/plan-file-questions.js').SaveQuestion} question @param {unknown} error
   */
  #planAlone(question, error) {
    if (this.#asked === question) this.error = error;
    return session.packForFile(['plan']);
  }

  get #rows() {
    return session.facts.value.reduce((sum, { rows }) => sum + rows, 0);
  }

  get #encrypts() {
    return this.kind.encrypted && this.kind.format === 'container';
  }

  get #mayBeSaved() {
    return this.packed !== null && (!this.#encrypts || this.kept !== null || this.passphrase !== '');
  }

  /** @param {Partial<import('../state/plan-saving.js').FileKind>} change */
  #change(change) {
    this.kind = { ...this.kind, ...change };
  }

  /** @param {Partial<import('../state/plan-saving.js').FileKind>} [change] */
  #size(change = {}) {
    return this.packed ? fileSize(fileBytes(this.packed, { ...this.kind, encrypted: this.#encrypts, ...change })) : '…';
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const question = this.#asked;
    if (!question || !this.#mayBeSaved) return;
    try {
      const fresh = this.#encrypts && this.passphrase !== '';
      const key = fresh ? await passphraseKey(this.passphrase) : this.#encrypts ? this.kept : null;
      const { format, contains, history } = this.kind;
      question.answer({ format, contains, key, ...(history ? {} : { history }) });
    } catch (error) {
      this.error = error;
    }
  }

  render() {
    const question = saveQuestion.value;
    if (!question) return nothing;
    const name = session.plan.value?.name ?? '';
    return html`<st-dialog open .heading=${t('files.save.heading', { name })} @st-close=${() => question.answer(null)}>
      <form id="save" @submit=${this.#submit} @st-enter=${this.#submit}>
        ${this.#contents()} ${this.#formats()}
        ${this.kind.format === 'container' ? html`${this.#past()} ${this.#protection()}` : nothing}
        ${this.error ? html`<p class="bad" role="alert">${errorRecords(this.error).map(errorText).join(' ')}</p>` : nothing}
      </form>
      <p slot="footer" class="total muted" role="status">
        ${this.packed ? t('files.save.size', { size: this.#size() }) : t('files.save.measuring')}
      </p>
      <button slot="footer" @click=${() => question.answer(null)}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" type="submit" form="save" ?disabled=${!this.#mayBeSaved}>
        ${t('files.save.go')}
      </button>
    </st-dialog>`;
  }

  #contents() {
    if (this.#rows === 0) return html`<p>${t('files.save.aloneText')}</p>`;
    return html`<fieldset>
      <legend>${t('files.save.contains')}</legend>
      ${this.#choices.map((contains) =>
        this.#radio('contains', contains, this.#textOf(contains), this.#size({ contains })),
      )}
    </fieldset>`;
  }

  /** @returns {Choice[]} what could be packed; sums where there is something to sum */
  get #choices() {
    const { packed } = this;
    if (packed && !packed.everything) return ['plan'];
    return packed?.aggregates || this.kind.contains === 'aggregates'
      ? ['everything', 'aggregates', 'plan']
      : ['everything', 'plan'];
  }

  /** @param {Choice} contains */
  #textOf(contains) {
    const sums = this.packed?.aggregates;
    const figures = { rows: count(contains === 'aggregates' ? sums?.rows : this.#rows), lines: count(sums?.lines) };
    return t(`files.save.${contains}.text`, figures);
  }

  #formats() {
    return html`<fieldset>
      <legend>${t('files.save.format')}</legend>
      ${['container', 'json'].map((choice) => {
        const format = /** @type {'container' | 'json'} */ (choice);
        return this.#radio('format', format, t(`files.save.${format}.text`), this.#size({ format, encrypted: false }));
      })}
    </fieldset>`;
  }

  /** @param {'contains' | 'format'} field @param {string} value @param {string} text @param {string} size */
  #radio(field, value, text, size) {
    return html`<label>
      <input
        type="radio"
        name=${field}
        value=${value}
        .checked=${this.kind[field] === value}
        @change=${() => this.#change({ [field]: value })}
      />
      <span><strong>${t(`files.save.${value}`)}</strong><br /><span class="muted">${text}</span></span>
      <span class="size muted">${size}</span>
    </label>`;
  }

  /** Versions and change log, where there are any. */
  #past() {
    const { history } = this.packed ?? {};
    if (!history) return nothing;
    const size = fileSize(history.entry.packedBytes);
    const text = t(this.kind.history ? 'files.save.history.text' : 'files.save.history.without', { size });
    return this.#checkbox('history', text);
  }

  /** @param {'history' | 'encrypted'} field @param {string} [text] */
  #checkbox(field, text) {
    return html`<label>
      <input
        type="checkbox"
        name=${field}
        .checked=${this.kind[field]}
        @change=${(/** @type {any} */ { target }) => this.#change({ [field]: target.checked })}
      />
      <span>
        <strong>${t(`files.save.${field}`)}</strong>
        ${text ? html`<br /><span class="muted">${text}</span>` : nothing}
      </span>
    </label>`;
  }

  #protection() {
    if (!canEncrypt()) return html`<p class="muted">${errorText({ code: 'file.no_crypto' })}</p>`;
    return html`${this.#checkbox('encrypted')} ${this.kind.encrypted ? this.#passphrase() : nothing}`;
  }

  #passphrase() {
    if (this.kept) {
      return html`<p>
        ${t('files.passphrase.kept')}
        <button type="button" class="link" @click=${() => (this.kept = null)}>${t('files.passphrase.change')}</button>
      </p>`;
    }
    return html`<st-new-passphrase
      .known=${namesOfPlan()}
      @st-passphrase=${(/** @type {CustomEvent} */ { detail }) => (this.passphrase = detail.value)}
    ></st-new-passphrase>`;
  }
}

customElements.define('st-save-dialog', StSaveDialog);
