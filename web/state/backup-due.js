// When a plan that lives in this browser alone should be saved as a file: after many changes, or after some days with any. Pure.

/** @typedef {import('./plan-desk.js').PlanInfo} PlanInfo */

const CHANGES = 60;
const DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * @param {Pick<PlanInfo, 'kind' | 'readOnly' | 'createdAt' | 'filedAt' | 'unfiled' | 'reminded'>} plan
 * @param {number} now ms
 * @returns {{changes: number, days: number | null} | null} since the last file (days null: there never was one); null when there
 *   is nothing to remind of. A reminder put aside comes again after as many changes or days more.
 */
export function backupDue({ kind, readOnly, createdAt, filedAt, unfiled, reminded }, now) {
  if (kind !== 'plan' || readOnly || unfiled === 0) return null;
  const daysSince = (/** @type {string} */ at) => Math.max(0, Math.floor((now - Date.parse(at)) / DAY_MS));
  const since = reminded ? unfiled - reminded.unfiled : unfiled;
  const days = daysSince(reminded?.at ?? filedAt ?? createdAt);
  if (since < CHANGES && days < DAYS) return null;
  return { changes: unfiled, days: filedAt ? daysSince(filedAt) : null };
}
