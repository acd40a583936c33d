// Personal boards: the library, arranging cards, and the patches that keep them with the plan.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MESSAGES } from '../../../web/i18n/catalogues.js';
import {
  KINDS,
  TEMPLATES,
  addCard,
  boardFrom,
  boardPatch,
  changeCard,
  inOrder,
  moveCard,
  removeCard,
} from '../../../web/workspaces/performance/boards-model.js';

const ids = (/** @type {import('../../../web/workspaces/performance/boards-model.js').Board} */ { cards }) =>
  cards.map(({ id }) => id).join();

test('the library has eight templates with names, and cards of known kinds and widths', () => {
  assert.equal(Object.keys(TEMPLATES).length, 8);
  for (const [name, cards] of Object.entries(TEMPLATES)) {
    assert.ok(
      `performance.template.${name}` in MESSAGES.en && `performance.template.${name}.text` in MESSAGES.zh,
      name,
    );
    assert.ok(cards.length >= 3, name);
    for (const { kind, span } of cards) assert.ok(KINDS.includes(kind) && span >= 1 && span <= 3, `${name} ${kind}`);
  }
});

test('a new board comes last under a free id; its cards are its own', () => {
  const first = boardFrom('weekly', 'Monday', {});
  assert.equal(first.id, 'board-1');
  const boards = { 'board-1': first.board };
  const second = boardFrom('weekly', 'Tuesday', boards);
  assert.deepEqual([second.id, second.board.order], ['board-2', 2]);
  assert.equal(ids(second.board), 'c1,c2,c3,c4,c5,c6');
  assert.deepEqual(
    inOrder({ b: { ...first.board, order: 2 }, a: { ...first.board, order: 2 }, c: first.board }).map(([id]) => id),
    ['c', 'a', 'b'],
  );
});

test('cards move within the board and no further', () => {
  const { board } = boardFrom('channel', 'Channels', {});
  assert.equal(ids(moveCard(board, 'c1', 2)), 'c2,c3,c1,c4');
  assert.equal(ids(moveCard(board, 'c4', -5)), 'c4,c1,c2,c3');
  assert.equal(ids(moveCard(board, 'c1', 99)), 'c2,c3,c4,c1');
  assert.equal(moveCard(board, 'gone', 0), board);
});

test('cards are added under a free id, changed within one to three columns, and removed', () => {
  const { board } = boardFrom('channel', 'Channels', {});
  const fewer = removeCard(board, 'c2');
  assert.equal(ids(addCard(fewer, { kind: 'kpi', span: 1 })), 'c1,c3,c4,c5');
  assert.equal(changeCard(board, 'c1', { span: 9 }).cards[0].span, 3);
  assert.equal(changeCard(board, 'c1', { span: 0 }).cards[0].span, 1);
  assert.equal(changeCard(board, 'c1', { goal: 5 }).cards[0].goal, 5);
  assert.equal(changeCard(board, 'c1', { goal: 5 }).cards[0].span, board.cards[0].span);
});

test('patches make the first board, replace one, take one out, and leave what is not there alone', () => {
  const { board } = boardFrom('weekly', 'Monday', {});
  assert.deepEqual(boardPatch(undefined, 'board-1', board), [
    { op: 'add', path: '/settings/boards', value: { 'board-1': board } },
  ]);
  assert.deepEqual(boardPatch({}, 'board-1', board), [{ op: 'add', path: '/settings/boards/board-1', value: board }]);
  assert.deepEqual(boardPatch({ 'board-1': board }, 'board-1', null), [
    { op: 'remove', path: '/settings/boards/board-1' },
  ]);
  assert.deepEqual(boardPatch(undefined, 'board-1', null), []);
});
