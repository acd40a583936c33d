// <st-save-state>: where the latest change is kept, in shape and word. "NOT saved" stays visible and says why.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { persistence } from '../state/persistence.js';
import { session } from '../state/session.js';
import { errorText, language, ratio, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/icon.js';
import '../components/tooltip.js';

const ICONS = { saving: 'loader', browser: 'hard-drive', file: 'check', unsaved: 'warning' };

export class StSaveState extends LitElement {
  static styles = [
    base,
    css`
      .state {
        display: inline-flex;
        align-items: center;
        gap: var(--st-space-1);
        color: var(--st-muted);
        font-size: var(--st-size-13);
        white-space: nowrap;
      }
      .unsaved {
        padding: 2px var(--st-space-2);
        border-radius: var(--st-radius);
        background: var(--st-bad-soft);
        color: var(--st-bad);
        font-weight: 600;
      }
      .reason {
        display: inline-block;
        max-width: 32ch;
        overflow: hidden;
        text-overflow: ellipsis;
        font-weight: 400;
      }
      progress {
        width: 64px;
        height: 6px;
        accent-color: var(--st-accent);
      }
      @media (max-width: 640px) {
        .word:not(.needed),
        .reason {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => [
      session.saveState.value,
      session.saveError.value,
      session.tables.saving.value,
      persistence.value,
      language.value,
    ]);
  }

  render() {
    const state = session.saveState.value;
    const error = session.saveError.value;
    const saving = this.#saving();
    const word = saving ? t('safety.saving', saving) : t(`frame.save.${state}`);
    const reason = error ? errorText(error) : '';
    const hint = {
      saving: saving ? t('safety.saving.hint', saving) : '',
      browser: t(persistence.value === 'granted' ? 'frame.save.browser.hint' : 'frame.storage.notPersisted'),
      file: t(session.fileIsPartial ? 'files.partial' : 'frame.save.file.hint'),
      unsaved: reason,
    }[state];
    return html`<st-tooltip .text=${hint}>
      <span class="state ${state}" role="status" tabindex="0">
        <st-icon name=${ICONS[state]}></st-icon>
        <span class="word ${state === 'unsaved' ? 'needed' : ''}">${word}</span>
        ${saving ? html`<progress max="1" .value=${saving.done} aria-label=${word}></progress>` : ''}
        ${reason ? html`<span class="reason">${reason}</span>` : ''}
      </span>
    </st-tooltip>`;
  }

  /** How far a large table is on its way into the browser; null when none is. */
  #saving() {
    const saving = session.tables.saving.value;
    if (!saving || saving.total === 0 || session.saveState.value !== 'saving') return null;
    const done = saving.done / saving.total;
    return { table: saving.table, done, percent: ratio(done, 0) };
  }
}

customElements.define('st-save-state', StSaveState);
