// Personal boards: cards in an order and of a width, the library they begin from, and the patches that keep them with the plan. Pure.

/**
 * @typedef {'kpi' | 'course' | 'contribution' | 'pareto' | 'effects' | 'nodes' | 'cross' | 'segments' | 'lowest'} Kind
 * @typedef {{id: string, kind: Kind, span: number, measure?: string, grain?: string, axis?: string, goal?: number | null}} Card
 *   span: columns of three; axis: a column, or "units" and "products" for what the plan at hand has; goal: in 1/10,000
 * @typedef {{name: string, template: string, order: number, cards: Card[]}} Board
 * @typedef {Record<string, Board>} Boards by id, as settings.boards keeps them
 */

export const SPANS = 3;
export const KINDS = /** @type {Kind[]} */ ([
  'kpi',
  'course',
  'contribution',
  'pareto',
  'effects',
  'nodes',
  'cross',
  'segments',
  'lowest',
]);

const kpi = (/** @type {string} */ measure) => ({ kind: /** @type {const} */ ('kpi'), span: 1, measure });
const course = (/** @type {string} */ grain, /** @type {string} */ measure = 'amount', span = SPANS) => ({
  kind: /** @type {const} */ ('course'),
  span,
  grain,
  measure,
});
const by = (/** @type {Kind} */ kind, /** @type {string} */ axis, span = 1) => ({ kind, span, axis });

/** The analysis-template library: cards without ids. @type {Record<string, Omit<Card, 'id'>[]>} */
export const TEMPLATES = {
  weekly: [
    kpi('amount'),
    kpi('orders'),
    kpi('averageOrder'),
    course('week'),
    by('nodes', 'units', 2),
    by('contribution', 'units'),
  ],
  monthly: [
    kpi('amount'),
    kpi('marginRatio'),
    kpi('customers'),
    course('month'),
    by('effects', 'units', 2),
    by('contribution', 'products'),
  ],
  productLine: [
    by('contribution', 'products', 2),
    kpi('marginRatio'),
    by('nodes', 'products', 2),
    by('pareto', 'products'),
    course('month'),
  ],
  channel: [by('contribution', 'channel', 2), kpi('averageOrder'), by('nodes', 'channel', 2), by('effects', 'channel')],
  concentration: [by('pareto', 'customer', 2), kpi('customers'), by('contribution', 'customer', SPANS)],
  newOld: [
    kpi('customers'),
    kpi('orders'),
    kpi('averageOrder'),
    by('segments', 'customer', SPANS),
    course('month', 'customers'),
  ],
  marginLeak: [
    kpi('margin'),
    kpi('marginRatio'),
    kpi('averagePrice'),
    by('lowest', 'customer', 2),
    by('lowest', 'products'),
    course('month', 'marginRatio'),
  ],
  regions: [
    by('contribution', 'units', 2),
    kpi('amount'),
    by('nodes', 'units', 2),
    by('effects', 'units'),
    by('cross', 'units', SPANS),
  ],
};

/** The first free name "c1", "c2" … @param {readonly {id: string}[]} cards */
const freshId = (cards) => {
  let n = cards.length + 1;
  while (cards.some(({ id }) => id === `c${n}`)) n += 1;
  return `c${n}`;
};

/** @param {string} template @param {string} name @param {Boards} boards those there are @returns {{id: string, board: Board}} */
export function boardFrom(template, name, boards) {
  let n = 1;
  while (Object.hasOwn(boards, `board-${n}`)) n += 1;
  const order = Math.max(0, ...Object.values(boards).map((board) => board.order)) + 1;
  const cards = TEMPLATES[template].map((card, i) => ({ id: `c${i + 1}`, ...card }));
  return { id: `board-${n}`, board: { name, template, order, cards } };
}

/** @param {Boards} boards @returns {[string, Board][]} */
export const inOrder = (boards) =>
  Object.entries(boards).sort(([a, x], [b, y]) => x.order - y.order || (a < b ? -1 : 1));

/** @param {Board} board @param {Omit<Card, 'id'>} card @returns {Board} */
export const addCard = (board, card) => ({ ...board, cards: [...board.cards, { id: freshId(board.cards), ...card }] });

/** @param {Board} board @param {string} id @returns {Board} */
export const removeCard = (board, id) => ({ ...board, cards: board.cards.filter((card) => card.id !== id) });

/** @param {Board} board @param {string} id @param {Partial<Card>} changes span is kept between 1 and 3 @returns {Board} */
export const changeCard = (board, id, changes) => ({
  ...board,
  cards: board.cards.map((card) =>
    card.id === id ? { ...card, ...changes, span: Math.min(SPANS, Math.max(1, changes.span ?? card.span)) } : card,
  ),
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
  const path = `/settings/boards/${id}`;
  if (!board) return Object.hasOwn(boards, id) ? [{ op: 'remove', path }] : [];
  return [{ op: 'add', path, value: board }];
}
