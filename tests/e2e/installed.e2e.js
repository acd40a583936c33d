// The installed app: started with a file, with a file shared from another app, and offered for installing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { openApp } from './harness.js';
import { SMALL_REGION } from './known-orders.js';

test('the app that is started with a sales export asks how to read it', async (t) => {
  const app = await openApp(t, {
    language: 'zh',
    prepare: async (context) => {
      await context.addInitScript(
        (text) => {
          const file = new File([text], '订单.csv', { type: 'text/csv' });
          Object.defineProperty(window, 'launchQueue', {
            value: {
              setConsumer: (/** @type {(launch: object) => void} */ consumer) =>
                consumer({ files: [{ getFile: async () => file }] }),
            },
          });
        },
        readFileSync(SMALL_REGION.zh.path, 'utf8'),
      );
    },
  });
  await app.page.locator('st-column-mapping select').first().waitFor();
});

test('the browser’s offer to install waits in the help until it is taken', async (t) => {
  const app = await openApp(t, { language: 'en' });
  await app.page.locator('st-start-page').waitFor();
  await app.page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: async () => document.body.setAttribute('data-asked', ''),
    });
    window.dispatchEvent(offer);
  });
  await app.page.keyboard.press('?');
  const button = app.page.locator('st-install-note button', { hasText: message('frame.command.install', {}, 'en') });
  await button.click();
  await button.waitFor({ state: 'detached' });
  assert.equal(await app.page.evaluate(() => document.body.hasAttribute('data-asked')), true);
});
