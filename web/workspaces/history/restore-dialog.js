// <st-restore-dialog>: what bringing a version back would change, before it does; one undo step. Fires st-close, st-restored.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, errorRecords, language, t, unitMode } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/dialog.js';
import '../../components/notice.js';
import { choicesOf } from './change-rows.js';
import { roomWords } from './field-words.js';
import './sums-table.js';
import { NOW, VersionComparison } from './version-comparison.js';
import { versionMoment, versionTitle } from './version-words.js';

class StRestoreDialog extends LitElement {
  static properties = { version: { attribute: false }, working: { state: true } };
  static styles = [
    base,
    css`
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-3);
      }
      ul {
        margin: 0;
        padding-inline-start: var(--st-space-5);
      }
    `,
  ];

  #comparison = new VersionComparison(this, () => ({ from: NOW, to: this.version.id }));

  constructor() {
    super();
    /** Set once, before it is shown. @type {import('../../storage/versions-store.js').ListedVersion} */
    this.version = /** @type {any} */ ({ id: NOW, label: '', kind: 'named' });
    this.working = false;
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  async #restore() {
    const { result } = this.#comparison;
    if (!result || this.working) return;
    this.working = true;
    const title = versionTitle(this.version);
    try {
      await session.apply(result.patch, { label: { key: 'history.undo.restore', params: { title } } });
      const undo = { text: t('frame.undo'), run: () => session.undo().catch((error) => showErrors(this, error)) };
      toast(this, { tone: 'good', text: t('history.restored', { title }), action: undo });
      fire(this, 'st-restored');
    } catch (error) {
      showErrors(this, error);
    }
    this.working = false;
  }

  render() {
    const { result, error, pending } = this.#comparison;
    const ready = result !== null && !pending && result.patch.length > 0;
    return html`<st-dialog open wide .heading=${t('history.restore.heading', { title: versionTitle(this.version) })} @st-close=${() => fire(this, 'st-close')}>
      <div class="body">
        <p>${t('history.restore.text', { moment: versionMoment(this.version) })}</p>
        ${error ? html`<st-error .errors=${errorRecords(error)}></st-error>` : nothing}
        ${pending ? html`<p class="muted" role="status" aria-busy="true">${t('history.compare.working')}</p>` : this.#preview()}
      </div>
      <button slot="footer" @click=${() => fire(this, 'st-close')}>${t('frame.cancel')}</button>
      <button slot="footer" class="primary" ?disabled=${!ready || this.working} @click=${this.#restore}>
        ${t('history.restore.go')}
      </button>
    </st-dialog>`;
  }

  #preview() {
    const { result } = this.#comparison;
    if (!result) return nothing;
    if (result.patch.length === 0) return html`<p>${t('history.same.heading')}</p>`;
    return html`<p>${t('history.restore.changes', { count: count(result.fields) })}</p>
      <ul>
        ${choicesOf(result.rows.filter(({ derived }) => !derived)).rooms.map(
          ([room, times]) =>
            html`<li>${t('history.filter.counted', { name: roomWords(room), count: count(times) })}</li>`,
        )}
      </ul>
      <st-version-sums .sums=${result.sums} .reading=${result.reading}></st-version-sums>`;
  }
}

customElements.define('st-restore-dialog', StRestoreDialog);
