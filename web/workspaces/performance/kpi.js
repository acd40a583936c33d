// <st-kpi>: one headline number of sales: its value, its change against what is compared, and its course.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { currency, language, period, t, unitMode } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import '../../components/sparkline.js';
import { changeText } from './trend-charts.js';
import { deltaMark } from './parts.js';
import { openLines } from './performance-scope.js';
import { differenceText, measureExact, measureName, measureText, measureWithUnit, unitText } from './measures.js';
import { baseOf, growth, lastPoint } from './trend-model.js';

class StKpi extends LitElement {
  static properties = { trend: { attribute: false }, against: {} };
  static styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: 2px;
        min-width: 0;
      }
      button.value {
        justify-self: start;
        justify-content: start;
        align-items: baseline;
        min-height: 0;
        padding: 0;
        border: 0;
        background: none;
        text-decoration: underline dotted var(--st-line-strong);
        text-underline-offset: 4px;
        font-size: var(--st-size-20);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      button.value:hover:not(:disabled) {
        background: none;
        color: var(--st-accent);
      }
      .value .unit {
        color: var(--st-muted);
        font-size: var(--st-size-13);
        font-weight: 400;
      }
      .delta {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--st-space-1);
      }
      @media (max-width: 640px) {
        button.value {
          min-height: 44px;
          align-items: center;
        }
      }
      .mark {
        display: inline-flex;
        align-items: center;
        white-space: nowrap;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./trend-model.js').Trend | null} */
    this.trend = null;
    /** @type {import('./question.js').Comparison} */
    this.against = 'yoy';
    new SignalController(this, () => [language.value, unitMode.value, currency.value]);
  }

  render() {
    const { trend } = this;
    const point = trend && lastPoint(trend.series[0]);
    if (!trend) return nothing;
    const measure = { key: trend.measure, unit: trend.unit };
    const values = trend.series[0]?.points.map(({ value }) => value) ?? [];
    const base = point ? baseOf(point, this.against, currency.value.minorDigits) : null;
    return html`<span class="muted small">${measureName(measure.key)}</span>
      <button
        class="value"
        title=${measureExact(point?.value, measure)}
        @click=${() => openLines([])}
      >
        ${measureText(point?.value, measure)}
        <span class="unit">${point ? unitText(measure) : ''}</span>
        <span class="visually-hidden">${t('performance.lines.open')}</span>
      </button>
      ${base ? this.#delta(/** @type {number} */ (point?.value), base, measure) : html`<span class="small muted">${t('performance.noBase')}</span>`}
      ${
        values.filter((value) => value !== null).length > 1
          ? html`<st-sparkline .values=${values} .reference=${base?.value ?? /** @type {number} */ (values.find((value) => value !== null))}
              label=${t('performance.course', { name: measureName(measure.key) })}></st-sparkline>`
          : nothing
      }`;
  }

  /** @param {number} value @param {import('./trend-model.js').Base} base @param {import('./measures.js').Measure} measure */
  #delta(value, base, measure) {
    if (base.value === null || base.value === undefined)
      return html`<span class="small muted">${t('performance.noBase')}</span>`;
    const change = growth(value, base.value);
    const text =
      measure.unit === 'ratio' || change === null
        ? differenceText(value - base.value, measure)
        : changeText(value, base.value);
    const title = `${period(base.period)}: ${measureWithUnit(base.value, measure)}`;
    return html`<span class="small delta" title=${title}
      ><span class="muted">${t(`performance.against.${this.against}`)}</span> ${deltaMark(value - base.value, text)}</span
    >`;
  }
}

customElements.define('st-kpi', StKpi);
