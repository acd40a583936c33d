// Personal boards: the library, arranging cards, and the patches that keep them with the plan.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MESSAGES } from '../../../web/i18n/catalogues.js';
import {
  KINDS,
  addCard,
  boardFrom,
  boardPatch,
  changeCard,
  inOrder,
  moveCard,
  removeCard,
  spanOf,
} from '../../../web/workspaces/performance/boards-model.js';
import { readBoard } from '../../../web/workspaces/performance/card-reading.js';
import { cardAt, placedAt, pulled, sizeNow } from '../../../web/workspaces/performance/card-placing.js';
import { TEMPLATES } from '../../../web/workspaces/performance/board-templates.js';

const ids = (/** @type {import('../../../web/workspaces/performance/boards-model.js').Board} */ { cards }) =>
  cards.map(({ id }) => id).join();

/** @type {Omit<import('../../../web/workspaces/performance/boards-model.js').Card, 'id'>[]} */
const FOUR = [
  { kind: 'kpi', span: 1, measure: 'amount' },
  { kind: 'course', span: 3, grain: 'month' },
  { kind: 'nodes', span: 2, axis: 'units' },
  { kind: 'pareto', span: 1, axis: 'customer' },
];

test('the library has eight templates with names, and cards of known kinds and widths', () => {
  assert.equal(Object.keys(TEMPLATES).length, 8);
  for (const [name, cards] of Object.entries(TEMPLATES)) {
    assert.ok(
      `performance.template.${name}` in MESSAGES.en && `performance.template.${name}.text` in MESSAGES.zh,
      name,
    );
    assert.ok(cards.length >= 3, name);
    for (const { kind, span = 1 } of cards)
      assert.ok(KINDS.includes(kind) && span >= 1 && span <= 3, `${name} ${kind}`);
  }
});

test('a new board comes last under an id no copy of the plan can have given; its cards are its own', () => {
  const first = boardFrom('weekly', 'Monday', {}, FOUR);
  assert.match(first.id, /^board-[0-9a-f-]{36}$/);
  const apart = boardFrom('weekly', 'Monday', {}, FOUR);
  assert.notEqual(apart.id, first.id);
  const boards = { [first.id]: first.board };
  const second = boardFrom('weekly', 'Tuesday', boards, FOUR);
  assert.equal(second.board.order, 2);
  assert.equal(ids(second.board), 'c1,c2,c3,c4');
  assert.deepEqual(
    inOrder({ b: { ...first.board, order: 2 }, a: { ...first.board, order: 2 }, c: first.board }).map(([id]) => id),
    ['c', 'a', 'b'],
  );
});

test('cards move within the board and no further', () => {
  const { board } = boardFrom('channel', 'Channels', {}, FOUR);
  assert.equal(ids(moveCard(board, 'c1', 2)), 'c2,c3,c1,c4');
  assert.equal(ids(moveCard(board, 'c4', -5)), 'c4,c1,c2,c3');
  assert.equal(ids(moveCard(board, 'c1', 99)), 'c2,c3,c4,c1');
  assert.equal(moveCard(board, 'gone', 0), board);
});

test('cards are added under an id of their own, changed within one to three columns, and removed', () => {
  const { board } = boardFrom('channel', 'Channels', {}, FOUR);
  const fewer = removeCard(board, 'c2');
  const added = addCard(fewer, { kind: 'kpi', span: 1 });
  assert.match(ids(added), /^c1,c3,c4,c-[0-9a-f]{8}-[0-9a-f]{4}$/);
  assert.notEqual(ids(addCard(fewer, { kind: 'kpi', span: 1 })), ids(added));
  assert.equal(changeCard(board, 'c1', { span: 9 }).cards[0].span, 3);
  assert.equal(changeCard(board, 'c1', { span: 0 }).cards[0].span, 1);
  assert.equal(changeCard(board, 'c1', { goal: 5 }).cards[0].goal, 5);
  assert.equal(changeCard(board, 'c1', { goal: 5 }).cards[0].span, board.cards[0].span);
});

test('patches make the first board, replace one, take one out, and leave what is not there alone', () => {
  const { board } = boardFrom('weekly', 'Monday', {}, FOUR);
  assert.deepEqual(boardPatch(undefined, 'board-1', board), [
    { op: 'add', path: '/settings/boards', value: { 'board-1': board } },
  ]);
  assert.deepEqual(boardPatch({}, 'board-1', board), [{ op: 'add', path: '/settings/boards/board-1', value: board }]);
  assert.deepEqual(boardPatch({ 'board-1': board }, 'board-1', null), [
    { op: 'remove', path: '/settings/boards/board-1' },
  ]);
  assert.deepEqual(boardPatch(undefined, 'board-1', null), []);
});

test('sizes stay within the grid, and a height can be given back to the content', () => {
  const { board } = boardFrom('channel', 'Channels', {}, FOUR);
  const sizes = (/** @type {object} */ changes) => {
    const { span, rows } = changeCard(board, 'c3', changes).cards[2];
    return [span, rows];
  };
  assert.deepEqual(sizes({ rows: 4 }), [2, 4]);
  assert.deepEqual(sizes({ rows: 99 }), [2, 12]);
  assert.deepEqual(sizes({ rows: 0 }), [2, 1]);
  assert.deepEqual(sizes({ rows: null }), [2, null]);
  assert.deepEqual(sizes({ goal: 1 }), [2, undefined]);
});

test('cards and boards of other versions are drawn with what they say', () => {
  const board = { name: 'Later', cards: [{ id: 'a', kind: /** @type {any} */ ('map'), span: 9 }] };
  assert.equal(spanOf(board.cards[0]), 3);
  assert.equal(spanOf({ id: 'b', kind: 'kpi' }), 1);
  assert.deepEqual(
    inOrder({ b: board, a: { name: 'Old', order: -1, cards: [] } }).map(([id]) => id),
    ['a', 'b'],
  );
  assert.deepEqual(boardPatch({}, 'a/b~c', board), [{ op: 'add', path: '/settings/boards/a~1b~0c', value: board }]);
});

test('a dragged card takes the place of the one it enters; a pulled corner counts columns and steps', () => {
  const { board } = boardFrom('channel', 'Channels', {}, FOUR);
  const box = (/** @type {number} */ left, /** @type {number} */ top) => ({
    left,
    top,
    right: left + 100,
    bottom: top + 80,
  });
  const places = [
    { id: 'c1', box: box(0, 0) },
    { id: 'c2', box: box(116, 0) },
  ];
  assert.equal(cardAt(places, { x: 150, y: 40 }), 'c2');
  assert.equal(cardAt(places, { x: 108, y: 40 }), null);
  assert.equal(ids(placedAt(board, 'c1', 'c3')), 'c2,c3,c1,c4');
  assert.equal(ids(placedAt(board, 'c4', 'c1')), 'c4,c1,c2,c3');
  const grid = { width: 968, gap: 16 }; // columns of 312 and their gap: 328 a step
  assert.deepEqual(pulled({ span: 1, rows: 3 }, { dx: 170, dy: 130 }, grid), { span: 2, rows: 5 });
  assert.deepEqual(pulled({ span: 1, rows: 3 }, { dx: 150, dy: -30 }, grid), { span: 1, rows: 3 });
  assert.deepEqual(pulled({ span: 2, rows: 3 }, { dx: 2000, dy: -2000 }, grid), { span: 3, rows: 1 });
  assert.deepEqual(sizeNow({ id: 'a', kind: 'kpi' }, 230), { span: 1, rows: 3 });
  assert.deepEqual(sizeNow({ id: 'a', kind: 'kpi', span: 2, rows: 5 }, 230), { span: 2, rows: 5 });
});

test('a board reads out every card before any card twice, five sentences at most, none twice', () => {
  const line = (/** @type {string} */ key) => ({ key, params: {}, query: {} });
  const told = (/** @type {string[][]} */ cards) =>
    readBoard(cards.map((keys) => keys.map(line))).map(({ key }) => key);
  assert.deepEqual(told([['a', 'b'], ['a', 'c'], [], ['d']]), ['a', 'd', 'b', 'c']);
  assert.deepEqual(told([['a'], ['b'], ['c'], ['d'], ['e'], ['f']]), ['a', 'b', 'c', 'd', 'e']);
  assert.deepEqual(told([]), []);
});
