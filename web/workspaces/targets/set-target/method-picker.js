// <st-method-picker>: how the total is shared among units, each method with the line that says when to use it; sliders for a blend.
// Fires st-method {method}, st-weights {weights}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../../lib/signal-controller.js';
import { language, ratio, t } from '../../../i18n/index.js';
import { base } from '../../../components/styles.js';
import { fire } from '../../../components/events.js';
import { BLENDABLE, METHODS } from './target-draft.js';

export class StMethodPicker extends LitElement {
  static properties = { method: {}, weights: { attribute: false }, unavailable: { attribute: false } };
  static styles = [
    base,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(280px, 1fr));
        gap: var(--st-space-1);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        color: var(--st-muted);
        font-size: var(--st-size-13);
      }
      label.method {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: start;
        align-content: start;
        gap: 0 var(--st-space-2);
        padding: var(--st-space-2);
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        cursor: pointer;
      }
      label.method:has(:checked) {
        border-color: var(--st-accent);
        background: var(--st-accent-soft);
      }
      label.method:has(:disabled) {
        cursor: default;
      }
      label.method input {
        margin: 3px 0 0;
      }
      .hint {
        grid-column: 2;
      }
      .blend {
        display: grid;
        grid-template-columns: max-content 1fr 5ch;
        align-items: center;
        gap: var(--st-space-1) var(--st-space-3);
        margin-block-start: var(--st-space-3);
      }
      .blend input {
        width: 100%;
        accent-color: var(--st-accent);
      }
      .number {
        text-align: end;
      }
    `,
  ];

  constructor() {
    super();
    this.method = 'history';
    /** @type {Record<string, number>} percents, need not add up to 100 */
    this.weights = {};
    /** why a method cannot be chosen @type {Record<string, string>} */
    this.unavailable = {};
    new SignalController(this, () => language.value);
  }

  render() {
    return html`<fieldset>
        <legend>${t('targets.set.method')}</legend>
        ${METHODS.map((method) => this.#choice(method))}
      </fieldset>
      ${this.method === 'blend' ? this.#sliders() : nothing}`;
  }

  /** @param {string} method */
  #choice(method) {
    const reason = this.unavailable[method];
    return html`<label class="method">
      <input
        type="radio"
        name="method"
        value=${method}
        .checked=${this.method === method}
        ?disabled=${Boolean(reason)}
        @change=${() => fire(this, 'st-method', { method })}
      />
      <span>${t(`targets.method.${method}`)}</span>
      <span class="hint small muted">${reason ?? t(`targets.method.${method}.when`)}</span>
    </label>`;
  }

  #sliders() {
    const sum = BLENDABLE.reduce((total, method) => total + (this.weights[method] ?? 0), 0) || 1;
    return html`<div class="blend" role="group" aria-label=${t('targets.set.weights')}>
      ${BLENDABLE.filter((method) => !this.unavailable[method]).map((method) => {
        const weight = this.weights[method] ?? 0;
        return html`<span id="w-${method}">${t(`targets.method.${method}`)}</span>
          <input
            type="range"
            min="0"
            max="100"
            step="5"
            aria-labelledby="w-${method}"
            .value=${String(weight)}
            @input=${(/** @type {any} */ event) =>
              fire(this, 'st-weights', { weights: { ...this.weights, [method]: Number(event.target.value) } })}
          />
          <span class="number">${ratio(weight / sum, 0)}</span>`;
      })}
    </div>`;
  }
}

customElements.define('st-method-picker', StMethodPicker);
