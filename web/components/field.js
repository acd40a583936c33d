// <st-field label hint error>: a label, one slotted control and what is wrong with it, tied together for screen readers.
import { LitElement, css, html, nothing } from 'lit';
import { base } from './styles.js';

let nextId = 1;

export class StField extends LitElement {
  static properties = { label: {}, hint: {}, error: {} };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--st-space-1);
        min-width: 0;
      }
      .label {
        color: var(--st-muted);
        font-size: var(--st-size-13);
      }
      ::slotted(input),
      ::slotted(select),
      ::slotted(textarea) {
        width: 100%;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.error = '';
  }

  /** The slotted control; labels cannot cross shadow roots, so its name and description are set on it. */
  get control() {
    const slot = /** @type {HTMLSlotElement | null} */ (this.renderRoot.querySelector('slot'));
    return /** @type {HTMLElement | undefined} */ (slot?.assignedElements()[0]);
  }

  updated() {
    const { control } = this;
    if (!control) return;
    control.id ||= `field-${nextId++}`;
    control.setAttribute('aria-label', this.label);
    const described = [this.hint, this.error].filter(Boolean).join(' ');
    if (described) control.setAttribute('aria-description', described);
    else control.removeAttribute('aria-description');
    control.setAttribute('aria-invalid', this.error ? 'true' : 'false');
  }

  #focusControl() {
    this.control?.focus();
  }

  render() {
    return html`
      <span class="label" @click=${this.#focusControl}>${this.label}</span>
      <slot @slotchange=${() => this.requestUpdate()}></slot>
      ${this.hint ? html`<span class="small muted">${this.hint}</span>` : nothing}
      ${this.error ? html`<span class="small bad" role="alert">${this.error}</span>` : nothing}
    `;
  }
}

customElements.define('st-field', StField);
