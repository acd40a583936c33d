// <st-install-note>: the browser's offer to install the app, for the help. Shows nothing where there is none.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { installPrompt } from './installed-app.js';

export class StInstallNote extends LitElement {
  static styles = [
    base,
    css`
      .offer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2) var(--st-space-4);
        margin-block-end: var(--st-space-4);
      }
      .offer p {
        flex: 1 1 280px;
        margin: 0;
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => [language.value, installPrompt.available.value]);
  }

  render() {
    if (!installPrompt.available.value) return nothing;
    return html`<div class="offer">
      <p>${t('offline.install.text')}</p>
      <button @click=${() => installPrompt.ask()}>${t('frame.command.install')}</button>
    </div>`;
  }
}

customElements.define('st-install-note', StInstallNote);
