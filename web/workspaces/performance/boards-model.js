// Personal boards: cards in an order, of a width and a height, and the patches that keep them with the plan. Pure.
// The library boards begin from is board-templates.js.

import { randomId } from '../../lib/ids.js';

/**
 * @typedef {'kpi' | 'course' | 'attainment' | 'contribution' | 'pareto' | 'effects' | 'nodes' | 'cross' | 'segments' | 'lowest' | 'leak'} Kind
 * @typedef {{id: string, kind: Kind, span?: number, rows?: number | null, measure?: string, grain?: string, axis?: string,
 *   goal?: number | null}} Card
 *   span: columns of three; rows: steps of ROW pixels, as high as its content without; axis: a column, or "units" and
 *   "products" for what the plan at hand has; goal: in 1/10,000
 * @typedef {{name: string, template?: string | null, order?: number, cards: Card[]}} Board
 * @typedef {Record<string, Board>} Boards by id, as settings.boards keeps them
 */

export const SPANS = 3;
export const ROW = 80;
export const MOST_ROWS = 12;

/** What each kind of card lets be chosen. @type {Record<Kind, ('measure' | 'grain' | 'axis' | 'goal')[]>} */
export const CHOICES = {
  kpi: ['measure'],
  course: ['measure', 'grain', 'goal'],
  attainment: [],
  contribution: ['axis'],
  pareto: ['axis'],
  effects: ['axis'],
  nodes: ['axis'],
  cross: ['axis'],
  segments: [],
  lowest: ['axis', 'measure'],
  leak: ['axis'],
};
export const KINDS = /** @type {Kind[]} */ (Object.keys(CHOICES));

/** The width of a card; files of other versions may not say. @param {Card} card */
export const spanOf = ({ span = 1 }) => Math.min(SPANS, Math.max(1, span));

/** Never the same in two copies of a plan that are edited apart: a merge tells cards and boards by their ids. */
const freshId = () => `c-${randomId().slice(0, 13)}`;

/**
 * A board of its own with the cards of a template.
 * @param {string} template @param {string} name @param {Boards} boards those there are
 * @param {readonly Omit<Card, 'id'>[]} cards
 * @returns {{id: string, board: Board}}
 */
export function boardFrom(template, name, boards, cards) {
  const order = Math.max(0, ...Object.values(boards).map((board) => board.order ?? 0)) + 1;
  const own = cards.map((card, i) => ({ id: `c${i + 1}`, ...card }));
  return { id: `board-${randomId()}`, board: { name, template, order, cards: own } };
}

/** @param {Boards} boards @returns {[string, Board][]} */
export const inOrder = (boards) =>
  Object.entries(boards).sort(([a, x], [b, y]) => (x.order ?? 0) - (y.order ?? 0) || (a < b ? -1 : 1));

/** @param {Board} board @param {Omit<Card, 'id'>} card @returns {Board} */
export const addCard = (board, card) => ({ ...board, cards: [...board.cards, { id: freshId(), ...card }] });

/** @param {Board} board @param {string} id @returns {Board} */
export const removeCard = (board, id) => ({ ...board, cards: board.cards.filter((card) => card.id !== id) });

/** @param {Board} board @param {string} id @param {Partial<Card>} changes size is kept within its bounds @returns {Board} */
export const changeCard = (board, id, changes) => ({
  ...board,
  cards: board.cards.map((card) =>
    card.id === id ? { ...card, ...sized({ ...card, ...changes }), ...rest(changes) } : card,
  ),
});

/** @param {Partial<Card>} changes */
const rest = ({ span: _span, rows: _rows, ...others }) => others;

/** A size that can be drawn. @param {Card} card @returns {{span: number, rows?: number | null}} */
export const sized = (card) => ({
  span: spanOf(card),
  ...(card.rows === undefined || card.rows === null
    ? 'rows' in card
      ? { rows: null }
      : {}
    : { rows: Math.min(MOST_ROWS, Math.max(1, Math.round(card.rows))) }),
});

/** @param {Board} board @param {string} id @param {number} to place among the cards @returns {Board} */
export function moveCard(board, id, to) {
  const card = board.cards.find((one) => one.id === id);
  if (!card) return board;
  const rest = board.cards.filter((one) => one !== card);
  const at = Math.min(rest.length, Math.max(0, to));
  return { ...board, cards: [...rest.slice(0, at), card, ...rest.slice(at)] };
}

/**
 * The patch that puts a board into the plan, or takes it out.
 * @param {Boards | undefined} boards settings.boards as it is
 * @param {string} id
 * @param {Board | null} board
 */
export function boardPatch(boards, id, board) {
  if (!boards) return board ? [{ op: 'add', path: '/settings/boards', value: { [id]: board } }] : [];
  // An id of another version's making may hold what JSON pointers escape (RFC 6901).
  const path = `/settings/boards/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (!board) return Object.hasOwn(boards, id) ? [{ op: 'remove', path }] : [];
  return [{ op: 'add', path, value: board }];
}
