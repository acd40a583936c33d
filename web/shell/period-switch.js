// <st-period-switch>: the period every workspace looks at: grain, and one step back or forward.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { grainOf, periodAt, shiftPeriod } from '../lib/periods.js';
import { view } from '../state/view.js';
import { language, period, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/icon.js';
import '../components/menu.js';

const GRAINS = /** @type {const} */ (['year', 'quarter', 'month']);

export class StPeriodSwitch extends LitElement {
  static styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
      }
      .period {
        min-width: 9ch;
        font-weight: 600;
      }
      button.icon {
        width: calc(var(--st-control) - 6px);
      }
      @media (max-width: 640px) {
        button.icon {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => [language.value, view.period.value]);
  }

  /** @param {number} steps */
  #shift(steps) {
    view.setPeriod(shiftPeriod(view.period.value, steps));
  }

  /** @param {CustomEvent<{id: string}>} event */
  #onSelect({ detail }) {
    const [kind, value] = detail.id.split(':');
    view.setPeriod(kind === 'grain' ? periodAt(view.asOf.value, /** @type {typeof GRAINS[number]} */ (value)) : value);
  }

  render() {
    const shown = view.period.value;
    const nearby = [-3, -2, -1, 0, 1, 2].map((steps) => shiftPeriod(shown, steps));
    const items = [
      ...GRAINS.map((grain) => ({
        id: `grain:${grain}`,
        text: t(`frame.period.${grain}`),
        checked: grainOf(shown) === grain,
      })),
      ...nearby.map((value, index) => ({
        id: `period:${value}`,
        text: period(value),
        checked: value === shown,
        separator: index === 0,
      })),
    ];
    return html`
      <button class="icon" aria-label=${t('frame.period.previous')} title=${t('frame.period.previous')} @click=${() => this.#shift(-1)}>
        <st-icon name="chevron-left"></st-icon>
      </button>
      <st-menu .items=${items} .label=${t('frame.period')} align="center" @st-select=${this.#onSelect}>
        <button slot="trigger" class="quiet period" aria-label="${t('frame.period')}: ${period(shown)}">${period(shown)}</button>
      </st-menu>
      <button class="icon" aria-label=${t('frame.period.next')} title=${t('frame.period.next')} @click=${() => this.#shift(1)}>
        <st-icon name="chevron-right"></st-icon>
      </button>
    `;
  }
}

customElements.define('st-period-switch', StPeriodSwitch);
