// The text a cell has in a table of plain text: dates as ISO, numbers in all the digits the file states.
import { FormatError } from './format-error.js';

/** @typedef {import('./cell-styles.js').CellFormat} CellFormat */

/** 9999-12-31, the last day a spreadsheet knows. */
const LAST_SERIAL = 2_958_465;
/** Days from 1899-12-30 to 1904-01-01. */
const EPOCH_1904 = 1462;
const DAY_SECONDS = 86_400;
const EPOCH_MS = Date.UTC(1899, 11, 30);
/** As many significant digits as Excel itself keeps and shows. */
const EXCEL_DIGITS = 15;
const LARGEST_EXPONENT = 330;

/**
 * @param {string} raw what the file states for a number cell
 * @param {CellFormat | undefined} format
 * @param {boolean} date1904
 */
export function numberText(raw, format, date1904) {
  const plain = plainNumber(raw);
  if (plain === null || !format || format.kind === 'number') return plain ?? raw;
  if (format.kind === 'code') return /^\d+$/.test(plain) ? plain.padStart(format.digits, '0') : plain;
  return dateText(Number(plain), format.kind, date1904) ?? plain;
}

/**
 * A serial number as ISO date, date and time, or time. Excel's 1900 had a 29 February; before it serials are a day behind.
 * @param {number} serial
 * @param {'date' | 'dateTime' | 'time'} kind
 * @param {boolean} date1904
 * @returns {string | null} null when it is no moment Excel knows
 */
export function dateText(serial, kind, date1904) {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null;
  let day = Math.floor(serial);
  let second = Math.round((serial - day) * DAY_SECONDS);
  if (second === DAY_SECONDS) {
    day += 1;
    second = 0;
  }
  if (kind === 'time' && day === 0) return clock(second);
  if (date1904) day += EPOCH_1904;
  else if (day === 60) return '1900-02-29';
  else if (day < 60) day += 1;
  if (day > LAST_SERIAL) return null;
  const iso = new Date(EPOCH_MS + day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
  return second === 0 ? iso : `${iso} ${clock(second)}`;
}

/** @param {number} seconds of a day */
function clock(seconds) {
  const two = (/** @type {number} */ value) => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

/**
 * A number as written in XML ("1.5E-3", "1234.5600000000001") in plain digits: what Excel shows, since a fraction has no more
 * than 15 significant digits there; whole numbers keep all of theirs.
 * @param {string} raw
 * @returns {string | null} null when it is no number
 */
export function plainNumber(raw) {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/.exec(raw);
  if (!match || (match[2] === '' && !match[3])) return null;
  const [, sign, whole, fraction = '', exponentText] = match;
  const exponent = exponentText === undefined ? 0 : Number(exponentText);
  if (Math.abs(exponent) > LARGEST_EXPONENT) return null;
  if (exponent === 0 && fraction === '') return signed(sign, whole.replace(/^0+(?=\d)/, ''));
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return '0';
  const point = digits.length - fraction.length + exponent; // digits before the decimal point, may be below 0
  return signed(sign, place(...roundDigits(digits, point)));
}

/** @param {string} sign @param {string} digits */
const signed = (sign, digits) => (sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits);

/**
 * @param {string} digits without leading zeros @param {number} point
 * @returns {[string, number]}
 */
function roundDigits(digits, point) {
  const trimmed = digits.replace(/0+$/, '');
  if (trimmed.length <= EXCEL_DIGITS || trimmed.length <= point) return [trimmed, point];
  const kept = Math.max(EXCEL_DIGITS, Math.min(point, trimmed.length));
  const rounded = BigInt(trimmed.slice(0, kept)) + (trimmed[kept] >= '5' ? 1n : 0n);
  const text = rounded.toString();
  return [text.replace(/0+$/, ''), point + text.length - kept];
}

/** @param {string} digits @param {number} point */
function place(digits, point) {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * An ISO date cell (t="d") as the engine reads it.
 * @param {string} raw
 */
export const isoText = (raw) =>
  raw
    .trim()
    .replace(/T00:00(:00(\.0+)?)?Z?$/, '')
    .replace('T', ' ')
    .replace(/\.\d+/, '');

const A = 65;

/**
 * "BC12" as zero-based column and one-based row.
 * @param {string} reference
 * @param {string} part for the error
 * @returns {{column: number, row: number}}
 */
export function cellAt(reference, part) {
  let column = 0;
  let i = 0;
  for (; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < A || code > 90) break;
    column = column * 26 + (code - A + 1);
  }
  const row = Number(reference.slice(i));
  if (i === 0 || column > 16_384 || !(row >= 1 && row <= 1_048_576) || !Number.isInteger(row))
    throw new FormatError('workbook.damaged', {
      part,
      line: 'none',
      reason: 'reference',
      reference: reference.slice(0, 40),
    });
  return { column: column - 1, row };
}
