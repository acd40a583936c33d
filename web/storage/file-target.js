// Where a plan file goes: the file picker with a kept handle where the browser has one, a download elsewhere.
import { download } from '../lib/browser-files.js';
import { MIME_TYPE } from './container/write.js';
import { SUFFIXES, isNamedLike } from './open-plan-file.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {import('./open-plan-file.js').Format} Format
 * @typedef {{name: string, createWritable: () => Promise<any>}} FileHandle the part of FileSystemFileHandle used here
 * @typedef {{fileName: string, confirmed: boolean, write: (content: Blob | string) => Promise<void>}} Target confirmed: once written, the bytes are
 *   in the file (a download is only known to have been offered)
 */

/** @type {Map<string, FileHandle>} the file a plan was last saved to in this visit, by plan key */
const kept = new Map();

const TYPES = /** @type {Record<Format, {mime: string, suffixes: string[]}>} */ ({
  container: { mime: MIME_TYPE, suffixes: [SUFFIXES.container] },
  json: { mime: 'application/json', suffixes: [SUFFIXES.json, '.json'] },
});

/** The kept file, when it is of this format. @param {string} key @param {Format} format */
function keptFor(key, format) {
  const handle = kept.get(key);
  return handle && isNamedLike(handle.name, format) ? handle : null;
}

/** @param {string} key @param {Format} format */
export const keptFileName = (key, format) => keptFor(key, format)?.name ?? null;

/**
 * The plan's file. Asks where the first time (or with `asNew`), where the browser can be asked: before anything takes long,
 * because browsers only ask right after a key or click.
 * @param {string} key plan
 * @param {string} fileName proposed
 * @param {{format: Format, asNew?: boolean}} options
 * @returns {Promise<Target | null>} null when dismissed; writing rejects with file.not_written {name}
 */
export async function chooseTarget(key, fileName, { format, asNew = false }) {
  const picker = /** @type {any} */ (globalThis).showSaveFilePicker;
  if (typeof picker !== 'function') {
    const write = async (/** @type {Blob | string} */ content) => download(fileName, content, TYPES[format].mime);
    return { fileName, confirmed: false, write };
  }
  const handle = (!asNew && keptFor(key, format)) || (await askForFile(picker, fileName, format));
  if (!handle) return null;
  return { fileName: handle.name, confirmed: true, write: (content) => writeTo(key, handle, content) };
}

/** @param {string} key @param {FileHandle} handle @param {Blob | string} content */
async function writeTo(key, handle, content) {
  try {
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
  } catch (error) {
    kept.delete(key);
    throw storageFailure('file.not_written', { name: handle.name }, String(error));
  }
  kept.set(key, handle);
}

/** @param {(options: object) => Promise<FileHandle>} picker @param {string} suggestedName @param {Format} format */
async function askForFile(picker, suggestedName, format) {
  const { mime, suffixes } = TYPES[format];
  try {
    return await picker({ suggestedName, types: [{ description: 'Sandtable', accept: { [mime]: suffixes } }] });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null; // the manager closed the picker
    throw storageFailure('file.not_written', { name: suggestedName }, String(error));
  }
}
