// Fifty times (SANDTABLE_KILLS: as often as one likes) the browser dies in the middle of editing, as in a power cut. What the page had
// called saved must be there when it is opened again, and the change that was under way is there whole or not at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, tapEngine } from './engine-tap.js';
import { assertSame, firstDifference } from './first-difference.js';
import { launchApp, makeProfile } from './harness.js';
import { SMALL_REGION } from './known-orders.js';
import * as steps from './steps.js';
import { seededRandom } from '../seeded-random.js';

const KILLS = Number(process.env.SANDTABLE_KILLS ?? 50);
const SEED = 20_260_117;
/** Every so many visits the browser dies while the page is still opening the plan. */
const EARLY_EVERY = 7;
/** The browser dies so soon after so many acknowledged edits, at random. */
const EDITS_BEFORE = 4;
const AFTERWARDS_MS = 150;
const OPENING_MS = 500;

/** @typedef {import('./harness.js').App} App */
/**
 * @typedef {{kind: 'edit' | 'lock' | 'undo', unit: string, period: string, minor: number}} Intent what is being done
 * @typedef {{acknowledged: Record<string, any>, intent: Intent | null, count: number}} Witness intent: under way when the browser died
 */

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {Witness} witness @param {number} count of acknowledged edits */
async function reached(witness, count) {
  while (witness.count < count) await pause(5);
}

/** The plan's targets as the engine holds them. @param {App} app @returns {Promise<Record<string, any>>} */
async function readTargets(app) {
  const { parts } = await ask(app, 'plan.get', { parts: ['targets'] });
  return parts.targets;
}

/**
 * Edits, locks and undoes in the page as fast as it takes them, through the events that typing and clicking cause. Each step
 * is told before it begins and after the page has called it saved.
 * @param {App} app @param {number} seed @param {string[]} units leaves @param {string} year
 */
const keepEditing = (app, seed, units, year) =>
  app.page.evaluate(async ([start, leaves, ofYear]) => {
    const page = /** @type {any} */ (window);
    /** @type {(name: string, scope?: any) => any} */
    const find = (name, scope = document) => {
      for (const element of scope.querySelectorAll('*')) {
        if (element.localName === name) return element;
        const within = element.shadowRoot && find(name, element.shadowRoot);
        if (within) return within;
      }
      return null;
    };
    /** @type {(toast: any) => void} */
    let onToast = () => {};
    window.addEventListener('st-toast', (event) => onToast(/** @type {CustomEvent} */ (event).detail));
    const nextToast = () =>
      new Promise((resolve, reject) => {
        onToast = (toast) => (toast.tone === 'good' ? resolve(toast) : reject(new Error(toast.text)));
        setTimeout(() => reject(new Error('the page said nothing for ten seconds')), 10_000);
      });
    const saved = async () => {
      const state = () => find('st-save-state').shadowRoot.querySelector('.state').classList;
      while (state().contains('saving')) await new Promise((resolve) => setTimeout(resolve));
      if (!state().contains('browser')) throw new Error(`the page says ${[...state()]}`);
    };
    const fire = (/** @type {string} */ target, /** @type {string} */ type, /** @type {object} */ detail) =>
      find(target).dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));

    // A locked cell refuses edits, so it is unlocked instead. Kept here: the grid follows a change a moment later.
    const { table } = find('st-targets-grid');
    const locked = new Set(
      leaves.flatMap((unit) =>
        table.axis.periods
          .filter((/** @type {string} */ name) => table.isLocked(unit, name))
          .map((/** @type {string} */ name) => `${unit} ${name}`),
      ),
    );
    const turnLock = (/** @type {string} */ cell) => locked.delete(cell) || locked.add(cell);

    let turn = start;
    /** @type {any} */
    let last = null;
    /** the cell the last step locked or unlocked, if it did */
    let turned = '';
    for (;;) {
      turn = (Math.imul(turn, 48271) >>> 0) % 0x7fffffff;
      const unit = leaves[turn % leaves.length];
      const period = `${ofYear}-${String(1 + (turn % 12)).padStart(2, '0')}`;
      const minor = 100_000 + (turn % 900_000);
      const cell = `${unit} ${period}`;
      const kind = last && turn % 5 === 0 ? 'undo' : turn % 5 === 1 || locked.has(cell) ? 'lock' : 'edit';
      await page.tellIntent({ kind, unit, period, minor });
      if (kind === 'undo') {
        await last.action.run();
        last = null;
        if (turned) turnLock(turned);
      } else {
        const done = nextToast();
        const text = `${minor / 100}元`;
        if (kind === 'edit') fire('st-grid', 'st-grid-edit', { edits: [{ rowId: unit, key: period, text }] });
        else fire('st-cell-bar', 'st-cell-action', { action: locked.has(cell) ? 'unlock' : 'lock', unit, period });
        last = await done;
        turned = kind === 'lock' ? cell : '';
        if (turned) turnLock(turned);
      }
      await saved();
      await page.tellSaved();
    }
  }, /** @type {const} */ ([seed, units, year]));

/**
 * Opens the profile; the page reports into `witness`.
 * @param {string} profile @param {Witness} witness @param {string} route
 */
async function visit(profile, witness, route) {
  /** @type {App} */
  const app = await launchApp({
    profile,
    route,
    language: 'zh',
    prepare: async (context) => {
      await tapEngine(context);
      await context.exposeBinding('tellIntent', (_source, intent) => {
        witness.intent = intent;
      });
      await context.exposeBinding('tellSaved', async () => {
        witness.acknowledged = await readTargets(app);
        witness.intent = null;
        witness.count += 1;
      });
    },
  });
  return app;
}

/** @param {App} app */
const gridShown = (app) =>
  app.page.locator('st-targets-grid [data-row][data-key]').first().waitFor({ timeout: 60_000 });

/**
 * One undo or redo, until the engine has done it and the page calls it saved.
 * @param {App} app @param {'undo' | 'redo'} which @param {Record<string, any>} before the targets until then
 */
async function takeBack(app, which, before) {
  await app.page.locator('st-top-bar button.icon', { has: app.page.locator(`st-icon[name="${which}"]`) }).click();
  let after = await readTargets(app);
  for (const limit = Date.now() + 10_000; firstDifference(after, before) === null; after = await readTargets(app)) {
    assert.ok(Date.now() < limit, `${which} changes nothing`);
  }
  await app.page.locator('st-save-state .state.browser').waitFor();
  return after;
}

/**
 * What was acknowledged is there; beyond it at most the one change under way, whole.
 * @param {App} app @param {Witness} witness
 */
async function assertNothingLost(app, witness) {
  const { acknowledged, intent } = witness;
  const found = await readTargets(app);
  if (firstDifference(found, acknowledged) !== null) {
    assert.ok(intent, `what was acknowledged: ${firstDifference(found, acknowledged)}`);
    const back = await takeBack(app, intent.kind === 'undo' ? 'redo' : 'undo', found);
    assertSame(back, acknowledged, `the ${intent.kind} under way is there whole and can be taken back`);
  }
  witness.intent = null;
  assert.deepEqual((await ask(app, 'plan.check')).issues, []);
  assert.deepEqual((await ask(app, 'targets.check')).violations, []);
}

test(`no acknowledged edit is lost when the browser dies ${KILLS} times while editing`, async (t) => {
  const orders = SMALL_REGION.zh;
  const profile = makeProfile(t);
  /** @type {Witness} */
  const witness = { acknowledged: {}, intent: null, count: 0 };
  const first = await visit(profile, witness, '');
  await steps.readOrders(first, 'zh', orders.path);
  await steps.importOrders(first);
  await steps.useLevels(first, 'zh', ['region', 'city']);
  await steps.goTo(first, 'targets');
  await steps.setTarget(first, { year: orders.year, total: orders.targetTotal });
  witness.acknowledged = await readTargets(first);
  const { parts } = await ask(first, 'plan.get', { parts: ['orgUnits'] });
  const units = /** @type {any[]} */ (Object.values(parts.orgUnits));
  const leaves = units.filter(({ id }) => !units.some(({ parent }) => parent === id)).map(({ id }) => id);
  await first.close();

  const random = seededRandom(SEED);
  let underWay = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    const early = kill % EARLY_EVERY === 0;
    const app = await visit(profile, witness, '#/targets?depth=all');
    if (early) {
      await pause(random() * OPENING_MS);
    } else {
      await gridShown(app);
      await assertNothingLost(app, witness);
      const enough = witness.count + Math.floor(random() * EDITS_BEFORE);
      const editing = keepEditing(app, 1 + Math.floor(random() * 1e9), leaves, orders.year);
      editing.catch(() => {}); // it ends with the browser; what ends it earlier is thrown by the race below
      await Promise.race([editing, reached(witness, enough)]);
      await Promise.race([editing, pause(random() * AFTERWARDS_MS)]);
      app.assertNoProblems();
      if (witness.intent) underWay += 1;
    }
    await app.kill();
  }
  const last = await visit(profile, witness, '#/targets?depth=all');
  await gridShown(last);
  await assertNothingLost(last, witness);
  last.assertNoProblems();
  await last.close();
  t.diagnostic(`${witness.count} edits acknowledged; ${underWay} of ${KILLS} kills hit one under way`);
  assert.ok(witness.count >= KILLS, `only ${witness.count} edits were acknowledged`);
});
