// <st-rfm-cuts>: the four cut points of recency, frequency and monetary value. Fires st-cuts {cuts}; null goes back to fifths.
import { LitElement, css, html, nothing } from 'lit';
import { count, language, t } from '../../i18n/index.js';
import { SignalController } from '../../lib/signal-controller.js';
import { parseTyped } from '../../lib/typed-numbers.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { areCuts } from './rfm-model.js';

/** Amounts are kept in 1/10,000 and typed in currency units. */
const SCALE = { recency: 1, frequency: 1, monetary: 10_000 };
const PARTS = /** @type {(keyof typeof SCALE)[]} */ (Object.keys(SCALE));

class StRfmCuts extends LitElement {
  static properties = { cuts: { attribute: false }, own: { type: Boolean }, problem: { state: true } };
  static styles = [
    base,
    css`
      form {
        display: grid;
        gap: var(--st-space-2);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        float: inline-start;
        width: 220px;
        color: var(--st-muted);
      }
      input.number {
        width: 96px;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
      }
      .row {
        display: flex;
        gap: var(--st-space-2);
      }
      details[open] summary {
        margin-block-end: var(--st-space-3);
      }
      @media (max-width: 640px) {
        legend {
          width: 100%;
        }
        summary {
          min-height: 44px;
        }
        input.number {
          width: 72px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./rfm-model.js').Cuts | null} */
    this.cuts = null;
    this.own = false;
    this.problem = '';
    new SignalController(this, () => language.value);
  }

  render() {
    const { cuts } = this;
    if (!cuts) return nothing;
    return html`<details>
      <summary>${t(this.own ? 'performance.rfm.cutsOwn' : 'performance.rfm.cuts')}</summary>
      <form novalidate @submit=${this.#apply}>
        ${PARTS.map(
          (part) =>
            html`<fieldset>
              <legend>${t(`performance.rfm.cut.${part}`)}</legend>
              ${cuts[part].map(
                (cut, i) =>
                  html`<input class="number" inputmode="decimal" name="${part}${i}" aria-label=${t('performance.rfm.cutOf', { part: t(`performance.rfm.cut.${part}`), n: i + 1 })}
                    aria-invalid=${this.problem === part ? 'true' : 'false'} .value=${count(cut / SCALE[part], 2)} />`,
              )}
            </fieldset>`,
        )}
        ${this.problem ? html`<p class="bad small" role="alert">${t('performance.rfm.cutsBad', { part: t(`performance.rfm.cut.${this.problem}`) })}</p>` : nothing}
        <div class="row">
          <button class="primary">${t('performance.rfm.cutsApply')}</button>
          ${this.own ? html`<button type="button" @click=${() => fire(this, 'st-cuts', { cuts: null })}>${t('performance.rfm.cutsReset')}</button>` : nothing}
        </div>
      </form>
    </details>`;
  }

  /** @param {SubmitEvent} event */
  #apply(event) {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const typed = PARTS.map((part) => [
      part,
      [0, 1, 2, 3].map((i) => valueOf(String(data.get(`${part}${i}`) ?? '')) * SCALE[part]),
    ]);
    const wrong = typed.find(([, cuts]) => !areCuts(/** @type {number[]} */ (cuts)));
    this.problem = wrong ? String(wrong[0]) : '';
    if (!wrong) fire(this, 'st-cuts', { cuts: Object.fromEntries(typed) });
  }
}

/** @param {string} text */
function valueOf(text) {
  const parsed = parseTyped(text);
  return parsed ? Number(`${parsed.negative ? '-' : ''}${parsed.digits}e${parsed.exponent}`) : NaN;
}

customElements.define('st-rfm-cuts', StRfmCuts);
