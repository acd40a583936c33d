// <st-status> (shape + colour + word) and <st-attainment-bar> (thin bar with the target tick).
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { language, ratio, t } from '../i18n/index.js';
import { base } from './styles.js';

/** @typedef {'good' | 'watch' | 'bad' | 'none'} Status */

/** Shapes differ, so that the status is readable without colour. */
const MARKS = { good: '●', watch: '▲', bad: '■', none: '○' };

export class StStatus extends LitElement {
  static properties = { status: {}, compact: { type: Boolean } };
  static styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: var(--st-space-1);
        white-space: nowrap;
      }
      .mark {
        font-size: 0.85em;
      }
      .good .mark {
        color: var(--st-good-fill);
      }
      .watch .mark {
        color: var(--st-watch-fill);
      }
      .bad .mark {
        color: var(--st-bad-fill);
      }
      .none {
        color: var(--st-muted);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Status} */
    this.status = 'none';
    /** the word for screen readers only */
    this.compact = false;
    new SignalController(this, () => language.value);
  }

  render() {
    const word = t(`frame.status.${this.status}`);
    return html`<span class=${this.status} title=${this.compact ? word : nothing}>
      <span class="mark" aria-hidden="true">${MARKS[this.status]}</span>
      <span class=${this.compact ? 'visually-hidden' : ''}>${word}</span>
    </span>`;
  }
}

/** The bar's right end: 150 % of target, so that the tick stays in place and overshooting stays visible. */
const FULL_SCALE = 1.5;

export class StAttainmentBar extends LitElement {
  static properties = { ratio: { type: Number }, tick: { type: Number }, status: {}, label: {} };
  static styles = [
    base,
    css`
      :host {
        display: inline-block;
        width: 100%;
        min-width: 48px;
      }
      .track {
        position: relative;
        height: 6px;
        border-radius: 3px;
        background: var(--st-line);
      }
      .fill {
        height: 100%;
        border-radius: 3px;
        background: var(--st-muted);
      }
      .good {
        background: var(--st-good-fill);
      }
      .watch {
        background: var(--st-watch-fill);
      }
      .bad {
        background: var(--st-bad-fill);
      }
      .tick {
        position: absolute;
        inset-block: -3px;
        width: 2px;
        background: var(--st-ink);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {number | null} */
    this.ratio = null;
    this.tick = 1;
    /** @type {Status} */
    this.status = 'none';
    this.label = '';
    new SignalController(this, () => language.value);
  }

  render() {
    const share = (/** @type {number} */ value) => Math.min(100, Math.max(0, (value / FULL_SCALE) * 100));
    const value = this.ratio ?? 0;
    const spoken = `${this.label || t('frame.attainment')} ${ratio(this.ratio)}`;
    return html`<div class="track" role="img" aria-label=${spoken} title=${ratio(this.ratio)}>
      <div class="fill ${this.status}" style="width:${share(value)}%"></div>
      <div class="tick" style="inset-inline-start:calc(${share(this.tick)}% - 1px)"></div>
    </div>`;
  }
}

customElements.define('st-status', StStatus);
customElements.define('st-attainment-bar', StAttainmentBar);
