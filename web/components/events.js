// Events of screen parts: they bubble out of every shadow root up to the shell.

/**
 * @param {EventTarget} source
 * @param {string} type "st-…"
 * @param {unknown} [detail]
 */
export function fire(source, type, detail) {
  return source.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
}
