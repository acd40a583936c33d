// toast: asks the shell to show a short message, with at most one action (usually undo).
import { errorPlace, errorRecords, errorText } from '../i18n/index.js';
import { fire } from './events.js';

/**
 * @typedef {{text: string, tone?: 'info' | 'good' | 'bad', action?: {text: string, run: () => unknown}}} Toast
 */

/**
 * What is left on screen when another message comes: undo takes back the latest step, so an older offer of it would take back
 * something else than it says.
 * @template {Toast} T @param {T[]} shown @param {Toast} next @param {number} atMost with the next one
 */
export const left = (shown, next, atMost) =>
  shown
    .filter(({ action }) => !next.action || action?.text !== next.action.text)
    .slice(atMost > 1 ? 1 - atMost : shown.length);

/** @param {EventTarget} source @param {Toast} message */
export const toast = (source, message) => fire(source, 'st-toast', message);

/**
 * Shows what went wrong, unless the manager cancelled it.
 * @param {EventTarget} source
 * @param {unknown} thrown
 */
export function showErrors(source, thrown) {
  if (thrown instanceof Error && thrown.name === 'AbortError') return;
  const lines = errorRecords(thrown).map((record) => [errorText(record), errorPlace(record)].filter(Boolean).join(' '));
  toast(source, { tone: 'bad', text: lines.slice(0, 3).join('\n') });
}
