// Twenty-five times (SANDTABLE_KILLS: as often as one likes) the browser dies in the middle of editing, as in a power cut. What the page had
// called saved must be there when it is opened again, and the change that was under way is there whole or not at all.
import { test } from 'node:test';
import { launchFirefox } from './drivers/firefox.js';
import { ask, rememberEngineWorker, tapEngine } from './engine-tap.js';
import { addressOf, launchApp, makeProfile } from './harness.js';
import { killWhileEditing, readTargets, reporting } from './kill-editing.js';
import { SMALL_REGION } from './known-orders.js';
import * as steps from './steps.js';

const KILLS = Number(process.env.SANDTABLE_KILLS ?? 25);
/** Firefox takes four times as long to start. */
const FIREFOX_KILLS = Number(process.env.SANDTABLE_KILLS ?? 8);
const ROUTE = '#/targets?depth=all';
const GRID_MS = 60_000;

/** @typedef {import('./kill-editing.js').Visit} Visit */
/** @typedef {import('./kill-editing.js').Witness} Witness */

/** @param {string} profile @param {Witness} witness @returns {Promise<Visit>} */
async function visitChromium(profile, witness) {
  const app = await launchApp({
    profile,
    route: ROUTE,
    language: 'zh',
    prepare: async (context) => {
      await tapEngine(context);
      for (const [name, told] of Object.entries(reporting(witness, () => visit)))
        await context.exposeBinding(name, (_source, what) => told(what));
    },
  });
  const { page } = app;
  const stepButton = (/** @type {string} */ which) =>
    page.locator('st-top-bar button.icon', { has: page.locator(`st-icon[name="${which}"]`) });
  /** @type {Visit} */
  const visit = {
    page,
    step: (which) => stepButton(which).click(),
    gridShown: () => page.locator('st-targets-grid [data-row][data-key]').first().waitFor({ timeout: GRID_MS }),
    saved: () => page.locator('st-save-state .state.browser').waitFor(),
    assertNoProblems: () => app.assertNoProblems(),
    kill: () => app.kill(),
    close: () => app.close(),
  };
  return visit;
}

/** @param {string} profile @param {string} address @param {Witness} witness @returns {Promise<Visit>} */
async function visitFirefox(profile, address, witness) {
  const window = await launchFirefox({ profile });
  /** @type {Visit} */
  const visit = {
    page: window.page,
    step: (which) => window.click(`st-top-bar button.icon st-icon[name="${which}"]`),
    gridShown: () => window.waitFor('st-targets-grid [data-row][data-key]', { timeout: GRID_MS }),
    saved: () => window.waitFor('st-save-state .state.browser'),
    assertNoProblems: () => {
      if (window.problems.length > 0) throw new Error(window.problems.join('\n'));
    },
    kill: () => window.kill(),
    close: () => window.close(),
  };
  await window.page.evaluateOnNewDocument(rememberEngineWorker);
  for (const [name, told] of Object.entries(reporting(witness, () => visit)))
    await window.page.exposeFunction(name, told);
  await window.goto(new URL(ROUTE, address).href);
  return visit;
}

/**
 * A region with a target, made in Chromium.
 * @param {import('./harness.js').App} app opened with `prepare: tapEngine`
 */
async function makeRegion(app) {
  const orders = SMALL_REGION.zh;
  await steps.readOrders(app, 'zh', orders.path);
  await steps.importOrders(app);
  await steps.useLevels(app, 'zh', ['region', 'city']);
  await steps.goTo(app, 'targets');
  await steps.setTarget(app, { year: orders.year, total: orders.targetTotal });
  const { parts } = await ask(app, 'plan.get', { parts: ['orgUnits'] });
  const units = /** @type {any[]} */ (Object.values(parts.orgUnits));
  const leaves = units.filter(({ id }) => !units.some(({ parent }) => parent === id)).map(({ id }) => id);
  return { year: orders.year, leaves, acknowledged: await readTargets(app) };
}

/** @param {import('node:test').TestContext} t @param {number} kills @param {{edits: number, underWay: number}} seen */
const tell = (t, kills, { edits, underWay }) =>
  t.diagnostic(`${edits} edits acknowledged; ${underWay} of ${kills} kills hit one under way`);

test(`no acknowledged edit is lost when Chromium dies ${KILLS} times while editing`, async (t) => {
  const profile = makeProfile(t);
  const app = await launchApp({ profile, language: 'zh', prepare: tapEngine });
  const region = await makeRegion(app);
  await app.close();
  tell(
    t,
    KILLS,
    await killWhileEditing({ kills: KILLS, visit: (witness) => visitChromium(profile, witness), ...region }),
  );
});

test(`no acknowledged edit is lost when Firefox dies ${FIREFOX_KILLS} times while editing`, async (t) => {
  const made = await launchApp({ language: 'zh', prepare: tapEngine });
  const region = await makeRegion(made);
  const { text } = await ask(made, 'plan.serialize');
  await made.close();
  const profile = makeProfile(t);
  const address = await addressOf('http');
  const first = await launchFirefox({ profile });
  await first.goto(address);
  await first.waitFor('st-start-page');
  await first.dropFile({ name: 'region.sandtable.json', type: 'application/json', bytes: Buffer.from(text) });
  await first.waitFor('st-save-state .state');
  await first.close();
  const visit = (/** @type {Witness} */ witness) => visitFirefox(profile, address, witness);
  tell(t, FIREFOX_KILLS, await killWhileEditing({ kills: FIREFOX_KILLS, visit, ...region }));
});
