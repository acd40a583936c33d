// Files that are not UTF-8: which encodings are read, which one the engine's complaint points to, and their way to UTF-8.

/** What can be chosen, as TextDecoder knows the names. The engine reads UTF-8; everything else is turned into it on the way. */
export const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'];

/**
 * The encoding to try after the engine has refused a file as UTF-8. What fits no other guess is read as Excel writes it
 * in Western Europe; the manager sees which one was taken and can choose another.
 * @param {readonly import('../../storage/types.js').ErrorRecord[]} errors
 * @returns {string | null} null when the errors are about something else
 */
export function encodingAfter(errors) {
  const refused = errors.find(({ code }) => code === 'facts.not_utf8');
  if (!refused) return null;
  const guess = String(refused.params?.guess ?? '');
  return guess !== 'utf-8' && ENCODINGS.includes(guess) ? guess : 'windows-1252';
}

/**
 * A function that turns the file's chunks, in order, into UTF-8.
 * @param {string} encoding 'utf-8' or one of ENCODINGS
 * @returns {(bytes: Uint8Array<ArrayBuffer>, last: boolean) => Uint8Array<ArrayBuffer>}
 */
export function toUtf8(encoding) {
  if (encoding === 'utf-8') return (bytes) => bytes;
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (bytes, last) => encoder.encode(decoder.decode(bytes, { stream: !last }));
}
