// Data: files that are no plain UTF-8: workbooks with several sheets and hostile names, pasted cells, other encodings, bombs; and what
// is written of them: rows updated by a key, rows left out as a file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { partsOf, sheetOf, workbook } from '../web/import-formats/workbook-writer.js';
import { zip } from '../web/import-formats/zip-writer.js';
import { ask, tapEngine } from './engine-tap.js';
import { openApp } from './harness.js';
import { MARK, NAMES } from '../hostile/names.js';
import { settle } from './sample-region.js';
import { checkOrders, chooseFile, chooseWay, importOrders, shownChanges, shownMapping, writeOrders } from './steps.js';

/** @typedef {import('./harness.js').App} App */

const SHEETS = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const bookFile = (/** @type {string} */ name, /** @type {Buffer} */ buffer) => ({ name, mimeType: SHEETS, buffer });
/** @param {string} name @param {Buffer<ArrayBufferLike> | string} content @returns {{name: string, mimeType: string, buffer: Buffer<ArrayBufferLike>}} */
const textFile = (name, content) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

/** @param {App} app */
const panel = (app) => app.page.locator('st-import-panel');
/** @param {App} app @param {ReturnType<typeof textFile>} file */
async function read(app, file) {
  await chooseFile(app, panel(app).locator('.drop button.primary'), file);
  await panel(app).locator('st-column-mapping select').first().waitFor();
  await settle(app);
}
/** @param {App} app */
const another = async (app) => {
  await panel(app).locator('header.file button').click();
  await panel(app).locator('.drop').waitFor();
};
/** @param {import('node:test').TestContext} t @param {'zh' | 'en'} language */
const openData = (t, language) => openApp(t, { language, route: '#/data', prepare: tapEngine });
/** @param {App} app @param {string} dimension @returns {Promise<string[]>} */
const valuesOf = async (app, dimension) =>
  (await ask(app, 'facts.values', { table: 'orders', dimension })).values.map((/** @type {any} */ { value }) => value);
/** @param {App} app */
const rowsKept = async (app) => (await ask(app, 'facts.list')).tables[0]?.rows ?? 0;

test('a workbook with several sheets and names meant to break pages becomes order lines, dates and amounts exact', async (t) => {
  const app = await openData(t, 'zh');
  const names = Object.values(NAMES).map((name) => name.slice(0, 10_000));
  const orders = names.map((name, i) => [45292 + i, name, i % 2 ? '华东' : '华北', 100.25 + i]);
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
  const dated = sheetOf([['订单日期', '客户名称', '大区', '销售额'], ...orders]).replace(
    /<c r="(A\d+)"><v>/g,
    '<c r="$1" s="1"><v>',
  );
  const hostile = '<img src=x onerror=1> ‮sheet';
  const book = workbook({
    sheets: [
      { name: '说明', xml: sheetOf([['Nothing here'], ['第 1 行']]) },
      { name: hostile, xml: dated },
    ],
    styles,
  });
  await chooseFile(app, panel(app).locator('.drop button.primary'), bookFile('=CMD() <b>.xlsx', book));
  const picker = panel(app).locator('select.sheet-choice');
  await picker.waitFor();
  assert.deepEqual(await picker.locator('option').allInnerTexts(), ['说明', hostile]);
  await picker.selectOption('1');
  await panel(app).locator('st-column-mapping select').nth(3).waitFor();
  await settle(app);
  assert.deepEqual(await shownMapping(app), {
    订单日期: 'day',
    客户名称: 'customer',
    大区: 'region',
    销售额: 'amount',
  });
  await app.assertAccessible('the columns of a workbook');
  await importOrders(app);
  const [table] = (await ask(app, 'facts.list')).tables;
  assert.deepEqual(
    [table.rows, table.firstDay, table.lastDay],
    [names.length, '2024-01-01', `2024-01-${String(names.length).padStart(2, '0')}`],
  );
  // 100.25 + 101.25 + … : n·100.25 + n(n−1)/2, in 1/10,000.
  const n = names.length;
  assert.equal((await ask(app, 'performance.summary')).amount, n * 1_002_500 + ((n * (n - 1)) / 2) * 10_000);
  assert.equal(await app.page.evaluate((mark) => document.documentElement.dataset[mark], MARK), undefined);
});

test('a workbook that unfolds without end, one with a password and one that is damaged are refused in words', async (t) => {
  const app = await openData(t, 'en');
  const refused = async (/** @type {ReturnType<typeof textFile>} */ file, /** @type {string} */ words) => {
    await chooseFile(app, panel(app).locator('.drop button.primary'), file);
    const error = panel(app).locator('st-error li').first();
    await error.waitFor();
    assert.ok((await error.innerText()).includes(words), await error.innerText());
    await another(app);
  };
  const bomb = workbook({
    sheets: [{ name: 'S', xml: `${sheetOf([['Date', 'Sales']])}<!--${' '.repeat(12_000_000)}-->` }],
  });
  assert.ok(bomb.length < 20_000);
  await refused(bookFile('bomb.xlsx', bomb), 'unfolds to more than 200 times its size');
  const compound = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2040)]);
  await refused(
    bookFile('secret.xlsx', Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')])),
    'protected by a password',
  );
  await refused(bookFile('old.xls', compound), 'Excel 97–2003');
  const parts = partsOf({ sheets: [{ name: 'S', xml: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }] });
  await refused(bookFile('damaged.xlsx', zip(parts)), 'xl/worksheets/sheet1.xml, row 1');
  assert.equal(await rowsKept(app), 0);
});

test('cells pasted from a spreadsheet go the same way, from the keyboard and from the text box', async (t) => {
  const app = await openData(t, 'en');
  const cells = 'Date\tRegion\tSales\r\n2026-01-05\t"East ""A"""\t100.5\r\n2026-01-06\t"two\nlines"\t40\r\n';
  const paste = (/** @type {string} */ text) =>
    app.page.locator('st-data-workspace').evaluate((element, data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', data);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }));
    }, text);
  await paste('just a sentence');
  assert.equal(await panel(app).locator('.drop').count(), 1, 'a sentence is no table');
  await paste(cells);
  await panel(app).locator('st-column-mapping select').first().waitFor();
  await settle(app);
  await importOrders(app);
  assert.deepEqual((await valuesOf(app, 'region')).sort(), ['East "A"', 'two lines']);
  await another(app);

  await panel(app).locator('button.paste').click();
  const dialog = panel(app).locator('st-dialog');
  await app.assertAccessible('the dialog for pasted cells');
  await dialog.locator('textarea').fill('one column only');
  await dialog.locator('button.primary').click();
  await dialog.getByText(message('data.paste.refused', {}, 'en')).waitFor();
  await dialog.locator('textarea').fill('Date\tRegion\tSales\n2026-02-05\tWest\t7');
  await dialog.locator('button.primary').click();
  await panel(app).locator('st-column-mapping select').first().waitFor();
  await settle(app);
  await importOrders(app, 'append');
  assert.equal(await rowsKept(app), 3);
});

test('Big5 and UTF-16 files are recognised, shown, and can be read another way', async (t) => {
  const app = await openData(t, 'zh');
  // 訂單日期,地區,銷售額 / 2026-01-05,臺北,12.5
  const big5 = Buffer.concat([
    Buffer.from([
      0xad, 0x71, 0xb3, 0xe6, 0xa4, 0xe9, 0xb4, 0xc1, 0x2c, 0xa6, 0x61, 0xb0, 0xcf, 0x2c, 0xbe, 0x50, 0xb0, 0xe2, 0xc3,
      0x42, 0x0a,
    ]),
    Buffer.from('2026-01-05,'),
    Buffer.from([0xbb, 0x4f, 0xa5, 0x5f]),
    Buffer.from(',12.5\n'),
  ]);
  await read(app, textFile('big5.csv', big5));
  const encoding = panel(app).locator('select.encoding');
  assert.equal(await encoding.inputValue(), 'big5');
  assert.equal(await panel(app).locator('st-file-preview td').nth(2).innerText(), '臺北');
  await encoding.selectOption('gb18030');
  await panel(app).locator('st-file-preview td').first().waitFor();
  await settle(app);
  assert.notEqual(await panel(app).locator('st-file-preview td').nth(2).innerText(), '臺北');
  await panel(app).locator('select.encoding').selectOption('big5');
  await panel(app).locator('st-column-mapping select').first().waitFor();
  await settle(app);
  await panel(app).locator('st-column-mapping select').nth(1).selectOption('region');
  await importOrders(app);
  assert.deepEqual(await valuesOf(app, 'region'), ['臺北']);

  const table = '日期\t地区\t销售额\r\n2026-01-05\t华东\t1\r\n';
  const swapped = Buffer.from(table, 'utf16le').swap16();
  for (const [name, bytes, expected] of /** @type {[string, Buffer, string][]} */ ([
    ['le-mark', Buffer.from(`\ufeff${table}`, 'utf16le'), 'utf-16le'],
    ['be-mark', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]), 'utf-16be'],
    ['le', Buffer.from(table, 'utf16le'), 'utf-16le'],
    ['utf8-mark', Buffer.from(`\ufeff${table}`), 'utf-8'],
  ])) {
    await another(app);
    await read(app, textFile(`${name}.txt`, bytes));
    assert.equal(await panel(app).locator('select.encoding').inputValue(), expected, name);
    assert.deepEqual(Object.keys(await shownMapping(app)), ['日期', '地区', '销售额'], name);
  }
});

const header = 'Order ID,Date,Region,Sales';
const FIRST = `${header}\nA1,2026-01-05,East,100\nA2,2026-01-06,East,200\nA3,2026-01-07,West,300\n`;
const CORRECTED = `${header}\nA2,2026-01-06,East,250\nA3,2026-01-07,West,300\nA4,2026-01-08,West,400\n`;

test('a corrected file updates the rows it knows, with counts before anything is written; undo takes all of it back', async (t) => {
  const app = await openData(t, 'en');
  await read(app, textFile('first.csv', FIRST));
  await importOrders(app);
  await another(app);
  await read(app, textFile('corrected.csv', CORRECTED));
  await checkOrders(app);
  await chooseWay(app, 'upsert');
  assert.equal(await panel(app).locator('select.key option:checked').innerText(), 'Order id');
  assert.deepEqual(await shownChanges(app), {
    new: '1',
    changed: '1',
    unchanged: '1',
    removed: '0',
    kept: '1',
    after: '4',
  });
  const sample = panel(app).locator('st-import-write tbody tr');
  assert.match((await sample.innerText()).replaceAll(/\s+/g, ' '), /^2 A2 Sales amount 200 250$/);
  await app.assertAccessible('what an import would change');
  assert.equal((await ask(app, 'performance.summary')).amount, 6_000_000, 'nothing is written yet');
  await writeOrders(app);
  // 100 + 250 + 300 + 400
  assert.equal((await ask(app, 'performance.summary')).amount, 10_500_000);

  await another(app);
  await read(app, textFile('corrected.csv', CORRECTED));
  await checkOrders(app);
  assert.deepEqual(await shownChanges(app), {
    new: '0',
    changed: '0',
    unchanged: '3',
    removed: '0',
    kept: '1',
    after: '4',
  });
  await panel(app)
    .getByText(message('data.changes.nothing', {}, 'en'))
    .waitFor();
  assert.equal(await panel(app).locator('footer button.primary').isDisabled(), true);
  await panel(app).locator('header.file button').click();
  await app.page.keyboard.press('Control+z');
  await settle(app);
  assert.equal((await ask(app, 'performance.summary')).amount, 6_000_000);
});

test('a separator is marked as found, another one cuts the file anew, and is taken by itself next time', async (t) => {
  const app = await openData(t, 'zh');
  const odd = '日期;地区;销售额,备注\n2026-01-05;华东;1,a\n2026-01-06;华南;2,b\n';
  await read(app, textFile('odd.csv', odd));
  const picker = () => panel(app).locator('select.delimiter');
  assert.equal(await picker().inputValue(), '');
  assert.equal((await picker().locator('option:checked').innerText()).trim(), '分号（识别结果）');
  await picker().selectOption(',');
  await panel(app).locator('st-column-mapping tbody tr').nth(1).waitFor();
  await settle(app);
  assert.deepEqual(Object.keys(await shownMapping(app)), ['日期;地区;销售额', '备注']);
  await picker().selectOption('');
  await panel(app).locator('st-column-mapping tbody tr').nth(2).waitFor();
  await settle(app);
  assert.deepEqual(Object.keys(await shownMapping(app)), ['日期', '地区', '销售额,备注']);

  await another(app);
  const piped = '日期|地区|销售额;x\n2026-01-05|华东|1;1\n2026-01-06|华南|2;2\n';
  await read(app, textFile('piped.csv', piped));
  await picker().selectOption(';');
  await panel(app).locator('st-column-mapping tbody tr').nth(1).waitFor();
  await settle(app);
  await panel(app).locator('st-column-mapping select').nth(0).selectOption('');
  await panel(app).locator('st-column-mapping select').nth(1).selectOption('amount');
  await panel(app).locator('select.add').selectOption('day');
  await panel(app).locator('st-field-defaults input.value').fill('2026-01-31');
  await panel(app).locator('st-field-defaults input.value').blur();
  await importOrders(app);
  assert.equal((await ask(app, 'performance.summary')).amount, 30_000);
  await another(app);
  await read(app, textFile('piped.csv', piped));
  assert.equal(await picker().inputValue(), ';', 'remembered for the header as it was cut before');
  assert.equal(await panel(app).locator('st-field-defaults input.value').inputValue(), '2026-01-31');
});

test('what the file does not say is given a fixed value, for missing columns and, when ticked, for blank cells', async (t) => {
  const app = await openData(t, 'en');
  await read(app, textFile('no-day.csv', 'Customer,Region,Sales\nA,East,10\nB,,20\nTotal,,30\n'));
  const next = panel(app).locator('footer button.primary');
  assert.equal(await next.isDisabled(), true);
  await panel(app).locator('button.give').click();
  assert.equal(await next.isDisabled(), true, 'promised and not given');
  const value = (/** @type {string} */ field) => panel(app).locator(`st-field-defaults input[data-field="${field}"]`);
  await value('day').fill('2026-03-31');
  await panel(app).locator('select.add').selectOption('region');
  await value('region').fill('West');
  await panel(app).locator('select.add').selectOption('channel');
  await value('channel').fill('Direct');
  await value('channel').blur();
  await app.assertAccessible('fixed values');
  await next.click();
  await panel(app).locator('st-import-check dl.figures').waitFor();
  await settle(app);
  const filled = panel(app).locator('p[data-filled]');
  assert.deepEqual(
    (await filled.allInnerTexts()).map((text) => text.trim()),
    [
      'Channel: 2 rows take the fixed value “Direct”.',
      'Order date: 2 rows take the fixed value “2026-03-31”.',
      'Region: 1 row takes the fixed value “West”.',
    ],
  );
  await next.click();
  await panel(app).locator('st-import-write dl.changes').waitFor();
  await writeOrders(app);
  assert.deepEqual((await valuesOf(app, 'region')).sort(), ['East', 'West']);
  const [table] = (await ask(app, 'facts.list')).tables;
  assert.deepEqual([table.rows, table.firstDay, table.lastDay], [2, '2026-03-31', '2026-03-31']);

  await another(app);
  await read(app, textFile('deals.csv', 'Deal name,Close date,Deal amount\nA,2026-01-05,10\n'));
  await panel(app).locator('select.add').selectOption('probability');
  await value('probability').fill('sixty');
  await value('probability').blur();
  await next.click();
  await panel(app)
    .getByText('“sixty” cannot be the fixed value of “Probability”: give a share such as 60% or 0.6.')
    .waitFor();
});

test('a budget with a column per month becomes a row per month; its year is asked and remembered', async (t) => {
  const app = await openData(t, 'zh');
  const budget =
    '部门,科目,1月,2月,3月,合计\n华东,差旅,100,200.5,,300.5\n华南,差旅,"1,000",,50,1050\n合计,,1100,200.5,50,1350.5\n';
  await read(app, textFile('预算.csv', budget));
  assert.equal(await panel(app).locator('select.table').inputValue(), 'budgets');
  const next = panel(app).locator('footer button.primary');
  assert.equal(await next.isDisabled(), true, 'the year is asked');
  const year = panel(app).locator('st-month-columns input.year');
  await year.fill('2026');
  await panel(app).getByText('“1月”下的数记在 2026年1月1日').waitFor();
  await app.assertAccessible('months as columns');
  await importOrders(app);
  const [table] = (await ask(app, 'facts.list')).tables;
  assert.deepEqual([table.name, table.rows, table.firstDay, table.lastDay], ['budgets', 4, '2026-01-01', '2026-03-01']);

  await another(app);
  await read(app, textFile('预算.csv', budget.replace('200.5,,300.5', '250,,350')));
  assert.equal(await year.inputValue(), '2026');
  await checkOrders(app);
  await chooseWay(app, 'upsert');
  assert.deepEqual(await shownChanges(app), {
    new: '0',
    changed: '1',
    unchanged: '3',
    removed: '0',
    kept: '0',
    after: '4',
  });
  await panel(app).locator('st-key-fields summary').click();
  await panel(app).locator('st-key-fields input[data-field="unit"]').setChecked(false);
  await panel(app).locator('[data-key-quality]').filter({ hasText: '1 行重复' }).waitFor();
  await settle(app);
  await panel(app).locator('footer button.back').click();
  await panel(app).locator('footer button.back').click();
  await panel(app).locator('st-month-columns input[value="columns"]').check();
  await settle(app);
  assert.equal(await next.isDisabled(), true, 'left as columns, nothing is the day');
});

test('rows left out are counted by reason and exported with line and reason, safe for spreadsheets', async (t) => {
  const app = await openData(t, 'en');
  const lines = [header, 'B1,2026-01-05,East,100', 'B2,=CMD(),East,5', 'B3,2026-01-07,West,many', 'Total,,,105'];
  await read(app, textFile('faults.csv', `${lines.join('\n')}\n`));
  await panel(app).locator('footer button.primary').click();
  await panel(app).locator('st-import-check').waitFor();
  await settle(app);
  assert.equal((await panel(app).locator('dd[data-figure="rows"]').innerText()).trim(), '1');
  assert.equal(await panel(app).locator('.reasons li').count(), 3);
  const [exported] = await Promise.all([
    app.page.waitForEvent('download'),
    panel(app).locator('button.export').click(),
  ]);
  const csv = await readFile(await exported.path(), 'utf8');
  const rows = csv.replace('\ufeff', '').trim().split('\r\n');
  assert.equal(rows[0], 'Line,Reason,Column,Value,Order ID,Date,Region,Sales');
  assert.match(rows[1], /^3,.*,Date,'=CMD\(\),B2,'=CMD\(\),East,5$/);
  assert.match(rows[2], /^4,.*,Sales,many,B3,2026-01-07,West,many$/);
  assert.match(rows[3], /^5,/);
});

test('a workbook being unfolded can be cancelled half way: what was there stays', async (t) => {
  const app = await openData(t, 'en');
  await read(app, textFile('first.csv', FIRST));
  await importOrders(app);
  await another(app);
  const many = Array.from({ length: 120_000 }, (_, i) => [`A${i}`, '2026-01-05', 'East', i]);
  const book = workbook({ sheets: [{ name: 'S', xml: sheetOf([header.split(','), ...many]) }] });
  await chooseFile(app, panel(app).locator('.drop button.primary'), bookFile('many.xlsx', book));
  await panel(app).locator('st-progress button').click();
  await panel(app).locator('.drop').waitFor();
  await settle(app);
  assert.equal(await rowsKept(app), 3);
});

test('rows of another table are recognised, kept beside the order lines, looked at and removed', async (t) => {
  const app = await openData(t, 'zh');
  const contracts =
    '合同编号,合同名称,签约日期,客户名称,合同金额\nC1,年度框架,2026-01-05,甲公司,"1,200.50"\nC2,补充协议,2026-02-05,乙公司,300\n';
  await read(app, textFile('合同.csv', contracts));
  assert.equal(await panel(app).locator('select.table').inputValue(), 'contracts');
  await importOrders(app);
  const [table] = (await ask(app, 'facts.list')).tables;
  assert.deepEqual([table.name, table.rows], ['contracts', 2]);
  await app.page.locator('st-data-tables a[href*="view=records"]').click();
  await app.page.locator('st-record-table tbody tr').first().waitFor();
  assert.match(await app.page.locator('st-record-table .scroll').innerText(), /1,200\.5/);
  await app.goto('#/data');
  await app.page.locator('st-data-tables button.icon').click();
  await settle(app);
  assert.deepEqual((await ask(app, 'facts.list')).tables, []);
  await app.page.keyboard.press('Control+z');
  await settle(app);
  assert.equal((await ask(app, 'facts.list')).tables[0].rows, 2);
});
