// Setting a target by blend and own profile with the keyboard, and a reserve that is drawn and given back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';

const say = (/** @type {string} */ key) => message(key, {}, 'en');

test('blend weights and a season profile follow the keyboard into the preview', async (t) => {
  const app = await openApp(t, { language: 'en' });
  const { page } = app;
  await openSampleRegion(app);
  await app.goto('#/targets');
  await page.getByRole('button', { name: say('targets.set.again') }).click();
  const drawer = page.locator('st-set-target-drawer');
  await drawer.locator('input[name="method"][value="blend"]').check();
  const potential = drawer.getByRole('slider', { name: say('targets.method.potential') });
  await potential.waitFor();
  for (const other of ['history', 'growth', 'forecast', 'even']) {
    await drawer.getByRole('slider', { name: say(`targets.method.${other}`) }).fill('0');
  }
  await drawer.getByRole('slider', { name: say('targets.method.even') }).fill('25');
  await potential.fill('75');
  const shares = drawer.locator('st-method-picker .blend .number');
  assert.deepEqual((await shares.allInnerTexts()).filter((share) => share !== '0%').sort(), ['25%', '75%']);
  await drawer.getByRole('radio', { name: say('targets.seasonality.profile'), exact: true }).click();
  const january = drawer.locator('st-season-editor').first().getByRole('slider').first();
  const before = Number(await january.getAttribute('aria-valuenow'));
  await january.press('ArrowUp');
  const after = Number(await january.getAttribute('aria-valuenow'));
  assert.ok(after > before);
  await january.press('ArrowDown');
  assert.equal(Number(await january.getAttribute('aria-valuenow')), before);
  await app.assertAccessible('blend and profile');
});

test('a reserve that is drawn and given back leaves every target as it was', async (t) => {
  const app = await openApp(t, { language: 'en' });
  const { page } = app;
  await openSampleRegion(app);
  await app.goto('#/targets?panel=ledger');
  const panel = page.locator('st-ledger-panel');
  await panel.waitFor();
  await settle(app);
  const balance = () => panel.locator('tr.chosen td.number').first().getAttribute('title');
  const before = await balance();
  const move = async (/** @type {'draw' | 'return'} */ kind) => {
    await panel.getByRole('radio', { name: say(`targets.ledger.${kind}`) }).click();
    await panel.locator('form input[inputmode="decimal"]').fill('¥5,000');
    await panel.getByRole('button', { name: say('targets.ledger.preview') }).click();
    const preview = page.locator('st-change-preview section');
    await preview.waitFor();
    await settle(app);
    await preview.getByRole('button', { name: say('targets.apply'), exact: true }).click();
    await preview.waitFor({ state: 'detached' });
    await settle(app);
  };
  await move('draw');
  const cents = (/** @type {string | null} */ text) => Math.round(Number(String(text).replace(/[^\d.]/g, '')) * 100);
  assert.equal(
    cents(await balance()),
    cents(before) - 5000_00,
    'the unit that was typed counts, not the unit of the column',
  );
  await move('return');
  assert.equal(await balance(), before);
  assert.equal(await panel.locator('ul.list li').count(), 2);
});
