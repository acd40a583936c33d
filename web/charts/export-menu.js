// <st-chart-export>: the ways a chart leaves the page, as one small menu. Fires st-chart-export {as}.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { language, t } from '../i18n/index.js';
import { chartButton } from './chart-styles.js';

const FORMATS = /** @type {const} */ (['tsv', 'csv', 'png', 'svg']);
/** @typedef {typeof FORMATS[number]} Format */
/** Pictures are of the chart, which is not there while its table is. */
const PICTURES = new Set(['png', 'svg']);

export class StChartExport extends LitElement {
  static properties = {
    formats: { attribute: false },
    withoutPicture: { attribute: false },
    copied: { type: Boolean },
    open: { state: true },
  };
  static styles = [
    chartButton,
    css`
    :host {
      position: relative;
      display: inline-block;
    }
    [role='menu'] {
      position: absolute;
      inset-inline-end: 0;
      inset-block-start: calc(100% + 4px);
      z-index: 5;
      display: grid;
      padding: 4px;
      border: 1px solid var(--st-line);
      border-radius: var(--st-radius);
      background: var(--st-surface);
      box-shadow: var(--st-shadow);
    }
    [role='menu'] button {
      min-height: 32px;
      color: var(--st-ink);
      text-align: start;
    }
    @media (max-width: 640px) {
      [role='menu'] button {
        min-height: 44px;
      }
    }
  `,
  ];

  constructor() {
    super();
    this.formats = /** @type {readonly Format[]} */ (FORMATS);
    /** the table is shown instead of the chart */
    this.withoutPicture = false;
    this.copied = false;
    this.open = false;
    new SignalController(this, () => language.value);
  }

  get #items() {
    return /** @type {HTMLButtonElement[]} */ ([
      ...this.renderRoot.querySelectorAll('[role="menu"] button:not(:disabled)'),
    ]);
  }

  async #toggle() {
    this.open = !this.open;
    await this.updateComplete;
    if (this.open) this.#items[0]?.focus();
  }

  /** @param {boolean} focus whether the focus goes back to the button */
  #close(focus) {
    if (!this.open) return;
    this.open = false;
    if (focus) /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('button'))?.focus();
  }

  /** @param {Format} as */
  #choose(as) {
    this.#close(true);
    this.dispatchEvent(new CustomEvent('st-chart-export', { detail: { as } }));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      event.preventDefault();
      this.#close(true);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !this.open) return;
    event.preventDefault();
    const items = this.#items;
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (this.shadowRoot?.activeElement));
    items[(at + step + items.length) % items.length]?.focus();
  }

  /** @param {FocusEvent} event */
  #onBlur(event) {
    if (!(event.relatedTarget instanceof Node) || !this.renderRoot.contains(event.relatedTarget)) this.#close(false);
  }

  render() {
    return html`<div @keydown=${this.#onKey} @focusout=${this.#onBlur}>
      <button aria-haspopup="menu" aria-expanded=${this.open ? 'true' : 'false'} @click=${this.#toggle}>
        ${this.copied ? t('frame.copied') : t('frame.chart.export')}
      </button>
      ${
        this.open
          ? html`<div role="menu" aria-label=${t('frame.chart.export')}>
              ${this.formats.map(
                (as) =>
                  html`<button role="menuitem" tabindex="-1" data-as=${as} ?disabled=${this.withoutPicture && PICTURES.has(as)} @click=${() => this.#choose(as)}>
                    ${t(`frame.chart.${as}`)}
                  </button>`,
              )}
            </div>`
          : ''
      }
    </div>`;
  }
}

customElements.define('st-chart-export', StChartExport);
