// A plan file meets the same plan in this browser: which is newer, and a copy that is a plan of its own. Pure.
import { randomId } from '../lib/ids.js';
import { setMember } from '../lib/json-text.js';
import { partUnits, planTitle } from './plan-records.js';

/**
 * @typedef {{name: string, revision: number, at: string}} Version at: ISO instant of its last change, or of the file
 * @typedef {'file' | 'browser' | 'same' | 'unclear'} Newer same: as far as revision and time can tell
 * @typedef {{fileName: string, present: Version, incoming: Version, newer: Newer, part: boolean}} SamePlan part: of a plan, not a whole one
 * @typedef {{choice: 'replace' | 'present' | 'merge' | 'cancel'} | {choice: 'copy', name: string}} Answer
 *   merge: both into one, looked at first; replace: the file takes its place and what was here becomes an earlier version; copy: both, the file's under this name
 */

/** @param {string} planText @returns {any} an empty document when it is not JSON: the engine says what is wrong with it */
function parsed(planText) {
  try {
    return JSON.parse(planText) ?? {};
  } catch {
    return {};
  }
}

/** @param {string} planText */
export const documentId = (planText) => String(parsed(planText).id ?? '');

/** The units of the part that a document is; none for a whole plan. @param {string} planText @returns {string[]} */
export const partOfDocument = (planText) => partUnits(parsed(planText));

/**
 * @param {import('../storage/types.js').PlanRecord} present
 * @param {string} planText
 * @param {{name: string, lastModified: number}} file
 * @returns {SamePlan}
 */
export function samePlan(present, planText, file) {
  const { meta, revision } = parsed(planText);
  const incoming = {
    name: planTitle(meta),
    revision: Number(revision ?? 0),
    at: new Date(file.lastModified).toISOString(),
  };
  const here = { name: present.name, revision: present.revision, at: present.updatedAt };
  const part = partOfDocument(planText).length > 0;
  return { fileName: file.name, part, present: here, incoming, newer: newerOf(here, incoming) };
}

/**
 * More changes made and changed later is newer. When the two disagree, both were worked on, or the file was only copied later:
 * nobody but the manager can tell.
 * @param {Version} present @param {Version} incoming
 * @returns {Newer}
 */
export function newerOf(present, incoming) {
  const byRevision = Math.sign(incoming.revision - present.revision);
  const byTime = Math.sign(Date.parse(incoming.at) - Date.parse(present.at));
  if (byRevision === 0 && byTime >= 0) return 'same'; // written after the last change here, from that change
  if (byRevision > 0 && byTime >= 0) return 'file';
  return byRevision < 0 && byTime <= 0 ? 'browser' : 'unclear';
}

/** A document with an identity and a name of its own; not a character of it changes otherwise. @param {string} planText @param {string} name */
export const renamedCopy = (planText, name) =>
  setMember(setMember(planText, ['id'], randomId()), ['meta', 'name'], name);
