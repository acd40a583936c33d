// <st-mismatch-panel>: top-down targets beside what the units themselves propose, round by round, with the gap per unit.
import { signal } from '@preact/signals-core';
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { parseCount, parseMinor } from '../../lib/typed-numbers.js';
import { errorRecords, language, t, unitMode } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { EngineQuery } from '../../state/engine-query.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/field.js';
import '../../components/notice.js';
import { panelStyles } from './panel-styles.js';
import { mismatchRows } from './mismatch-model.js';
import {
  copiedValue,
  exactValue,
  shownUnit,
  shownValue,
  spokenValue,
  typedExponent,
  valueDigits,
} from './target-figures.js';

export class StMismatchPanel extends LitElement {
  static properties = {
    table: { attribute: false },
    selected: {},
    unit: {},
    actions: { attribute: false },
    readOnly: { type: Boolean },
    round: { state: true },
    typed: { state: true },
    problem: { state: true },
  };
  static styles = [
    base,
    panelStyles,
    css`
      form {
        display: grid;
        gap: var(--st-space-2);
      }
      .rounds {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2);
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
    /** the round looked at; null is the latest @type {number | null} */
    this.round = null;
    this.typed = '';
    this.problem = '';
    /** What is asked: a signal, since the question is repeated when it changes. */
    this.about = signal({ set: '', round: /** @type {number | null} */ (null) });
    this.query = new EngineQuery(this, () => {
      const { set, round } = this.about.value;
      return set ? { request: 'targets.mismatch', params: { set, ...(round ? { round } : {}) } } : null;
    });
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    const set = this.table?.view.set ?? '';
    const { about, round } = this;
    if (about.peek().set !== set || about.peek().round !== round) about.value = { set, round };
    if (changed.has('selected')) this.typed = '';
  }

  render() {
    if (this.query.error) return html`<st-error .errors=${errorRecords(this.query.error)}></st-error>`;
    const { table } = this;
    const answer = this.query.result;
    if (!table || !answer) return html`<p class="muted" aria-live="polite">${t('targets.loading')}</p>`;
    const round = this.round ?? Math.max(1, answer.round);
    return html`<h2>${t('targets.mismatch.heading')}</h2>
      ${this.#summary(answer)} ${this.#rounds(answer, round)} ${this.readOnly ? nothing : this.#form(table, answer, round)}
      ${this.#units(table, answer)}`;
  }

  /** @param {any} answer */
  #summary({ units: [root] }) {
    if (!root || root.bottomUpMinor === null) return html`<p class="muted">${t('targets.mismatch.none')}</p>`;
    const gap = spokenValue(Math.abs(root.gapMinor), this.unit);
    const key = root.gapMinor === 0 ? 'even' : root.gapMinor < 0 ? 'below' : 'above';
    return html`<p>
      ${t(`targets.mismatch.${key}`, { gap })} ${root.complete ? nothing : html`<span class="watch">▲ ${t('targets.mismatch.incomplete')}</span>`}
    </p>`;
  }

  /** @param {any} answer @param {number} round */
  #rounds({ rounds }, round) {
    const last = rounds.reduce((/** @type {number} */ max, /** @type {any} */ entry) => Math.max(max, entry.round), 0);
    const known = [...new Set([...rounds.map((/** @type {any} */ entry) => entry.round), round])].sort((a, b) => a - b);
    return html`<div class="rounds">
      <label
        >${t('targets.mismatch.round')}
        <select @change=${(/** @type {any} */ event) => (this.round = Number(event.target.value))}>
          ${known.map((value) => html`<option value=${value} ?selected=${value === round}>${t('targets.mismatch.roundName', { round: value })}</option>`)}
        </select></label
      >
      ${
        this.readOnly || last === 0
          ? nothing
          : html`<button class="quiet" @click=${() => (this.round = last + 1)}>${t('targets.mismatch.newRound', { round: last + 1 })}</button>`
      }
    </div>`;
  }

  /** @param {import('./grid-model.js').TargetTable} table @param {any} answer @param {number} round */
  #form(table, answer, round) {
    const unit = table.unit(this.selected);
    if (!unit) return nothing;
    const own = answer.units.find((/** @type {any} */ entry) => entry.id === unit.id)?.ownMinor ?? null;
    const suffix = shownUnit(this.unit);
    const label = t('targets.mismatch.propose', { unit: unit.name });
    return html`<form @submit=${(/** @type {Event} */ event) => this.#submit(event, unit.id, round)}>
      <st-field
        label=${suffix ? t('targets.column.inUnit', { name: label, unit: suffix }) : label}
        hint=${own === null ? '' : t('targets.mismatch.own', { value: spokenValue(own, this.unit) })}
        .error=${this.problem}
      >
        <input
          inputmode="decimal"
          autocomplete="off"
          placeholder=${copiedValue(unit.totalMinor, this.unit)}
          .value=${this.typed}
          @input=${(/** @type {any} */ event) => {
            this.typed = event.target.value;
            this.problem = '';
          }}
        />
      </st-field>
      <div><button class="primary">${t('targets.mismatch.record', { round })}</button></div>
    </form>`;
  }

  /** @param {Event} event @param {string} node @param {number} round */
  #submit(event, node, round) {
    event.preventDefault();
    const options = { unitExponent: typedExponent(this.unit), minorDigits: valueDigits(this.unit) };
    const totalMinor = this.unit === 'count' ? parseCount(this.typed) : parseMinor(this.typed, options);
    if (totalMinor === null || totalMinor < 0) {
      this.problem = t(`targets.set.problem.${this.unit === 'count' ? 'badCount' : 'badTotal'}`);
      return;
    }
    this.typed = '';
    void this.actions?.proposeBottomUp({ node, round, totalMinor });
  }

  /** @param {import('./grid-model.js').TargetTable} table @param {any} answer */
  #units(table, answer) {
    const rows = mismatchRows(answer.units, table, this.selected);
    const unit = shownUnit(this.unit);
    const head = (/** @type {string} */ key) => (unit ? t('targets.column.inUnit', { name: t(key), unit }) : t(key));
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('targets.mismatch.heading')}>
      <table class="data">
        <thead>
          <tr>
            <th>${t('targets.column.unit')}</th>
            <th class="number">${head('targets.mismatch.topDown')}</th>
            <th class="number">${head('targets.mismatch.bottomUp')}</th>
            <th class="number">${head('targets.mismatch.gap')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr class=${row.id === this.selected ? 'chosen' : ''}>
                <td style="padding-inline-start:${8 + row.depth * 12}px">
                  <button class="link" @click=${() => fire(this, 'st-panel-focus', { unit: row.id })}>${row.name}</button>
                </td>
                <td class="number" title=${exactValue(row.topDownMinor, this.unit)}>${shownValue(row.topDownMinor, this.unit)}</td>
                <td class="number" title=${exactValue(row.bottomUpMinor, this.unit)}>
                  ${shownValue(row.bottomUpMinor, this.unit)}${
                    row.bottomUpMinor !== null && !row.complete
                      ? html`<span class="watch" title=${t('targets.mismatch.incomplete')}> ▲</span>`
                      : nothing
                  }
                </td>
                <td class="number ${row.gapMinor !== null && row.gapMinor < 0 ? 'bad' : ''}">
                  ${withSign(shownValue(row.gapMinor, this.unit))}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('st-mismatch-panel', StMismatchPanel);
