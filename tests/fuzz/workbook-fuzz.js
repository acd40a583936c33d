// Fuzzes the workbook reader: seeded changes to valid workbooks, in the bytes of the archive and in the XML of its parts.
// node tests/fuzz/workbook-fuzz.js SECONDS [SEED]. Whatever comes in, the reader gives a table of lines of equal width or refuses with a
// FormatError, in reasonable time. What breaks that is written to tests/fuzz/corpus/workbook/ and fails the run.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError } from '../../web/import-formats/format-error.js';
import { LIMITS } from '../../web/import-formats/inflate-meter.js';
import { Workbook } from '../../web/import-formats/workbook.js';
import { partsOf, row, sheetOf, worksheet } from '../web/import-formats/workbook-writer.js';
import { zip } from '../web/import-formats/zip-writer.js';
import { processorSeconds } from './processor-time.js';
import { seededRandom } from '../seeded-random.js';

const corpus = join(import.meta.dirname, 'corpus/workbook');
const SLOWEST_SECONDS = 10;
const MEGABYTE = 1024 * 1024;
const SMALL = {
  ...LIMITS,
  entryBytes: 8 * MEGABYTE,
  totalBytes: 16 * MEGABYTE,
  ratioFromBytes: MEGABYTE / 4,
  cells: 200_000,
};

const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/><numFmt numFmtId="165" formatCode="0000"/></numFmts>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="46"/></cellXfs>';
const STRINGS =
  '<si><t>中文</t></si><si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>';

/** Valid workbooks to begin with. */
function seeds() {
  const cells = Array.from(
    { length: 30 },
    (_, i) =>
      `<row r="${2 * i + 2}"><c r="A${2 * i + 2}" s="${i % 5}"><v>${44000 + i}.5</v></c><c r="C${2 * i + 2}" t="s"><v>${i % 2}</v></c>` +
      `<c r="D${2 * i + 2}" t="b"><v>1</v></c><c r="E${2 * i + 2}" t="e"><v>#REF!</v></c><c r="F${2 * i + 2}"><f>A1*2</f><v>1.5E-7</v></c></row>`,
  ).join('');
  const merged = worksheet(
    cells,
    '<mergeCells count="2"><mergeCell ref="C2:C8"/><mergeCell ref="A4:B6"/></mergeCells>',
  );
  return [
    partsOf({
      sheets: [
        {
          name: 'plain',
          xml: sheetOf([
            ['Date', 'Sales'],
            ['2024-01-01', 1.5],
            ['<b>&"', -2],
          ]),
        },
      ],
    }),
    partsOf({
      sheets: [
        { name: 'rich', xml: merged },
        { name: 'wide', xml: row(1, ['x', 'y']) },
      ],
      styles: STYLES,
      strings: STRINGS,
    }),
    partsOf({ sheets: [{ name: '1904', xml: merged }], styles: STYLES, strings: STRINGS, date1904: true }),
  ];
}

/** What XML of workbooks is made of, and what its enemies put in. */
const WORDS = [
  ...[
    '<',
    '>',
    '/>',
    '"',
    "'",
    '&',
    ';',
    '&#0;',
    '&#xFFFFFFFF;',
    '&lt;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!DOCTYPE a [',
    '<!ENTITY',
  ],
  ...[
    '<c r="A1">',
    '</c>',
    '<v>',
    '</v>',
    '<row r="1">',
    '</row>',
    '<is><t>',
    '</t></is>',
    ' t="s"',
    ' t="d"',
    ' s="-1"',
    ' r="XFD1048576"',
  ],
  ...[
    '<rPh>',
    '</rPh>',
    '<sheetData>',
    '</sheetData>',
    '<mergeCell ref="A1:XFD1048576"/>',
    'x:',
    'xmlns:',
    '_x0000_',
    '_xD800_',
    '\ufeff',
    '\u0000',
  ],
  ...[
    '1e999',
    '-0',
    '1E-400',
    '99999999999999999999',
    'NaN',
    '0.1e-5',
    '2958466',
    '60',
    '[h]:mm',
    'yyyy',
    '\ud800',
    'é',
    '𠮷',
  ],
];

/** @param {string} text @param {() => number} next */
function mutateText(text, next) {
  const at = Math.floor(next() * (text.length + 1));
  const span = Math.floor(next() * next() * 60);
  const other = Math.floor(next() * text.length);
  switch (Math.floor(next() * 6)) {
    case 0:
      return text.slice(0, at) + WORDS[Math.floor(next() * WORDS.length)] + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + span);
    case 2:
      return text.slice(0, at) + text.slice(other, other + span) + text.slice(at);
    case 3:
      return text.slice(0, at) + WORDS[Math.floor(next() * WORDS.length)] + text.slice(at + span);
    case 4:
      return text.replace(/\d+/g, (digits) =>
        next() < 0.05 ? String(Math.floor(next() * 2 ** (next() * 40))) : digits,
      );
    default:
      return text.slice(0, at);
  }
}

/** @param {Uint8Array} bytes @param {() => number} next @returns {Uint8Array} */
function mutateBytes(bytes, next) {
  const out = Uint8Array.from(bytes);
  const times = 1 + Math.floor(next() * 8);
  for (let i = 0; i < times; i += 1) {
    // The archive's directory stands at the end, and is small: it gets half of the blows.
    const at =
      next() < 0.5 ? Math.floor(next() * out.length) : out.length - 1 - Math.floor(next() * Math.min(out.length, 900));
    const kind = next();
    if (kind < 0.4) out[at] ^= 1 << Math.floor(next() * 8);
    else if (kind < 0.7) out[at] = [0, 0xff, 0x80, 0x7f, 1][Math.floor(next() * 5)];
    else out.fill(Math.floor(next() * 256), at, at + Math.floor(next() * 8));
  }
  return next() < 0.1 ? out.slice(0, Math.floor(next() * out.length)) : out;
}

/** @param {import('../web/import-formats/zip-writer.js').Part[][]} books @param {() => number} next */
function makeCase(books, next) {
  const parts = books[Math.floor(next() * books.length)].map((part) => ({ ...part }));
  const way = next();
  if (way < 0.7) {
    const times = 1 + Math.floor(next() * 5);
    for (let i = 0; i < times; i += 1) {
      const part = parts[Math.floor(next() * parts.length)];
      part.content = mutateText(String(part.content), next);
    }
  }
  if (next() < 0.05) parts.splice(Math.floor(next() * parts.length), 1);
  const bytes = zip(parts);
  return way < 0.6 ? bytes : mutateBytes(bytes, next);
}

/** Reads everything there is in a workbook. @param {Uint8Array} bytes @returns {Promise<'read' | 'refused'>} */
async function readAll(bytes) {
  try {
    const book = await Workbook.open(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]), SMALL);
    for (let sheet = 0; sheet < book.sheets.length; sheet += 1) {
      let text = '';
      for await (const piece of book.read(sheet)) text += new TextDecoder('utf-8', { fatal: true }).decode(piece.bytes);
      checkLines(text);
    }
    return 'read';
  } catch (error) {
    if (error instanceof FormatError) return 'refused';
    throw error;
  }
}

/** Every line is blank or as wide as the others. @param {string} text */
function checkLines(text) {
  const widths = new Set(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(',').length),
  );
  if (widths.size > 1) throw new Error(`lines of ${[...widths].join(', ')} cells`);
}

/** @param {Uint8Array} bytes @param {string} name */
async function runCase(bytes, name) {
  const started = process.cpuUsage();
  try {
    const outcome = await readAll(bytes);
    const took = processorSeconds(started);
    if (took > SLOWEST_SECONDS) throw new Error(`took ${took.toFixed(1)} s`);
    return outcome;
  } catch (error) {
    mkdirSync(corpus, { recursive: true });
    const path = join(corpus, `crash-${name}.xlsx`);
    writeFileSync(path, bytes);
    console.error(`${path}: ${error instanceof Error ? error.stack : error}`);
    process.exit(1);
  }
}

const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? 20261123);
const books = seeds();
const counts = { read: 0, refused: 0 };
mkdirSync(corpus, { recursive: true });
for (const name of readdirSync(corpus).filter((file) => file.endsWith('.xlsx')))
  await runCase(readFileSync(join(corpus, name)), name);
for (const parts of books)
  if ((await runCase(zip(parts), 'seed')) !== 'read') throw new Error('a valid workbook was refused');
for (let number = 0; processorSeconds() < seconds; number += 1)
  counts[await runCase(makeCase(books, seededRandom(seed + number)), String(seed + number))] += 1;
console.log(
  `workbook: ${counts.read + counts.refused} cases from seed ${seed}, ${counts.read} read, ${counts.refused} refused`,
);
