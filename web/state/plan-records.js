// What the browser's list of plans says about a document.
import { randomId } from '../lib/ids.js';

/** @typedef {import('../storage/types.js').PlanRecord} PlanRecord */

/** Also of documents that nobody has checked yet. @param {{name?: unknown} | null | undefined} meta */
export const planTitle = (meta) => (typeof meta?.name === 'string' && meta.name) || '—';

/**
 * The units of the part that a document is; none for a whole plan.
 * @param {{slice?: {roots?: unknown}} | null | undefined} document
 * @returns {string[]}
 */
export function partUnits(document) {
  const roots = document?.slice?.roots;
  return Array.isArray(roots) ? roots.map(String) : [];
}

/**
 * The record of a document that becomes a plan of this browser.
 * @param {{id: string, meta: {name?: string, language?: string}, slice?: {roots?: unknown}}} document
 * @param {{kind: 'plan' | 'sample', revision: number, inFile: boolean, fileName?: string}} origin
 * @returns {PlanRecord}
 */
export function newPlanRecord(document, { kind, revision, inFile, fileName = undefined }) {
  const now = new Date().toISOString();
  const part = partUnits(document);
  return {
    key: randomId(),
    id: document.id,
    name: planTitle(document.meta),
    kind,
    language: document.meta?.language ?? '',
    revision,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    fileState: inFile ? 0 : null,
    fileName: fileName ?? null,
    ...(inFile ? { filedAt: now } : {}),
    ...(part.length > 0 ? { part } : {}),
  };
}
