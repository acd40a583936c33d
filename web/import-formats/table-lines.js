// TableLines: rows of cells to the lines of a CSV file for the engine: one line per row, so that a line number is a row number; every
// line as wide as the table. Not for spreadsheets: nothing is made safe here, texts stay as they are.

const NEEDS_QUOTES = /[",\n\r]|^\s|\s$/;
const LINE_BREAKS = /\s*[\r\n\u2028\u2029\v\f]+\s*/g;
/** The width of a table is that of its first rows: a header is among them. */
const ROWS_BEFORE_WIDTH = 200;

/** @typedef {import('./merged-cells.js').TallCell} TallCell @typedef {import('./sheet-reader.js').SheetRow} SheetRow */

export class TableLines {
  /** Cells to the right of the table, in columns without a header, that were left out; and where the first of them is. */
  beyond = 0;
  /** @type {{row: number, column: number} | null} */
  firstBeyond = null;
  /** Rows that hold anything. */
  rows = 0;

  #tall;
  #nextTall = 0;
  /** @type {{bottom: number, column: number, value: string}[]} */
  #open = [];
  /** @type {SheetRow[] | null} rows waiting for the width to be known */
  #waiting = [];
  #width = 0;
  #line = 1;

  /** @param {TallCell[]} [tall] by top row */
  constructor(tall = []) {
    this.#tall = tall;
  }

  /** @param {SheetRow[]} rows in ascending order @returns {string} the lines they complete */
  push(rows) {
    let text = '';
    for (const row of rows) {
      this.#fill(row);
      if (lastFilled(row.cells) < 0) continue;
      this.rows += 1;
      if (!this.#waiting) {
        text += this.#write(row);
        continue;
      }
      this.#waiting.push(row);
      this.#width = Math.max(this.#width, lastFilled(row.cells) + 1);
      if (this.#waiting.length >= ROWS_BEFORE_WIDTH) text += this.end();
    }
    return text;
  }

  /** @returns {string} what was still waiting */
  end() {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    return waiting.map((row) => this.#write(row)).join('');
  }

  /** Gives a row the texts of cells that reach down into it. @param {SheetRow} row */
  #fill({ row, cells, repeats }) {
    this.#open = this.#open.filter(({ bottom }) => bottom >= row);
    for (const { column, value } of this.#open) cells[column] ??= value;
    while (this.#nextTall < this.#tall.length && this.#tall[this.#nextTall].top <= row) {
      const { top, bottom, column } = this.#tall[this.#nextTall];
      this.#nextTall += 1;
      const value = cells[column];
      if (top === row && value !== undefined && repeats[column]) this.#open.push({ bottom, column, value });
    }
  }

  /** @param {SheetRow} row */
  #write({ row, cells }) {
    const gap = '\n'.repeat(row - this.#line);
    this.#line = row + 1;
    let line = '';
    for (let column = 0; column < this.#width; column += 1)
      line += (column > 0 ? ',' : '') + quoted(cells[column] ?? '');
    for (let column = this.#width; column < cells.length; column += 1) {
      if ((cells[column] ?? '') === '') continue;
      this.beyond += 1;
      this.firstBeyond ??= { row, column };
    }
    return `${gap}${line}\n`;
  }
}

/** @param {string[]} cells */
function lastFilled(cells) {
  let last = cells.length - 1;
  while (last >= 0 && (cells[last] ?? '').trim() === '') last -= 1;
  return last;
}

/** @param {string} cell */
function quoted(cell) {
  if (!NEEDS_QUOTES.test(cell)) return cell;
  return `"${cell.replace(LINE_BREAKS, ' ').replaceAll('"', '""')}"`;
}

/** The letters of a column: 0 is A, 26 is AA. @param {number} column */
export function columnLetters(column) {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
