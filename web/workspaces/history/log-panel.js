// <st-change-log>: every change of the plan that is known, by whomever, wherever; newest first.
import { LitElement, html, nothing } from 'lit';
import { effect } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { formatInstant } from '../../lib/dates.js';
import { count, errorRecords, language, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base, toolbar } from '../../components/styles.js';
import '../../components/notice.js';
import { personOf } from './attribution.js';
import { roomWords } from './field-words.js';
import './history-filters.js';
import { NO_FILTER } from './history-filters.js';
import { listStyles } from './history-styles.js';
import { logRows } from './log-rows.js';
import { pager } from './pager.js';
import { changeTitle, personWords } from './version-words.js';

const PER_PAGE = 50;

class StChangeLog extends LitElement {
  static properties = { log: { state: true }, error: { state: true }, filter: { state: true }, page: { state: true } };
  static styles = [base, toolbar, listStyles];

  /** @type {(() => void) | null} */
  #stop = null;
  #turn = 0;

  constructor() {
    super();
    /** @type {import('../../storage/types.js').Change[] | null} */
    this.log = null;
    /** @type {unknown} */
    this.error = null;
    this.filter = NO_FILTER;
    this.page = 0;
    new SignalController(this, () => language.value);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#stop = effect(() => {
      if (session.version.value >= 0 && session.plan.value) void this.#read();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
  }

  async #read() {
    const turn = (this.#turn += 1);
    try {
      const log = await session.history.log();
      if (turn === this.#turn) Object.assign(this, { log, error: null });
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  render() {
    if (this.error) return html`<st-error .errors=${errorRecords(this.error)}></st-error>`;
    if (!this.log) return html`<p class="muted" role="status">${t('frame.loading')}</p>`;
    const { rows, people, rooms } = logRows(this.log, this.filter, changeTitle);
    const page = Math.min(this.page, Math.max(0, Math.ceil(rows.length / PER_PAGE) - 1));
    return html`<st-history-filters
        .filter=${this.filter}
        .people=${people}
        .rooms=${rooms}
        @st-filter=${(/** @type {CustomEvent} */ { detail }) => Object.assign(this, { filter: detail, page: 0 })}
      ></st-history-filters>
      <p class="muted" role="status">${t('history.log.shown', { count: count(rows.length), all: count(this.log.length) })}</p>
      ${rows.length > 0 ? this.#table(rows.slice(page * PER_PAGE, (page + 1) * PER_PAGE)) : nothing}
      ${pager({ page, rows: rows.length, perPage: PER_PAGE, go: (to) => (this.page = to) })}`;
  }

  /** @param {import('./log-rows.js').LogRow[]} rows */
  #table(rows) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('history.view.log')}>
      <table class="data">
        <thead>
          <tr>
            ${['at', 'person', 'change', 'room', 'fields'].map(
              (column) =>
                html`<th scope="col" class=${column === 'fields' ? 'number' : ''}>${t(`history.column.${column}`)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ change, rooms }) => html`<tr>
              <td class="moment">${formatInstant(change.at)}</td>
              <td>${personWords(personOf(change.by))}</td>
              <td>${changeTitle(change)}</td>
              <td>${rooms.map(roomWords).join(t('frame.listSeparator'))}</td>
              <td class="number">${count(change.paths.length)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('st-change-log', StChangeLog);
