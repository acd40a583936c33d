// SheetReader: the XML of one sheet (ECMA-376-1, 18.3) to rows of text, each with its number; cells and rows that are not there
// leave gaps. Formulas are not calculated: the value the file keeps for them is taken.
import { FormatError } from './format-error.js';
import { XmlScanner, attribute } from './xml-scanner.js';
import { cellAt, isoText, numberText } from './cell-values.js';
import { unescapeCell } from './xml-part.js';

/**
 * @typedef {import('./cell-styles.js').CellFormat} CellFormat
 * @typedef {{row: number, cells: string[], repeats: boolean[]}} SheetRow row from 1; cells may have holes; repeats: whether the
 *   cell's value would count for every row it spans: texts and dates do, amounts do not
 * @typedef {{strings: string[], styles: CellFormat[], date1904: boolean, mostCells: number}} SheetContext
 */

const LONGEST_CELL = 200_000;
const LAST_ROW = 1_048_576;

export class SheetReader {
  cells = 0;
  /** Cells whose formula gave an error (#REF! …). */
  errorCells = 0;
  #part;
  #context;
  #scanner;
  /** @type {SheetRow[]} */
  #rows = [];
  /** @type {SheetRow | null} */
  #row = null;
  #lastRow = 0;
  #column = -1;
  #type = 'n';
  #style = -1;
  #text = '';
  #inData = false;
  #inCell = false;
  #readings = 0;

  /** @param {string} part @param {SheetContext} context */
  constructor(part, context) {
    this.#part = part;
    this.#context = context;
    this.#scanner = new XmlScanner(part, {
      open: (name, tag) => this.#open(name, tag),
      close: (name) => this.#close(name),
      text: (piece) => this.#take(piece),
    });
  }

  /** @param {string} text @returns {SheetRow[]} the rows this text completed */
  push(text) {
    this.#rows = [];
    this.#scanner.push(text);
    return this.#rows;
  }

  end() {
    this.#scanner.end();
  }

  /** @param {string} name @param {string} tag */
  #open(name, tag) {
    if (name === 'sheetData') this.#inData = true;
    if (!this.#inData) return;
    if (name === 'row') this.#startRow(tag);
    else if (name === 'c') this.#startCell(tag);
    else if (name === 'rPh') this.#readings += 1;
    else if (this.#inCell && (name === 'v' || (name === 't' && this.#readings === 0))) this.#scanner.wantsText = true;
  }

  /** @param {string} name */
  #close(name) {
    if (!this.#inData) return;
    if (name === 'v' || name === 't') this.#scanner.wantsText = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'rPh') this.#readings -= 1;
    else if (name === 'row') this.#endRow();
    else if (name === 'sheetData') this.#inData = false;
  }

  /** @param {string} piece */
  #take(piece) {
    this.#text += piece;
    if (this.#text.length > LONGEST_CELL) this.#fail('cell_too_long');
  }

  /** @param {string} tag */
  #startRow(tag) {
    const number = attribute(tag, 'r');
    const row = number === null ? this.#lastRow + 1 : Number(number);
    if (!Number.isInteger(row) || row <= this.#lastRow || row > LAST_ROW || this.#row) this.#fail('row_order');
    this.#row = { row, cells: [], repeats: [] };
    this.#lastRow = row;
    this.#column = -1;
  }

  #endRow() {
    if (this.#row) this.#rows.push(this.#row);
    this.#row = null;
  }

  /** @param {string} tag */
  #startCell(tag) {
    if (!this.#row || this.#inCell) this.#fail('cell_outside_row');
    this.cells += 1;
    if (this.cells > this.#context.mostCells)
      throw new FormatError('workbook.too_many_cells', {
        limit: this.#context.mostCells,
        line: this.#lastRow,
        part: this.#part,
      });
    const reference = attribute(tag, 'r');
    const column = reference === null ? this.#column + 1 : cellAt(reference, this.#part).column;
    if (column <= this.#column || column >= 16_384) this.#fail('cell_order');
    this.#column = column;
    this.#type = attribute(tag, 't') ?? 'n';
    const style = attribute(tag, 's');
    this.#style = style === null ? 0 : Number(style);
    this.#text = '';
    this.#inCell = true;
  }

  #endCell() {
    this.#inCell = false;
    if (!this.#row || this.#text === '') return;
    this.#row.cells[this.#column] = this.#value();
    this.#row.repeats[this.#column] = this.#type !== 'n' || this.#isMoment;
  }

  get #isMoment() {
    const kind = this.#context.styles[this.#style]?.kind;
    return kind === 'date' || kind === 'dateTime' || kind === 'code';
  }

  #value() {
    const { strings, styles, date1904 } = this.#context;
    const raw = this.#text;
    switch (this.#type) {
      case 's': {
        const text = strings[Number(raw)];
        if (text === undefined) this.#fail('shared_string');
        return text;
      }
      case 'b':
        return raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        this.errorCells += 1;
        return raw;
      case 'd':
        return isoText(raw);
      case 'str':
      case 'inlineStr':
        return unescapeCell(raw);
      default:
        return numberText(raw, styles[this.#style], date1904);
    }
  }

  /** @param {string} reason @returns {never} */
  #fail(reason) {
    throw new FormatError('workbook.damaged', { part: this.#part, line: this.#lastRow || 'none', reason });
  }
}
