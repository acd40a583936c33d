// Preferences of this browser: language, theme, unit mode, rail. Kept in localStorage so that the first paint knows them.
import { effect, signal } from '@preact/signals-core';

/**
 * @typedef {'auto' | 'en' | 'zh'} LanguageChoice
 * @typedef {'auto' | 'light' | 'dark'} ThemeChoice
 * @typedef {'one' | 'mid' | 'large'} UnitMode
 */

/** One key each, plain text: public/index.html reads language and theme before the first paint. */
const PREFIX = 'sandtable.';
const LANGUAGES = ['auto', 'en', 'zh'];
const THEMES = ['auto', 'light', 'dark'];
const UNIT_MODES = ['one', 'mid', 'large'];

/**
 * The stored text of a preference when it is one of `allowed` (or any text without `allowed`).
 * @param {string} name @param {string[] | null} allowed @param {string} fallback
 */
function stored(name, allowed, fallback) {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text !== null && (allowed?.includes(text) ?? true) ? text : fallback;
  } catch {
    return fallback; // storage is forbidden here; the save state says what that means
  }
}

export const preferences = {
  language: signal(/** @type {LanguageChoice} */ (stored('language', LANGUAGES, 'auto'))),
  theme: signal(/** @type {ThemeChoice} */ (stored('theme', THEMES, 'auto'))),
  unitMode: signal(/** @type {UnitMode} */ (stored('unitMode', UNIT_MODES, 'mid'))),
  railCollapsed: signal(stored('railCollapsed', ['yes', 'no'], 'no') === 'yes'),
  /** name written beside the changes this manager makes */
  author: signal(stored('author', null, '')),
};

/** The language to show: the choice, or what the browser prefers. @returns {'en' | 'zh'} */
export function effectiveLanguage() {
  const choice = preferences.language.value;
  if (choice !== 'auto') return choice;
  const preferred = typeof navigator === 'undefined' ? [] : (navigator.languages ?? []);
  const known = preferred.find((tag) => /^(zh|en)\b/i.test(tag));
  return known?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Writes every later change of a preference to the browser; `auto` is the absence of a choice. @returns {() => void} stops */
export function keepPreferences() {
  return effect(() => {
    const values = {
      language: preferences.language.value,
      theme: preferences.theme.value,
      unitMode: preferences.unitMode.value,
      railCollapsed: preferences.railCollapsed.value ? 'yes' : 'no',
      author: preferences.author.value,
    };
    try {
      for (const [name, value] of Object.entries(values)) {
        if (value === 'auto' || value === '') localStorage.removeItem(PREFIX + name);
        else localStorage.setItem(PREFIX + name, value);
      }
    } catch {
      // A browser without storage forgets preferences; the save state says that nothing is kept here.
    }
  });
}
