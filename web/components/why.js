// openWhy: asks the shell to open the Why drawer for a figure.
import { fire } from './events.js';

/** @typedef {{request: string, params: Record<string, unknown>}} Why the engine request that explains a figure */

/**
 * @param {EventTarget} source an element of the page
 * @param {Why} why
 */
export const openWhy = (source, why) => fire(source, 'st-why', why);
