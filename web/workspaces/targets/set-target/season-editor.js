// <st-season-editor>: twelve small bars dragged or typed: a seasonal profile as weights around 1. Fires st-profile {profile}.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../../../lib/signal-controller.js';
import { language, ratio, t } from '../../../i18n/index.js';
import { base } from '../../../components/styles.js';
import { fire } from '../../../components/events.js';

const MAX = 2.5;
const STEP = 0.05;

export class StSeasonEditor extends LitElement {
  static properties = { profile: { attribute: false }, names: { attribute: false }, readOnly: { type: Boolean } };
  static styles = [
    base,
    css`
      .bars {
        display: grid;
        grid-template-columns: repeat(12, minmax(0, 1fr));
        gap: 4px;
      }
      .bar {
        display: grid;
        gap: 2px;
        justify-items: center;
      }
      .track {
        position: relative;
        width: 100%;
        height: 72px;
        border-radius: 3px;
        background: var(--st-sunken);
        cursor: ns-resize;
        touch-action: none;
      }
      .readonly .track {
        cursor: default;
      }
      .fill {
        position: absolute;
        inset: auto 0 0 0;
        border-radius: 3px;
        background: var(--st-accent);
      }
      .mean {
        position: absolute;
        inset: auto 0 ${100 / MAX}% 0;
        border-block-start: 1px dashed var(--st-line-strong);
      }
      .small {
        white-space: nowrap;
      }
    `,
  ];

  constructor() {
    super();
    /** weights of the fiscal months @type {number[]} */
    this.profile = [];
    /** @type {string[]} */
    this.names = [];
    this.readOnly = false;
    new SignalController(this, () => language.value);
  }

  /** @param {number} month @param {number} weight */
  #set(month, weight) {
    if (this.readOnly) return;
    const value = Math.round(Math.min(MAX, Math.max(0, weight)) / STEP) * STEP;
    const profile = this.profile.map((old, i) => (i === month ? Number(value.toFixed(2)) : old));
    fire(this, 'st-profile', { profile });
  }

  /** @param {PointerEvent} event @param {number} month */
  #drag(event, month) {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const track = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.type === 'pointerdown') track.setPointerCapture(event.pointerId);
    const { bottom, height } = track.getBoundingClientRect();
    this.#set(month, ((bottom - event.clientY) / height) * MAX);
  }

  /** @param {KeyboardEvent} event @param {number} month */
  #onKey(event, month) {
    const step = { ArrowUp: STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowLeft: -STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#set(month, this.profile[month] + step);
  }

  render() {
    const sum = this.profile.reduce((total, weight) => total + weight, 0) || 1;
    return html`<div class="bars ${this.readOnly ? 'readonly' : ''}" role="group" aria-label=${t('targets.season.label')}>
      ${this.profile.map(
        (weight, month) =>
          html`<div class="bar">
            <div
              class="track"
              role="slider"
              tabindex=${this.readOnly ? -1 : 0}
              aria-label=${this.names[month]}
              aria-valuemin="0"
              aria-valuemax=${MAX}
              aria-valuenow=${weight}
              aria-valuetext=${ratio(weight / sum)}
              aria-disabled=${this.readOnly ? 'true' : 'false'}
              title="${this.names[month]} ${ratio(weight / sum)}"
              @pointerdown=${(/** @type {PointerEvent} */ event) => this.#drag(event, month)}
              @pointermove=${(/** @type {PointerEvent} */ event) => this.#drag(event, month)}
              @keydown=${(/** @type {KeyboardEvent} */ event) => this.#onKey(event, month)}
            >
              <div class="fill" style="height:${Math.min(100, (weight / MAX) * 100)}%"></div>
              <div class="mean"></div>
            </div>
            <span class="small muted">${this.names[month]}</span>
          </div>`,
      )}
    </div>`;
  }
}

customElements.define('st-season-editor', StSeasonEditor);
