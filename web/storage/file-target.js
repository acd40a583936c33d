// Where a plan file goes: the file picker with a kept handle where the browser has one, a download elsewhere.
import { download } from '../lib/browser-files.js';
import { storageFailure } from './storage-error.js';

/** @typedef {{name: string, createWritable: () => Promise<any>}} FileHandle the part of FileSystemFileHandle used here */

/** @type {Map<string, FileHandle>} the file a plan was last saved to in this visit, by plan key */
const kept = new Map();

/** @param {string} key */
export const keptFileName = (key) => kept.get(key)?.name ?? null;

/**
 * Writes text to the plan's file. Asks where the first time (or with `asNew`), where the browser can be asked.
 * @param {string} key plan
 * @param {string} fileName proposed
 * @param {string} text
 * @param {{asNew?: boolean}} [options]
 * @returns {Promise<{fileName: string, confirmed: boolean} | null>} null when dismissed; confirmed: the bytes are in the
 *   file (a download is only known to have been offered)
 */
export async function writePlanFile(key, fileName, text, { asNew = false } = {}) {
  const picker = /** @type {any} */ (globalThis).showSaveFilePicker;
  if (typeof picker !== 'function') {
    download(fileName, text, 'application/json');
    return { fileName, confirmed: false };
  }
  const handle = (!asNew && kept.get(key)) || (await askForFile(picker, fileName));
  if (!handle) return null;
  try {
    const writable = await handle.createWritable();
    await writable.write(text);
    await writable.close();
  } catch (error) {
    kept.delete(key);
    throw storageFailure('file.not_written', { name: handle.name }, String(error));
  }
  kept.set(key, handle);
  return { fileName: handle.name, confirmed: true };
}

/** @param {(options: object) => Promise<FileHandle>} picker @param {string} suggestedName */
async function askForFile(picker, suggestedName) {
  try {
    return await picker({
      suggestedName,
      types: [{ description: 'Sandtable', accept: { 'application/json': ['.sandtable.json', '.json'] } }],
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null; // the manager closed the picker
    throw storageFailure('file.not_written', { name: suggestedName }, String(error));
  }
}
