// <st-update-note>: a newer version of the app is ready. It begins when the manager says so and every window's work is saved, never by itself.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { session } from '../state/session.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { banner } from './banner-styles.js';
import { isSaved, offlineApp } from './installed-app.js';

export class StUpdateNote extends LitElement {
  static properties = { later: { state: true } };
  static styles = [base, banner];

  constructor() {
    super();
    /** Which state was put aside: another one is told again. @type {string | null} */
    this.later = null;
    new SignalController(this, () => [
      language.value,
      offlineApp.update.value,
      session.plan.value,
      session.saveState.value,
    ]);
  }

  render() {
    const state = offlineApp.update.value;
    if (state === null || state === this.later || session.outdated.value) return nothing;
    const unsavedHere = !isSaved();
    const text = unsavedHere ? t('offline.update.unsavedHere') : t(`offline.update.${state}`);
    return html`<section class="banner quiet" role="status">
      <div class="words"><strong>${t('offline.update.heading')}</strong> <span class="muted">${text}</span></div>
      <div class="actions">
        <button
          class="primary"
          ?disabled=${unsavedHere || state === 'asking'}
          @click=${() => offlineApp.replace()}
        >
          ${t('offline.update.now')}
        </button>
        <button class="quiet" @click=${() => (this.later = state)}>${t('offline.update.later')}</button>
      </div>
    </section>`;
  }
}

customElements.define('st-update-note', StUpdateNote);
