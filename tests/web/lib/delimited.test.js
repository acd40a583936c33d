// Clipboard tables as Excel writes them, and CSV cells that no spreadsheet runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTsv, safeCell, serializeCsv, serializeTsv } from '../../../web/lib/delimited.js';

test('a range copied from Excel: rows end with CRLF and the last one is no row of its own', () => {
  assert.deepEqual(parseTsv('1\t2\r\n3\t4\r\n'), [
    ['1', '2'],
    ['3', '4'],
  ]);
});

test('empty cells stay, also at the end of a row', () => {
  assert.deepEqual(parseTsv('a\t\tb\n\t\n'), [
    ['a', '', 'b'],
    ['', ''],
  ]);
  assert.deepEqual(parseTsv('a\t'), [['a', '']]);
  assert.deepEqual(parseTsv(''), []);
});

test('quoted cells hold tabs, line breaks and quotes', () => {
  assert.deepEqual(parseTsv('"a\tb"\t"c\nd"\n"say ""hi"""\tx'), [
    ['a\tb', 'c\nd'],
    ['say "hi"', 'x'],
  ]);
});

test('a quote that is only part of the text is text', () => {
  assert.deepEqual(parseTsv('5" pipe\t"unclosed'), [['5" pipe', '"unclosed']]);
});

test('what is serialized is parsed back the same', () => {
  const rows = [
    ['a\tb', 'c"d'],
    ['e\r\nf', ''],
    ['', 'g'],
  ];
  assert.deepEqual(parseTsv(serializeTsv(rows)), rows);
});

test('formulas are defused in CSV, numbers are not', () => {
  assert.equal(safeCell('=HYPERLINK("x")'), '\'=HYPERLINK("x")');
  assert.equal(safeCell('+86 138'), "'+86 138");
  assert.equal(safeCell('@cmd'), "'@cmd");
  assert.equal(safeCell('＝1+1'), "'＝1+1");
  assert.equal(safeCell(-5), '-5');
  assert.equal(safeCell('-5.25'), '-5.25');
  assert.equal(safeCell('-5+cmd'), "'-5+cmd");
});

test('a CSV file has a byte order mark, CRLF and quotes where needed', () => {
  assert.equal(
    serializeCsv([
      ['名称', 'a,b'],
      [1, null],
    ]),
    '\ufeff名称,"a,b"\r\n1,\r\n',
  );
});
