// Files handed to the manager: one download after the other, or all into a folder where the browser can.
import { download } from '../../lib/browser-files.js';
import { MIME_TYPE } from '../../storage/container/write.js';
import { storageFailure } from '../../storage/storage-error.js';

/** Browsers drop downloads that follow too closely. */
const BETWEEN_MS = 350;

/** @typedef {{fileName: string, content: Blob}} NamedFile */

/** @param {NamedFile[]} files */
export async function downloadAll(files) {
  for (const [at, { fileName, content }] of files.entries()) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    download(fileName, content, MIME_TYPE);
  }
}

export const canChooseFolder = () => typeof (/** @type {any} */ (globalThis).showDirectoryPicker) === 'function';

/**
 * @param {NamedFile[]} files
 * @returns {Promise<string | null>} the folder's name; null when the picker was closed. Rejects with file.not_written {name}
 */
export async function saveInFolder(files) {
  let folder;
  try {
    folder = await /** @type {any} */ (globalThis).showDirectoryPicker({ mode: 'readwrite' });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null; // the manager closed the picker
    throw storageFailure('file.not_written', { name: files[0]?.fileName ?? '' }, String(error));
  }
  for (const { fileName, content } of files) {
    try {
      const writable = await (await folder.getFileHandle(fileName, { create: true })).createWritable();
      await writable.write(content);
      await writable.close();
    } catch (error) {
      throw storageFailure('file.not_written', { name: fileName }, String(error));
    }
  }
  return folder.name;
}
