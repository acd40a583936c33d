// <st-figure>: one number with its unit, its exact value on hover, its difference, and the way to its explanation.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { currency, figure, language, t, unitMode } from '../i18n/index.js';
import { base } from './styles.js';
import { openWhy } from './why.js';
import './icon.js';

/**
 * @typedef {import('../i18n/display.js').FigureUnit} FigureUnit
 * @typedef {{value: number | null, unit: FigureUnit, against: 'yoy' | 'mom' | 'target'}} Delta
 */

export class StFigure extends LitElement {
  static properties = {
    value: { attribute: false },
    unit: {},
    label: {},
    spokenLabel: { attribute: false },
    digits: { type: Number },
    signed: { type: Boolean },
    why: { attribute: false },
    delta: { attribute: false },
    size: { reflect: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: inline-flex;
        flex-direction: column;
        align-items: flex-start;
        min-width: 0;
      }
      .label {
        color: var(--st-muted);
        font-size: var(--st-size-13);
      }
      .line,
      button.line {
        display: inline-flex;
        align-items: baseline;
        gap: var(--st-space-1);
        min-height: 0;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font-variant-numeric: tabular-nums;
      }
      button.line {
        text-decoration: underline dotted var(--st-line-strong);
        text-underline-offset: 4px;
      }
      button.line:hover:not(:disabled) {
        background: none;
        color: var(--st-accent);
      }
      .number {
        font-size: var(--st-size-20);
        font-weight: 600;
      }
      :host([size='large']) .number {
        font-size: var(--st-size-28);
        letter-spacing: -0.01em;
      }
      :host([size='inline']) .number {
        font-size: inherit;
        font-weight: inherit;
      }
      .unit {
        color: var(--st-muted);
        font-size: var(--st-size-13);
      }
      @media (max-width: 640px) {
        button.line {
          min-height: 44px;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {number | null | undefined} */
    this.value = null;
    /** @type {FigureUnit} */
    this.unit = 'count';
    this.label = '';
    /** name for screen readers where the visible label stands elsewhere */
    this.spokenLabel = '';
    /** @type {number | undefined} */
    this.digits = undefined;
    this.signed = false;
    /** @type {import('./why.js').Why | null} */
    this.why = null;
    /** @type {Delta | null} */
    this.delta = null;
    this.size = 'normal';
    new SignalController(this, () => [language.value, unitMode.value, currency.value]);
  }

  render() {
    const shown = figure(this.value, this.unit, { digits: this.digits, signed: this.signed });
    const number = html`<span class="number">${shown.text}</span
      ><span class="unit">${shown.text === '—' ? '' : shown.unit}</span>`;
    return html`
      ${this.label ? html`<span class="label">${this.label}</span>` : nothing}
      ${
        this.why
          ? html`<button class="line" title=${shown.exact} aria-label=${this.#spoken(shown)} @click=${this.#onWhy}>
            ${number}
          </button>`
          : html`<span class="line" title=${shown.exact}>${number}</span>`
      }
      ${this.delta ? this.#deltaLine(this.delta) : nothing}
    `;
  }

  /** @param {{text: string, unit: string}} shown */
  #spoken(shown) {
    return t('frame.why.open', {
      label: this.label || this.spokenLabel || t('frame.figure'),
      value: `${shown.text} ${shown.unit}`.trim(),
    });
  }

  #onWhy() {
    if (this.why) openWhy(this, this.why);
  }

  /** @param {Delta} delta */
  #deltaLine({ value, unit, against }) {
    const shown = figure(value, unit, { signed: true });
    const tone = value === null || value === 0 ? 'muted' : value > 0 ? 'good' : 'bad';
    return html`<span class="small">
      <span class="muted">${t(`frame.delta.${against}`)}</span> <span class=${tone} title=${shown.exact}>${shown.text}</span>
    </span>`;
  }
}

customElements.define('st-figure', StFigure);
