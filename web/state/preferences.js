// Preferences of this browser: language, theme, unit mode, rail. Kept in localStorage so that the first paint knows them.
import { effect, signal } from '@preact/signals-core';

/**
 * @typedef {'auto' | 'en' | 'zh'} LanguageChoice
 * @typedef {'auto' | 'light' | 'dark'} ThemeChoice
 * @typedef {'one' | 'mid' | 'large'} UnitMode
 * @typedef {{language: LanguageChoice, theme: ThemeChoice, unitMode: UnitMode, railCollapsed: boolean, author: string}} Values
 */

const KEY = 'sandtable.preferences';
/** @type {Values} */
const DEFAULTS = { language: 'auto', theme: 'auto', unitMode: 'mid', railCollapsed: false, author: '' };
/** What each preference may be; anything else in the store is ignored. */
const ALLOWED = /** @type {Record<string, (value: unknown) => boolean>} */ ({
  language: (value) => ['auto', 'en', 'zh'].includes(String(value)),
  theme: (value) => ['auto', 'light', 'dark'].includes(String(value)),
  unitMode: (value) => ['one', 'mid', 'large'].includes(String(value)),
  railCollapsed: (value) => typeof value === 'boolean',
  author: (value) => typeof value === 'string',
});

/** @returns {Values} */
function readStored() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {};
    const valid = Object.entries(stored).filter(([name, value]) => ALLOWED[name]?.(value));
    return { ...DEFAULTS, ...Object.fromEntries(valid) };
  } catch {
    return DEFAULTS; // no storage here, or not ours: the defaults are right and nothing of the manager's is lost
  }
}

const initial = readStored();

export const preferences = {
  language: signal(initial.language),
  theme: signal(initial.theme),
  unitMode: signal(initial.unitMode),
  railCollapsed: signal(initial.railCollapsed),
  /** name written beside the changes this manager makes */
  author: signal(initial.author),
};

/** The language to show: the choice, or what the browser prefers. @returns {'en' | 'zh'} */
export function effectiveLanguage() {
  const choice = preferences.language.value;
  if (choice !== 'auto') return choice;
  const preferred = typeof navigator === 'undefined' ? [] : navigator.languages;
  return preferred
    .find((tag) => /^(zh|en)\b/i.test(tag))
    ?.slice(0, 2)
    .toLowerCase() === 'en'
    ? 'en'
    : 'zh';
}

/** Writes every later change of a preference to the browser. @returns {() => void} stops */
export function keepPreferences() {
  return effect(() => {
    const values = Object.fromEntries(
      Object.entries(preferences).map(([name, preference]) => [name, preference.value]),
    );
    try {
      localStorage.setItem(KEY, JSON.stringify(values));
    } catch {
      // A browser without storage forgets preferences; the save state says that nothing is kept here.
    }
  });
}
