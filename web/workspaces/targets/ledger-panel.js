// <st-ledger-panel>: the reserve: who holds how much, every draw and return so far, and the form for the next one.
// The move itself is previewed below the grid like every change.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { parseCount, parseMinor } from '../../lib/typed-numbers.js';
import { formatInstant } from '../../lib/dates.js';
import { errorRecords, language, period, ratio, t, unitMode } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/field.js';
import '../../components/notice.js';
import '../../components/segmented.js';
import { quarterSpans, yearSpan } from './period-axis.js';
import { ledgerMoves, unitsBelow } from './ledger-model.js';
import { panelStyles } from './panel-styles.js';
import { exactValue, shownUnit, shownValue, spokenValue, typedExponent, valueDigits } from './target-figures.js';

export class StLedgerPanel extends LitElement {
  static properties = {
    table: { attribute: false },
    selected: {},
    unit: {},
    actions: { attribute: false },
    readOnly: { type: Boolean },
    kind: { state: true },
    typed: { state: true },
    problem: { state: true },
  };
  static styles = [
    base,
    panelStyles,
    css`
      form {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--st-space-2) var(--st-space-3);
      }
      form .wide {
        grid-column: 1 / -1;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    this.selected = '';
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** @type {import('./target-actions.js').TargetActions | null} */
    this.actions = null;
    this.readOnly = false;
    this.kind = /** @type {'draw' | 'return'} */ ('draw');
    /** @type {Record<string, string>} */
    this.typed = {};
    this.problem = '';
    this.query = new EngineQuery(this, () => ({ request: 'plan.get', params: { parts: ['reserveMoves'] } }));
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** The selected unit when it can hold a reserve, else the one above it. */
  get #holder() {
    const unit = this.table?.unit(this.selected);
    if (!unit || !this.table) return null;
    return unit.leaf && unit.parent !== null ? this.table.unit(unit.parent) : unit;
  }

  render() {
    const { table } = this;
    const holder = this.#holder;
    if (!table || !holder) return nothing;
    return html`<h2>${t('targets.ledger.heading')}</h2>
      ${this.#balances(table, holder)} ${this.readOnly || holder.leaf ? nothing : this.#form(table, holder)} ${this.#moves(table)}`;
  }

  /** @param {import('./grid-model.js').TargetTable} table @param {import('./grid-model.js').ViewUnit} holder */
  #balances(table, holder) {
    const year = yearSpan(table.axis);
    const holders = table.units.filter(
      ({ id, leaf }) => !leaf && (id === holder.id || (table.reserve(id, year) ?? 0) > 0),
    );
    const unit = shownUnit(this.unit);
    const name = t('targets.ledger.balance');
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>
      <table class="data">
        <thead>
          <tr>
            <th>${t('targets.ledger.holder')}</th>
            <th class="number">${unit ? t('targets.column.inUnit', { name, unit }) : name}</th>
            <th class="number">${t('targets.ledger.share')}</th>
          </tr>
        </thead>
        <tbody>
          ${holders.map((candidate) => {
            const reserve = table.reserve(candidate.id, year) ?? 0;
            const total = table.value(candidate.id, year);
            return html`<tr class=${candidate.id === holder.id ? 'chosen' : ''}>
              <td>
                <button class="link" @click=${() => fire(this, 'st-panel-focus', { unit: candidate.id })}>${candidate.name}</button>
              </td>
              <td class="number" title=${exactValue(reserve, this.unit)}>${shownValue(reserve, this.unit)}</td>
              <td class="number">${total > 0 ? ratio(reserve / total) : '—'}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {import('./grid-model.js').TargetTable} table @param {import('./grid-model.js').ViewUnit} holder */
  #form(table, holder) {
    const below = unitsBelow(table, holder.id);
    const spans = [yearSpan(table.axis), ...quarterSpans(table.axis)];
    const unit = shownUnit(this.unit);
    const label = t('targets.ledger.amount');
    const span = table.span(this.typed.period ?? table.axis.year);
    const available = span ? table.reserve(holder.id, span) : null;
    return html`<form @submit=${(/** @type {Event} */ event) => this.#submit(event, holder.id, below[0]?.id)}>
      <h3 class="wide">${t('targets.ledger.move', { unit: holder.name })}</h3>
      <st-segmented
        class="wide"
        label=${t('targets.ledger.kind')}
        .options=${['draw', 'return'].map((value) => ({ value, label: t(`targets.ledger.${value}`) }))}
        .value=${this.kind}
        @st-change=${(/** @type {CustomEvent} */ { detail }) => (this.kind = detail.value)}
      ></st-segmented>
      <st-field label=${t(`targets.ledger.${this.kind}.unit`)}>
        <select @change=${(/** @type {any} */ event) => this.#type('toNode', event.target.value)}>
          ${below.map(
            ({ id, name, depth }) =>
              html`<option value=${id} ?selected=${id === this.typed.toNode}>${'　'.repeat(depth - holder.depth - 1)}${name}</option>`,
          )}
        </select>
      </st-field>
      <st-field label=${t('targets.column.period')}>
        <select @change=${(/** @type {any} */ event) => this.#type('period', event.target.value)}>
          ${spans.map((candidate) => html`<option value=${candidate.period} ?selected=${candidate.period === this.typed.period}>${period(candidate.period)}</option>`)}
        </select>
      </st-field>
      <st-field
        class="wide"
        label=${unit ? t('targets.column.inUnit', { name: label, unit }) : label}
        hint=${this.kind === 'draw' ? t('targets.ledger.available', { value: spokenValue(available, this.unit) }) : ''}
        .error=${this.problem}
      >
        <input
          inputmode="decimal"
          autocomplete="off"
          .value=${this.typed.amount ?? ''}
          @input=${(/** @type {any} */ event) => this.#type('amount', event.target.value)}
        />
      </st-field>
      <div class="wide"><button class="primary">${t('targets.ledger.preview')}</button></div>
    </form>`;
  }

  /** @param {string} field @param {string} text */
  #type(field, text) {
    this.typed = { ...this.typed, [field]: text };
    this.problem = '';
  }

  /** @param {Event} event @param {string} node @param {string | undefined} firstBelow */
  #submit(event, node, firstBelow) {
    event.preventDefault();
    const { amount = '', toNode = firstBelow, period: name = this.table?.axis.year } = this.typed;
    const options = { unitExponent: typedExponent(this.unit), minorDigits: valueDigits(this.unit) };
    const amountMinor = this.unit === 'count' ? parseCount(amount) : parseMinor(amount, options);
    if (amountMinor === null || amountMinor <= 0 || !toNode || !name) {
      this.problem = t('targets.ledger.badAmount');
      return;
    }
    void this.actions?.moveReserve({ node, toNode, period: name, amountMinor, kind: this.kind });
  }

  /** @param {import('./grid-model.js').TargetTable} table */
  #moves(table) {
    if (this.query.error) return html`<st-error .errors=${errorRecords(this.query.error)}></st-error>`;
    const moves = ledgerMoves(this.query.result?.parts.reserveMoves ?? {}, table);
    return html`<h3>${t('targets.ledger.moves', { count: moves.length })}</h3>
      ${moves.length === 0 ? html`<p class="muted">${t('targets.ledger.none')}</p>` : nothing}
      <ul class="list">
        ${moves.map(
          (move) =>
            html`<li>
              <span
                >${t(`targets.ledger.${move.kind}.line`, { unit: move.unitName, to: move.toName })}
                <b title=${exactValue(move.amountMinor, this.unit)}>${spokenValue(move.amountMinor, this.unit)}</b></span
              >
              <span class="muted small"
                >${[period(move.period), move.at ? formatInstant(move.at) : '', move.author, move.reason].filter(Boolean).join(' · ')}</span
              >
            </li>`,
        )}
      </ul>`;
  }
}

customElements.define('st-ledger-panel', StLedgerPanel);
