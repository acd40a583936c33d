// <st-exchange-workspace>: parts sent to owners, rounds, merging what comes back; in a part, sending it back.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { today } from '../../lib/dates.js';
import { language, t } from '../../i18n/index.js';
import { engine, inQuarantine } from '../../engine/engine.js';
import { passphraseDone, passphraseFor } from '../../state/plan-file-questions.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { showErrors } from '../../components/toast.js';
import '../../components/page.js';
import '../../components/segmented.js';
import { roundState } from './exchange-model.js';
import { MergeFlow } from './merge-flow.js';
import './merge-panel.js';
import './return-panel.js';
import './rounds-panel.js';
import { SendFlow } from './send-flow.js';
import './slice-panel.js';

const VIEWS = ['send', 'rounds', 'merge'];

class StExchangeWorkspace extends LitElement {
  static properties = { file: { attribute: false } };
  static styles = [base];

  #key = '';
  #send = new SendFlow({ engine, apart: inQuarantine, session });
  #merge = this.#newMerge();

  constructor() {
    super();
    /** A file that came back, handed over by the frame. @type {File | null} */
    this.file = null;
    new SignalController(this, () => [
      language.value,
      router.query.value,
      session.plan.value,
      session.rounds.list.value,
      session.version.value,
    ]);
  }

  #newMerge() {
    return new MergeFlow({ engine, apart: inQuarantine, session, passphrase: passphraseFor, passphraseDone });
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    const key = session.plan.peek()?.key ?? '';
    if (key !== this.#key) {
      // Another plan: what lies here belongs to the one before.
      this.#key = key;
      this.#send = new SendFlow({ engine, apart: inQuarantine, session });
      this.#merge = this.#newMerge();
    }
    if (changed.has('file') && this.file) {
      void this.#merge.add([this.file]);
      if (this.#view !== 'merge') router.go('exchange', { view: 'merge' }, { replace: true });
    }
  }

  get #view() {
    const { view } = router.query.value;
    return VIEWS.includes(view) ? view : 'send';
  }

  /** The part as its owner would see it. @param {File} file */
  async #openPart(file) {
    try {
      await session.openFile(file, { passphrase: passphraseFor(file.name) });
      router.go('targets');
    } catch (error) {
      showErrors(this, error);
    } finally {
      passphraseDone();
    }
  }

  render() {
    const plan = session.plan.value;
    if (!plan) return nothing;
    if (plan.part.length > 0) {
      const whole = session.rounds.own.value?.planName || plan.name;
      return html`<st-page heading=${t('exchange.return.title')} subheading=${t('exchange.return.subheading', { plan: whole })}>
        <st-return-panel></st-return-panel>
      </st-page>`;
    }
    return html`<st-page heading=${t('exchange.title')} subheading=${t('exchange.subheading')}>
      ${this.#reading()}
      <div slot="filters">
        <st-segmented
          label=${t('exchange.views')}
          .options=${VIEWS.map((value) => ({ value, label: t(`exchange.view.${value}`) }))}
          .value=${this.#view}
          @st-change=${(/** @type {CustomEvent} */ { detail }) => router.go('exchange', { view: detail.value })}
        ></st-segmented>
      </div>
      ${this.#content()}
    </st-page>`;
  }

  /** How the rounds stand, in a sentence. */
  #reading() {
    const rounds = session.rounds.sent.value;
    if (rounds.length === 0) return nothing;
    const states = rounds.map((round) => roundState(round, rounds, today()));
    const number = (/** @type {string} */ state) => states.filter((one) => one === state).length;
    const params = {
      out: number('sent'),
      overdue: number('overdue'),
      returned: number('returned'),
      merged: number('merged'),
    };
    return html`<div slot="reading">${t('exchange.reading', params)}</div>`;
  }

  #content() {
    if (this.#view === 'rounds') {
      return html`<st-rounds-panel
        @st-open-merge=${() => router.go('exchange', { view: 'merge' })}
        @st-next-round=${(/** @type {CustomEvent} */ { detail }) => {
          this.#send.picked.value = detail.ids;
          router.go('exchange', { view: 'send' });
        }}
      ></st-rounds-panel>`;
    }
    if (this.#view === 'merge') {
      return html`<st-merge-panel
        .flow=${this.#merge}
        @st-open-part=${(/** @type {CustomEvent} */ { detail }) => this.#openPart(detail.file)}
      ></st-merge-panel>`;
    }
    return html`<st-slice-panel .flow=${this.#send}></st-slice-panel>`;
  }
}

customElements.define('st-exchange-workspace', StExchangeWorkspace);
