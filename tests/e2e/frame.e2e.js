// The frame on a phone: everything the top bar of a desktop switches can be switched there too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { DESKTOP, PHONE, TARGETS, openApp } from './harness.js';
import { openSampleRegion } from './sample-region.js';

test('on a phone language, theme, unit and help are in one menu of the top bar', async (t) => {
  const app = await openApp(t, { language: 'zh', viewport: PHONE });
  const { page } = app;
  await openSampleRegion(app);
  const open = (/** @type {'zh' | 'en'} */ language) =>
    page.getByRole('button', { name: message('frame.display', {}, language) }).click();

  await open('zh');
  await app.assertAccessible('the display menu');
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await open('en');
  await page.getByRole('menuitemradio', { name: 'Theme · Dark' }).click();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await open('en');
  await page.getByRole('menuitemradio', { name: /^Unit · ¥M$/ }).click();
  await page.locator('st-figure', { hasText: '¥M' }).first().waitFor();
  await open('en');
  await page.getByRole('menuitem', { name: message('frame.help.heading', {}, 'en') }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');

  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, 'nothing runs out of the phone');
  await page.setViewportSize(DESKTOP);
  assert.equal(await page.locator('st-display-menu').isVisible(), false, 'a desktop shows the switches themselves');
});

for (const target of TARGETS) {
  test(`the licences of the software inside can be read under Help (${target})`, async (t) => {
    const app = await openApp(t, { target, language: 'en' });
    await app.page.keyboard.press('?');
    await app.page.locator('st-help summary').click();
    const texts = app.page.locator('st-help pre', { hasText: 'Niels Lohmann' });
    await texts.waitFor();
    assert.match(await texts.innerText(), /echarts 6[^]*Apache License[^]*musl as a whole is licensed/);
    await app.assertAccessible('the licences');
  });
}
