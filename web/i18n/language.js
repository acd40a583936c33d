// The language on screen: a signal, and the document's lang attribute with it.
import { signal } from '@preact/signals-core';

/** @typedef {import('./catalogues.js').Language} Language */

/** @type {import('@preact/signals-core').Signal<Language>} */
export const language = signal(/** @type {Language} */ ('zh'));

/** @param {Language} next */
export function setLanguage(next) {
  language.value = next;
  if (typeof document !== 'undefined') document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}
