// Commands: everything that can be done by name or by key. The palette lists them; shortcuts run them.
import { signal } from '@preact/signals-core';

/**
 * @typedef {{key: string, params?: Record<string, unknown>}} Title a message; a param may itself be a message
 * @typedef {{
 *   id: string,
 *   title: Title | string | (() => Title),
 *   run: () => unknown,
 *   shortcut?: string,
 *   icon?: string,
 *   enabled?: () => boolean,
 *   hidden?: boolean,
 * }} Command shortcut: "Mod+K", "Mod+Shift+Z", "?" where Mod is Ctrl, or Command on a Mac; hidden: a key only, not listed
 */

/** @type {import('@preact/signals-core').Signal<Command[]>} */
export const commands = signal(/** @type {Command[]} */ ([]));

/**
 * Adds commands; a command with a known id replaces it.
 * @param {Command[]} added
 * @returns {() => void} removes them again
 */
export function registerCommands(added) {
  const ids = new Set(added.map((command) => command.id));
  commands.value = [...commands.peek().filter((command) => !ids.has(command.id)), ...added];
  return () => {
    commands.value = commands.peek().filter((command) => !added.includes(command));
  };
}

/**
 * How well a title matches what was typed: characters in order, better when together and at word starts; 0 is no match.
 * @param {string} typed
 * @param {string} title
 */
export function matchScore(typed, title) {
  const wanted = typed.trim().toLowerCase();
  const text = title.toLowerCase();
  if (wanted === '') return 1;
  let score = 0;
  let at = 0;
  let previous = -2;
  for (const char of wanted) {
    if (char === ' ') continue;
    const found = text.indexOf(char, at);
    if (found < 0) return 0;
    score += found === previous + 1 ? 3 : found === 0 || /[\s:：/·]/.test(text[found - 1]) ? 2 : 1;
    previous = found;
    at = found + 1;
  }
  return score / (1 + text.length / 100);
}

/**
 * The key combination of an event in the notation of Command.shortcut.
 * @param {KeyboardEvent} event
 */
export function shortcutOf(event) {
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const alt = event.altKey ? 'Alt+' : '';
  const letter = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (mod || alt || event.key.length > 1) ? 'Shift+' : '';
  return `${mod}${alt}${shift}${letter}`;
}

/**
 * Runs the command of a key press, unless the press belongs to a field being typed in.
 * @param {KeyboardEvent} event
 * @returns {boolean} whether a command ran
 */
export function runShortcut(event) {
  if (event.defaultPrevented || event.isComposing) return false;
  const pressed = shortcutOf(event);
  if (isTyping(event) && (!pressed.startsWith('Mod+') || /^Mod\+(Shift\+)?[ZYACVX]$/.test(pressed))) return false;
  const command = commands.peek().find(({ shortcut, enabled }) => shortcut === pressed && (enabled?.() ?? true));
  if (!command) return false;
  event.preventDefault();
  command.run();
  return true;
}

/** @param {Event} event */
function isTyping(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName) || isTextInput(target);
}

/** @param {HTMLElement} target */
const isTextInput = (target) =>
  target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type);
