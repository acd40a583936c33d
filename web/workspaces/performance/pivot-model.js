// The replies of sales.pivot as the rows and columns of a table: a tree of row members, column members beside, totals. Pure.

/**
 * @typedef {import('./measures.js').Member} Member
 * @typedef {import('./measures.js').Measure} Measure
 * @typedef {{at: number[], values: (number | null)[]}} Group
 * @typedef {{axes: {key: string, kind: string, members: Member[]}[], measures: Measure[], totals: (number | null)[], groups: number,
 *   rows: Group[], subtotals?: Group[]}} Reply
 * @typedef {{id: string, depth: number, path: Member[], children: number, cells: (number | null)[]}} Row
 *   cells: column by column, measures fastest; the totals of the row last
 * @typedef {{id: string, path: Member[]}} Column
 * @typedef {{columns: Column[], measures: Measure[], rows: Row[], totals: (number | null)[], truncated: boolean, moreColumns: number}} Table
 */

const MOST_COLUMNS = 60;

/** A member's identity in paths: the rest is no member. @param {Member} member */
const idOf = ({ key }) => (key === null ? '\u0001' : `=${key}`);
/** @param {readonly Member[]} path */
const pathId = (path) => path.map(idOf).join('\u0000');

/**
 * @param {Reply[]} replies by depth of the rows, 0 first
 * @param {number} colCount axes in the columns
 * @returns {Table}
 */
export function pivotTable(replies, colCount) {
  const { measures } = replies[0];
  const all = columnsOf(replies[0], colCount);
  const columns = all.slice(0, MOST_COLUMNS);
  const place = new Map(columns.map(({ id }, i) => [id, i * measures.length]));
  const width = (columns.length + (colCount > 0 ? 1 : 0)) * measures.length;
  const truncated = replies.some(({ groups, rows }) => groups > rows.length);
  const levels = replies.map((reply, depth) =>
    levelOf(reply, depth, { place, width, measures: measures.length, colCount }),
  );
  return {
    columns,
    measures,
    rows: depthFirst(levels),
    totals: levels[0].get('')?.cells ?? Array(width).fill(null),
    truncated,
    moreColumns: all.length - columns.length,
  };
}

/** Column members in the engine's order: periods by time, the rest by the sorting measure. @param {Reply} reply @param {number} colCount @returns {Column[]} */
function columnsOf({ axes, rows }, colCount) {
  if (colCount === 0) return [{ id: '', path: [] }];
  return rows.map(({ at }) => {
    const path = at.map((member, axis) => axes[axis].members[member]);
    return { id: pathId(path), path };
  });
}

/**
 * The rows of one depth by their path, in the engine's order.
 * @param {Reply} reply @param {number} depth
 * @param {{place: Map<string, number>, width: number, measures: number, colCount: number}} frame
 * @returns {Map<string, Row>}
 */
function levelOf(reply, depth, { place, width, measures, colCount }) {
  const memberAt = (/** @type {number[]} */ at, /** @type {number} */ from, /** @type {number} */ to) =>
    at.slice(from, to).map((member, i) => reply.axes[from + i].members[member]);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const rowOf = (/** @type {Member[]} */ path) => {
    const id = pathId(path);
    const known = rows.get(id);
    if (known) return known;
    const row = {
      id,
      depth: depth - 1,
      path,
      children: 0,
      cells: /** @type {(number | null)[]} */ (Array(width).fill(null)),
    };
    rows.set(id, row);
    return row;
  };
  const put = (/** @type {Row} */ row, /** @type {number} */ at, /** @type {(number | null)[]} */ values) => {
    for (let m = 0; m < measures; m++) row.cells[at + m] = values[m];
  };
  for (const { at, values } of reply.rows) {
    const row = rowOf(memberAt(at, 0, depth));
    const column = place.get(pathId(memberAt(at, depth, at.length)));
    if (column !== undefined) put(row, column, values);
  }
  if (colCount > 0) {
    const last = width - measures;
    if (depth === 0) put(rowOf([]), last, reply.totals);
    for (const { at, values } of reply.subtotals ?? [])
      if (at.length === depth && depth > 0) put(rowOf(memberAt(at, 0, depth)), last, values);
  } else if (depth === 0) {
    put(rowOf([]), 0, reply.totals);
  }
  return rows;
}

/** Each row followed by what is below it. @param {Map<string, Row>[]} levels @returns {Row[]} */
function depthFirst(levels) {
  /** @type {Map<string, Row[]>} */
  const below = new Map();
  for (const level of levels.slice(1)) {
    for (const row of level.values()) {
      const parent = pathId(row.path.slice(0, -1));
      const siblings = below.get(parent);
      if (siblings) siblings.push(row);
      else below.set(parent, [row]);
    }
  }
  /** @type {Row[]} */
  const ordered = [];
  const visit = (/** @type {string} */ id) => {
    for (const row of below.get(id) ?? []) {
      ordered.push(row);
      const isLast = row.path.length === levels.length - 1;
      row.children = isLast ? 0 : (below.get(row.id)?.length ?? 0);
      if (!isLast) visit(row.id);
    }
  };
  visit('');
  return ordered;
}

/**
 * The rows to show: what lies below a closed row is left out.
 * @param {readonly Row[]} rows
 * @param {(row: Row) => boolean} isOpen
 */
export function visibleRows(rows, isOpen) {
  /** @type {Row[]} */
  const shown = [];
  let closedAt = Infinity;
  for (const row of rows) {
    if (row.depth > closedAt) continue;
    closedAt = row.children > 0 && !isOpen(row) ? row.depth : Infinity;
    shown.push(row);
  }
  return shown;
}

/** Steps of shade on either side of zero. */
const SHADES = 5;

/**
 * How strongly each cell is shaded, −5…5, by its size among the deepest rows' cells of the same measure; totals have no shade.
 * @param {Table} table
 * @returns {(row: Row, cell: number) => number}
 */
export function heatOf({ rows, measures, columns }) {
  const cells = columns.length * measures.length;
  const deepest = Math.max(0, ...rows.map(({ depth }) => depth));
  const most = measures.map((_, m) => {
    let largest = 0;
    for (const row of rows)
      if (row.depth === deepest)
        for (let i = m; i < cells; i += measures.length) largest = Math.max(largest, Math.abs(row.cells[i] ?? 0));
    return largest;
  });
  return (row, cell) => {
    const value = row.cells[cell];
    if (row.depth !== deepest || cell >= cells || value === null || value === 0) return 0;
    const largest = most[cell % measures.length];
    return Math.sign(value) * Math.min(SHADES, Math.max(1, Math.ceil((Math.abs(value) / largest) * SHADES)));
  };
}

// ---- flat -----------------------------------------------------------------------------------------------------------

/**
 * Every combination as one row, sorted across all of them; missing values last.
 * @param {{axes: {members: Member[]}[], measures: Measure[], groups: number, columns: Record<string, ArrayLike<number>>}} reply
 * @param {{by: number | null, descending: boolean, most: number, compareNames: (a: string, b: string) => number}} order
 *   by: number of the measure, null sorts by the first member's name
 * @returns {{path: Member[], values: (number | null)[]}[]}
 */
export function flatRows({ axes, measures, groups, columns }, { by, descending, most, compareNames }) {
  const order = Array.from({ length: groups }, (_, i) => i);
  const sign = descending ? -1 : 1;
  if (by === null) {
    const name = (/** @type {number} */ i) => {
      const { key, name: shown } = axes[0].members[columns.axis0[i]];
      return shown || (key ?? '');
    };
    order.sort((a, b) => sign * compareNames(name(a), name(b)) || a - b);
  } else {
    const values = columns[`measure${by}`];
    const rank = (/** @type {number} */ i) => (Number.isNaN(values[i]) ? Infinity : sign * values[i]);
    order.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
  }
  return order.slice(0, most).map((i) => ({
    path: axes.map(({ members }, axis) => members[columns[`axis${axis}`][i]]),
    values: measures.map((_, m) => {
      const value = columns[`measure${m}`][i];
      return Number.isNaN(value) ? null : value;
    }),
  }));
}

/** The places of a cell for drilling; null when it stands for "the rest". @param {string[]} axes @param {readonly Member[]} path @returns {import('./question.js').Place[] | null} */
export function placesOf(axes, path) {
  const places = [];
  for (const [i, { key }] of path.entries()) {
    if (key === null) return null;
    places.push({ axis: axes[i], key });
  }
  return places;
}
