// What a cell's style says about its number: a date, a time, a code with leading zeros, or just a number
// (ECMA-376-1, 18.8.30 and 18.8.31; formats 27–36 and 50–58 are dates in the Chinese, Japanese and Korean Excel).
import { attribute } from './xml-scanner.js';
import { scanPart } from './xml-part.js';

/** @typedef {{kind: 'number' | 'date' | 'dateTime' | 'time'} | {kind: 'code', digits: number}} CellFormat */

const NUMBER = /** @type {CellFormat} */ ({ kind: 'number' });
const MOST_STYLES = 70_000;
const LONGEST_CODE = 30;

/**
 * The format of every style index.
 * @param {import('./xml-part.js').Package} file
 * @param {import('./zip-archive.js').ZipEntry | undefined} entry
 * @returns {Promise<CellFormat[]>}
 */
export async function readCellStyles(file, entry) {
  /** @type {CellFormat[]} */
  const styles = [];
  if (!entry) return styles;
  /** @type {Map<number, CellFormat>} */
  const own = new Map();
  let inCellStyles = false;
  await scanPart(file, entry, () => ({
    open: (name, tag) => {
      if (name === 'numFmt') own.set(Number(attribute(tag, 'numFmtId')), formatOf(attribute(tag, 'formatCode') ?? ''));
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles && styles.length < MOST_STYLES) {
        const id = Number(attribute(tag, 'numFmtId') ?? 0);
        styles.push(own.get(id) ?? builtIn(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
    text: () => {},
  }));
  return styles;
}

/** @param {number} id @returns {CellFormat} */
function builtIn(id) {
  if (id === 22) return { kind: 'dateTime' };
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return { kind: 'date' };
  // 32–35 and 55–56 are times in one of the three languages and dates in another: the value tells.
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 55 || id === 56) return { kind: 'time' };
  return NUMBER;
}

/**
 * What a format code makes of a number, judged by its first section.
 * @param {string} code
 * @returns {CellFormat}
 */
export function formatOf(code) {
  const section = firstSection(code);
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return NUMBER; // elapsed time: an amount of time, not a moment
  const letters = section
    .replace(/\[[^\]]*\]/g, '') // colours, conditions, languages
    .replace(/am\/pm|a\/p|上午\/下午/gi, 'h')
    .toLowerCase();
  if (/^0+$/.test(letters) && letters.length > 1 && letters.length <= LONGEST_CODE)
    return { kind: 'code', digits: letters.length };
  if (/[0#?]/.test(letters.replace(/[hs][.,]0+/g, 'h')) || letters.trim() === 'general') return NUMBER;
  const hasClock = /[hs]/.test(letters);
  const hasDay = /[yde]/.test(letters) || (letters.includes('m') && !hasClock);
  if (hasDay) return { kind: hasClock ? 'dateTime' : 'date' };
  return hasClock ? { kind: 'time' } : NUMBER;
}

/** The section for positive numbers, without what stands in quotes or behind a backslash. @param {string} code */
function firstSection(code) {
  let section = '';
  for (let i = 0; i < code.length && code[i] !== ';'; i += 1) {
    if (code[i] === '"') {
      const end = code.indexOf('"', i + 1);
      i = end < 0 ? code.length : end;
    } else if (code[i] === '\\' || code[i] === '_' || code[i] === '*') {
      i += 1;
    } else {
      section += code[i];
    }
  }
  return section;
}
