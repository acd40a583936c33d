// <st-sparkline>: a handful of ratios as a line around a reference, small enough for a table cell.
import { LitElement, css, html, nothing, svg } from 'lit';
import { base } from './styles.js';

const WIDTH = 72;
const HEIGHT = 22;
const PAD = 3;

export class StSparkline extends LitElement {
  static properties = { values: { attribute: false }, reference: { type: Number }, label: {} };
  static styles = [
    base,
    css`
      :host {
        display: inline-block;
        vertical-align: middle;
      }
      svg {
        display: block;
        overflow: visible;
      }
      .reference {
        stroke: var(--st-line-strong);
        stroke-dasharray: 2 2;
      }
      polyline {
        fill: none;
        stroke: var(--st-accent);
        stroke-width: 1.5;
        stroke-linejoin: round;
      }
      circle {
        fill: var(--st-accent);
      }
    `,
  ];

  constructor() {
    super();
    /** missing values leave a gap @type {(number | null)[]} */
    this.values = [];
    /** the level of the dashed line */
    this.reference = 1;
    this.label = '';
  }

  /** Runs of known values as points; a missing value breaks the line. */
  get #runs() {
    const known = this.values.filter((value) => value !== null);
    const low = Math.min(this.reference, ...known);
    const span = Math.max(this.reference, ...known) - low || 1;
    const x = (/** @type {number} */ i) => PAD + (i * (WIDTH - 2 * PAD)) / Math.max(1, this.values.length - 1);
    const y = (/** @type {number} */ value) => HEIGHT - PAD - ((value - low) / span) * (HEIGHT - 2 * PAD);
    /** @type {[number, number][][]} */
    const runs = [[]];
    this.values.forEach((value, i) => {
      if (value === null) runs.push([]);
      else runs[runs.length - 1].push([x(i), y(value)]);
    });
    return { runs: runs.filter(({ length }) => length > 0), referenceY: y(this.reference) };
  }

  render() {
    const { runs, referenceY } = this.#runs;
    if (runs.length === 0) return html`<span class="muted">—</span>`;
    const last = runs[runs.length - 1].at(-1);
    return html`<svg width=${WIDTH} height=${HEIGHT} role="img" aria-label=${this.label || nothing}>
      <line class="reference" x1="0" x2=${WIDTH} y1=${referenceY} y2=${referenceY}></line>
      ${runs.map((run) => svg`<polyline points=${run.map((point) => point.join(',')).join(' ')}></polyline>`)}
      ${last ? svg`<circle cx=${last[0]} cy=${last[1]} r="2.2"></circle>` : nothing}
    </svg>`;
  }
}

customElements.define('st-sparkline', StSparkline);
