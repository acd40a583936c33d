// <st-card-dialog>: what a card of a board shows: measure, grain, what it is broken down by, its goal line. Fires st-card-changes {changes}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { parseTyped } from '../../lib/typed-numbers.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/dialog.js';
import '../../components/field.js';
import { CHOICES } from './boards-model.js';
import { axisName, measureName, unitOfMeasure } from './measures.js';
import { dimensionAxes, measureKeys } from './performance-scope.js';

/** Axes named by what they mean in the plan at hand. */
const MEANT = ['units', 'products', 'customer', 'newCustomer'];
const GRAINS = ['week', 'month', 'quarter', 'year'];

class StCardDialog extends LitElement {
  static properties = { card: { attribute: false }, measure: { state: true }, problem: { state: true } };
  static styles = [
    base,
    css`
      form {
        display: grid;
        gap: var(--st-space-3);
      }
    `,
  ];

  constructor() {
    super();
    /** whose settings are chosen; null closes @type {import('./boards-model.js').Card | null} */
    this.card = null;
    /** chosen but not applied: the goal is typed in its unit */
    this.measure = 'amount';
    this.problem = '';
    new SignalController(this, () => language.value);
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    if (!changed.has('card')) return;
    this.measure = this.card?.measure ?? (this.card?.kind === 'lowest' ? 'margin' : 'amount');
    this.problem = '';
  }

  render() {
    const { card } = this;
    return html`<st-dialog heading=${card ? t('performance.board.settingsOf', { name: t(`performance.card.${card.kind}`) }) : ''} ?open=${card !== null}>
      ${
        card
          ? html`<form novalidate @submit=${this.#apply}>
              ${(CHOICES[card.kind] ?? []).map((part) => this.#field(part, card))}
              <p><button class="primary">${t('performance.rfm.cutsApply')}</button></p>
            </form>`
          : nothing
      }
    </st-dialog>`;
  }

  /** @param {'measure' | 'grain' | 'axis' | 'goal'} part @param {import('./boards-model.js').Card} card */
  #field(part, card) {
    switch (part) {
      case 'measure':
        return this.#select('measure', t('performance.measure'), measureKeys(), this.measure, measureName);
      case 'grain':
        return this.#select('grain', t('performance.trend.grain'), GRAINS, card.grain ?? 'month', (key) =>
          t(`performance.grain.${key}`),
        );
      case 'axis':
        return this.#select(
          'axis',
          t('performance.axis'),
          [...new Set([...MEANT, ...dimensionAxes(), card.axis ?? 'units'])],
          card.axis ?? 'units',
          (key) => (MEANT.includes(key) ? t(`performance.board.axis.${key}`) : axisName(key)),
        );
      default:
        return this.#goal(card);
    }
  }

  /** @param {string} name @param {string} label @param {readonly string[]} keys @param {string} chosen @param {(key: string) => string} nameOf */
  #select(name, label, keys, chosen, nameOf) {
    return html`<st-field label=${label}>
      <select name=${name} @change=${(/** @type {any} */ event) => name === 'measure' && (this.measure = event.target.value)}>
        ${keys.map((key) => html`<option value=${key} ?selected=${key === chosen}>${nameOf(key)}</option>`)}
      </select>
    </st-field>`;
  }

  /** @param {import('./boards-model.js').Card} card */
  #goal({ goal, measure = 'amount' }) {
    const kept = goal !== null && goal !== undefined && measure === this.measure;
    const typed = kept ? String(goal / scaleOf(this.measure)) : '';
    const kind = unitOfMeasure(this.measure) === 'ratio' ? 'goalRatio' : 'goalAmount';
    return html`<st-field label=${t(`performance.board.${kind}`)} .error=${this.problem}>
      <input name="goal" inputmode="decimal" .value=${typed} />
    </st-field>`;
  }

  /** An empty field takes the goal away. @param {SubmitEvent} event */
  #apply(event) {
    event.preventDefault();
    const { card } = this;
    if (!card) return;
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    /** @type {Partial<import('./boards-model.js').Card>} */
    const changes = {};
    for (const part of CHOICES[card.kind] ?? []) {
      if (part !== 'goal') changes[part] = String(form.get(part) ?? '');
    }
    if (form.has('goal')) {
      const text = String(form.get('goal') ?? '').trim();
      const parsed = parseTyped(text);
      this.problem = text !== '' && !parsed ? t('performance.board.goalBad') : '';
      if (this.problem) return;
      changes.goal = parsed ? valueOf(parsed) * scaleOf(this.measure) : null;
    }
    fire(this, 'st-card-changes', { changes });
  }
}

/** @param {import('../../lib/typed-numbers.js').ParsedNumber} parsed */
const valueOf = ({ negative, digits, exponent, percent }) =>
  Number(`${negative ? '-' : ''}${digits}e${exponent - (percent ? 2 : 0)}`);

/** Goals are kept as the engine tells the measure: money and pieces in 1/10,000. @param {string} measure */
const scaleOf = (measure) => (['money', 'quantity'].includes(unitOfMeasure(measure)) ? 10_000 : 1);

customElements.define('st-card-dialog', StCardDialog);
