// Workbooks for tests, written part by part by hand, so that every value in them is known.
import { zip } from './zip-writer.js';

/**
 * @typedef {import('./zip-writer.js').Part} Part
 * @typedef {{name: string, xml: string, state?: string}} SheetText xml: what stands in <sheetData>, or the whole worksheet
 * @typedef {{sheets: SheetText[], strings?: string, styles?: string, date1904?: boolean, more?: Part[], prefix?: string}} Book
 */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

export const escapeXml = (/** @type {string} */ text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** @param {string} data what stands in sheetData @param {string} [after] what follows it */
export const worksheet = (data, after = '') =>
  `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><dimension ref="A1"/><sheetData>${data}</sheetData>${after}</worksheet>`;

/** A row of inline texts and numbers. @param {number} row @param {(string | number | null)[]} cells */
export function row(row, cells) {
  const written = cells.map((cell, i) => {
    const at = `${String.fromCharCode(65 + i)}${row}`;
    if (cell === null) return '';
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

/** Rows of cells as a sheet. @param {(string | number | null)[][]} rows */
export const sheetOf = (rows) => rows.map((cells, i) => row(i + 1, cells)).join('');

/** @param {Book} book @returns {Part[]} */
export function partsOf({ sheets, strings, styles, date1904 = false, more = [] }) {
  const relation = (/** @type {string} */ id, /** @type {string} */ type, /** @type {string} */ target) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const listed = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: '_rels/.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}">${sheets
        .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
        .join(
          '',
        )}${relation('rIdS', 'styles', 'styles.xml')}${relation('rIdT', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    },
    ...sheets.map(({ xml }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: xml.startsWith('<?xml') ? xml : worksheet(xml),
    })),
    ...(styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', content: `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }]),
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `${HEAD}<sst xmlns="${MAIN}">${strings}</sst>` }]),
    ...more,
  ];
}

/** @param {Book} book */
export const workbook = (book) => zip(partsOf(book));
