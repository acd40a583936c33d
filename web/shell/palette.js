// <st-palette>: search over all commands (Ctrl-K). Type, arrows, Enter.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { commands, matchScore } from '../state/commands.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { commandTitle, shortcutText } from './titles.js';
import '../components/icon.js';

export class StPalette extends LitElement {
  static properties = { typed: { state: true }, at: { state: true } };
  static styles = [
    base,
    css`
      dialog {
        width: min(560px, 100vw - 32px);
        margin-block-start: 12vh;
        padding: 0;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
        color: var(--st-ink);
        box-shadow: var(--st-shadow);
      }
      dialog::backdrop {
        background: var(--st-scrim);
      }
      dialog input:not([type='checkbox']) {
        width: 100%;
        min-height: 48px;
        padding: 0 var(--st-space-4);
        border: 0;
        border-block-end: 1px solid var(--st-line);
        border-radius: 0;
        font-size: var(--st-size-16);
        outline: none;
      }
      [role='listbox'] {
        max-height: 50vh;
        padding: var(--st-space-1);
        overflow: auto;
      }
      [role='option'] {
        display: flex;
        align-items: center;
        gap: var(--st-space-3);
        min-height: 36px;
        padding: 0 var(--st-space-3);
        border-radius: var(--st-radius);
        cursor: pointer;
      }
      [role='option'][aria-selected='true'] {
        background: var(--st-accent-soft);
      }
      .title {
        flex: 1;
      }
      .empty {
        padding: var(--st-space-4);
      }
      @media (max-width: 640px) {
        [role='option'] {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.typed = '';
    this.at = 0;
    new SignalController(this, () => [commands.value, language.value]);
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  show() {
    this.typed = '';
    this.at = 0;
    this.requestUpdate();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  get #matches() {
    return commands.value
      .filter(({ hidden, enabled }) => !hidden && (enabled?.() ?? true))
      .map((command) => ({ command, title: commandTitle(command) }))
      .map((entry) => ({ ...entry, score: matchScore(this.typed, entry.title) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.isComposing) return;
    const { length } = this.#matches;
    if (event.key === 'ArrowDown') this.at = Math.min(length - 1, this.at + 1);
    else if (event.key === 'ArrowUp') this.at = Math.max(0, this.at - 1);
    else if (event.key === 'Enter') this.#run(this.#matches[this.at]?.command);
    else return;
    event.preventDefault();
  }

  /** @param {import('../state/commands.js').Command | undefined} command */
  #run(command) {
    if (!command) return;
    this.#dialog.close();
    command.run();
  }

  /** @param {InputEvent} event */
  #onInput(event) {
    this.typed = /** @type {HTMLInputElement} */ (event.target).value;
    this.at = 0;
  }

  updated() {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  render() {
    const matches = this.#matches;
    return html`<dialog
      aria-label=${t('frame.command.palette')}
      @mousedown=${(/** @type {MouseEvent} */ event) => event.target === this.#dialog && this.#dialog.close()}
    >
      <input
        autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="matches"
        aria-activedescendant=${matches.length > 0 ? `match-${this.at}` : ''}
        aria-label=${t('frame.palette.placeholder')}
        placeholder=${t('frame.palette.placeholder')}
        .value=${this.typed}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
      />
      <div role="listbox" id="matches" aria-label=${t('frame.command.palette')}>
        ${matches.map(
          ({ command, title }, index) =>
            html`<div
              role="option"
              id="match-${index}"
              aria-selected=${index === this.at ? 'true' : 'false'}
              @click=${() => this.#run(command)}
              @pointermove=${() => (this.at = index)}
            >
              <st-icon name=${command.icon ?? 'chevron-right'}></st-icon>
              <span class="title">${title}</span>
              <span class="muted small">${command.shortcut ? shortcutText(command.shortcut) : ''}</span>
            </div>`,
        )}
      </div>
      ${matches.length === 0 ? html`<p class="empty muted">${t('frame.palette.empty', { typed: this.typed })}</p>` : ''}
    </dialog>`;
  }
}

customElements.define('st-palette', StPalette);
