// <st-round-status .state .late>: how a round stands, as shape, colour and word.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';

/** Shapes differ, so that the state is readable without colour. @type {Record<import('./exchange-model.js').RoundState, [string, string]>} */
const MARKS = {
  sent: ['○', 'none'],
  overdue: ['■', 'bad'],
  returned: ['▲', 'watch'],
  merged: ['●', 'good'],
  replaced: ['–', 'none'],
};

export class StRoundStatus extends LitElement {
  static properties = { state: {}, late: { type: Number } };
  static styles = [
    base,
    css`
      :host {
        white-space: nowrap;
      }
      .none {
        color: var(--st-muted);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./exchange-model.js').RoundState} */
    this.state = 'sent';
    this.late = 0;
    new SignalController(this, () => language.value);
  }

  render() {
    const [mark, tone] = MARKS[this.state];
    const word =
      this.state === 'overdue' ? t('exchange.state.late', { days: this.late }) : t(`exchange.state.${this.state}`);
    return html`<span class=${tone}><span aria-hidden="true">${mark}</span> ${word}</span>`;
  }
}

customElements.define('st-round-status', StRoundStatus);
