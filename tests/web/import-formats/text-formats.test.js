// Pieces of the formats on their own: XML cut anywhere, numbers in plain digits, pasted cells, which Chinese a file is in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatOf } from '../../../web/import-formats/cell-styles.js';
import { plainNumber } from '../../../web/import-formats/cell-values.js';
import { chineseEncodingOf } from '../../../web/import-formats/encoding-guess.js';
import { fileOfCells } from '../../../web/import-formats/pasted-cells.js';
import { SheetReader } from '../../../web/import-formats/sheet-reader.js';
import { TableLines, columnLetters } from '../../../web/import-formats/table-lines.js';
import { sheetOf, worksheet } from './workbook-writer.js';

test('XML may be cut anywhere: the rows are the same', () => {
  const xml = worksheet(
    `<!-- a > b --><?pi x?>${sheetOf([
      ['a & b', '<c>', 'x "y"'],
      ['中文', null, 1.5],
    ])}<row r="4"><c r="A4" t="inlineStr"><is><t><![CDATA[1 < 2]]></t></is></c></row>`,
  );
  const context = { strings: [], styles: [], date1904: false, mostCells: 100 };
  const readIn = (/** @type {number} */ step) => {
    const reader = new SheetReader('sheet', context);
    const rows = [];
    for (let at = 0; at < xml.length; at += step) rows.push(...reader.push(xml.slice(at, at + step)));
    reader.end();
    return rows;
  };
  const whole = readIn(xml.length);
  assert.deepEqual(
    whole.map(({ cells }) => [...cells]),
    [['a & b', '<c>', 'x "y"'], ['中文', undefined, '1.5'], ['1 < 2']],
  );
  for (const step of [1, 2, 3, 7, 64]) assert.deepEqual(readIn(step), whole, `in steps of ${step}`);
});

test('numbers keep their digits; what a spreadsheet rounds away to show 15 of them goes', () => {
  const cases = /** @type {[string, string | null][]} */ ([
    ['12', '12'],
    ['0012', '12'],
    ['-0', '0'],
    ['-12.50', '-12.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1.5E-3', '0.0015'],
    ['1.2345E+7', '12345000'],
    ['-1e2', '-100'],
    ['0.30000000000000004', '0.3'],
    ['1234.5600000000001', '1234.56'],
    ['999999999999999.95', '1000000000000000'],
    ['1.0000499999999999', '1.00005'],
    ['12345678901234567890', '12345678901234567890'],
    ['1E+20', '100000000000000000000'],
    ['0E0', '0'],
    ['1e999', null],
    ['', null],
    ['.', null],
    ['1,5', null],
    ['0x10', null],
  ]);
  for (const [raw, expected] of cases) assert.equal(plainNumber(raw), expected, raw);
});

test('format codes are dates, times, codes or numbers', () => {
  const kinds = /** @type {Record<string, string>} */ ({
    General: 'number',
    '0.00': 'number',
    '#,##0_);[Red](#,##0)': 'number',
    '0.00E+00': 'number',
    '@': 'number',
    '"day" 0': 'number',
    '[h]:mm:ss': 'number',
    'yyyy-mm-dd': 'date',
    'm/d/yy': 'date',
    '[$-804]yyyy"年"m"月"d"日";@': 'date',
    'mmm-yy': 'date',
    'yyyy\\-mm\\-dd hh:mm:ss': 'dateTime',
    'd/m/yyyy h:mm AM/PM': 'dateTime',
    'h:mm': 'time',
    'mm:ss.0': 'time',
    '上午/下午h"时"mm"分"': 'time',
    '00000': 'code',
    '¥#,##0.00': 'number',
  });
  for (const [code, kind] of Object.entries(kinds)) assert.equal(formatOf(code).kind, kind, code);
});

test('pasted cells come as a file with a line per row; a sentence is none', async () => {
  const file = fileOfCells(
    'Date\tName\tSales\r\n2026-01-01\t"two\nlines, ""x"""\t1\r\n2026-01-02\t5" pipe\t2\r\n',
    'Pasted',
  );
  assert.equal(file?.name, 'Pasted.csv');
  assert.equal(await file?.text(), 'Date,Name,Sales\n2026-01-01,"two lines, ""x""",1\n2026-01-02,"5"" pipe",2\n');
  assert.equal(fileOfCells('no columns here\nat all', 'x'), null);
});

test('columns have the letters a spreadsheet gives them', () => {
  assert.deepEqual([0, 25, 26, 701, 702, 16_383].map(columnLetters), ['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
});

test('a table of one column and rows of blanks make lines too', () => {
  const lines = new TableLines();
  const made = lines.push([
    { row: 1, cells: ['x'], repeats: [] },
    { row: 2, cells: ['  '], repeats: [] },
    { row: 4, cells: ['y'], repeats: [] },
  ]);
  assert.equal(made + lines.end(), 'x\n\n\ny\n');
  assert.equal(lines.rows, 2);
});

test('simplified and traditional Chinese are told apart by their bytes', async () => {
  // 订单日期 销售额 华东 上海 客户名称 / 訂單日期 銷售額 臺北 高雄 客戶名稱, as iconv writes them.
  const simplified = 'b6a9b5a5c8d5c6da2ccffacadbb6ee2cbbaab6ab2cc9cfbaa32cbfcdbba7c3fbb3c6';
  const traditional = 'ad71b3e6a4e9b4c12cbe50b0e2c3422cbb4fa55f2cb0aab6af2cabc8a4e1a657bad9';
  assert.equal(await chineseEncodingOf(new Blob([Buffer.from(simplified, 'hex')])), 'gb18030');
  assert.equal(await chineseEncodingOf(new Blob([Buffer.from(traditional, 'hex')])), 'big5');
});
