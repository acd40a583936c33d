// <st-part-note>: the open plan is a part of another one: whose, until when, what may be changed, and the way back.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { today } from '../lib/dates.js';
import { router } from '../state/router.js';
import { session } from '../state/session.js';
import { day, language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/icon.js';
import { banner } from './banner-styles.js';

export class StPartNote extends LitElement {
  static styles = [base, banner];

  constructor() {
    super();
    new SignalController(this, () => [
      language.value,
      session.plan.value,
      session.rounds.own.value,
      session.parts.orgUnits,
      router.path.value,
    ]);
  }

  render() {
    const plan = session.plan.value;
    if (!plan || plan.part.length === 0) return nothing;
    const units = session.parts.orgUnits;
    const round = session.rounds.own.value;
    const named = plan.part
      .map((id) => (Object.hasOwn(units, id) ? units[id].name : id))
      .join(t('frame.listSeparator'));
    const params = { unit: round?.unitName || named, plan: round?.planName || plan.name, number: round?.number ?? 0 };
    const due = round?.dueAt ?? null;
    return html`<section class="banner ${due !== null && today() > due ? 'bad' : 'quiet'}" role="status">
      <div class="words">
        <strong>${t('exchange.note.heading', params)}</strong>
        <span class="muted">
          ${due === null ? nothing : t('exchange.note.due', { day: day(due) })}
          ${t(`exchange.note.${round?.total === 'proposed' ? 'proposed' : 'fixed'}`)}
        </span>
      </div>
      ${
        router.path.value === 'exchange'
          ? nothing
          : html`<a class="button" href=${router.href('exchange')}><st-icon name="send"></st-icon>${t('exchange.note.back')}</a>`
      }
    </section>`;
  }
}

customElements.define('st-part-note', StPartNote);
