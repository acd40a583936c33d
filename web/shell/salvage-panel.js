// <st-salvage-panel>: a plan of this browser that cannot be opened: why, and everything of it that can be read, as a file.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { download, safeFileName } from '../lib/browser-files.js';
import { today } from '../lib/dates.js';
import { session } from '../state/session.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { showErrors, toast } from '../components/toast.js';
import '../components/notice.js';

/**
 * Saves everything of a plan that can be read.
 * @param {EventTarget} source @param {{key: string, name: string}} plan
 */
export async function saveReadable(source, { key, name }) {
  try {
    const fileName = `${safeFileName(t('safety.salvage.fileName', { name, day: today() }))}.json`;
    download(fileName, await session.salvage(key), 'application/json');
    toast(source, { tone: 'good', text: t('safety.salvage.exported', { name: fileName }) });
  } catch (error) {
    showErrors(source, error);
  }
}

export class StSalvagePanel extends LitElement {
  static styles = [
    base,
    css`
      :host {
        display: block;
      }
      st-error {
        margin: var(--st-space-4) var(--st-space-6) 0;
      }
      p {
        margin-block-end: var(--st-space-3);
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => [language.value, session.unopened.value]);
  }

  render() {
    const unopened = session.unopened.value;
    if (!unopened) return nothing;
    const { name, errors } = unopened;
    return html`<st-error .heading=${t('safety.salvage.heading', { name })} .errors=${errors}>
      <p>${t('safety.salvage.damaged')}</p>
      <button class="primary" @click=${() => saveReadable(this, unopened)}>${t('safety.salvage.export')}</button>
      <button @click=${() => (session.unopened.value = null)}>${t('safety.salvage.later')}</button>
    </st-error>`;
  }
}

customElements.define('st-salvage-panel', StSalvagePanel);
