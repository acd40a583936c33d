// <st-progress>: long work with its rate, the time left and a way to stop it. Stays hidden for the first 300 ms.
import { LitElement, css, html, nothing } from 'lit';
import { count, t } from '../i18n/index.js';
import { base } from './styles.js';
import { fire } from './events.js';

const PATIENCE_MS = 300;
/** Estimates need a little history before they mean anything. */
const ESTIMATE_AFTER_MS = 1000;

export class StProgress extends LitElement {
  static properties = {
    label: {},
    done: { type: Number },
    total: { type: Number },
    unit: {},
    cancellable: { type: Boolean },
    visible: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: block;
      }
      .line {
        display: flex;
        align-items: center;
        gap: var(--st-space-3);
      }
      .text {
        flex: 1;
        min-width: 0;
      }
      progress {
        width: 100%;
        height: 6px;
        accent-color: var(--st-accent);
      }
    `,
  ];

  #startedAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    super();
    this.label = '';
    this.done = 0;
    this.total = 0;
    /** @type {'rows' | 'steps' | 'bytes'} */
    this.unit = 'rows';
    this.cancellable = true;
    this.visible = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => (this.visible = true), PATIENCE_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.visible = false;
  }

  /** "12,000 rows/s · about 5 s left" */
  get #pace() {
    const elapsed = performance.now() - this.#startedAt;
    if (elapsed < ESTIMATE_AFTER_MS || this.done <= 0) return '';
    const perSecond = (this.done / elapsed) * 1000;
    const rate = t(`frame.rate.${this.unit}`, {
      rate: count(Math.round(this.unit === 'bytes' ? perSecond / 1e6 : perSecond)),
    });
    if (this.total <= this.done) return rate;
    const seconds = Math.ceil((this.total - this.done) / perSecond);
    return `${rate} · ${t('frame.remaining', { seconds, minutes: Math.ceil(seconds / 60), long: seconds > 90 ? 'yes' : 'no' })}`;
  }

  render() {
    if (!this.visible) return nothing;
    const known = this.total > 0;
    return html`<div class="line">
      <div class="text" role="status">
        ${this.label} <span class="muted small">${this.#pace}</span>
        <progress aria-label=${this.label} max=${known ? this.total : nothing} value=${known ? this.done : nothing}></progress>
      </div>
      ${this.cancellable ? html`<button @click=${() => fire(this, 'st-cancel')}>${t('frame.cancel')}</button>` : nothing}
    </div>`;
  }
}

customElements.define('st-progress', StProgress);
