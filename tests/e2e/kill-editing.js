// Editing until the browser dies: what the page is made to do, what it had acknowledged by then, and what must be there at the next
// visit. For every driver; who starts and kills the browser is the test's business.
import assert from 'node:assert/strict';
import { ask } from './engine-tap.js';
import { assertSame, firstDifference } from './first-difference.js';
import { seededRandom } from '../seeded-random.js';

const SEED = 20_260_117;
/** Every so many visits the browser dies while the page is still opening the plan. */
const EARLY_EVERY = 7;
/** The browser dies so soon after so many acknowledged edits, at random. */
const EDITS_BEFORE = 4;
const AFTERWARDS_MS = 150;
const OPENING_MS = 500;

/**
 * @typedef {object} Visit one window of the app in whichever browser
 * @property {{evaluate: (work: any, arg?: any) => Promise<any>}} page
 * @property {(which: 'undo' | 'redo') => Promise<void>} step presses the button of the top bar
 * @property {() => Promise<void>} gridShown resolves when the targets can be edited
 * @property {() => Promise<void>} saved resolves when the page calls everything saved
 * @property {() => void} assertNoProblems
 * @property {() => Promise<void>} kill
 * @property {() => Promise<void>} close
 */
/**
 * @typedef {{kind: 'edit' | 'lock' | 'undo', unit: string, period: string, minor: number}} Intent what is being done
 * @typedef {{acknowledged: Record<string, any>, intent: Intent | null, count: number}} Witness intent: under way when the browser died
 */

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {Witness} witness @param {number} count of acknowledged edits */
async function reached(witness, count) {
  while (witness.count < count) await pause(5);
}

/** The plan's targets as the engine holds them. @param {Pick<Visit, 'page'>} app @returns {Promise<Record<string, any>>} */
export async function readTargets(app) {
  const { parts } = await ask(app, 'plan.get', { parts: ['targets'] });
  return parts.targets;
}

/**
 * Edits, locks and undoes in the page as fast as it takes them, through the events that typing and clicking cause. Each step
 * is told before it begins and after the page has called it saved.
 * @param {Visit} app @param {number} seed @param {string[]} units leaves @param {string} year
 */
const keepEditing = (app, seed, units, year) =>
  app.page.evaluate(async (/** @type {[number, string[], string]} */ [start, leaves, ofYear]) => {
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
 * What the page is given to say what it does: `tellIntent`, `tellSaved`.
 * @param {Witness} witness @param {() => Visit} visit
 */
export const reporting = (witness, visit) => ({
  tellIntent: (/** @type {Intent} */ intent) => {
    witness.intent = intent;
  },
  tellSaved: async () => {
    witness.acknowledged = await readTargets(visit());
    witness.intent = null;
    witness.count += 1;
  },
});

/**
 * One undo or redo, until the engine has done it and the page calls it saved.
 * @param {Visit} app @param {'undo' | 'redo'} which @param {Record<string, any>} before the targets until then
 */
async function takeBack(app, which, before) {
  await app.step(which);
  let after = await readTargets(app);
  for (const limit = Date.now() + 10_000; firstDifference(after, before) === null; after = await readTargets(app)) {
    assert.ok(Date.now() < limit, `${which} changes nothing`);
  }
  await app.saved();
  return after;
}

/**
 * What was acknowledged is there; beyond it at most the one change under way, whole.
 * @param {Visit} app @param {Witness} witness
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

/**
 * Kills the browser again and again while the page edits, and looks at every next visit whether anything is missing.
 * @param {{kills: number, visit: (witness: Witness) => Promise<Visit>, acknowledged: Record<string, any>, leaves: string[], year: string}} options
 *   acknowledged: the targets as they are when it begins
 * @returns {Promise<{edits: number, underWay: number}>} how many edits were acknowledged, and how many kills hit one under way
 */
export async function killWhileEditing({ kills, visit, acknowledged, leaves, year }) {
  /** @type {Witness} */
  const witness = { acknowledged, intent: null, count: 0 };
  const random = seededRandom(SEED);
  let underWay = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const early = kill % EARLY_EVERY === 0;
    const app = await visit(witness);
    if (early) {
      await pause(random() * OPENING_MS);
    } else {
      await app.gridShown();
      await assertNothingLost(app, witness);
      const enough = witness.count + Math.floor(random() * EDITS_BEFORE);
      const editing = keepEditing(app, 1 + Math.floor(random() * 1e9), leaves, year);
      editing.catch(() => {}); // it ends with the browser; what ends it earlier is thrown by the race below
      await Promise.race([editing, reached(witness, enough)]);
      await Promise.race([editing, pause(random() * AFTERWARDS_MS)]);
      app.assertNoProblems();
      if (witness.intent) underWay += 1;
    }
    await app.kill();
  }
  const last = await visit(witness);
  await last.gridShown();
  await assertNothingLost(last, witness);
  last.assertNoProblems();
  await last.close();
  assert.ok(witness.count >= kills, `only ${witness.count} edits were acknowledged`);
  return { edits: witness.count, underWay };
}
