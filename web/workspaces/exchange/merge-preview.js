// <st-merge-preview .flow>: what merging would do, before it is done: whose changes are taken, totals before and after, what is refused
// and why, what would be wrong afterwards.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, currency, errorText, language, money, moneyUnit, period, t, unitMode } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import '../../components/segmented.js';
import { exchangeStyles } from './exchange-styles.js';
import { refusedRows } from './refused-list.js';
import { movedTotals, periodsTable, totalsTable } from './totals-table.js';

/** @typedef {import('./merging.js').MergeReply} MergeReply */

const MOST_ROWS = 300;

export class StMergePreview extends LitElement {
  static properties = { flow: { attribute: false }, theirs: {} };
  static styles = [
    base,
    exchangeStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-4);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./merge-flow.js').MergeFlow | null} */
    this.flow = null;
    this.theirs = '';
    new SignalController(this, () => [
      language.value,
      unitMode.value,
      currency.value,
      this.flow?.proposal.value,
      this.flow?.decisions.value,
      this.flow?.current.value,
    ]);
  }

  render() {
    const reply = this.flow?.proposal.value?.reply;
    if (!reply) return nothing;
    return html`${this.#taken(reply)} ${this.#totals(reply)} ${this.#periods()} ${this.#absorbed(reply)} ${this.#refused(reply)}
    ${this.#violations(reply)}`;
  }

  /** @param {MergeReply} reply */
  #taken({ taken, refused, conflicts, patch }) {
    const who = this.theirs || t('exchange.merge.them');
    const rule = this.flow?.decisions.value.rule ?? 'move';
    return html`<section class="sheet">
      <h2>${t(patch.length === 0 && conflicts.length === 0 ? 'exchange.preview.nothing' : 'exchange.preview.heading')}</h2>
      <p data-taken>
        ${t('exchange.preview.taken', {
          who,
          theirs: taken.theirs,
          mine: taken.mine,
          both: taken.both,
          conflicts: conflicts.length,
          refused: refused.length,
        })}
      </p>
      <div class="row">
        <span class="muted">${t('exchange.totals.rule')}</span>
        <st-segmented
          label=${t('exchange.totals.rule')}
          .options=${['move', 'reserve'].map((value) => ({ value, label: t(`exchange.totals.${value}`) }))}
          .value=${rule}
          @st-change=${(/** @type {CustomEvent} */ { detail }) => this.flow?.setRule(detail.value)}
        ></st-segmented>
      </div>
      <p class="muted small">${t(`exchange.totals.${rule}.text`)}</p>
    </section>`;
  }

  /** @param {MergeReply} reply */
  #totals({ totals }) {
    const moved = movedTotals(totals);
    if (moved.length === 0) return html`<p class="muted" data-totals="same">${t('exchange.totals.same')}</p>`;
    return html`<section class="sheet">
      <h2>${t('exchange.totals.heading', { count: moved.length })}</h2>
      ${totalsTable(moved)}
    </section>`;
  }

  #periods() {
    const periods = this.flow?.proposal.value?.periods ?? [];
    if (periods.length === 0) return nothing;
    return html`<details class="sheet">
      <summary>${t('exchange.periods.heading', { count: periods.length })}</summary>
      ${periodsTable(periods)}
    </details>`;
  }

  /** @param {MergeReply} reply */
  #absorbed({ absorbed }) {
    if (absorbed.length === 0) return nothing;
    const sum = absorbed.reduce((total, { amountMinor }) => total + amountMinor, 0);
    const units = session.parts.orgUnits;
    return html`<details class="sheet">
      <summary>${t('exchange.absorbed.heading', { amount: money(sum), unit: moneyUnit(), count: absorbed.length })}</summary>
      <ul class="plain small">
        ${absorbed.slice(0, MOST_ROWS).map(
          (one) =>
            html`<li>
                ${Object.hasOwn(units, one.unit) ? units[one.unit].name : one.unit} · ${period(one.period)} ·
                ${money(one.amountMinor)} ${moneyUnit()}
              </li>`,
        )}
      </ul>
    </details>`;
  }

  /** @param {MergeReply} reply */
  #refused({ refused }) {
    if (refused.length === 0) return nothing;
    return html`<section class="sheet">
      <h2><st-icon name="warning"></st-icon> ${t('exchange.refused.heading', { count: refused.length })}</h2>
      <p class="muted small">${t('exchange.refused.text')}</p>
      ${refusedRows(refused, session.parts.orgUnits)}
    </section>`;
  }

  /** @param {MergeReply} reply */
  #violations({ violations }) {
    if (violations.length === 0) return nothing;
    return html`<section class="sheet">
      <h2><st-icon name="warning"></st-icon> ${t('exchange.violations.heading', { count: count(violations.length) })}</h2>
      <p class="muted small">${t('exchange.violations.text')}</p>
      <ul class="plain small">
        ${violations.slice(0, MOST_ROWS).map((one) => html`<li>${errorText(one)}</li>`)}
      </ul>
    </section>`;
  }
}

customElements.define('st-merge-preview', StMergePreview);
