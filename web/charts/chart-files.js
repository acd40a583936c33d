// A chart as files: its table as CSV with plain numbers, its drawing as SVG and PNG.
import { download, safeFileName } from '../lib/browser-files.js';
import { serializeCsv } from '../lib/delimited.js';
import { MINUS, MISSING } from '../lib/numbers.js';
import { token } from './colors.js';

/** @typedef {import('./chart.js').ChartTable} ChartTable */

/**
 * A shown number for spreadsheets: no grouping, an ASCII minus, nothing for what is missing; anything else stays as it is.
 * @param {string | number | null} cell
 */
export function plainCell(cell) {
  if (cell === MISSING || cell === null) return '';
  const text = String(cell).replace(MINUS, '-').replace(/^\+/, '');
  return /^-?[\d,]+(\.\d+)?%?$/.test(text) ? text.replaceAll(',', '') : cell;
}

/** @param {ChartTable} table rows of text as shown @returns {(string | number | null)[][]} */
export const plainRows = ({ columns, rows }) => [
  columns.map(({ name }) => name),
  ...rows.map((row) => row.map((cell, i) => (columns[i]?.number ? plainCell(cell) : cell))),
];

/** @param {string} name @param {ChartTable} table */
export const saveCsv = (name, table) =>
  download(`${safeFileName(name)}.csv`, serializeCsv(plainRows(table)), 'text/csv');

/** @param {string} name @param {SVGSVGElement} svg */
export const saveSvg = (name, svg) => download(`${safeFileName(name)}.svg`, standAlone(svg), 'image/svg+xml');

/** The drawing with its namespace and the page's surface behind it. @param {SVGSVGElement} svg */
function standAlone(svg) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.background = token('--st-surface');
  return new XMLSerializer().serializeToString(copy);
}

/** A picture twice the size on screen. @param {string} name @param {SVGSVGElement} svg */
export async function savePng(name, svg) {
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standAlone(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.fillStyle = token('--st-surface');
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && download(`${safeFileName(name)}.png`, blob, 'image/png'), 'image/png');
}
