// Text tables: TSV for the clipboard (as Excel writes and reads it) and CSV files that no spreadsheet runs as formulas.

/**
 * Parses clipboard TSV; quoted cells may hold tabs, quotes and line breaks. One trailing line break is not a row.
 * @param {string} text
 * @returns {string[][]}
 */
export function parseTsv(text) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === '\t') {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/**
 * @param {string} text
 * @param {number} start
 * @returns {{value: string, end: number}}
 */
function readCell(text, start) {
  if (text[start] === '"') {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
    quoted.lastIndex = start;
    const match = quoted.exec(text);
    if (match) return { value: match[1].replaceAll('""', '"'), end: quoted.lastIndex };
  }
  let end = start;
  while (end < text.length && !'\t\r\n'.includes(text[end])) end += 1;
  return { value: text.slice(start, end), end };
}

/**
 * Rows as TSV for the clipboard: quoted only where a tab, quote or line break needs it.
 * @param {ReadonlyArray<ReadonlyArray<string | number | null | undefined>>} rows
 */
export function serializeTsv(rows) {
  return rows.map((row) => row.map((cell) => quoteIf(cellText(cell), /[\t\r\n"]/)).join('\t')).join('\r\n');
}

/**
 * Rows as a CSV file: UTF-8 with a byte order mark (Excel needs it), CRLF, formula-safe text cells.
 * @param {ReadonlyArray<ReadonlyArray<string | number | null | undefined>>} rows
 */
export const serializeCsv = (rows) => `\ufeff${csvLines(rows)}`;

/**
 * Rows as lines of a CSV file that is written piece by piece: no byte order mark.
 * @param {ReadonlyArray<ReadonlyArray<string | number | null | undefined>>} rows
 */
export const csvLines = (rows) =>
  rows.map((row) => `${row.map((cell) => quoteIf(safeCell(cell), /[,\r\n"]/)).join(',')}\r\n`).join('');

/**
 * A cell no spreadsheet takes for a formula: text starting with = + - @ tab or CR gets a leading apostrophe; numbers stay.
 * @param {string | number | null | undefined} cell
 */
export function safeCell(cell) {
  const text = cellText(cell);
  const isNumber = typeof cell === 'number' || /^-?\d+(\.\d+)?$/.test(text);
  return !isNumber && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** @param {string | number | null | undefined} cell */
const cellText = (cell) => (cell === null || cell === undefined ? '' : String(cell));

/** @param {string} text @param {RegExp} needs */
const quoteIf = (text, needs) => (needs.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
