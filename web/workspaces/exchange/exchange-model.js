// What the exchange screens know without asking the engine: whom parts may go to, which round is next, and how a round stands. Pure.

/**
 * @typedef {import('../../storage/rounds-store.js').Round} Round
 * @typedef {{id: string, name: string, parent?: string | null, level?: string, ownerId?: string | null, order?: number}} Unit
 * @typedef {{id: string, name: string, role?: string, unit?: string | null}} Person
 * @typedef {'sent' | 'overdue' | 'returned' | 'merged' | 'replaced'} RoundState replaced: a later round of the same units went out
 * @typedef {{unit: Unit, depth: number, hasChildren: boolean, owner: string}} UnitRow
 * @typedef {{id: string, roots: string[], unitName: string, person: string, personName: string}} Recipient id: what was ticked,
 *   "unit:…" or "person:…"
 */

/** Units of a tree without circles are never deeper. */
const DEEPEST = 40;

/** @param {Record<string, Unit>} units @returns {Map<string, Unit[]>} by parent id, '' for the top */
function childrenOf(units) {
  const children = new Map();
  for (const unit of Object.values(units)) {
    const parent = unit.parent && Object.hasOwn(units, unit.parent) ? unit.parent : '';
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  for (const list of children.values())
    list.sort((/** @type {Unit} */ a, /** @type {Unit} */ b) => (a.order ?? 0) - (b.order ?? 0));
  return children;
}

/** @param {Record<string, Person>} people @param {string | null | undefined} id */
const personName = (people, id) => (id && Object.hasOwn(people, id) ? people[id].name : '');

/**
 * The tree as rows, top first.
 * @param {Record<string, Unit>} units @param {Record<string, Person>} people
 * @param {{isOpen?: (unit: Unit, depth: number) => boolean, query?: string}} [shown] query: only what is called so, by unit or owner
 * @returns {UnitRow[]}
 */
export function unitRows(units, people, { isOpen = () => true, query = '' } = {}) {
  const children = childrenOf(units);
  const wanted = query.trim().toLocaleLowerCase();
  /** @type {UnitRow[]} */
  const rows = [];
  const walk = (/** @type {string} */ parent, /** @type {number} */ depth) => {
    if (depth > DEEPEST) return;
    for (const unit of children.get(parent) ?? []) {
      const owner = personName(people, unit.ownerId);
      const found = wanted === '' || `${unit.name}\n${owner}`.toLocaleLowerCase().includes(wanted);
      if (found) rows.push({ unit, depth: wanted ? 0 : depth, hasChildren: children.has(unit.id), owner });
      if (wanted !== '' || isOpen(unit, depth)) walk(unit.id, depth + 1);
    }
  };
  walk('', 0);
  return rows;
}

/** How deep every unit lies. @param {Record<string, Unit>} units @returns {Map<string, number>} by id */
export const depths = (units) => new Map(unitRows(units, {}).map(({ unit, depth }) => [unit.id, depth]));

/** People who own units, with these units. @param {Record<string, Unit>} units @param {Record<string, Person>} people */
export function owners(units, people) {
  /** @type {Map<string, Unit[]>} */
  const owned = new Map();
  for (const { unit } of unitRows(units, people)) {
    if (unit.ownerId && Object.hasOwn(people, unit.ownerId))
      owned.set(unit.ownerId, [...(owned.get(unit.ownerId) ?? []), unit]);
  }
  return [...owned].map(([id, list]) => ({ person: people[id], units: topmost(units, list) }));
}

/** Units that are not below another one of the list. @param {Record<string, Unit>} units @param {Unit[]} list */
function topmost(units, list) {
  const ids = new Set(list.map(({ id }) => id));
  const isBelow = (/** @type {Unit} */ unit) => {
    let above = unit.parent;
    for (let steps = 0; above && Object.hasOwn(units, above) && steps < DEEPEST; steps++) {
      if (ids.has(above)) return true;
      above = units[above].parent;
    }
    return false;
  };
  return list.filter((unit) => !isBelow(unit));
}

/**
 * Whom a ticked entry stands for.
 * @param {string} id "unit:…" or "person:…" @param {Record<string, Unit>} units @param {Record<string, Person>} people
 * @returns {Recipient | null} null when it is not there any more
 */
export function recipientOf(id, units, people) {
  const [kind, key] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  if (kind === 'unit') {
    const unit = Object.hasOwn(units, key) ? units[key] : null;
    if (!unit) return null;
    const person = unit.ownerId && Object.hasOwn(people, unit.ownerId) ? unit.ownerId : '';
    return { id, roots: [key], unitName: unit.name, person, personName: personName(people, person) };
  }
  const found = owners(units, people).find(({ person }) => person.id === key);
  if (!found) return null;
  const roots = found.units.map((unit) => unit.id).sort();
  const unitName = found.units.map(({ name }) => name).join('、');
  return { id, roots, unitName, person: key, personName: found.person.name };
}

/** @param {string[]} roots */
const sameRoots = (roots) => JSON.stringify([...roots].sort());

/** @param {Round[]} rounds sent @param {string[]} roots @returns {number} of the next round of these units */
export const nextNumber = (rounds, roots) =>
  1 +
  rounds
    .filter((round) => sameRoots(round.roots) === sameRoots(roots))
    .reduce((last, { number }) => Math.max(last, number), 0);

/**
 * How a round stands. A part that is due on a day is late from the day after.
 * @param {Round} round @param {Round[]} rounds all of the plan @param {string} day the manager's today, an ISO day
 * @returns {RoundState}
 */
export function roundState(round, rounds, day) {
  const latest = round.returns.at(-1);
  if (latest) return latest.mergedAt ? 'merged' : 'returned';
  const later = rounds.some(
    (other) => other.number > round.number && sameRoots(other.roots) === sameRoots(round.roots),
  );
  if (later) return 'replaced';
  return round.dueAt !== null && day > round.dueAt ? 'overdue' : 'sent';
}

/** Days a part is late. @param {string} dueAt ISO day @param {string} day ISO day */
export const daysLate = (dueAt, day) => Math.round((Date.parse(day) - Date.parse(dueAt)) / 86_400_000);

/** @type {Record<'due' | 'unit' | 'sent', (round: Round) => string>} */
const ORDER_KEYS = {
  due: ({ dueAt, unitName }) => `${dueAt ?? '9999'} ${unitName}`,
  unit: ({ unitName, number }) => `${unitName} ${String(number).padStart(4, '0')}`,
  sent: ({ sentAt }) => sentAt,
};

/**
 * @template {{round: Round}} Row
 * @param {Row[]} rows @param {'due' | 'unit' | 'sent'} order sent: the latest first
 * @returns {Row[]}
 */
export function sortedRounds(rows, order) {
  const key = ORDER_KEYS[order];
  const sorted = rows.toSorted((a, b) => key(a.round).localeCompare(key(b.round)));
  return order === 'sent' ? sorted.reverse() : sorted;
}
