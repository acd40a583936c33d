// <st-boards-board>: the manager's own boards: chosen from the library, arranged by pointer or keyboard, kept with the plan.
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base, sheet } from '../../components/styles.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/icon.js';
import '../../components/menu.js';
import './board-card.js';
import { TEMPLATES } from './board-templates.js';
import { boardsStyles } from './boards-styles.js';
import {
  CHOICES,
  KINDS,
  MOST_ROWS,
  SPANS,
  addCard,
  boardFrom,
  boardPatch,
  changeCard,
  inOrder,
  removeCard,
  spanOf,
} from './boards-model.js';
import { CardArranging } from './card-arranging.js';
import './card-dialog.js';
import './card-frame.js';
import { choice, readingList } from './parts.js';
import { boardStyles } from './performance-styles.js';
import { readBoard } from './card-reading.js';

/** @typedef {import('./boards-model.js').Board} Board @typedef {import('./boards-model.js').Card} Card */
/** @typedef {import('./card-arranging.js').Pull} Pull */

const USUAL = /** @type {Record<string, Partial<Card>>} */ ({
  kpi: { span: 1, measure: 'amount' },
  course: { grain: 'month' },
  attainment: {},
  pareto: { axis: 'customer' },
  segments: { axis: 'customer' },
  lowest: { axis: 'customer' },
});

class StBoardsBoard extends LitElement {
  static properties = { settingsOf: { state: true }, lines: { state: true } };
  static styles = [base, sheet, boardStyles, boardsStyles];

  #arranging = new CardArranging(this, {
    boardOf: (id) => this.#boards[id],
    save: (id, board) => this.#save(id, board, 'arrange'),
  });

  constructor() {
    super();
    /** the card whose settings are chosen */
    this.settingsOf = /** @type {Card | null} */ (null);
    /** what each card of the board reads out, by its key */
    this.lines = /** @type {Readonly<Record<string, import('./reading.js').Line[]>>} */ ({});
    new SignalController(this, () => [session.version.value, session.plan.value, router.query.value, language.value]);
  }

  /** @returns {import('./boards-model.js').Boards} */
  get #boards() {
    return session.parts.settings.boards ?? {};
  }

  /** @returns {[string, Board] | null} */
  get #chosen() {
    const all = inOrder(this.#boards);
    return all.find(([id]) => id === router.query.value.board) ?? all[0] ?? null;
  }

  render() {
    const chosen = this.#chosen;
    if (!chosen || router.query.value.board === 'library') return this.#library(chosen !== null);
    const [id, kept] = chosen;
    const { draft, said, held } = this.#arranging;
    const board = draft ?? kept;
    const readOnly = session.plan.value?.readOnly ?? false;
    const order = board.cards.map((card) => card.id);
    return html`${readingList(readBoard(kept.cards.map((card) => this.lines[`${id}/${card.id}`] ?? [])))}
      ${this.#tools(id, kept, readOnly)}
      <p class="visually-hidden" role="status">${said}</p>
      <div class="cards ${held ? 'arranging' : ''}" @st-card-lines=${this.#onLines}>${repeat(
        kept.cards,
        (card) => `${id}/${card.id}/${card.kind}`,
        (card) =>
          this.#card(
            id,
            board.cards.find((one) => one.id === card.id) ?? card,
            order.indexOf(card.id),
            order.length,
            readOnly,
          ),
      )}</div>
      <st-card-dialog
        .card=${this.settingsOf}
        @st-close=${() => (this.settingsOf = null)}
        @st-card-changes=${(/** @type {CustomEvent} */ { detail }) => this.#setCard(id, kept, detail.changes)}
      ></st-card-dialog>`;
  }

  /** @param {string} id @param {Board} board @param {boolean} readOnly */
  #tools(id, board, readOnly) {
    return html`<div class="bar">
      ${choice({ label: t('performance.board'), options: inOrder(this.#boards).map(([value, { name }]) => ({ value, label: name })), value: id, name: 'board' })}
      <label class="inline">${t('performance.board.name')}
        <input maxlength="10000" ?disabled=${readOnly} .value=${board.name} @change=${(/** @type {any} */ event) => this.#rename(id, board, event.target)} />
      </label>
      <button ?disabled=${readOnly} @click=${() => router.set({ board: 'library' }, { replace: false })}><st-icon name="plus"></st-icon>${t('performance.board.new')}</button>
      <st-menu .items=${KINDS.map((kind) => ({ id: kind, text: t(`performance.card.${kind}`) }))} label=${t('performance.board.addCard')}
        @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#add(id, board, detail.id)}>
        <button slot="trigger" ?disabled=${readOnly}><st-icon name="plus"></st-icon>${t('performance.board.addCard')}</button>
      </st-menu>
      <button class="end quiet" ?disabled=${readOnly} @click=${() => this.#remove(id)}><st-icon name="trash"></st-icon>${t('performance.board.remove')}</button>
    </div>`;
  }

  /** @param {boolean} hasBoards */
  #library(hasBoards) {
    const readOnly = session.plan.value?.readOnly ?? false;
    return html`<div class="bar"><h2>${t('performance.board.library')}</h2>
        ${hasBoards ? html`<button class="end" @click=${() => router.set({ board: null }, { replace: false })}>${t('performance.board.back')}</button>` : nothing}
      </div>
      <p class="muted">${t('performance.board.libraryText')}</p>
      <ul class="library">
      ${Object.keys(TEMPLATES).map(
        (name) =>
          html`<li>
            <button data-template=${name} ?disabled=${readOnly} @click=${() => this.#create(name)}>
              <strong>${t(`performance.template.${name}`)}</strong><span class="muted small">${t(`performance.template.${name}.text`)}</span>
              <span class="kinds small">${[...new Set(TEMPLATES[name].map(({ kind }) => t(`performance.card.${kind}`)))].join(' · ')}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  /** @param {string} id @param {Card} card @param {number} index @param {number} count @param {boolean} readOnly */
  #card(id, card, index, count, readOnly) {
    const name = t(`performance.card.${card.kind}`);
    return html`<st-card-frame
      class="sheet card ${this.#arranging.held === card.id ? 'held' : ''}"
      style="--span:${spanOf(card)};order:${index}"
      role="group"
      aria-label=${name}
      data-card=${card.id}
      .name=${name}
      .place=${t('performance.board.place', { at: index + 1, of: count })}
      .size=${t('performance.board.size', { span: spanOf(card), of: SPANS, rows: card.rows ?? 0 })}
      .items=${this.#cardItems(card, index, count)}
      ?fixed=${readOnly}
      @st-card-drag=${(/** @type {CustomEvent<Pull>} */ { detail }) => this.#arranging.drag(id, card, detail)}
      @st-card-stretch=${(/** @type {CustomEvent<Pull>} */ { detail }) => this.#arranging.stretch(id, card, detail)}
      @st-card-move=${(/** @type {CustomEvent} */ { detail }) => this.#arranging.moveBy(id, card, detail.by)}
      @st-card-resize=${(/** @type {CustomEvent} */ { detail }) => this.#arranging.resizeBy(id, card, detail, 'corner')}
      @st-card-action=${(/** @type {CustomEvent} */ { detail }) => this.#onAction(id, card, detail.id)}
    ><st-board-card .card=${card} .key=${`${id}/${card.id}`}></st-board-card></st-card-frame>`;
  }

  /** @param {Card} card @param {number} index @param {number} count */
  #cardItems(card, index, count) {
    const items = [
      { id: 'earlier', text: t('performance.pivot.earlier'), icon: 'chevron-left', disabled: index === 0 },
      { id: 'later', text: t('performance.pivot.later'), icon: 'chevron-right', disabled: index === count - 1 },
      { id: 'wider', text: t('performance.board.wider'), icon: 'plus', disabled: spanOf(card) === SPANS },
      { id: 'narrower', text: t('performance.board.narrower'), icon: 'minus', disabled: spanOf(card) === 1 },
      { id: 'taller', text: t('performance.board.taller'), icon: 'plus', disabled: card.rows === MOST_ROWS },
      { id: 'lower', text: t('performance.board.lower'), icon: 'minus', disabled: card.rows === 1 },
    ];
    if (card.rows) items.push({ id: 'natural', text: t('performance.board.natural'), icon: 'undo', disabled: false });
    return [
      ...items,
      ...((CHOICES[card.kind] ?? []).length > 0
        ? [{ id: 'settings', text: t('performance.board.settings'), icon: 'settings' }]
        : []),
      { id: 'remove', text: t('performance.pivot.remove'), icon: 'trash', separator: true },
    ];
  }

  /** @param {CustomEvent<{key: string, lines: import('./reading.js').Line[]}>} event */
  #onLines = ({ detail: { key, lines } }) => (this.lines = { ...this.lines, [key]: lines });

  /** @param {string} id @param {Card} card @param {string} action */
  #onAction(id, card, action) {
    if (action === 'settings') this.settingsOf = card;
    else if (action === 'remove') void this.#save(id, removeCard(this.#boards[id], card.id), 'removeCard');
    else void this.#arranging.act(id, card, action);
  }

  // ---- keeping ------------------------------------------------------------------------------------------------------

  /** @param {string} id @param {Board} board @param {Partial<Card>} changes */
  #setCard(id, board, changes) {
    const card = this.settingsOf;
    this.settingsOf = null;
    if (card) void this.#save(id, changeCard(board, card.id, changes), 'card');
  }

  /** @param {string} template */
  async #create(template) {
    const name = t(`performance.template.${template}`);
    const { id, board } = boardFrom(template, name, this.#boards, TEMPLATES[template]);
    if (await this.#save(id, board, 'create')) router.set({ board: id }, { replace: false });
  }

  /** @param {string} id @param {Board} board @param {import('./boards-model.js').Kind} kind */
  #add(id, board, kind) {
    void this.#save(id, addCard(board, { kind, span: 2, ...(USUAL[kind] ?? { axis: 'units' }) }), 'addCard');
  }

  /** @param {string} id @param {Board} board @param {HTMLInputElement} input an empty name is not taken */
  #rename(id, board, input) {
    const name = input.value.trim();
    if (name === '') input.value = board.name;
    else if (name !== board.name) void this.#save(id, { ...board, name }, 'rename');
  }

  /** @param {string} id */
  async #remove(id) {
    if (!(await this.#save(id, null, 'remove'))) return;
    toast(this, { text: t('performance.board.removed'), action: { text: t('frame.undo'), run: () => session.undo() } });
  }

  /** One undo step. @param {string} id @param {Board | null} board @param {string} what */
  async #save(id, board, what) {
    try {
      await session.apply(boardPatch(session.parts.settings.boards, id, board), {
        label: { key: `performance.undo.${what}` },
      });
      return true;
    } catch (error) {
      showErrors(this, error);
      return false;
    }
  }
}

customElements.define('st-boards-board', StBoardsBoard);
