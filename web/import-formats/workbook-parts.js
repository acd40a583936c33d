// Where the parts of a workbook are and what its sheets are called (ECMA-376-1, 18.2; ECMA-376-2, 6.5.3).
import { FormatError } from './format-error.js';
import { attribute } from './xml-scanner.js';
import { scanPart } from './xml-part.js';

/**
 * @typedef {import('./xml-part.js').Package} Package
 * @typedef {import('./zip-archive.js').ZipEntry} ZipEntry
 * @typedef {{name: string, hidden: boolean, entry: ZipEntry}} Sheet
 * @typedef {{sheets: Sheet[], date1904: boolean, strings: ZipEntry | undefined, styles: ZipEntry | undefined}} WorkbookParts
 */

const MOST_SHEETS = 2000;

/** @param {Package} file @returns {Promise<WorkbookParts>} @throws {FormatError} */
export async function findParts(file) {
  const book = await findWorkbook(file);
  const relations = await readRelations(file, book.name);
  const { listed, date1904 } = await readWorkbook(file, book);
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const relation = relations.find((one) => one.id === id);
    // Charts and macro sheets are sheets too, but not tables.
    if (!relation || relation.type !== 'worksheet') return [];
    const entry = file.archive.find(relation.path);
    if (!entry) throw new FormatError('workbook.damaged', { part: relation.path, line: 'none', reason: 'missing' });
    return [{ name, hidden, entry }];
  });
  if (sheets.length === 0) throw new FormatError('workbook.no_sheets', {});
  const partOf = (/** @type {string} */ type) => {
    const path = relations.find((one) => one.type === type)?.path;
    return path === undefined ? undefined : file.archive.find(path);
  };
  return { sheets, date1904, strings: partOf('sharedStrings'), styles: partOf('styles') };
}

/** @param {Package} file */
async function findWorkbook(file) {
  const { archive } = file;
  const root = archive.find('_rels/.rels') ? await readRelations(file, '') : [];
  const path = root.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  const entry = archive.find(path);
  if (entry && !path.endsWith('.bin') && /\.xml$/i.test(path) && /(^|\/)workbook/i.test(path)) return entry;
  if (archive.find('xl/workbook.bin')) throw new FormatError('workbook.other_format', { format: 'xlsb' });
  if (archive.find('content.xml') && archive.find('mimetype'))
    throw new FormatError('workbook.other_format', { format: 'ods' });
  if (archive.names.some((name) => name.endsWith('.iwa')))
    throw new FormatError('workbook.other_format', { format: 'numbers' });
  if (archive.find('EncryptedPackage')) throw new FormatError('workbook.encrypted', {});
  throw new FormatError('workbook.not_a_workbook', {});
}

/**
 * The relations of a part; of the package itself for ''.
 * @param {Package} file @param {string} part
 * @returns {Promise<{id: string, type: string, path: string}[]>} type: the last word of its address, which the strict and the
 *   usual dialect share
 */
async function readRelations(file, part) {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const entry = file.archive.find(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  /** @type {{id: string, type: string, path: string}[]} */
  const relations = [];
  if (!entry) return relations;
  await scanPart(file, entry, () => ({
    open: (name, tag) => {
      if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
      const target = attribute(tag, 'Target') ?? '';
      relations.push({
        id: attribute(tag, 'Id') ?? '',
        type: (attribute(tag, 'Type') ?? '').replace(/^.*\//, ''),
        path: resolvePath(folder, target),
      });
    },
    close: () => {},
    text: () => {},
  }));
  return relations;
}

/** @param {string} folder with its slash, or '' @param {string} target */
function resolvePath(folder, target) {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '' && step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** @param {Package} file @param {ZipEntry} book */
async function readWorkbook(file, book) {
  /** @type {{name: string, hidden: boolean, id: string}[]} */
  const listed = [];
  let date1904 = false;
  await scanPart(file, book, () => ({
    open: (name, tag) => {
      if (name === 'workbookPr') date1904 = isTrue(attribute(tag, 'date1904'));
      if (name !== 'sheet' || listed.length >= MOST_SHEETS) return;
      const state = attribute(tag, 'state');
      listed.push({
        name: attribute(tag, 'name') ?? '',
        hidden: state === 'hidden' || state === 'veryHidden',
        id: relationId(tag),
      });
    },
    close: () => {},
    text: () => {},
  }));
  return { listed, date1904 };
}

/** "r:id" under whatever prefix the file gives that namespace. @param {string} tag */
const relationId = (tag) =>
  attribute(tag, 'r:id') ?? attribute(tag, /\s([\w.-]+:id)\s*=/.exec(tag)?.[1] ?? 'r:id') ?? '';

/** @param {string | null} text */
const isTrue = (text) => text === '1' || text === 'true' || text === 'on';
