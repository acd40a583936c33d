// Titles of commands, labels of undo steps and key combinations, as text.
import { messageText } from '../i18n/index.js';

/** @param {import('../state/commands.js').Command} command */
export function commandTitle({ title }) {
  const message = typeof title === 'function' ? title() : title;
  return labelText(message);
}

/**
 * A message whose params may be messages themselves (the name of a workspace).
 * @param {import('../state/commands.js').Title | string} message
 * @returns {string}
 */
export function labelText(message) {
  if (typeof message === 'string') return message;
  const params = Object.entries(message.params ?? {}).map(([name, value]) => [
    name,
    isMessage(value) ? labelText(value) : value,
  ]);
  return messageText({ key: message.key, params: Object.fromEntries(params) });
}

/** @param {unknown} value @returns {value is {key: string, params?: Record<string, unknown>}} */
const isMessage = (value) => typeof value === 'object' && value !== null && 'key' in value;

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** "Mod+Shift+Z" → "Ctrl+Shift+Z", "⌘⇧Z" on a Mac. @param {string} shortcut */
export const shortcutText = (shortcut) =>
  isMac ? shortcut.replace('Mod+', '⌘').replace('Shift+', '⇧').replace('Alt+', '⌥') : shortcut.replace('Mod+', 'Ctrl+');
