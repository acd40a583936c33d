// Workbooks to CSV text: cells, dates, gaps, merged cells, limits and files that are none. Expected values by hand, from
// ECMA-376 and from what Excel shows for the same cells.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kindOf } from '../../../web/import-formats/file-kind.js';
import { LIMITS } from '../../../web/import-formats/inflate-meter.js';
import { Workbook } from '../../../web/import-formats/workbook.js';
import { partsOf, row, sheetOf, workbook, worksheet } from './workbook-writer.js';
import { zip } from './zip-writer.js';

const blob = (/** @type {Uint8Array} */ bytes) => new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]);

/** @param {Uint8Array} bytes @param {{sheet?: number, limits?: import('../../../web/import-formats/inflate-meter.js').Limits}} [options] */
async function read(bytes, { sheet = 0, limits } = {}) {
  const book = await Workbook.open(blob(bytes), limits);
  /** @type {any[]} */
  let notes = [];
  let text = '';
  for await (const piece of book.read(sheet, { onNotes: (told) => (notes = told) }))
    text += new TextDecoder().decode(piece.bytes);
  return { text, notes, sheets: book.sheets };
}

/** @param {Promise<unknown>} reading @param {string} code @param {Record<string, unknown>} [params] */
const refuses = (reading, code, params = {}) =>
  assert.rejects(reading, (/** @type {any} */ error) => {
    assert.equal(error.errors?.[0].code, code, String(error.stack));
    for (const [name, value] of Object.entries(params)) assert.deepEqual(error.errors[0].params[name], value, name);
    return true;
  });

const one = (/** @type {string} */ xml, /** @type {object} */ more = {}) =>
  workbook({ sheets: [{ name: 'S', xml }], ...more });

test('every kind of cell comes as the text a spreadsheet shows for it', async () => {
  const strings =
    '<si><t>共享</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">rich </t></r><r><t>text</t></r></si>' +
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000D_b_x005F_x</t></si>';
  const cells = [
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c>',
    '<c r="A2" t="inlineStr"><is><t>in &lt;line&gt; &amp; &#20013;</t></is></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>共享x</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c>',
    '<c r="A3"><v>1234.5600000000001</v></c><c r="B3"><f>1/8</f><v>0.125</v></c><c r="C3"><v>1.5E-3</v></c><c r="D3"><v>123456789012345678</v></c>',
    '<c r="A4" t="b"><v>0</v></c><c r="B4"/><c r="C4" t="d"><v>2024-03-05T00:00:00</v></c><c r="D4"><v>-1.0E2</v></c>',
  ];
  const xml = cells.map((row, i) => `<row r="${i + 1}">${row}</row>`).join('');
  const { text, notes } = await read(one(xml, { strings }));
  const expected = [
    '共享,rich text,東京,"a b_x"',
    'in <line> & 中,共享x,TRUE,#N/A',
    '1234.56,0.125,0.0015,123456789012345678',
    'FALSE,,2024-03-05,-100',
  ];
  assert.deepEqual(text.split('\n'), [...expected, '']);
  assert.deepEqual(notes, [{ code: 'workbook.error_cells', params: { count: 1 } }]);
});

test('numbers are dates where their format says so, in both calendars', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="[$-409]d\\-mmm\\-yy"/>' +
    '<numFmt numFmtId="166" formatCode="[Red]#,##0.00;&quot;day&quot;"/><numFmt numFmtId="167" formatCode="[h]:mm"/><numFmt numFmtId="168" formatCode="00000"/>' +
    '<numFmt numFmtId="169" formatCode="&quot;month &quot;0"/><numFmt numFmtId="170" formatCode="h:mm AM/PM"/></numFmts>' +
    `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 22, 164, 165, 166, 167, 168, 169, 31, 170].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
  const values = [
    ['1', '45356'], // 2024-03-05
    ['2', '45356.5'],
    ['3', '45356'],
    ['4', '1'], // 1900-01-01
    ['1', '59'], // 1900-02-28
    ['1', '60'], // Excel's 29 February 1900
    ['1', '61'], // 1900-03-01
    ['5', '45356'],
    ['6', '1.5'],
    ['7', '42'],
    ['8', '3'],
    ['9', '45356'],
    ['1', '2958465'], // 9999-12-31
    ['1', '2958466'],
    ['1', '-1'],
    ['10', '0.75'],
    ['2', '45356.999999'], // half a second before midnight: rounds up
  ];
  const xml = values
    .map(([style, value], i) => `<row r="${i + 1}"><c r="A${i + 1}" s="${style}"><v>${value}</v></c></row>`)
    .join('');
  const expected = [
    ...[
      '2024-03-05',
      '2024-03-05 12:00:00',
      '2024-03-05',
      '1900-01-01',
      '1900-02-28',
      '1900-02-29',
      '1900-03-01',
      '45356',
      '1.5',
    ],
    ...['00042', '3', '2024-03-05', '9999-12-31', '2958466', '-1', '18:00:00', '2024-03-06'],
  ];
  assert.deepEqual((await read(one(xml, { styles }))).text.trim().split('\n'), expected);
  const from1904 = await read(
    one('<row r="1"><c r="A1" s="1"><v>43894</v></c><c r="B1" s="1"><v>0</v></c></row>', { styles, date1904: true }),
  );
  assert.equal(from1904.text, '2024-03-05,1904-01-01\n');
});

test('missing cells and rows leave gaps, so that a line is a row of the sheet; empty rows at the end are nothing', async () => {
  const xml =
    '<row r="2"><c r="B2" t="str"><v>b</v></c><c r="D2" t="str"><v>d</v></c></row><row><c t="str"><v>next</v></c><c t="str"><v>b</v></c></row>' +
    '<row r="6"><c r="A6"><v>6</v></c></row><row r="7"><c r="A7" s="1"/></row><row r="1048576"><c r="C1048576" t="str"><v> </v></c></row>';
  assert.equal((await read(one(xml))).text, '\n,b,,d\nnext,b,,\n\n\n6,,,\n');
});

test('texts of cells merged downwards count for every row, amounts once', async () => {
  const xml = worksheet(
    sheetOf([
      ['Region', 'Date', 'Sales'],
      ['华东', '2024-01-01', 10],
      [null, '2024-01-02', null],
      [null, '2024-01-03', 5],
      ['华北', '2024-01-04', 1],
    ]),
    '<mergeCells count="3"><mergeCell ref="A2:A4"/><mergeCell ref="C2:C3"/><mergeCell ref="A7:C7"/></mergeCells>',
  );
  assert.equal(
    (await read(one(xml))).text,
    'Region,Date,Sales\n华东,2024-01-01,10\n华东,2024-01-02,\n华东,2024-01-03,5\n华北,2024-01-04,1\n',
  );
});

test('commas, quotes, line breaks and edges survive; a line break becomes a blank so that a row stays a line', async () => {
  const { text } = await read(one(sheetOf([['a,b', 'say "x"', 'two\nlines', ' edge ']])));
  assert.equal(text, '"a,b","say ""x""","two lines"," edge "\n');
});

test('cells to the right of the table are left out and told', async () => {
  const rows = Array.from({ length: 250 }, (_, i) => row(i + 1, i === 240 ? ['x', 1, 'note', 'more'] : ['x', 1]));
  const { text, notes } = await read(one(rows.join('')));
  assert.equal(text, 'x,1\n'.repeat(250));
  assert.deepEqual(notes, [{ code: 'workbook.cells_beyond', params: { count: 2, cell: 'C241' } }]);
});

test('sheets are listed as the workbook names them, charts left out, and any can be read', async () => {
  const bytes = workbook({
    sheets: [
      { name: '<img src=x onerror=alert(1)>', xml: sheetOf([['first']]) },
      { name: '明细 "2024" & r:id="rId1"', xml: sheetOf([['second']]), state: 'hidden' },
    ],
  });
  const { text, sheets } = await read(bytes, { sheet: 1 });
  assert.deepEqual(sheets, [
    { name: '<img src=x onerror=alert(1)>', hidden: false },
    { name: '明细 "2024" & r:id="rId1"', hidden: true },
  ]);
  assert.equal(text, 'second\n');
});

test('prefixed names and the strict dialect are read', async () => {
  const parts = partsOf({ sheets: [{ name: 'S', xml: '' }] });
  const strict = 'http://purl.oclc.org/ooxml/';
  const put = (/** @type {string} */ name, /** @type {string} */ content) => {
    const part = parts.find((one) => one.name === name);
    if (part) part.content = content;
  };
  put(
    'xl/workbook.xml',
    `<x:workbook xmlns:x="${strict}spreadsheetml/main" xmlns:ns="${strict}r"><x:sheets><x:sheet name="S" sheetId="1" ns:id="rId1"/></x:sheets></x:workbook>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Target='./worksheets/../worksheets/sheet1.xml' Type='${strict}officeDocument/relationships/worksheet' Id='rId1'/></Relationships>`,
  );
  put(
    'xl/worksheets/sheet1.xml',
    `<x:worksheet xmlns:x="${strict}spreadsheetml/main"><x:sheetData><x:row r = '1'><x:c  r='A1' t='inlineStr'><x:is><x:t><![CDATA[<b>]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
  );
  assert.equal((await read(zip(parts))).text, '<b>\n');
});

test('a sheet larger than a piece comes whole, stored or deflated, in UTF-8 or UTF-16', async () => {
  const names = Array.from({ length: 3000 }, (_, i) => [`产品${i}`, `${'长'.repeat(50)}${i}`, i]);
  const expected = names.map((cells) => `${cells.join(',')}\n`).join('');
  const parts = partsOf({ sheets: [{ name: 'S', xml: sheetOf(names) }] });
  assert.equal((await read(zip(parts))).text, expected);
  assert.equal((await read(zip(parts.map((part) => ({ ...part, method: /** @type {const} */ (0) }))))).text, expected);
  const sheet = parts.find(({ name }) => name.includes('sheet1'));
  if (sheet) sheet.content = Buffer.from(`\ufeff${String(sheet.content).replace('UTF-8', 'UTF-16')}`, 'utf16le');
  assert.equal((await read(zip(parts))).text, expected);
});

test('a workbook that another program wrote is read: openpyxl 3.0.9', async () => {
  const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/xlsx/openpyxl.xlsx'));
  const { text, sheets } = await read(bytes, { sheet: 1 });
  assert.deepEqual(sheets, [
    { name: '说明', hidden: false },
    { name: '订单 2024', hidden: false },
  ]);
  assert.equal(text, readFileSync(join(import.meta.dirname, '../../fixtures/xlsx/openpyxl-sheet2.csv'), 'utf8'));
});

test('bombs are refused while they unfold, and the part is named', async () => {
  const cells = sheetOf([['x']]);
  const limits = { ...LIMITS, ratioFromBytes: 64 * 1024 };
  const bomb = `${cells}<!--${' '.repeat(2_000_000)}-->`;
  await refuses(read(one(bomb), { limits }), 'workbook.ratio', { part: 'xl/worksheets/sheet1.xml', times: 200 });
  await refuses(read(one(bomb), { limits: { ...LIMITS, entryBytes: 1024 * 1024 } }), 'workbook.part_too_large', {
    limitMegabytes: 1,
  });
  const strings = `<si><t>${'a'.repeat(700_000)}</t></si>`;
  const wide = one(`${cells}<!--${'b'.repeat(700_000)}-->`, { strings });
  await refuses(read(wide, { limits: { ...LIMITS, totalBytes: 1024 * 1024 } }), 'workbook.too_large');
  assert.ok((await read(wide)).text, 'the same file within the limits');
  await refuses(
    read(
      one(
        sheetOf([
          ['a', 'b'],
          ['c', 'd'],
        ]),
      ),
      { limits: { ...LIMITS, cells: 3 } },
    ),
    'workbook.too_many_cells',
    { line: 2 },
  );
});

test('files that are something else say what they are', async () => {
  const text = (/** @type {string} */ name) => ({ name, content: 'x' });
  await refuses(read(zip([text('mimetype'), text('content.xml')])), 'workbook.other_format', { format: 'ods' });
  await refuses(read(zip([text('xl/workbook.bin')])), 'workbook.other_format', { format: 'xlsb' });
  await refuses(read(zip([text('Index/Document.iwa')])), 'workbook.other_format', { format: 'numbers' });
  await refuses(read(zip([text('word/document.xml')])), 'workbook.not_a_workbook');
  const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2040)]);
  await refuses(read(compound), 'workbook.other_format', { format: 'xls' });
  await refuses(read(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')])), 'workbook.encrypted');
  assert.equal(await kindOf(blob(compound)), 'compound');
  assert.equal(await kindOf(blob(Buffer.from('Date,Sales\n'))), 'other');
});

test('damaged files are refused with the part that is damaged', async () => {
  const good = one(
    sheetOf([
      ['a', 1],
      ['b', 2],
    ]),
  );
  await refuses(read(good.subarray(0, good.length - 30)), 'workbook.damaged', { reason: 'cut_short' });
  const parts = () => partsOf({ sheets: [{ name: 'S', xml: sheetOf([['a']]) }] });
  const lie = (/** @type {object} */ lie) =>
    zip(parts().map((part) => (part.name.includes('sheet1') ? { ...part, lie } : part)));
  await refuses(read(lie({ crc: 1 })), 'workbook.damaged', { reason: 'checksum', part: 'xl/worksheets/sheet1.xml' });
  await refuses(read(lie({ bytes: 5 })), 'workbook.damaged', { reason: 'checksum' });
  await refuses(read(lie({ method: 9 })), 'workbook.damaged', { reason: 'method' });
  await refuses(read(lie({ flags: 1 })), 'workbook.encrypted');
  await refuses(read(zip([...parts(), { name: 'XL/workbook.xml', content: '' }])), 'workbook.damaged', {
    reason: 'part_twice',
  });
  await refuses(read(zip(parts().filter(({ name }) => !name.includes('sheet1')))), 'workbook.damaged', {
    reason: 'missing',
  });
  const xml = async (/** @type {string} */ data, /** @type {string} */ reason) =>
    refuses(read(one(data)), 'workbook.damaged', { reason });
  await xml(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>`, 'xml_document_type');
  await xml('<row r="1"><c r="A1" t="str"><v>&evil;</v></c></row>', 'xml_entity');
  await xml('<row r="1"><c r="A1"><v>1</c></v></row>', 'xml_nesting');
  await xml('<?xml version="1.0"?><worksheet><sheetData>', 'xml_cut_short');
  await xml('<row r="2"/><row r="1"/>', 'row_order');
  await xml('<row r="1"><c r="B1"/><c r="A1"/></row>', 'cell_order');
  await xml('<row r="1"><c r="XFE1"/></row>', 'reference');
  await xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', 'shared_string');
  await xml('<a>'.repeat(100), 'xml_depth');
});
