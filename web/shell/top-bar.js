// <st-top-bar>: the plan and its state on the left; period, unit, search, undo and the page's settings on the right.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { preferences } from '../state/preferences.js';
import { session } from '../state/session.js';
import { commands } from '../state/commands.js';
import { currency, language, moneyUnit, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { fire } from '../components/events.js';
import { commandTitle, labelText, shortcutText } from './titles.js';
import { renamePlan, step } from './opening.js';
import './display-menu.js';
import './period-switch.js';
import './save-state.js';
import '../components/icon.js';
import '../components/menu.js';
import '../components/segmented.js';

/** Commands in the plan menu, in order; '-' starts a new section. */
const PLAN_MENU = [
  'save',
  'saveAs',
  'nameVersion',
  '-',
  'rename',
  'duplicate',
  'author',
  '-',
  'openFile',
  'sample',
  'close',
];

export class StTopBar extends LitElement {
  static properties = { renaming: { state: true } };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--st-space-3);
        min-height: var(--st-bar);
        padding: 0 var(--st-space-4);
        border-block-end: 1px solid var(--st-line);
        background: var(--st-surface);
      }
      .plan {
        display: flex;
        flex: 1;
        align-items: center;
        gap: var(--st-space-2);
        min-width: 0;
      }
      .plan st-menu {
        min-width: 0;
      }
      .name {
        max-width: 100%;
        font-weight: 600;
      }
      .name .text {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .badge {
        padding: 0 var(--st-space-2);
        border-radius: 10px;
        background: var(--st-watch-soft);
        color: var(--st-watch);
        font-size: var(--st-size-13);
        white-space: nowrap;
      }
      .group {
        display: flex;
        align-items: center;
        gap: 2px;
      }
      @media (min-width: 901px) {
        st-display-menu {
          display: none;
        }
      }
      @media (max-width: 900px) {
        st-segmented,
        .wide {
          display: none;
        }
      }
      @media (max-width: 640px) {
        :host {
          gap: var(--st-space-1);
          padding: 0 var(--st-space-2);
        }
        .badge,
        .group > button:disabled {
          display: none;
        }
      }
      @media print {
        :host {
          display: none !important;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.renaming = false;
    new SignalController(this, () => [
      language.value,
      currency.value,
      session.plan.value,
      session.outdated.value,
      session.undoLabel.value,
      session.undoGone.value,
      session.undoGone.value,
      session.redoLabel.value,
      preferences.unitMode.value,
      preferences.theme.value,
      preferences.language.value,
      commands.value,
    ]);
  }

  async startRenaming() {
    this.renaming = true;
    await this.updateComplete;
    const input = /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector('input.name'));
    input?.focus();
    input?.select();
  }

  /** @param {Event} event */
  #finishRenaming(event) {
    if (!this.renaming) return;
    const name = /** @type {HTMLInputElement} */ (event.target).value.trim();
    this.renaming = false;
    if (name && name !== session.plan.value?.name) void renamePlan(this, name);
  }

  /** @param {KeyboardEvent} event */
  #onNameKey(event) {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#finishRenaming(event);
    if (event.key === 'Escape') this.renaming = false;
  }

  /** @param {CustomEvent<{id: string}>} event */
  #runCommand({ detail }) {
    commands.value.find(({ id }) => id === detail.id)?.run();
  }

  render() {
    const plan = session.plan.value;
    return html`
      <div class="plan">${plan ? this.#planTemplate(plan) : html`<strong>${t('frame.appName')}</strong>`}</div>
      ${
        plan
          ? html`<st-period-switch></st-period-switch>
            <st-segmented
              .label=${t('frame.unit')}
              .options=${['one', 'mid', 'large'].map((mode) => ({
                value: mode,
                label: t(`frame.unit.short.${mode}`),
                title: moneyUnit(/** @type {'one' | 'mid' | 'large'} */ (mode)),
              }))}
              .value=${preferences.unitMode.value}
              @st-change=${(/** @type {CustomEvent} */ { detail }) => (preferences.unitMode.value = detail.value)}
            ></st-segmented>`
          : nothing
      }
      <div class="group">${plan ? this.#undoTemplate() : nothing} ${this.#toolsTemplate()}</div>
    `;
  }

  /** @param {import('../state/session-core.js').PlanInfo} plan */
  #planTemplate(plan) {
    if (this.renaming) {
      return html`<input
        class="name"
        aria-label=${t('frame.plan.name')}
        title=${t('frame.plan.renameHint')}
        maxlength="200"
        .value=${plan.name}
        @blur=${this.#finishRenaming}
        @keydown=${this.#onNameKey}
      />`;
    }
    return html`
      <st-menu .items=${this.#planItems()} .label=${t('frame.plan.actions')} @st-select=${this.#runCommand}>
        <button slot="trigger" class="quiet name" title=${plan.name} @dblclick=${this.startRenaming}>
          <span class="text">${plan.name}</span><st-icon name="chevron-down"></st-icon>
        </button>
      </st-menu>
      ${plan.kind === 'sample' ? html`<span class="badge">${t('frame.plan.sample')}</span>` : nothing}
      ${plan.readOnly ? html`<span class="badge">${t(whyReadOnly(plan))}</span>` : nothing}
      <st-save-state></st-save-state>
    `;
  }

  #planItems() {
    let separator = false;
    return PLAN_MENU.flatMap((id) => {
      const command = commands.value.find((candidate) => candidate.id === id);
      if (!command) {
        separator = id === '-';
        return [];
      }
      const note = command.shortcut ? shortcutText(command.shortcut) : '';
      const item = { id, text: commandTitle(command), note, icon: command.icon, separator };
      separator = false;
      return [{ ...item, disabled: !(command.enabled?.() ?? true) }];
    });
  }

  #undoTemplate() {
    const [undo, redo] = [session.undoLabel.value, session.redoLabel.value];
    const gone = session.undoGone.value;
    const undoText = undo
      ? t('frame.undoOf', { label: labelText(undo) })
      : gone
        ? t('frame.undoGone', { label: labelText(gone) })
        : t('frame.undo');
    const redoText = redo ? t('frame.redoOf', { label: labelText(redo) }) : t('frame.redo');
    return html`
      <button class="icon" aria-label=${undoText} title=${undoText} ?disabled=${!undo} @click=${() => step(this, 'undo')}>
        <st-icon name="undo"></st-icon>
      </button>
      <button class="icon" aria-label=${redoText} title=${redoText} ?disabled=${!redo} @click=${() => step(this, 'redo')}>
        <st-icon name="redo"></st-icon>
      </button>
    `;
  }

  #toolsTemplate() {
    const search = `${t('frame.command.palette')} (${shortcutText('Mod+K')})`;
    const themes = ['auto', 'light', 'dark'].map((id) => ({
      id,
      text: t(`frame.theme.${id}`),
      checked: preferences.theme.value === id,
    }));
    const other = language.value === 'zh' ? 'en' : 'zh';
    return html`
      <button class="icon" aria-label=${search} title=${search} @click=${() => fire(this, 'st-palette')}>
        <st-icon name="search"></st-icon>
      </button>
      <button
        class="quiet wide"
        lang=${other === 'zh' ? 'zh-CN' : 'en'}
        title=${t('frame.language')}
        @click=${() => (preferences.language.value = other)}
      >
        ${other === 'zh' ? '中文' : 'EN'}
      </button>
      <st-menu
        class="wide"
        align="end"
        .items=${themes}
        .label=${t('frame.theme')}
        @st-select=${(/** @type {CustomEvent} */ { detail }) => (preferences.theme.value = detail.id)}
      >
        <button slot="trigger" class="icon" aria-label=${t('frame.theme')} title=${t('frame.theme')}>
          <st-icon name="sun"></st-icon>
        </button>
      </st-menu>
      <st-display-menu></st-display-menu>
      <button class="icon wide" aria-label=${t('frame.help.heading')} title=${t('frame.help.heading')} @click=${() => fire(this, 'st-help')}>
        <st-icon name="help"></st-icon>
      </button>
    `;
  }
}

/** @param {import('../state/session-core.js').PlanInfo} plan */
function whyReadOnly({ elsewhere }) {
  if (session.outdated.value) return 'safety.outdated.badge';
  return elsewhere ? 'frame.plan.elsewhere' : 'frame.plan.readOnly';
}

customElements.define('st-top-bar', StTopBar);
