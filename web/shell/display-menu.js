// <st-display-menu>: language, theme and unit in one menu, for windows too narrow to show them side by side. Fires st-help.
import { LitElement, html } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { preferences } from '../state/preferences.js';
import { session } from '../state/session.js';
import { currency, language, moneyUnit, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { fire } from '../components/events.js';
import '../components/icon.js';
import '../components/menu.js';

export class StDisplayMenu extends LitElement {
  static styles = [base];

  constructor() {
    super();
    new SignalController(this, () => [
      language.value,
      currency.value,
      session.plan.value,
      preferences.unitMode.value,
      preferences.theme.value,
      preferences.language.value,
    ]);
  }

  get #items() {
    const languages = ['zh', 'en'].map((id) => ({
      id: `language.${id}`,
      text: id === 'zh' ? '中文' : 'English',
      checked: language.value === id,
    }));
    const themes = ['auto', 'light', 'dark'].map((id, i) => ({
      id: `theme.${id}`,
      text: `${t('frame.theme')} · ${t(`frame.theme.${id}`)}`,
      checked: preferences.theme.value === id,
      separator: i === 0,
    }));
    const units = (session.plan.value ? /** @type {const} */ (['one', 'mid', 'large']) : []).map((id, i) => ({
      id: `unitMode.${id}`,
      text: `${t('frame.unit')} · ${moneyUnit(id)}`,
      checked: preferences.unitMode.value === id,
      separator: i === 0,
    }));
    return [
      ...languages,
      ...themes,
      ...units,
      { id: 'help', text: t('frame.help.heading'), icon: 'help', separator: true },
    ];
  }

  /** @param {CustomEvent<{id: string}>} event */
  #choose({ detail }) {
    const [what, value] = detail.id.split('.');
    if (what === 'help') fire(this, 'st-help');
    else /** @type {any} */ (preferences)[what].value = value;
  }

  render() {
    const label = t('frame.display');
    return html`<st-menu align="end" .items=${this.#items} .label=${label} @st-select=${this.#choose}>
      <button slot="trigger" class="icon" aria-label=${label} title=${label}><st-icon name="settings"></st-icon></button>
    </st-menu>`;
  }
}

customElements.define('st-display-menu', StDisplayMenu);
