// Which earlier snapshots of a plan are kept, and in what form: the last two as they are, then one an hour and one a day, packed,
// within a number of bytes. Pure but for the packing; the stores are plan-store.js's.
import { gunzip, gzip } from '../lib/bytes.js';
import { today } from '../lib/dates.js';

/** @typedef {{seq: number, at: string, bytes: number}} Generation bytes: what it takes in the store */

/** Always there, with the journal between them: a damaged newest one costs nothing. */
export const NEWEST = 2;
export const LIMITS = { hours: 24, days: 14, bytes: 16 * 1024 * 1024 };
/** A plan's text is never longer than what a plan file may hold. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * What to keep: the newest ones, the last of each of the latest hours and days in which the plan was worked on. Hours in which
 * nobody worked count for nothing: who works on Mondays keeps fourteen Mondays.
 * @param {Generation[]} generations in any order
 * @param {{hours: number, days: number, bytes: number}} [limits] bytes: of all beyond the newest ones; the oldest go first
 * @returns {Set<number>} their sequence numbers
 */
export function keptGenerations(generations, limits = LIMITS) {
  const newestFirst = generations.toSorted((a, b) => b.seq - a.seq);
  const kept = new Set(newestFirst.slice(0, NEWEST).map(({ seq }) => seq));
  const hours = new Set();
  const days = new Set();
  let room = limits.bytes;
  for (const { seq, at, bytes } of newestFirst) {
    const hour = at.slice(0, 13);
    const day = today(new Date(at));
    const lastOfHour = !hours.has(hour) && hours.size < limits.hours;
    const lastOfDay = !days.has(day) && days.size < limits.days;
    hours.add(hour);
    days.add(day);
    if (kept.has(seq) || !(lastOfHour || lastOfDay)) continue;
    room -= bytes;
    if (room < 0) break;
    kept.add(seq);
  }
  return kept;
}

/** @param {string} text @returns {Promise<Uint8Array<ArrayBuffer> | null>} null where the browser cannot pack */
export async function packText(text) {
  return typeof CompressionStream === 'undefined' ? null : gzip(new TextEncoder().encode(text));
}

/** @param {Uint8Array<ArrayBuffer>} packed @returns {Promise<string | null>} null when it is damaged */
export async function unpackText(packed) {
  try {
    const bytes = await gunzip(packed, MAX_TEXT_BYTES);
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // cut short, or bits have turned: whoever asked goes to another generation
  }
}
