// <st-notices>: what has to be known before anything on the page is believed or typed: storage that fails, other tabs, a plan that
// was damaged or cannot be opened, an engine that stopped. Stays until it is no longer so.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { engine } from '../engine/engine.js';
import { session, storageBlocked } from '../state/session.js';
import { errorText, language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/notice.js';
import { banner } from './banner-styles.js';
import { rescuePlanFile } from './opening.js';
import { saveReadable } from './salvage-panel.js';
import './backup-note.js';
import './other-tab.js';
import './part-note.js';
import './update-note.js';

export class StNotices extends LitElement {
  static styles = [
    base,
    banner,
    css`
      .notice {
        margin: var(--st-space-4) var(--st-space-6) 0;
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => [
      language.value,
      engine.status.value,
      session.plan.value,
      session.problems.value,
      session.saveError.value,
      session.outdated.value,
      storageBlocked.value,
    ]);
  }

  render() {
    return html`
      ${this.#storage()}
      <st-other-tab></st-other-tab>
      <st-part-note></st-part-note>
      ${this.#engine()}
      <st-salvage-panel></st-salvage-panel>
      ${this.#damage()}
      <st-update-note></st-update-note>
      <st-backup-note></st-backup-note>
    `;
  }

  #storage() {
    if (session.outdated.value) {
      return html`<section class="banner" role="alert">
        <div class="words"><strong>${t('safety.outdated.heading')}</strong> ${t('safety.outdated.text')}</div>
        <button class="primary" @click=${() => location.reload()}>${t('frame.reload')}</button>
      </section>`;
    }
    const error = storageBlocked.value ? { code: 'storage.blocked' } : session.saveError.value;
    // A conflict between tabs is told by <st-other-tab>, which knows the two ways out.
    if (!error || error.code === 'storage.conflict') return nothing;
    if (session.plan.value === null) {
      if (!storageBlocked.value) return nothing; // the start page says it
      return html`<section class="banner" role="alert">
        <div class="words"><strong>${t('safety.blocked.heading')}</strong> ${errorText(error)}</div>
      </section>`;
    }
    return html`<section class="banner bad" role="alert">
      <div class="words">
        <strong>${t('safety.unsaved.heading')}</strong> ${errorText(error)} ${t('safety.unsaved.text')}
      </div>
      <button class="primary" @click=${() => rescuePlanFile(this)}>
        ${t('frame.command.save')}
      </button>
    </section>`;
  }

  #engine() {
    const failure = engine.status.value === 'failed' ? engine.failure : null;
    if (failure) {
      return html`<st-error class="notice" .heading=${t('frame.engine.failed')} .errors=${failure.errors}>
        <button @click=${() => engine.retry()}>${t('frame.engine.retry')}</button>
      </st-error>`;
    }
    return engine.status.value === 'restarting'
      ? html`<p class="notice muted" role="status">${t('frame.engine.restarting')}</p>`
      : nothing;
  }

  #damage() {
    const [problems, plan] = [session.problems.value, session.plan.value];
    if (problems.length === 0) return nothing;
    const whole = problems.every(({ code }) => code === 'storage.snapshot_damaged');
    return html`<st-error class="notice" .heading=${t('frame.problems.heading')} .errors=${problems}>
      ${whole ? html`<p>${t('safety.recovered.whole')}</p>` : nothing}
      <button @click=${() => (session.problems.value = [])}>${t('frame.problems.dismiss')}</button>
      ${plan ? html`<button @click=${() => saveReadable(this, plan)}>${t('safety.salvage.export')}</button>` : nothing}
    </st-error>`;
  }
}

customElements.define('st-notices', StNotices);
