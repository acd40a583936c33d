// <st-card-frame>: what surrounds a card of a board: the grip to move it, its menu, the corner to resize it; by pointer or keyboard.
// Fires st-card-drag {phase, x, y}, st-card-move {by}, st-card-stretch {phase, dx, dy}, st-card-resize {span, rows}, st-card-action {id}.
import { LitElement, css, html } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/menu.js';

/** Moves by arrow keys: places among the cards. @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };
/** Sizes by arrow keys: [columns, rows]. @type {Record<string, [number, number]>} */
const SIZES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class StCardFrame extends LitElement {
  static properties = { name: {}, place: {}, size: {}, items: { attribute: false }, fixed: { type: Boolean } };
  static styles = [
    base,
    css`
      :host {
        position: relative;
        display: grid;
        grid-template-rows: auto 1fr;
        min-width: 0;
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--st-space-1);
        min-width: 0;
        margin: -8px -8px var(--st-space-1);
        color: var(--st-muted);
        font-size: var(--st-size-13);
      }
      header .name {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button.grip,
      button.corner {
        width: 24px;
        min-height: 24px;
        padding: 0;
        border: 0;
        background: none;
        color: var(--st-muted);
        touch-action: none;
      }
      button.grip {
        cursor: grab;
      }
      button.grip:active {
        cursor: grabbing;
      }
      st-menu button.icon {
        width: 24px;
        min-height: 24px;
      }
      button.corner {
        position: absolute;
        inset-block-end: 2px;
        inset-inline-end: 2px;
        align-items: end;
        justify-content: end;
        cursor: nwse-resize;
      }
      button.corner::after {
        content: '';
        margin: 0 4px 4px 0;
        width: 8px;
        height: 8px;
        border: solid var(--st-line-strong);
        border-width: 0 2px 2px 0;
      }
      .content {
        min-width: 0;
      }
      @media (max-width: 1080px) {
        button.corner {
          display: none;
        }
      }
      @media (max-width: 640px) {
        button.grip,
        st-menu button.icon {
          width: 44px;
          min-height: 44px;
        }
      }
    `,
  ];

  /** Where the pointer went down; null while it is up. @type {{x: number, y: number} | null} */
  #from = null;

  constructor() {
    super();
    this.name = '';
    /** "2 of 6", said with the grip */
    this.place = '';
    /** said with the corner */
    this.size = '';
    /** @type {import('../../components/menu.js').MenuItem[]} */
    this.items = [];
    this.fixed = false;
    new SignalController(this, () => language.value);
  }

  /** @param {'grip' | 'corner'} part */
  focusPart(part) {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`.${part}`))?.focus();
  }

  render() {
    if (this.fixed) return html`<div></div><div class="content"><slot></slot></div>`;
    const { name } = this;
    const menu = t('performance.board.card', { name });
    return html`<header>
        <button class="grip" aria-label=${t('performance.board.grip', { name, place: this.place })} title=${t('performance.board.gripHint')}
          @keydown=${this.#onMoveKey}
          @pointerdown=${(/** @type {PointerEvent} */ event) => this.#onDown(event, 'st-card-drag')}
          @pointermove=${(/** @type {PointerEvent} */ event) => this.#onMove(event, 'st-card-drag')}
          @pointerup=${(/** @type {PointerEvent} */ event) => this.#onEnd(event, 'st-card-drag', 'end')}
          @pointercancel=${(/** @type {PointerEvent} */ event) => this.#onEnd(event, 'st-card-drag', 'cancel')}
        ><st-icon name="grip"></st-icon></button>
        <span class="name" aria-hidden="true">${name}</span>
        <st-menu .items=${this.items} align="end" label=${menu}
          @st-select=${(/** @type {CustomEvent} */ { detail }) => fire(this, 'st-card-action', { id: detail.id })}>
          <button slot="trigger" class="icon" aria-label=${menu} title=${menu}><st-icon name="more"></st-icon></button>
        </st-menu>
      </header>
      <div class="content"><slot></slot></div>
      <button class="corner" aria-label=${t('performance.board.corner', { name, size: this.size })} title=${t('performance.board.cornerHint')}
        @keydown=${this.#onSizeKey}
        @pointerdown=${(/** @type {PointerEvent} */ event) => this.#onDown(event, 'st-card-stretch')}
        @pointermove=${(/** @type {PointerEvent} */ event) => this.#onMove(event, 'st-card-stretch')}
        @pointerup=${(/** @type {PointerEvent} */ event) => this.#onEnd(event, 'st-card-stretch', 'end')}
        @pointercancel=${(/** @type {PointerEvent} */ event) => this.#onEnd(event, 'st-card-stretch', 'cancel')}
      ></button>`;
  }

  /** @param {KeyboardEvent} event */
  #onMoveKey(event) {
    if (event.key === 'Escape' && this.#from) return this.#cancel('st-card-drag');
    const by = MOVES[event.key];
    if (by === undefined) return;
    event.preventDefault();
    fire(this, 'st-card-move', { by });
  }

  /** @param {KeyboardEvent} event */
  #onSizeKey(event) {
    if (event.key === 'Escape' && this.#from) return this.#cancel('st-card-stretch');
    const size = SIZES[event.key];
    if (!size) return;
    event.preventDefault();
    fire(this, 'st-card-resize', { span: size[0], rows: size[1] });
  }

  /** @param {string} name */
  #cancel(name) {
    this.#from = null;
    fire(this, name, { phase: 'cancel', x: 0, y: 0, dx: 0, dy: 0 });
  }

  /** @param {PointerEvent} event @param {string} name */
  #onDown(event, name) {
    if (event.button !== 0) return;
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#from = { x: event.clientX, y: event.clientY };
    this.#tell(event, name, 'start');
  }

  /** @param {PointerEvent} event @param {string} name */
  #onMove(event, name) {
    if (this.#from) this.#tell(event, name, 'move');
  }

  /** @param {PointerEvent} event @param {string} name @param {'end' | 'cancel'} phase */
  #onEnd(event, name, phase) {
    if (!this.#from) return;
    this.#tell(event, name, phase);
    this.#from = null;
  }

  /** @param {PointerEvent} event @param {string} name @param {string} phase */
  #tell({ clientX, clientY }, name, phase) {
    const { x, y } = /** @type {{x: number, y: number}} */ (this.#from);
    fire(this, name, { phase, x: clientX, y: clientY, dx: clientX - x, dy: clientY - y });
  }
}

customElements.define('st-card-frame', StCardFrame);
