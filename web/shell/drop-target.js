// Files dropped anywhere on the window. A workspace that wants a drop for itself calls preventDefault on it first.

/**
 * @param {{onHover: (over: boolean) => void, onFile: (file: File) => unknown}} listener
 * @returns {() => void} stops
 */
export function followDrops({ onHover, onFile }) {
  let depth = 0;
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  const onEnter = (/** @type {DragEvent} */ event) => {
    if (!hasFiles(event)) return;
    depth += 1;
    onHover(true);
  };
  const onLeave = (/** @type {DragEvent} */ event) => {
    if (!hasFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) onHover(false);
  };
  const onOver = (/** @type {DragEvent} */ event) => {
    if (hasFiles(event)) event.preventDefault();
  };
  const onDrop = (/** @type {DragEvent} */ event) => {
    depth = 0;
    onHover(false);
    const file = event.dataTransfer?.files[0];
    if (event.defaultPrevented || !file) return;
    event.preventDefault();
    onFile(file);
  };
  window.addEventListener('dragenter', onEnter);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('dragover', onOver);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragenter', onEnter);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('drop', onDrop);
  };
}
