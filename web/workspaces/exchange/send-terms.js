// <st-send-terms .flow>: on what terms parts go out: until when, whether totals may move, under which name, encrypted or not.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { errorText, language, t } from '../../i18n/index.js';
import { preferences } from '../../state/preferences.js';
import { canEncrypt } from '../../storage/container/seal.js';
import { base } from '../../components/styles.js';
import '../../components/field.js';
import '../../components/segmented.js';
import { exchangeStyles } from './exchange-styles.js';

export class StSendTerms extends LitElement {
  static properties = { flow: { attribute: false } };
  static styles = [base, exchangeStyles];

  constructor() {
    super();
    /** @type {import('./send-flow.js').SendFlow | null} */
    this.flow = null;
    new SignalController(this, () => [
      language.value,
      preferences.author.value,
      this.flow?.total.value,
      this.flow?.dueAt.value,
      this.flow?.encrypted.value,
    ]);
  }

  render() {
    const { flow } = this;
    if (!flow) return nothing;
    const total = flow.total.value;
    return html`<section class="sheet">
      <h2>${t('exchange.terms.heading')}</h2>
      <div class="row fields">
        <st-field label=${t('exchange.terms.due')}>
          <input
            type="date"
            .value=${flow.dueAt.value}
            @change=${(/** @type {any} */ { target }) => (flow.dueAt.value = target.value)}
          />
        </st-field>
        <st-field label=${t('exchange.terms.sender')}>
          <input
            name="sender"
            maxlength="80"
            placeholder=${t('exchange.terms.senderHint')}
            .value=${preferences.author.value}
            @change=${(/** @type {any} */ { target }) => (preferences.author.value = target.value.trim())}
          />
        </st-field>
        <div>
          <span class="muted small">${t('exchange.terms.total')}</span><br />
          <st-segmented
            label=${t('exchange.terms.total')}
            .options=${['fixed', 'proposed'].map((value) => ({ value, label: t(`exchange.terms.total.${value}`) }))}
            .value=${total}
            @st-change=${(/** @type {CustomEvent} */ { detail }) => (flow.total.value = detail.value)}
          ></st-segmented>
        </div>
      </div>
      <p class="muted small">${t(`exchange.terms.total.${total}.text`)}</p>
      ${
        canEncrypt()
          ? html`<label class="check">
              <input
                type="checkbox"
                name="encrypt"
                .checked=${flow.encrypted.value}
                @change=${(/** @type {any} */ { target }) => (flow.encrypted.value = target.checked)}
              />
              ${t('exchange.terms.encrypt')}
            </label>`
          : html`<p class="muted small">${errorText({ code: 'file.no_crypto' })}</p>`
      }
    </section>`;
  }
}

customElements.define('st-send-terms', StSendTerms);
