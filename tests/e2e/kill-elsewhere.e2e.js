// The browser dies where the journal is not alone: while order lines are written, and while two tabs pass a plan to each other.
// A table is there as it was or as it is to be, never half; what either tab had called saved is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, tapEngine } from './engine-tap.js';
import { launchApp, makeProfile } from './harness.js';
import { settle } from './sample-region.js';
import * as steps from './steps.js';

const IMPORT_KILLS = 8;
const TAKEOVER_KILLS = 10;
const ROWS = 150_000;

/** @typedef {import('./harness.js').App} App */
/** @typedef {import('playwright-core').Page} Page */

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Order lines of one version: every amount is that many yuan. @param {number} version */
function ordersOf(version) {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const day = `2025-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    return `A${i},${day},${i % 2 ? '华东' : '华南'},客户${i % 997},${version}`;
  });
  const text = ['订单号,日期,大区,客户,销售额', ...lines].join('\n');
  return { name: `订单 ${version}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

/** @param {string} profile @param {string} route */
const visit = (profile, route) => launchApp({ profile, route, language: 'zh', prepare: tapEngine });

/** The version whose lines are there; fails when they are not all of one. @param {App} app */
async function versionIn(app) {
  const { tables } = await ask(app, 'facts.list');
  const orders = tables.find((/** @type {any} */ { name }) => name === 'orders');
  assert.equal(orders?.rows, ROWS);
  const named = /订单 (\d+)\.csv/.exec(orders.source.fileName)?.[1];
  return Number(named);
}

/** @param {App} app */
async function opened(app) {
  await app.page.locator('st-save-state .state.browser').waitFor({ timeout: 60_000 });
  await settle(app);
  assert.equal(await app.page.locator('st-notices st-error').count(), 0, 'something was damaged');
}

test(`order lines are there whole, old or new, when the browser dies ${IMPORT_KILLS} times while they are written`, async (t) => {
  const profile = makeProfile(t);
  const first = await visit(profile, '');
  await steps.readOrders(first, 'zh', ordersOf(100));
  await steps.importOrders(first);
  await first.close();

  let present = 100;
  let replaced = 0;
  for (let kill = 1; kill <= IMPORT_KILLS; kill += 1) {
    const app = await visit(profile, '#/data');
    await opened(app);
    assert.equal(await versionIn(app), present);
    const next = 100 + kill;
    await steps.chooseFile(app, app.page.locator('st-import-panel .drop button.primary'), ordersOf(next));
    await app.page.locator('st-column-mapping select').first().waitFor();
    await steps.checkOrders(app);
    await steps.chooseWay(app, 'replace');
    await app.page.locator('st-import-panel footer button.primary').click();
    // From the click on: before, within and after the writing.
    await pause((kill - 1) * 40);
    const acknowledged = await app.page.locator('st-import-report dl.figures').isVisible();
    app.assertNoProblems();
    await app.kill();

    const after = await visit(profile, '#/data');
    await opened(after);
    const version = await versionIn(after);
    assert.ok(version === present || version === next, `lines of import ${version}, neither ${present} nor ${next}`);
    const saved = acknowledged && version !== next;
    assert.equal(saved, false, 'an import that was reported is gone');
    if (version === next) replaced += 1;
    present = version;
    await after.close();
  }
  t.diagnostic(`${replaced} of ${IMPORT_KILLS} imports had been written when the browser died`);
});

/** @param {Page} page @param {string} name */
async function rename(page, name) {
  await page.keyboard.press('F2');
  const field = page.locator('st-top-bar input.name');
  await field.fill(name);
  await field.press('Enter');
}

test(`no acknowledged change is lost when the browser dies ${TAKEOVER_KILLS} times while two tabs pass the plan on`, async (t) => {
  const profile = makeProfile(t);
  const first = await visit(profile, '');
  await steps.readOrders(first, 'zh', ordersOf(1));
  await steps.importOrders(first);
  await first.close();

  let saved = '';
  let underWay = '';
  for (let kill = 1; kill <= TAKEOVER_KILLS; kill += 1) {
    const app = await visit(profile, '#/data');
    await opened(app);
    const name = await app.page.locator('st-top-bar .name').innerText();
    if (saved) assert.ok(name === saved || name === underWay, `“${name}” is neither “${saved}” nor “${underWay}”`);
    const second = await app.context.newPage();
    await second.goto(new URL('#/data', app.url).href);
    await second.locator('st-other-tab .banner').waitFor();

    let stop = false;
    let turns = 0;
    const passing = (async () => {
      for (let writer = app.page; !stop; writer = writer === second ? app.page : second) {
        underWay = `第 ${kill}.${(turns += 1)} 次`;
        if (turns > 1) {
          await writer.locator('st-other-tab .banner button').click();
          await writer.locator('st-other-tab .banner').waitFor({ state: 'detached' });
        }
        await rename(writer, underWay);
        await writer.locator('st-top-bar .name', { hasText: underWay }).waitFor();
        await writer.locator('st-save-state .state.browser').waitFor();
        saved = underWay;
      }
    })();
    passing.catch(() => {}); // it ends with the browser; what ends it earlier is thrown by the race
    await Promise.race([passing, pause(700 + ((kill * 389) % 1500))]);
    app.assertNoProblems();
    stop = true;
    await app.kill();
    await passing.catch(() => {});
    assert.ok(turns > 0);
  }
  const last = await visit(profile, '#/data');
  await opened(last);
  const name = await last.page.locator('st-top-bar .name').innerText();
  assert.ok(name === saved || name === underWay, `“${name}” is neither “${saved}” nor “${underWay}”`);
  await last.close();
});
