// <st-return-panel>: the owner's side: what was asked, what has been changed, what of it would be refused, and the file that goes back.
import { LitElement, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { today } from '../../lib/dates.js';
import { count, day, errorRecords, language, t, unitMode } from '../../i18n/index.js';
import { engine, inQuarantine } from '../../engine/engine.js';
import { preferences } from '../../state/preferences.js';
import { askNewPassphrase } from '../../state/plan-file-questions.js';
import { session } from '../../state/session.js';
import { canEncrypt } from '../../storage/container/seal.js';
import { base } from '../../components/styles.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/field.js';
import '../../components/icon.js';
import '../../components/notice.js';
import { downloadAll } from './deliver.js';
import { daysLate } from './exchange-model.js';
import { exchangeStyles } from './exchange-styles.js';
import './mail-card.js';
import { mailText } from './mail-text.js';
import { checkBeforeReturn } from './merging.js';
import { partFileName } from './part-names.js';
import { refusedRows } from './refused-list.js';
import { movedTotals, totalsTable } from './totals-table.js';

/** @typedef {import('../../storage/rounds-store.js').Round} Round */
/** @typedef {import('./merging.js').MergeReply} MergeReply */

export class StReturnPanel extends LitElement {
  static styles = [base, exchangeStyles];

  #reply = signal(/** @type {MergeReply | null} */ (null));
  #error = signal(/** @type {unknown} */ (null));
  #encrypted = signal(false);
  #sending = signal(false);
  /** Name of the file that went back in this visit. */
  #sent = signal('');
  #asked = '';

  constructor() {
    super();
    new SignalController(this, () => [
      language.value,
      unitMode.value,
      session.version.value,
      session.rounds.own.value,
      preferences.author.value,
      this.#reply.value,
      this.#error.value,
      this.#encrypted.value,
      this.#sending.value,
      this.#sent.value,
    ]);
  }

  willUpdate() {
    const round = session.rounds.own.peek();
    const asked = `${session.plan.peek()?.key} ${session.version.peek()} ${round?.id}`;
    if (!round || asked === this.#asked) return;
    this.#asked = asked;
    void this.#check(round, asked);
  }

  /** @param {Round} round @param {string} asked */
  async #check(round, asked) {
    try {
      const [{ text }, sent] = await Promise.all([engine.call('plan.serialize'), session.rounds.sentText(round)]);
      const reply = await inQuarantine((apart) => checkBeforeReturn(apart, { base: sent, text }));
      if (asked !== this.#asked) return;
      this.#reply.value = reply;
      this.#error.value = null;
    } catch (error) {
      if (asked === this.#asked) this.#error.value = error;
    }
  }

  /** @param {Round} round */
  async #send(round) {
    try {
      const key = this.#encrypted.value ? await askNewPassphrase() : null;
      if (this.#encrypted.value && !key) return;
      this.#sending.value = true;
      const fileName = partFileName(round, today(), 'return');
      const { content, keep } = await session.packReturn({
        by: preferences.author.value || round.personName,
        key,
        fileName,
      });
      await downloadAll([{ fileName, content }]);
      await keep();
      this.#sent.value = fileName;
      toast(this, { tone: 'good', text: t('exchange.return.made', { file: fileName }) });
    } catch (error) {
      showErrors(this, error);
    } finally {
      this.#sending.value = false;
    }
  }

  render() {
    const round = session.rounds.own.value;
    if (!round) {
      return html`<st-empty icon="split" heading=${t('exchange.return.unknown')} text=${t('exchange.return.unknown.text')}></st-empty>`;
    }
    return html`<div class="stack">
      ${this.#asks(round)} ${this.#changes()} ${this.#sendBack(round)}
    </div>`;
  }

  /** @param {Round} round */
  #asks(round) {
    const late = round.dueAt && today() > round.dueAt ? daysLate(round.dueAt, today()) : 0;
    const due = round.dueAt ? day(round.dueAt) : 'none';
    return html`<section class="sheet">
      <h2>${t('exchange.return.asked', { sender: round.sentBy || 'none', unit: round.unitName, number: round.number })}</h2>
      <p class=${late > 0 ? 'bad' : ''}>${t('exchange.return.due', { due, days: late })}</p>
      <ul class="plain">
        <li>${t('exchange.return.may')}</li>
        <li>${t(`exchange.return.total.${round.total}`)}</li>
        <li class="muted">${t('exchange.return.mayNot')}</li>
      </ul>
    </section>`;
  }

  #changes() {
    if (this.#error.value) {
      return html`<st-error heading=${t('exchange.return.checkFailed')} .errors=${errorRecords(this.#error.value)}></st-error>`;
    }
    const reply = this.#reply.value;
    if (!reply) return html`<p class="muted" role="status" aria-busy="true">${t('exchange.return.checking')}</p>`;
    const { accepted = 0, refused, totals } = reply;
    const moved = movedTotals(totals).filter(({ unit }) => !isAbove(unit));
    return html`<section class="sheet">
      <h2>${t('exchange.return.changes', { count: accepted })}</h2>
      ${moved.length === 0 ? html`<p class="muted">${t('exchange.return.totalsSame')}</p>` : totalsTable(moved, ['asSent', 'now', 'difference'])}
      ${
        refused.length === 0
          ? html`<p class="good" data-refused="0">● ${t('exchange.return.noneRefused')}</p>`
          : html`<h3 class="bad" data-refused=${refused.length}>
                <st-icon name="warning"></st-icon> ${t('exchange.return.refused', { count: count(refused.length) })}
              </h3>
              ${refusedRows(refused, session.parts.orgUnits)}`
      }
    </section>`;
  }

  /** @param {Round} round */
  #sendBack(round) {
    const file = this.#sent.value;
    return html`<section class="sheet">
      <h2>${t('exchange.return.heading')}</h2>
      <div class="row fields">
        <st-field label=${t('exchange.terms.sender')}>
          <input
            name="sender"
            maxlength="80"
            placeholder=${round.personName}
            .value=${preferences.author.value}
            @change=${(/** @type {any} */ { target }) => (preferences.author.value = target.value.trim())}
          />
        </st-field>
        ${
          canEncrypt()
            ? html`<label class="check">
                <input
                  type="checkbox"
                  .checked=${this.#encrypted.value}
                  @change=${(/** @type {any} */ { target }) => (this.#encrypted.value = target.checked)}
                />
                ${t('exchange.terms.encrypt')}
              </label>`
            : nothing
        }
        <button class="primary end" data-action="return" ?disabled=${this.#sending.value} @click=${() => this.#send(round)}>
          <st-icon name="send"></st-icon>${t('exchange.return.go')}
        </button>
      </div>
      ${
        file
          ? html`<p class="name">${t('exchange.return.attach', { file })}</p>
              <st-mail-card
                .mail=${mailText('return', round, { sender: preferences.author.value || round.personName, fileName: file })}
              ></st-mail-card>`
          : html`<p class="muted small">${t('exchange.return.text')}</p>`
      }
    </section>`;
  }
}

/** Whether a unit is there by name only, above the part: what adds up there is no total of it. @param {string} id */
function isAbove(id) {
  const units = session.parts.orgUnits;
  const above = new Set();
  for (const root of session.plan.value?.part ?? []) {
    let parent = units[root]?.parent;
    while (parent && !above.has(parent)) {
      above.add(parent);
      parent = units[parent]?.parent;
    }
  }
  return above.has(id);
}

customElements.define('st-return-panel', StReturnPanel);
