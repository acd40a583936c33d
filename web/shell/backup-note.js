// <st-backup-note>: reminds, quietly and not again and again, that a plan should be saved as a file now and then.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { backupReminder } from '../state/backup-reminder.js';
import { session } from '../state/session.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { banner } from './banner-styles.js';
import { savePlanFile } from './opening.js';

export class StBackupNote extends LitElement {
  static styles = [base, banner];

  constructor() {
    super();
    new SignalController(this, () => [language.value, backupReminder.value]);
  }

  render() {
    const due = backupReminder.value;
    if (!due) return nothing;
    const { changes, days } = due;
    const text = days === null ? t('safety.backup.never', { changes }) : t('safety.backup.since', { changes, days });
    return html`<section class="banner quiet" role="status">
      <div class="words"><strong>${t('safety.backup.heading')}</strong> <span class="muted">${text}</span></div>
      <div class="actions">
        <button @click=${() => savePlanFile(this)}>${t('frame.command.save')}</button>
        <button class="quiet" @click=${() => session.putReminderAside()}>${t('safety.backup.later')}</button>
      </div>
    </section>`;
  }
}

customElements.define('st-backup-note', StBackupNote);
