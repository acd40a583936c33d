// Cards under the pointer: where one that is dragged goes, how large one that is pulled becomes. Pure geometry.
import { MOST_ROWS, ROW, SPANS, moveCard, spanOf } from './boards-model.js';

/** @typedef {import('./boards-model.js').Board} Board @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/**
 * The card under a point.
 * @param {readonly {id: string, box: Box}[]} places
 * @param {{x: number, y: number}} point
 */
export const cardAt = (places, { x, y }) =>
  places.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.id ?? null;

/** The board with a card at the place of another. @param {Board} board @param {string} id @param {string} over */
export const placedAt = (board, id, over) =>
  moveCard(
    board,
    id,
    board.cards.findIndex((card) => card.id === over),
  );

/**
 * The size of a card whose corner was pulled.
 * @param {{span: number, rows: number}} from the size it had
 * @param {{dx: number, dy: number}} pull in pixels
 * @param {{width: number, gap: number}} grid width of all columns together
 */
export function pulled(from, { dx, dy }, { width, gap }) {
  const column = (width + gap) / SPANS;
  const span = Math.min(SPANS, Math.max(1, Math.round(from.span + dx / column)));
  const rows = Math.min(MOST_ROWS, Math.max(1, Math.round(from.rows + dy / ROW)));
  return { span, rows };
}

/** The size a card has now: rows as drawn where it does not say. @param {import('./boards-model.js').Card} card @param {number} height of its content */
export const sizeNow = (card, height) => ({
  span: spanOf(card),
  rows: card.rows ?? Math.max(1, Math.round(height / ROW)),
});
