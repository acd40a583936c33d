// <st-rounds-panel>: who has which part, until when, and what came back: remind, send the next round, merge.
// Fires st-next-round {ids} and st-open-merge.
import { LitElement, css, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { formatInstant, today } from '../../lib/dates.js';
import { count, day, errorRecords, language, t } from '../../i18n/index.js';
import { preferences } from '../../state/preferences.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { showErrors } from '../../components/toast.js';
import '../../components/dialog.js';
import '../../components/icon.js';
import '../../components/menu.js';
import '../../components/notice.js';
import '../../components/segmented.js';
import { downloadAll } from './deliver.js';
import { exchangeStyles } from './exchange-styles.js';
import { daysLate, roundState, sortedRounds } from './exchange-model.js';
import './mail-card.js';
import { mailText } from './mail-text.js';
import './round-status.js';
import { partFile } from './slicing.js';

/** @typedef {import('../../storage/rounds-store.js').Round} Round */
/** @typedef {import('./exchange-model.js').RoundState} RoundState */

const FILTERS = ['all', 'sent', 'overdue', 'returned', 'merged'];
const ORDERS = ['due', 'unit', 'sent'];

export class StRoundsPanel extends LitElement {
  static styles = [
    base,
    exchangeStyles,
    css`
      th:last-child,
      tbody td:last-child {
        position: sticky;
        inset-inline-end: 0;
        background: var(--st-surface);
      }
    `,
  ];

  #filter = signal('all');
  #order = signal(/** @type {'due' | 'unit' | 'sent'} */ ('due'));
  #mail = signal(/** @type {{kind: 'send' | 'remind', round: Round} | null} */ (null));

  constructor() {
    super();
    new SignalController(this, () => [
      language.value,
      session.rounds.list.value,
      session.rounds.error.value,
      this.#filter.value,
      this.#order.value,
      this.#mail.value,
    ]);
  }

  render() {
    const rounds = session.rounds.sent.value;
    const { error } = session.rounds;
    if (error.value) return html`<st-error .errors=${errorRecords(error.value)}></st-error>`;
    if (rounds.length === 0) {
      return html`<st-empty icon="clock" heading=${t('exchange.rounds.none')} text=${t('exchange.rounds.none.text')}>
        <button slot="actions" class="primary" @click=${() => fire(this, 'st-next-round', { ids: [] })}>
          ${t('exchange.rounds.toSend')}
        </button>
      </st-empty>`;
    }
    const day_ = today();
    const rows = rounds.map((round) => ({ round, state: roundState(round, rounds, day_) }));
    const shown = sortedRounds(rows, this.#order.value).filter(
      ({ state }) => this.#filter.value === 'all' || this.#filter.value === state,
    );
    return html`<div class="stack">
      ${this.#bar(rows)}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('exchange.rounds.label')}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${t('exchange.column.whom')}</th>
              <th scope="col" class="number">${t('exchange.column.round')}</th>
              <th scope="col">${t('exchange.column.state')}</th>
              <th scope="col">${t('exchange.column.sent')}</th>
              <th scope="col">${t('exchange.column.due')}</th>
              <th scope="col">${t('exchange.column.returned')}</th>
              <th scope="col">${t('exchange.column.merged')}</th>
              <th scope="col"><span class="visually-hidden">${t('exchange.column.actions')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(({ round, state }) => this.#row(round, state, day_))}
          </tbody>
        </table>
      </div>
      ${shown.length === 0 ? html`<p class="muted">${t('exchange.rounds.noneShown')}</p>` : nothing}
      <p class="muted small">${t('exchange.rounds.kept')}</p>
      ${this.#dialog()}
    </div>`;
  }

  /** @param {{round: Round, state: RoundState}[]} rows */
  #bar(rows) {
    const numbers = (/** @type {string} */ value) =>
      value === 'all' ? rows.length : rows.filter(({ state }) => state === value).length;
    return html`<div class="row">
      <st-segmented
        label=${t('exchange.rounds.filter')}
        .options=${FILTERS.map((value) => ({ value, label: `${t(`exchange.state.${value}`)} ${count(numbers(value))}` }))}
        .value=${this.#filter.value}
        @st-change=${(/** @type {CustomEvent} */ { detail }) => (this.#filter.value = detail.value)}
      ></st-segmented>
      <label class="check end">
        <span class="muted">${t('exchange.rounds.order')}</span>
        <select @change=${(/** @type {any} */ { target }) => (this.#order.value = target.value)}>
          ${ORDERS.map(
            (value) =>
              html`<option value=${value} ?selected=${value === this.#order.value}>${t(`exchange.rounds.order.${value}`)}</option>`,
          )}
        </select>
      </label>
    </div>`;
  }

  /** @param {Round} round @param {RoundState} state @param {string} now ISO day */
  #row(round, state, now) {
    const back = round.returns.at(-1);
    const late = state === 'overdue' && round.dueAt ? daysLate(round.dueAt, now) : 0;
    return html`<tr data-round=${round.unitName}>
      <td class="name">${round.unitName} <span class="muted">${round.personName}</span></td>
      <td class="number">${round.number}</td>
      <td><st-round-status .state=${state} .late=${late}></st-round-status></td>
      <td>${formatInstant(round.sentAt)}</td>
      <td>${day(round.dueAt)}</td>
      <td>${back ? formatInstant(back.at) : '—'}</td>
      <td>${back?.mergedAt ? formatInstant(back.mergedAt) : '—'}</td>
      <td>${this.#menu(round, state)}</td>
    </tr>`;
  }

  /** @param {Round} round @param {RoundState} state */
  #menu(round, state) {
    const waiting = state === 'sent' || state === 'overdue';
    const items = [
      { id: 'remind', text: t('exchange.rounds.remind'), icon: 'mail', disabled: !waiting },
      { id: 'merge', text: t('exchange.rounds.merge'), icon: 'upload' },
      { id: 'next', text: t('exchange.rounds.next'), icon: 'send' },
      { id: 'mail', text: t('exchange.rounds.mailAgain'), icon: 'mail', separator: true },
      { id: 'file', text: t('exchange.rounds.fileAgain'), icon: 'download' },
    ];
    return html`<st-menu
      align="end"
      label=${t('exchange.rounds.actions', { unit: round.unitName })}
      .items=${items}
      @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#act(detail.id, round)}
    >
      <button slot="trigger" class="icon" aria-label=${t('exchange.rounds.actions', { unit: round.unitName })}>
        <st-icon name="more"></st-icon>
      </button>
    </st-menu>`;
  }

  /** @param {string} action @param {Round} round */
  async #act(action, round) {
    if (action === 'remind') this.#mail.value = { kind: 'remind', round };
    if (action === 'mail') this.#mail.value = { kind: 'send', round };
    if (action === 'merge') fire(this, 'st-open-merge');
    if (action === 'next') {
      const ids =
        round.roots.length > 1 && round.person ? [`person:${round.person}`] : round.roots.map((id) => `unit:${id}`);
      fire(this, 'st-next-round', { ids });
    }
    if (action === 'file') await this.#saveAgain(round);
  }

  /** The same file as then; never encrypted, as nobody keeps the passphrase. @param {Round} round */
  async #saveAgain(round) {
    try {
      const text = await session.rounds.sentText(round);
      const content = await partFile({ text }, round, { parents: [], key: null });
      await downloadAll([{ fileName: round.fileName, content }]);
    } catch (error) {
      showErrors(this, error);
    }
  }

  #dialog() {
    const open = this.#mail.value;
    if (!open) return nothing;
    const { kind, round } = open;
    const mail = mailText(kind, round, { sender: preferences.author.value });
    return html`<st-dialog open heading=${t(`exchange.mail.${kind}`, { unit: round.unitName })} @st-close=${() => (this.#mail.value = null)}>
      <st-mail-card .mail=${mail}></st-mail-card>
    </st-dialog>`;
  }
}

customElements.define('st-rounds-panel', StRoundsPanel);
