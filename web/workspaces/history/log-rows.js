// Rows of the change log: which parts of the plan each change touched, and what the filters leave. Pure.
import { personOf } from './attribution.js';
import { counted } from './change-rows.js';

/**
 * @typedef {import('../../storage/types.js').Change} Change
 * @typedef {{change: Change, rooms: string[]}} LogRow rooms: collections and parts of the plan
 */

/**
 * @param {Change[]} log newest first
 * @param {import('./change-rows.js').Filter} filter
 * @param {(change: Change) => string} titleOf what is looked through for text
 * @returns {{rows: LogRow[], people: [string, number][], rooms: [string, number][]}} people, rooms: of the whole log, to choose from
 */
export function logRows(log, { person, room, text }, titleOf) {
  const all = log.map((change) => ({ change, rooms: roomsOf(change) }));
  const wanted = text.trim().toLowerCase();
  const rows = all.filter(
    ({ change, rooms }) =>
      (person === null || personOf(change.by) === person) &&
      (room === null || rooms.includes(room)) &&
      (wanted === '' || titleOf(change).toLowerCase().includes(wanted)),
  );
  return {
    rows,
    people: counted(all.map(({ change }) => personOf(change.by))),
    rooms: counted(all.flatMap(({ rooms }) => rooms)),
  };
}

/** @param {Change} change @returns {string[]} */
function roomsOf({ paths, facts }) {
  const rooms = paths.map((path) => {
    const [, first, second] = path.split('/');
    return first === 'collections' ? (second ?? first) : first;
  });
  return [...new Set(facts === undefined ? rooms : [...rooms, 'facts'])];
}
