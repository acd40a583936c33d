// Files made to break whoever opens them, through the page: each is refused in words, the open plan stays, nothing runs; with the page's
// policy in force and without it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import english from '../../web/i18n/messages/errors.en.js';
import chinese from '../../web/i18n/messages/errors.zh.js';
import { t as message } from '../../web/i18n/messages.js';
import { badFiles } from '../hostile/bad-files.js';
import { hostilePlan } from '../hostile/plans.js';
import { keepViolations, misdeeds, watch } from '../hostile/witness.js';
import { openApp } from './harness.js';
import { settle } from './sample-region.js';
import * as steps from './steps.js';

/** @typedef {import('./harness.js').App} App */

/** @type {Record<'zh' | 'en', Record<string, string>>} */
const ERRORS = { zh: chinese, en: english };
const PLAN_FILE = {
  name: 'hostile.sandtable.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(hostilePlan())),
};

/**
 * Whether a text on screen is the message of a code, whatever it is about.
 * @param {string} said @param {string} message ICU
 */
const isAbout = (said, message) =>
  message
    .split(/[{}]/)
    .map((piece) => piece.trim())
    .some((piece) => piece.length > 5 && said.includes(piece));

/** @param {App} app @param {{name: string, bytes: Uint8Array}} file */
async function openByKeyboard(app, { name, bytes }) {
  const [chooser] = await Promise.all([app.page.waitForEvent('filechooser'), app.page.keyboard.press('Control+O')]);
  await chooser.setFiles({ name, mimeType: '', buffer: Buffer.from(bytes) });
}

/** What the page says went wrong; taken away again. @param {App} app @param {string} what */
async function refusal(app, what) {
  const toast = app.page.locator('st-toasts .toast.bad');
  await toast
    .first()
    .waitFor()
    .catch(() => assert.fail(`${what}: nothing is said`));
  const text = await toast.first().locator('.text').innerText();
  await toast.first().locator('button.icon').click();
  await toast.first().waitFor({ state: 'detached' });
  return text;
}

/** The open plan as a readable file. @param {App} app @param {'zh' | 'en'} language @returns {Promise<Record<string, any>>} */
async function savedPlan(app, language) {
  await steps.openSaveDialog(app, language);
  await app.page.locator('st-save-dialog input[value="json"]').check();
  const download = await steps.confirmSaving(app);
  return JSON.parse(readFileSync(/** @type {string} */ (await download.path()), 'utf8'));
}

/** @param {Record<string, any>} plan */
const withoutRevision = (plan) => JSON.parse(JSON.stringify({ ...plan, revision: 0 }));

for (const { language, withoutPolicy } of /** @type {const} */ ([
  { language: 'zh', withoutPolicy: false },
  { language: 'en', withoutPolicy: true },
])) {
  test(`every bad plan file is refused in words and harms nothing (${language}${withoutPolicy ? ', without policy' : ''})`, async (t) => {
    const prepare = async (/** @type {import('playwright-core').BrowserContext} */ context) => {
      await steps.withoutSavePicker(context);
      await keepViolations(context);
    };
    const app = await openApp(t, { language, withoutPolicy, prepare });
    watch(app);
    app.page.on('filechooser', () => {}); // pickers are caught from here on
    await steps.chooseFile(app, steps.startWay(app, language, 'open'), PLAN_FILE);
    await app.page.locator('st-cockpit-workspace').waitFor();
    await settle(app);

    for (const [what, file] of Object.entries(await badFiles())) {
      await openByKeyboard(app, file);
      const said = await refusal(app, what);
      const codes = Object.keys(ERRORS[language]).filter((code) => file.code.test(code));
      const explained = codes.some((code) => isAbout(said, ERRORS[language][code]));
      assert.ok(explained, `${what}: “${said}” is none of ${codes}`);
      assert.equal(await app.page.locator('st-open-passphrase dialog').count(), 0, `${what}: asks for no passphrase`);
    }
    await settle(app);
    assert.deepEqual(await misdeeds(app), []);
    assert.deepEqual(
      withoutRevision(await savedPlan(app, language)),
      withoutRevision(hostilePlan()),
      'the open plan is whole',
    );
    await app.page.reload();
    await app.page
      .getByText(message('frame.start.open', {}, language))
      .or(app.page.locator('st-cockpit-workspace'))
      .first()
      .waitFor();
  });
}
