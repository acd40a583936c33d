// <st-goal-dialog>: types the goal line of a board's card. Fires st-goal {goal}; null takes the line away.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { parseTyped } from '../../lib/typed-numbers.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/dialog.js';
import '../../components/field.js';
import { unitOfMeasure } from './measures.js';

class StGoalDialog extends LitElement {
  static properties = { card: { attribute: false }, problem: { state: true } };
  static styles = [base];

  constructor() {
    super();
    /** whose goal is typed; null closes @type {import('./boards-model.js').Card | null} */
    this.card = null;
    this.problem = '';
    new SignalController(this, () => language.value);
  }

  render() {
    const { card } = this;
    const measure = card?.measure ?? 'amount';
    const kind = unitOfMeasure(measure) === 'ratio' ? 'goalRatio' : 'goalAmount';
    const typed = card?.goal === null || card?.goal === undefined ? '' : String(card.goal / scaleOf(measure));
    return html`<st-dialog heading=${t('performance.board.goal')} ?open=${card !== null}>
      ${
        card
          ? html`<form novalidate @submit=${this.#apply}>
              <st-field label=${t(`performance.board.${kind}`)} .error=${this.problem}>
                <input name="goal" inputmode="decimal" .value=${typed} />
              </st-field>
              <p><button class="primary">${t('performance.rfm.cutsApply')}</button></p>
            </form>`
          : nothing
      }
    </st-dialog>`;
  }

  /** An empty field takes the goal away. @param {SubmitEvent} event */
  #apply(event) {
    event.preventDefault();
    const text = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('goal') ?? '').trim();
    const parsed = parseTyped(text);
    this.problem = text !== '' && !parsed ? t('performance.board.goalBad') : '';
    if (this.problem) return;
    const scale = scaleOf(this.card?.measure ?? 'amount');
    fire(this, 'st-goal', { goal: parsed ? valueOf(parsed) * scale : null });
  }
}

/** @param {import('../../lib/typed-numbers.js').ParsedNumber} parsed */
const valueOf = ({ negative, digits, exponent, percent }) =>
  Number(`${negative ? '-' : ''}${digits}e${exponent - (percent ? 2 : 0)}`);

/** Goals are kept as the engine tells the measure: money and pieces in 1/10,000. @param {string} measure */
const scaleOf = (measure) => (['money', 'quantity'].includes(unitOfMeasure(measure)) ? 10_000 : 1);

customElements.define('st-goal-dialog', StGoalDialog);
