// <st-other-tab>: says that the open plan is being written in another tab, and offers to take it over; where the browser cannot
// keep tabs apart, says that two tabs have written and how to keep both.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { session } from '../state/session.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { showErrors, toast } from '../components/toast.js';
import '../components/icon.js';
import { banner } from './banner-styles.js';
import { openRecent, rescuePlanFile } from './opening.js';

export class StOtherTab extends LitElement {
  static properties = { waiting: { state: true } };
  static styles = [base, banner];

  constructor() {
    super();
    this.waiting = false;
    new SignalController(this, () => [language.value, session.plan.value, session.saveError.value]);
  }

  async #takeOver() {
    const name = session.plan.value?.name ?? '';
    this.waiting = true;
    try {
      await session.takeOver();
      await session.settled();
      if (session.plan.value && !session.plan.value.elsewhere) {
        toast(this, { tone: 'good', text: t('frame.elsewhere.taken', { name }) });
      }
    } catch (error) {
      showErrors(this, error);
    }
    this.waiting = false;
  }

  render() {
    const plan = session.plan.value;
    if (!plan) return nothing;
    if (session.saveError.value?.code === 'storage.conflict') return this.#conflict(plan.key);
    if (!plan.elsewhere) return nothing;
    return html`<section class="banner" role="status">
      <div class="words"><strong>${t('frame.elsewhere.heading')}</strong> ${t('frame.elsewhere.text')}</div>
      <button class="primary" ?disabled=${this.waiting} @click=${this.#takeOver}>
        ${t(this.waiting ? 'frame.elsewhere.waiting' : 'frame.elsewhere.takeOver')}
      </button>
    </section>`;
  }

  /** @param {string} key */
  #conflict(key) {
    return html`<section class="banner bad" role="alert">
      <div class="words"><strong>${t('frame.conflict.heading')}</strong> ${t('frame.conflict.text')}</div>
      <div class="actions">
        <button class="primary" @click=${() => rescuePlanFile(this)}>${t('frame.conflict.save')}</button>
        <button @click=${() => openRecent(this, key)}>${t('frame.conflict.reopen')}</button>
      </div>
    </section>`;
  }
}

customElements.define('st-other-tab', StOtherTab);
