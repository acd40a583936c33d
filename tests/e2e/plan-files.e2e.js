// Plan files through the page: saved as a whole or without data, encrypted or readable, opened again elsewhere with the same
// figures; a wrong passphrase and a damaged file are told apart; files of the older kind still open.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { errorText } from '../../web/i18n/index.js';
import { setLanguage } from '../../web/i18n/language.js';
import { t as message } from '../../web/i18n/messages.js';
import { PHONE, TARGETS, openApp } from './harness.js';
import { faultsOf } from './page-checks.js';
import { openSampleRegion, settle } from './sample-region.js';
import * as steps from './steps.js';

/** @typedef {import('./harness.js').App} App */
/** @typedef {import('./steps.js').Language} Language */

const OLD_FILE = join(import.meta.dirname, '../fixtures/plans/empty.sandtable.json');
const PASSPHRASE = '枇杷树下 听雨 Quartz-57';
const prepare = steps.withoutSavePicker;
const dialog = (/** @type {App} */ app) => app.page.locator('st-save-dialog');
const question = (/** @type {App} */ app) => app.page.locator('st-open-passphrase');

/** The figures a manager compares. @param {App} app */
async function figures(app) {
  await app.page.locator('st-attainment-table').first().waitFor();
  await settle(app);
  return app.page.locator('st-cockpit-workspace').innerText();
}

/** @param {import('node:test').TestContext} t */
function folderOfItsOwn(t) {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-files-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param {App} app @param {string} which @param {string} text */
const typePassphrase = (app, which, text) => dialog(app).locator(`[data-field="${which}"] input`).fill(text);

/** @param {App} app @param {string} path */
async function saveEncrypted(app, path) {
  await dialog(app).locator('input[name="encrypted"]').check();
  await typePassphrase(app, 'text', PASSPHRASE);
  const save = dialog(app).locator('button.primary');
  assert.equal(await save.isDisabled(), true, 'not before it has been repeated');
  await typePassphrase(app, 'repeated', 'other');
  await dialog(app).locator('[role="alert"]', { hasText: /\S/ }).waitFor();
  assert.equal(await save.isDisabled(), true, 'not while the two differ');
  await typePassphrase(app, 'repeated', PASSPHRASE);
  const download = await steps.confirmSaving(app);
  assert.match(download.suggestedFilename(), /\.sandtable$/);
  await download.saveAs(path);
}

/** @param {App} app @param {string} text */
async function answer(app, text) {
  await question(app).locator('input').fill(text);
  await app.page.keyboard.press('Enter');
}

for (const [language, target] of /** @type {const} */ ([
  ['zh', TARGETS[0]],
  ['en', TARGETS[1]],
])) {
  test(`an encrypted file opens in another browser with the same figures (${language}, ${target})`, async (t) => {
    setLanguage(language);
    const app = await openApp(t, { language, target, prepare });
    await openSampleRegion(app);
    const before = await figures(app);
    const path = join(folderOfItsOwn(t), 'region.sandtable');

    await app.page.keyboard.press('Control+S');
    await steps.saveDialogReady(app);
    assert.deepEqual(await faultsOf(app, 'the question how to save'), []);
    await saveEncrypted(app, path);
    await app.page.locator('st-save-state .file').waitFor();
    const saved = readFileSync(path);
    assert.equal(saved.subarray(0, 5).toString('latin1'), '\x89STBL');
    assert.ok(!saved.includes('plan.json') && !saved.includes('orders'), 'nothing can be read in it');

    const [again] = await Promise.all([app.page.waitForEvent('download'), app.page.keyboard.press('Control+S')]);
    const second = readFileSync(/** @type {string} */ (await again.path()));
    assert.notDeepEqual(second, saved, 'saved again without a question, under a fresh salt');
    await app.close();

    const other = await openApp(t, { language, target, prepare });
    await steps.chooseFile(other, steps.startWay(other, language, 'open'), path);
    await question(other).locator('input').waitFor();
    assert.deepEqual(await faultsOf(other, 'the question for a passphrase'), []);
    await answer(other, 'not this one');
    const wrong = errorText({ code: 'file.wrong_passphrase' });
    await question(other).getByText(wrong).waitFor();
    await answer(other, PASSPHRASE);
    await question(other).locator('dialog').waitFor({ state: 'detached' });
    assert.equal(await figures(other), before);

    await other.page.keyboard.press('Control+S');
    await steps.saveDialogReady(other);
    assert.equal(await dialog(other).locator('input[name="encrypted"]').isChecked(), true, 'stays encrypted');
    await dialog(other)
      .getByText(message('files.passphrase.kept', {}, language))
      .waitFor();
    const kept = await steps.confirmSaving(other);
    const third = readFileSync(/** @type {string} */ (await kept.path()));
    assert.ok(!third.includes('plan.json'));
  });
}

test('giving up on a passphrase leaves everything as it was, and a damaged file asks for none', async (t) => {
  setLanguage('en');
  const app = await openApp(t, { language: 'en', prepare });
  app.page.on('filechooser', () => {}); // pickers are caught from here on: a key may open one before a later listener stands
  await openSampleRegion(app);
  const path = join(folderOfItsOwn(t), 'region.sandtable');
  await steps.openSaveDialog(app, 'en');
  await saveEncrypted(app, path);
  const open = async (/** @type {Buffer} */ buffer) => {
    const [chooser] = await Promise.all([app.page.waitForEvent('filechooser'), app.page.keyboard.press('Control+O')]);
    await chooser.setFiles({ name: 'from mail.sandtable', mimeType: '', buffer });
  };
  const whole = readFileSync(path);
  await open(whole);
  await question(app).locator('input').waitFor();
  await app.page.keyboard.press('Escape');
  await question(app).locator('dialog').waitFor({ state: 'detached' });
  assert.equal(await app.page.locator('st-toasts .bad').count(), 0, 'giving up is no error');

  const damaged = Buffer.from(whole);
  damaged[damaged.length >> 1] ^= 4;
  await open(damaged);
  await app.page.getByText(errorText({ code: 'file.damaged' })).waitFor();
  assert.equal(await question(app).locator('dialog').count(), 0);

  await open(whole.subarray(0, 5000));
  await app.page.getByText('The file is not whole', { exact: false }).waitFor();
  await settle(app);
  await app.page.locator('st-cockpit-workspace').waitFor();
});

test('the kind of file can be chosen; sizes are told first and hold; files of the older kind open', async (t) => {
  setLanguage('zh');
  const app = await openApp(t, { language: 'zh', prepare });
  await openSampleRegion(app);
  await figures(app);
  const sizes = new Map();
  for (const format of ['json', 'container']) {
    for (const contains of ['plan', 'everything']) {
      await steps.openSaveDialog(app, 'zh');
      await dialog(app).locator(`input[value="${format}"]`).check();
      await dialog(app).locator(`input[value="${contains}"]`).check();
      const told = await dialog(app).locator('.total').innerText();
      const download = await steps.confirmSaving(app);
      const { length } = readFileSync(/** @type {string} */ (await download.path()));
      sizes.set(`${format} ${contains}`, length);
      const shown = length < 999_500 ? `${Math.round(length / 1000)} KB` : `${(length / 1e6).toFixed(1)} MB`;
      assert.ok(told.endsWith(shown), `${told} for ${length} bytes`);
    }
  }
  assert.ok(sizes.get('container plan') < sizes.get('json plan') / 4);
  assert.ok(sizes.get('container everything') < sizes.get('json everything'));

  await app.page.goto(new URL('#/', app.url).href);
  await app.page.locator('st-top-bar .name').click();
  await app.page.getByText(message('frame.command.close', {}, 'zh')).click();
  await steps.chooseFile(app, steps.startWay(app, 'zh', 'open'), OLD_FILE);
  await app.page.locator('st-top-bar .name', { hasText: '空方案' }).waitFor();
  await app.page.keyboard.press('Control+S');
  await steps.saveDialogReady(app);
  assert.equal(await dialog(app).locator('input[value="json"]').isChecked(), true, 'as it came');
  await app.page.keyboard.press('Escape');
  await dialog(app).locator('dialog').waitFor({ state: 'detached' });
});

test('saving by keyboard on a phone in the dark: a suggested passphrase can be read and is strong', async (t) => {
  const app = await openApp(t, { language: 'en', theme: 'dark', viewport: PHONE, prepare });
  await openSampleRegion(app);
  await app.page.keyboard.press('Control+S');
  await steps.saveDialogReady(app);
  await dialog(app).locator('input[name="encrypted"]').focus();
  await app.page.keyboard.press('Space');
  const suggest = dialog(app).locator('button[data-action="suggest"]');
  await suggest.focus();
  await app.page.keyboard.press('Enter');
  const input = dialog(app).locator('[data-field="text"] input');
  await app.page.keyboard.press('Control+S');
  assert.match(await input.inputValue(), /^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/);
  assert.equal(await input.getAttribute('type'), 'text');
  await dialog(app)
    .getByText(message('files.passphrase.strength', { level: 'strong' }, 'en'))
    .waitFor();
  assert.deepEqual(await faultsOf(app, 'choosing a passphrase on a phone'), []);
  await input.focus();
  const [download] = await Promise.all([app.page.waitForEvent('download'), app.page.keyboard.press('Enter')]);
  assert.match(download.suggestedFilename(), /\.sandtable$/);
});

test('a file with sums instead of order lines shows the same attainment, and no customer', async (t) => {
  const app = await openApp(t, { language: 'zh', prepare });
  await openSampleRegion(app);
  const before = await figures(app);
  const path = join(folderOfItsOwn(t), 'sums.sandtable');
  await steps.openSaveDialog(app, 'zh');
  await dialog(app).locator('input[value="aggregates"]').check();
  await (await steps.confirmSaving(app)).saveAs(path);
  await app.page.getByText('以汇总代替订单明细').waitFor();
  await app.close();

  const other = await openApp(t, { language: 'zh', prepare });
  await steps.chooseFile(other, steps.startWay(other, 'zh', 'open'), path);
  assert.equal(await figures(other), before);
  for (const route of [
    '#/performance',
    '#/performance?tab=pivot',
    '#/performance?tab=customers',
    '#/data',
    '#/data?view=records',
  ]) {
    await other.goto(route);
    assert.deepEqual(await faultsOf(other, `${route} of sums`, { accessible: false }), []);
  }
});

test('a dropped file opens, whatever it is called', async (t) => {
  const app = await openApp(t, { language: 'zh', prepare });
  await openSampleRegion(app);
  const before = await figures(app);
  const path = join(folderOfItsOwn(t), 'x.sandtable');
  await steps.savePlanWithData(app, 'zh', path);
  await app.close();

  const other = await openApp(t, { language: 'zh', prepare });
  await other.page.locator('st-start-page').waitFor();
  const base64 = readFileSync(path).toString('base64');
  await other.page.evaluate((text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], '附件(1).bin'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, base64);
  assert.equal(await figures(other), before);
});

test('order lines that cannot be packed do not keep the plan from being saved', async (t) => {
  const app = await openApp(t, {
    language: 'en',
    prepare: async (context) => {
      await prepare(context);
      await context.addInitScript(() => {
        // Only what is large fails, as where memory runs out.
        Object.defineProperty(Blob.prototype, 'stream', {
          value() {
            if (this.size > 1_000_000) throw new RangeError('Array buffer allocation failed');
            return new Response(this).body;
          },
        });
      });
    },
  });
  await openSampleRegion(app);
  await app.page.keyboard.press('Control+S');
  await steps.saveDialogReady(app);
  assert.deepEqual(
    await dialog(app)
      .locator('input[name="contains"]')
      .evaluateAll((inputs) => inputs.map((input) => /** @type {HTMLInputElement} */ (input).value)),
    ['plan'],
  );
  await dialog(app).getByText('Array buffer allocation failed').waitFor();
  const download = await steps.confirmSaving(app);
  assert.match(download.suggestedFilename(), /\.sandtable$/);
});

test('where the page may not encrypt, it says so and saves without', async (t) => {
  setLanguage('en');
  const app = await openApp(t, {
    language: 'en',
    prepare: async (context) => {
      await prepare(context);
      // As on a plain http host of an intranet.
      await context.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
    },
  });
  await openSampleRegion(app);
  await app.page.keyboard.press('Control+S');
  await steps.saveDialogReady(app);
  assert.equal(await dialog(app).locator('input[name="encrypted"]').count(), 0);
  await dialog(app)
    .getByText(errorText({ code: 'file.no_crypto' }))
    .waitFor();
  const download = await steps.confirmSaving(app);
  const bytes = readFileSync(/** @type {string} */ (await download.path()));
  assert.ok(bytes.includes('plan.json'));
});
