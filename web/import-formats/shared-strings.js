// The texts a workbook keeps once for all its cells (ECMA-376-1, 18.4): runs joined, readings of Asian names left out.
import { scanPart, unescapeCell } from './xml-part.js';

/**
 * @param {import('./xml-part.js').Package} file
 * @param {import('./zip-archive.js').ZipEntry | undefined} entry
 * @param {(packedDone: number) => void} [onProgress]
 * @returns {Promise<string[]>}
 */
export async function readSharedStrings(file, entry, onProgress = () => {}) {
  /** @type {string[]} */
  const strings = [];
  if (!entry) return strings;
  let text = '';
  let readings = 0;
  await scanPart(
    file,
    entry,
    (scanner) => ({
      open: (name) => {
        if (name === 'si') text = '';
        else if (name === 'rPh') readings += 1;
        else if (name === 't') scanner().wantsText = readings === 0;
      },
      close: (name) => {
        if (name === 't') scanner().wantsText = false;
        else if (name === 'rPh') readings -= 1;
        else if (name === 'si') strings.push(unescapeCell(text));
      },
      text: (piece) => (text += piece),
    }),
    onProgress,
  );
  return strings;
}
