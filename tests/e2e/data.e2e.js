// Data: a file's way into a plan in both languages, dates that could be read two ways, unreadable files, cancelling, replacing
// and bringing back, filters in the address. What the numbers must be can be added up from the lines below.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { ask, tapEngine } from './engine-tap.js';
import { openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';
import { chooseFile, importOrders, useLevels } from './steps.js';

/** @typedef {import('./harness.js').App} App */
/** @typedef {import('./steps.js').Language} Language */

const LANGUAGES = /** @type {const} */ (['zh', 'en']);

/** @param {string} name @param {string | Buffer} content */
const fileOf = (name, content) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

const ORDERS = fileOf(
  'orders.csv',
  [
    'Date,Region,City,Sales',
    '2026-01-05,East,Shanghai,100.5',
    '2026-01-20,West,Chengdu,40',
    '2026-02-03,East,Nanjing,60',
    '',
  ].join('\n'),
);
const LATER = fileOf(
  'later.csv',
  'Date,Region,City,Sales\n2026-03-02,North,Beijing,7\n2026-03-03,East,Shanghai,8\nlater,East,Shanghai,9\n',
);
const AMBIGUOUS = fileOf(
  'dates.csv',
  'Date,Region,City,Sales\n03/04/2026,East,Shanghai,10\n05/06/2026,West,Chengdu,20\n',
);

/** @param {App} app */
const panel = (app) => app.page.locator('st-import-panel');
/** @param {App} app @param {ReturnType<typeof fileOf>} file */
const choose = (app, file) => chooseFile(app, panel(app).locator('.drop button.primary'), file);
/** @param {App} app @param {ReturnType<typeof fileOf>} file @param {'upsert' | 'append' | 'replace'} [way] */
async function importFile(app, file, way) {
  await choose(app, file);
  await panel(app).locator('st-column-mapping select').first().waitFor();
  await settle(app);
  await importOrders(app, way);
}
/** @param {App} app */
const backToChoosing = (app) => panel(app).locator('header.file button').click();
/** @param {App} app @param {string} name @returns {Promise<string>} */
const figureOf = async (app, name) => (await panel(app).locator(`dd[data-figure="${name}"]`).innerText()).trim();
/** @param {App} app */
const rowsKept = async (app) => (await ask(app, 'facts.list')).tables[0]?.rows ?? 0;

/** @param {import('node:test').TestContext} t @param {Language} language */
const openData = (t, language) => openApp(t, { language, route: '#/data', prepare: tapEngine });

for (const language of LANGUAGES) {
  test(`a file becomes order lines, an organisation and a calendar (${language})`, async (t) => {
    const app = await openData(t, language);
    const says = (/** @type {string} */ key, params = {}) => message(key, params, language);
    await app.assertAccessible('the empty data workspace');
    await importFile(app, ORDERS);
    await app.assertAccessible('the import report');
    assert.equal(await figureOf(app, 'rows'), '3');
    const [table] = (await ask(app, 'facts.list')).tables;
    assert.deepEqual([table.rows, table.firstDay, table.lastDay], [3, '2026-01-05', '2026-02-03']);
    assert.equal((await ask(app, 'performance.summary')).amount, 2_005_000);

    await useLevels(app, language, ['region', 'city']);
    await app.page.getByText(says('data.match.all', { rows: '3' })).waitFor();

    await app.goto('#/data?view=records&filters=region:East');
    const records = app.page.locator('st-record-table tbody tr');
    await records.first().waitFor();
    assert.equal(await records.count(), 2);
    await app.page.locator('st-record-filters .chip button.text').click();
    await app.page.locator('st-record-filters .values label', { hasText: 'West' }).click();
    await settle(app);
    assert.equal(await records.count(), 3);
    assert.equal(
      new URL(app.page.url()).hash,
      `#/data?${new URLSearchParams({ view: 'records', filters: 'region:East|West' })}`,
    );
    await app.assertAccessible('the order lines');

    await app.goto('#/data?view=calendar');
    const before = (await ask(app, 'plan.periods', { year: '2026', grain: 'month' })).periods[1].workingDays;
    await app.page.getByRole('button', { name: says('data.calendar.preset') }).click();
    await settle(app);
    const after = (await ask(app, 'plan.periods', { year: '2026', grain: 'month' })).periods[1].workingDays;
    assert.ok(before === 20 && after < 20, `Spring Festival is in February 2026: ${before} → ${after} working days`);
    await app.assertAccessible('the calendar');
  });
}

test('dates that could be read two ways are asked about, and the answer is remembered for the next such file', async (t) => {
  const app = await openData(t, 'en');
  await choose(app, AMBIGUOUS);
  const question = panel(app).locator('fieldset.question');
  await question.waitFor();
  assert.ok((await question.innerText()).includes('3 Apr 2026'), 'each order is written out');
  assert.ok((await question.innerText()).includes('4 Mar 2026'));
  assert.equal(await panel(app).locator('footer button.primary').isDisabled(), true);
  await question.locator('input').first().check();
  await importOrders(app);
  const [table] = (await ask(app, 'facts.list')).tables;
  assert.deepEqual([table.firstDay, table.lastDay], ['2026-04-03', '2026-06-05']);

  await backToChoosing(app);
  await choose(app, { ...AMBIGUOUS, name: 'next.csv' });
  await panel(app)
    .getByText(message('data.mapping.remembered', {}, 'en'))
    .waitFor();
  assert.equal(await panel(app).locator('footer button.primary').isEnabled(), true);
});

test('unreadable files say what is wrong with them and leave nothing behind', async (t) => {
  const app = await openData(t, 'zh');
  const refused = async (/** @type {ReturnType<typeof fileOf>} */ file, /** @type {string} */ code) => {
    await choose(app, file);
    const error = panel(app).locator('st-error li').first();
    await error.waitFor();
    assert.ok(
      (await error.innerText()).startsWith(message(code, {}, 'zh')),
      `${file.name}: ${await error.innerText()}`,
    );
    await backToChoosing(app);
  };
  await refused(fileOf('empty.csv', ''), 'facts.empty');
  await refused(fileOf('header.csv', 'Date,Region,Sales\n'), 'facts.empty');
  await refused(
    fileOf('picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0x49, 0, 0, 0, 0])),
    'facts.not_text',
  );
  assert.equal(await rowsKept(app), 0);
});

test('a file as Chinese Excel saves it is read: GBK bytes, Chinese headers', async (t) => {
  const app = await openData(t, 'zh');
  // 日期,地区,销售额 / 2026-01-05,华东,12.5
  const header = [0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xb5, 0xd8, 0xc7, 0xf8, 0x2c, 0xcf, 0xfa, 0xca, 0xdb, 0xb6, 0xee, 0x0a];
  const line = Buffer.concat([
    Buffer.from('2026-01-05,'),
    Buffer.from([0xbb, 0xaa, 0xb6, 0xab]),
    Buffer.from(',12.5\n'),
  ]);
  await importFile(app, fileOf('gbk.csv', Buffer.concat([Buffer.from(header), line])));
  const { values } = await ask(app, 'facts.values', { table: 'orders', dimension: 'region' });
  assert.deepEqual(values, [{ value: '华东', rows: 1, amount: 125_000 }]);
});

test('an import or a removal is undone with Ctrl+Z and repeated; lines of no unit are listed', async (t) => {
  const app = await openData(t, 'en');
  await importFile(app, ORDERS);
  await useLevels(app, 'en', ['region', 'city']);
  await backToChoosing(app);
  await importFile(app, LATER, 'replace');
  assert.equal(await figureOf(app, 'rows'), '2');
  await panel(app).locator('details summary').click();
  assert.match(await panel(app).locator('details tbody').innerText(), /^4\s+Date\s+later/);

  await app.goto('#/data?view=unmatched');
  const unmatched = app.page.locator('st-organisation-panel .matching');
  await unmatched.waitFor();
  await settle(app);
  assert.match(await unmatched.locator('tbody').innerText(), /^North › Beijing\s+1/);
  assert.equal(await unmatched.evaluate((element) => element.matches(':focus')), true);

  await app.page.keyboard.press('Control+z');
  await settle(app);
  assert.equal(await rowsKept(app), 3, 'undo brings back what was replaced');
  await app.page.keyboard.press('Control+Shift+z');
  await settle(app);
  assert.equal(await rowsKept(app), 2);
  await app.page.locator('st-data-tables button.icon').click();
  await settle(app);
  assert.equal(await rowsKept(app), 0);
  await app.page.keyboard.press('Control+z');
  await settle(app);
  assert.equal(await rowsKept(app), 2);
});

test('a big file can be cancelled half way: what was there stays', async (t) => {
  const app = await openData(t, 'zh');
  await importFile(app, ORDERS);
  await backToChoosing(app);
  // A slow disk, so that there is a half way on any machine.
  await app.page.evaluate(() => {
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = async function slowly() {
      await new Promise((resolve) => setTimeout(resolve, 250));
      return read.call(this);
    };
  });
  const line = '2026-01-05,East,Shanghai,100.5\n'.repeat(1000);
  await choose(app, fileOf('big.csv', `Date,Region,City,Sales\n${line.repeat(1000)}`));
  await panel(app).locator('st-progress button').click();
  await panel(app).locator('.drop').waitFor();
  assert.equal(await rowsKept(app), 3);
});

test('an import while the sample is open makes a plan of its own', async (t) => {
  const app = await openApp(t, { language: 'zh', prepare: tapEngine });
  await openSampleRegion(app);
  await app.goto('#/data');
  await importFile(app, ORDERS);
  assert.equal(await rowsKept(app), 3);
  assert.equal((await app.page.locator('st-top-bar button.name').innerText()).trim(), 'orders');
  assert.equal(await app.page.locator('st-import-panel').getByText('orders.csv').count(), 1);
});
