// CardArranging: moves and resizes the cards of a board, by pointer with a preview, by keys step by step; each is one undo step.
import { t } from '../../i18n/index.js';
import { SPANS, changeCard, moveCard, sized, spanOf } from './boards-model.js';
import { cardAt, placedAt, pulled, sizeNow } from './card-placing.js';

/**
 * @typedef {import('./boards-model.js').Board} Board
 * @typedef {import('./boards-model.js').Card} Card
 * @typedef {{phase: 'start' | 'move' | 'end' | 'cancel', x: number, y: number, dx: number, dy: number}} Pull
 */

/** Menu actions as steps of the size: [columns, rows]. @type {Record<string, [number, number]>} */
const STEPS = { wider: [1, 0], narrower: [-1, 0], taller: [0, 1], lower: [0, -1] };

export class CardArranging {
  /** The board as it would be if the pointer were let go; null while nothing is held. @type {Board | null} */
  draft = null;
  /** For screen readers: where a card has gone. */
  said = '';
  #host;
  #boardOf;
  #save;
  /** The card that is dragged or pulled, and what it was like before. @type {{card: string, over: string | null, size: {span: number, rows: number}} | null} */
  #held = null;

  /**
   * @param {import('lit').LitElement} host draws st-card-frame elements with data-card in .cards
   * @param {{boardOf: (id: string) => Board, save: (id: string, board: Board) => Promise<boolean>}} plan
   */
  constructor(host, { boardOf, save }) {
    this.#host = host;
    this.#boardOf = boardOf;
    this.#save = save;
  }

  /** The card under the pointer's hand. */
  get held() {
    return this.#held?.card ?? null;
  }

  /** @param {string} id of the board @param {Card} card @param {string} action of its menu */
  act(id, card, action) {
    if (action === 'natural') return this.#save(id, changeCard(this.#boardOf(id), card.id, { rows: null }));
    const [span, rows] = STEPS[action] ?? [0, 0];
    if (span === 0 && rows === 0) return this.moveBy(id, card, action === 'later' ? 1 : -1);
    return this.resizeBy(id, card, { span, rows }, null);
  }

  /** @param {string} id @param {Card} card @param {number} by places, cut at the ends */
  async moveBy(id, card, by) {
    const board = this.#boardOf(id);
    const from = board.cards.findIndex((one) => one.id === card.id);
    const to = Math.min(board.cards.length - 1, Math.max(0, from + by));
    if (to === from || !(await this.#save(id, moveCard(board, card.id, to)))) return;
    await this.#say(t('performance.board.moved', { at: to + 1, of: board.cards.length }));
    this.#frame(card.id)?.focusPart('grip');
  }

  /**
   * @param {string} id @param {Card} card @param {{span: number, rows: number}} by steps
   * @param {'corner' | null} part to hand the focus back to
   */
  async resizeBy(id, card, by, part) {
    const now = this.#sizeOf(card);
    const rows = by.rows === 0 ? {} : { rows: now.rows + by.rows };
    const size = sized({ ...card, span: now.span + by.span, ...rows });
    if (size.span === now.span && (by.rows === 0 || size.rows === now.rows)) return;
    if (!(await this.#save(id, changeCard(this.#boardOf(id), card.id, size)))) return;
    await this.#say(t('performance.board.size', { span: size.span, of: SPANS, rows: size.rows ?? 0 }));
    if (part) this.#frame(card.id)?.focusPart(part);
  }

  /** @param {string} id @param {Card} card @param {Pull} pull */
  drag(id, card, { phase, x, y }) {
    if (phase === 'start') this.#held = { card: card.id, over: card.id, size: { span: 1, rows: 1 } };
    if (!this.#held) return;
    if (phase === 'end' || phase === 'cancel') return void this.#letGo(id, phase);
    const places = this.#frames().map((frame) => ({
      id: frame.dataset.card ?? '',
      box: frame.getBoundingClientRect(),
    }));
    const over = cardAt(places, { x, y });
    // A card that has just made room comes under the pointer again: only entering another one moves.
    if (over === this.#held.over) return;
    this.#held.over = over;
    if (over && over !== card.id) this.draft = placedAt(this.draft ?? this.#boardOf(id), card.id, over);
    this.#host.requestUpdate();
  }

  /** @param {string} id @param {Card} card as drawn @param {Pull} pull */
  stretch(id, card, { phase, dx, dy }) {
    if (phase === 'start') this.#held = { card: card.id, over: null, size: this.#sizeOf(card) };
    if (!this.#held || phase === 'start') return;
    if (phase === 'end' || phase === 'cancel') return void this.#letGo(id, phase);
    const grid = /** @type {HTMLElement} */ (this.#host.renderRoot.querySelector('.cards'));
    const gap = parseFloat(getComputedStyle(grid).columnGap) || 0;
    const size = pulled(this.#held.size, { dx, dy }, { width: grid.clientWidth, gap });
    const before = this.#boardOf(id).cards.find((one) => one.id === card.id)?.rows ?? null;
    const rows = size.rows === this.#held.size.rows ? before : size.rows;
    if (size.span === spanOf(card) && rows === (card.rows ?? null)) return;
    this.draft = changeCard(this.#boardOf(id), card.id, { span: size.span, rows });
    this.#host.requestUpdate();
  }

  /** @param {string} id @param {'end' | 'cancel'} phase */
  async #letGo(id, phase) {
    const { draft } = this;
    this.#held = null;
    const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(this.#boardOf(id));
    if (changed && phase === 'end') await this.#save(id, draft);
    this.draft = null;
    this.#host.requestUpdate();
  }

  #frames() {
    return /** @type {import('./card-frame.js').StCardFrame[]} */ ([
      ...this.#host.renderRoot.querySelectorAll('st-card-frame'),
    ]);
  }

  /** @param {string} card */
  #frame(card) {
    return this.#frames().find((frame) => frame.dataset.card === card);
  }

  /** The size a card is drawn at. @param {Card} card */
  #sizeOf(card) {
    return sizeNow(card, this.#frame(card.id)?.querySelector('st-board-card')?.getBoundingClientRect().height ?? 0);
  }

  /** @param {string} text */
  async #say(text) {
    this.said = text;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }
}
