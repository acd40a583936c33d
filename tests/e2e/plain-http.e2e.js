// An intranet host over plain http: no secure context, so no randomUUID, no Web Locks, no promise of storage. The page works,
// says what is missing there, and two tabs that work in turn do not get in each other's way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t as message } from '../../web/i18n/messages.js';
import { openApp } from './harness.js';
import { openSampleRegion } from './sample-region.js';
import * as steps from './steps.js';
import { SMALL_REGION } from './known-orders.js';

const HOST = 'intranet.example';

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`an import on plain http is kept, and what the address means is said (${language})`, async (t) => {
    const app = await openApp(t, { language, host: HOST });
    assert.deepEqual(
      await app.page.evaluate(() => [isSecureContext, 'randomUUID' in crypto, 'locks' in navigator]),
      [false, false, false],
      'the host is not what this test is about',
    );
    const where = app.page.locator('st-start-page .where');
    assert.match(
      await where.innerText(),
      new RegExp(
        message('safety.where.insecure', {}, language)
          .slice(0, 20)
          .replace(/[()（）]/g, '.'),
      ),
    );
    const orders = SMALL_REGION[language];
    await steps.readOrders(app, language, orders.path);
    await steps.importOrders(app);
    await app.page.locator('st-save-state .browser').waitFor();
    await app.page.reload();
    await app.page.locator('st-save-state .state').waitFor();
    await steps.goTo(app, 'targets');
    assert.equal(await app.page.locator('st-top-bar .badge').count(), 0, 'the plan can be changed');
  });
}

test('two tabs on plain http take over from each other what was saved', async (t) => {
  const app = await openApp(t, { language: 'en', host: HOST });
  await openSampleRegion(app);
  const first = app.page;
  const second = await app.context.newPage();
  await second.goto(new URL('#/targets', app.url).href);
  await second.locator('st-top-bar .name').waitFor();
  const shows = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ name) =>
    page.locator('st-top-bar .name', { hasText: name }).waitFor();
  for (const [writer, reader, name] of /** @type {const} */ ([
    [first, second, 'One'],
    [second, first, 'Two'],
    [first, second, 'Three'],
  ])) {
    await steps.renamePlan(writer, name);
    await shows(reader, name);
    await writer.locator('st-save-state .state.browser').waitFor();
  }
  assert.equal(await second.locator('st-other-tab .banner').count(), 0);
  assert.equal(await first.locator('st-other-tab .banner').count(), 0);
});
