// <st-icon name="target">: one drawing in the colour of the text. Decoration only: what it means is said in words.
import { LitElement, css } from 'lit';
import { drawingMarkup } from '../lib/trusted-types.js';
import { ICONS } from './icons.js';

/** @type {Map<string, SVGElement>} parsed once, cloned per use */
const parsed = new Map();

/** @param {string} name @returns {Node | null} null for a name that does not exist: a unit test keeps those out */
function drawing(name) {
  let svg = parsed.get(name);
  if (!svg) {
    const source = ICONS[name];
    if (!source) return null;
    const root = new DOMParser().parseFromString(drawingMarkup(source), 'image/svg+xml').documentElement;
    svg = /** @type {SVGElement} */ (/** @type {unknown} */ (root));
    svg.setAttribute('aria-hidden', 'true');
    svg.removeAttribute('class');
    parsed.set(name, svg);
  }
  return svg.cloneNode(true);
}

export class StIcon extends LitElement {
  static properties = { name: {} };
  static styles = css`
    :host {
      display: inline-flex;
      flex: none;
      width: 1.15em;
      height: 1.15em;
      vertical-align: -0.2em;
    }
    svg {
      width: 100%;
      height: 100%;
      stroke-width: 1.75;
    }
  `;

  constructor() {
    super();
    this.name = '';
  }

  render() {
    return this.name ? drawing(this.name) : null;
  }
}

customElements.define('st-icon', StIcon);
