// t(): the text of a message key in the language on screen. Reading it inside an effect subscribes to the language.
import { IntlMessageFormat } from 'intl-messageformat';
import { MESSAGES } from './catalogues.js';
import { language } from './language.js';

/** @typedef {import('./catalogues.js').Language} Language */
/** @typedef {{key: string, params?: Record<string, unknown>}} Message a text by key, as engine and session name it */

/** @type {Map<string, IntlMessageFormat>} compiled messages by "<language>:<key>" */
const compiled = new Map();

/**
 * @param {string} key
 * @param {Language} lang
 */
function compile(key, lang) {
  const id = `${lang}:${key}`;
  let format = compiled.get(id);
  if (!format) {
    // Markup is off: a "<" in a text or a name is a character.
    format = new IntlMessageFormat(MESSAGES[lang][key], lang === 'zh' ? 'zh-CN' : 'en', undefined, { ignoreTag: true });
    compiled.set(id, format);
  }
  return format;
}

/** @param {string} key */
export const hasMessage = (key) => Object.hasOwn(MESSAGES[language.value], key);

/**
 * The text of a key. A key without a text shows as ⟦key⟧, so that it is seen and reported rather than guessed.
 * @param {string} key
 * @param {Record<string, unknown>} [params] ICU arguments; a missing one shows as ⟦key⟧ too
 * @param {Language} [lang] defaults to the language on screen
 * @returns {string}
 */
export function t(key, params = {}, lang = language.value) {
  if (!Object.hasOwn(MESSAGES[lang], key)) return `⟦${key}⟧`;
  try {
    return String(compile(key, lang).format(/** @type {Record<string, string>} */ (params)));
  } catch {
    return `⟦${key}⟧`; // intl-messageformat throws for a missing argument or a malformed message; the unit test finds both
  }
}
