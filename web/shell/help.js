// <st-help>: what the keys do, and where the data lives.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { commands } from '../state/commands.js';
import { persistence } from '../state/persistence.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { offlineApp } from './installed-app.js';
import { commandTitle, shortcutText } from './titles.js';
import { whereKept } from './where-kept.js';
import './install-note.js';
import '../components/dialog.js';

export class StHelp extends LitElement {
  static properties = { open: { type: Boolean }, licences: { state: true } };
  static styles = [
    base,
    css`
      p {
        margin-block-end: var(--st-space-4);
      }
      kbd {
        padding: 1px 6px;
        border: 1px solid var(--st-line);
        border-radius: 4px;
        background: var(--st-sunken);
        font: inherit;
        font-size: var(--st-size-13);
      }
      table.data td {
        white-space: normal;
      }
      summary {
        margin-block-start: var(--st-space-5);
        cursor: pointer;
      }
      pre {
        max-block-size: 40vh;
        margin-block: var(--st-space-2) 0;
        padding: var(--st-space-3);
        overflow: auto;
        border-radius: var(--st-radius);
        background: var(--st-sunken);
        font: inherit;
        font-size: var(--st-size-13);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
    /** the texts, once somebody wants to read them */
    this.licences = '';
    new SignalController(this, () => [language.value, commands.value, persistence.value, offlineApp.state.value]);
  }

  /** @param {Event} event */
  async #readLicences({ target }) {
    if (!(target instanceof HTMLDetailsElement) || !target.open || this.licences) return;
    this.licences = (await import('../../public/licenses.txt?raw')).default;
  }

  render() {
    const keyed = commands.value.filter(({ shortcut, hidden }) => shortcut && !hidden);
    const rows = [
      ...keyed.map((command) => [commandTitle(command), shortcutText(command.shortcut ?? '')]),
      [t('frame.help.key.grid'), t('frame.help.gridKeys')],
      [t('frame.help.key.why'), t('frame.help.whyKeys')],
    ];
    return html`<st-dialog .heading=${t('frame.help.heading')} .open=${this.open}>
      <p>${t('frame.help.about')}</p>
      <h3>${t('safety.where.heading')}</h3>
      <p>${whereKept()}</p>
      <st-install-note></st-install-note>
      <h3>${t('frame.help.shortcuts')}</h3>
      <table class="data">
        <tbody>
          ${rows.map(
            ([what, keys]) =>
              html`<tr>
                <td>${what}</td>
                <td><kbd>${keys}</kbd></td>
              </tr>`,
          )}
        </tbody>
      </table>
      <details @toggle=${this.#readLicences}>
        <summary>${t('frame.help.licences')}</summary>
        <pre tabindex="0" aria-label=${t('frame.help.licences')}>${this.licences || t('frame.loading')}</pre>
      </details>
    </st-dialog>`;
  }
}

customElements.define('st-help', StHelp);
