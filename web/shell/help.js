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
import '../components/dialog.js';

export class StHelp extends LitElement {
  static properties = { open: { type: Boolean } };
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
    `,
  ];

  constructor() {
    super();
    this.open = false;
    new SignalController(this, () => [language.value, commands.value, persistence.value, offlineApp.state.value]);
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
    </st-dialog>`;
  }
}

customElements.define('st-help', StHelp);
