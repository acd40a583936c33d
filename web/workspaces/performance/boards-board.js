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
import { boardsStyles } from './boards-styles.js';
import {
  KINDS,
  SPANS,
  TEMPLATES,
  addCard,
  boardFrom,
  boardPatch,
  changeCard,
  inOrder,
  moveCard,
  removeCard,
} from './boards-model.js';
import './goal-dialog.js';
import { choice } from './parts.js';
import { boardStyles } from './performance-styles.js';

/** @typedef {import('./boards-model.js').Board} Board @typedef {import('./boards-model.js').Card} Card */

const USUAL_AXIS = /** @type {Record<string, string>} */ ({
  pareto: 'customer',
  segments: 'customer',
  lowest: 'customer',
});

class StBoardsBoard extends LitElement {
  static properties = { goalOf: { state: true }, over: { state: true } };
  static styles = [base, sheet, boardStyles, boardsStyles];

  /** @type {string | null} */
  #dragged = null;

  constructor() {
    super();
    /** the card whose goal is being typed */
    this.goalOf = /** @type {Card | null} */ (null);
    this.over = /** @type {string | null} */ (null);
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
    if (!chosen)
      return html`<h2>${t('performance.board.library')}</h2><p class="muted">${t('performance.board.libraryText')}</p>${this.#library()}`;
    const [id, board] = chosen;
    const readOnly = session.plan.value?.readOnly ?? false;
    return html`<div class="bar">
        ${choice({ label: t('performance.board'), options: inOrder(this.#boards).map(([value, { name }]) => ({ value, label: name })), value: id, name: 'board' })}
        <label class="inline">${t('performance.board.name')}
          <input maxlength="80" ?disabled=${readOnly} .value=${board.name} @change=${(/** @type {any} */ event) => this.#rename(id, board, event.target)} />
        </label>
        <st-menu .items=${this.#templateItems()} label=${t('performance.board.new')} @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#create(detail.id)}>
          <button slot="trigger" ?disabled=${readOnly}><st-icon name="plus"></st-icon>${t('performance.board.new')}</button>
        </st-menu>
        <st-menu .items=${KINDS.map((kind) => ({ id: kind, text: t(`performance.card.${kind}`) }))} label=${t('performance.board.addCard')}
          @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#add(id, board, detail.id)}>
          <button slot="trigger" ?disabled=${readOnly}><st-icon name="plus"></st-icon>${t('performance.board.addCard')}</button>
        </st-menu>
        <button class="end quiet" ?disabled=${readOnly} @click=${() => this.#remove(id)}><st-icon name="trash"></st-icon>${t('performance.board.remove')}</button>
      </div>
      <div class="cards">${repeat(
        board.cards,
        (card) => `${id}/${card.id}/${card.kind}`,
        (card, index) => this.#card(id, board, card, index, readOnly),
      )}</div>
      <st-goal-dialog
        .card=${this.goalOf}
        @st-close=${() => (this.goalOf = null)}
        @st-goal=${(/** @type {CustomEvent} */ { detail }) => this.#setGoal(id, board, detail.goal)}
      ></st-goal-dialog>`;
  }

  #templateItems() {
    return Object.keys(TEMPLATES).map((name) => ({ id: name, text: t(`performance.template.${name}`) }));
  }

  #library() {
    return html`<ul class="library">
      ${Object.keys(TEMPLATES).map(
        (name) =>
          html`<li>
            <button data-template=${name} @click=${() => this.#create(name)}>
              <strong>${t(`performance.template.${name}`)}</strong><span class="muted small">${t(`performance.template.${name}.text`)}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  /** @param {string} id @param {Board} board @param {Card} card @param {number} index @param {boolean} readOnly */
  #card(id, board, card, index, readOnly) {
    const name = t(`performance.card.${card.kind}`);
    return html`<section
      class="sheet card ${this.over === card.id ? 'over' : ''}"
      style="--span:${card.span}"
      aria-label=${name}
      data-card=${card.id}
      @dragover=${(/** @type {DragEvent} */ event) => this.#onDragOver(event, card.id)}
      @dragleave=${() => (this.over = null)}
      @drop=${(/** @type {DragEvent} */ event) => this.#onDrop(event, id, board, index)}
    >
      ${
        readOnly
          ? nothing
          : html`<div class="tools">
              <st-menu .items=${this.#cardItems(board, card, index)} align="end" label=${t('performance.board.card', { name })}
                draggable="true"
                @dragstart=${(/** @type {DragEvent} */ event) => {
                  this.#dragged = card.id;
                  event.dataTransfer?.setData('text/plain', name);
                }}
                @dragend=${() => (this.#dragged = this.over = null)}
                @st-select=${(/** @type {CustomEvent} */ { detail }) => this.#onCard(id, board, card, index, detail.id)}>
                <button slot="trigger" class="icon" aria-label=${t('performance.board.card', { name })} title=${t('performance.board.card', { name })}><st-icon name="more"></st-icon></button>
              </st-menu>
            </div>`
      }
      <st-board-card .card=${card}></st-board-card>
    </section>`;
  }

  /** @param {Board} board @param {Card} card @param {number} index */
  #cardItems(board, card, index) {
    return [
      { id: 'earlier', text: t('performance.pivot.earlier'), icon: 'chevron-left', disabled: index === 0 },
      {
        id: 'later',
        text: t('performance.pivot.later'),
        icon: 'chevron-right',
        disabled: index === board.cards.length - 1,
      },
      { id: 'wider', text: t('performance.board.wider'), icon: 'plus', disabled: card.span === SPANS },
      { id: 'narrower', text: t('performance.board.narrower'), icon: 'minus', disabled: card.span === 1 },
      ...(card.kind === 'course' ? [{ id: 'goal', text: t('performance.board.goal'), icon: 'target' }] : []),
      { id: 'remove', text: t('performance.pivot.remove'), icon: 'trash', separator: true },
    ];
  }

  /** @param {string} id @param {Board} board @param {Card} card @param {number} index @param {string} action */
  #onCard(id, board, card, index, action) {
    if (action === 'goal') this.goalOf = card;
    else if (action === 'remove') void this.#save(id, removeCard(board, card.id), 'removeCard');
    else if (action === 'wider' || action === 'narrower')
      void this.#save(id, changeCard(board, card.id, { span: card.span + (action === 'wider' ? 1 : -1) }), 'arrange');
    else void this.#save(id, moveCard(board, card.id, index + (action === 'later' ? 1 : -1)), 'arrange');
  }

  /** @param {DragEvent} event @param {string} card */
  #onDragOver(event, card) {
    if (!this.#dragged) return;
    event.preventDefault();
    this.over = card;
  }

  /** @param {DragEvent} event @param {string} id @param {Board} board @param {number} index */
  #onDrop(event, id, board, index) {
    event.preventDefault();
    this.over = null;
    if (this.#dragged) void this.#save(id, moveCard(board, this.#dragged, index), 'arrange');
  }

  /** @param {string} id @param {Board} board @param {number | null} goal */
  #setGoal(id, board, goal) {
    const card = this.goalOf;
    this.goalOf = null;
    if (card) void this.#save(id, changeCard(board, card.id, { goal }), 'goal');
  }

  /** @param {string} template */
  async #create(template) {
    const { id, board } = boardFrom(template, t(`performance.template.${template}`), this.#boards);
    if (await this.#save(id, board, 'create')) router.set({ board: id }, { replace: false });
  }

  /** @param {string} id @param {Board} board @param {import('./boards-model.js').Kind} kind */
  #add(id, board, kind) {
    const card = {
      kind,
      span: kind === 'kpi' ? 1 : 2,
      ...(kind === 'course'
        ? { grain: 'month' }
        : kind === 'kpi'
          ? { measure: 'amount' }
          : { axis: USUAL_AXIS[kind] ?? 'units' }),
    };
    void this.#save(id, addCard(board, card), 'addCard');
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
