// Errors as sentences: what happened (from the code), and where (from the path).
import { presentParams } from './engine-messages.js';
import { hasMessage, t } from './messages.js';

/**
 * @typedef {{code: string, path?: string, params?: Record<string, unknown>, kind?: 'input' | 'version' | 'internal', detail?: string}} ErrorRecord
 */

/**
 * What went wrong and how to mend it, in the language on screen.
 * @param {ErrorRecord} error
 */
export function errorText(error) {
  if (!hasMessage(error.code)) return t('frame.errorUnknown', { code: error.code });
  return t(error.code, presentParams(error.params ?? {}));
}

/**
 * Where it went wrong, or '' when nothing narrower is known: "orders.csv, line 12", "/targets/…".
 * @param {ErrorRecord} error
 */
export function errorPlace(error) {
  return error.path ? t('frame.errorPlace', { path: error.path }) : '';
}

/**
 * Errors of anything that was thrown: EngineError and StorageError carry records, the rest is our own defect.
 * @param {unknown} thrown
 * @returns {ErrorRecord[]}
 */
export function errorRecords(thrown) {
  if (thrown && typeof thrown === 'object' && 'errors' in thrown && Array.isArray(thrown.errors)) return thrown.errors;
  return [{ code: 'page.unexpected', params: { detail: String(thrown) }, kind: 'internal', detail: String(thrown) }];
}
