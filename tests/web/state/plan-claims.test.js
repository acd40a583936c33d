// One plan, several tabs: one writes, the others look on until they take over or it is closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlanClaims } from '../../../web/state/plan-claims.js';
import { fakeBrowser } from '../fixtures/locks.js';
import { freshDatabase, planWith, setName, startVisit, textOf } from '../fixtures/visit.js';

/** Two tabs of one browser; the first has a plan open and writes it, the second has opened it too. */
async function twoTabs({ frozen = false } = {}) {
  const database = freshDatabase();
  const browser = fakeBrowser();
  const first = await startVisit(database, { claims: new PlanClaims(browser.tab({ frozen })) });
  const key = await planWith(first, ['a']);
  const second = await startVisit(database, { claims: new PlanClaims(browser.tab()) });
  await second.session.openPlan(key);
  return { database, browser, first, second, key };
}

/** @param {() => boolean} holds */
async function until(holds, limitMs = 8000) {
  for (let waited = 0; !holds(); waited += 10) {
    assert.ok(waited < limitMs, 'did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const edit = (/** @type {any} */ { session }, /** @type {string} */ name) => {
  const { patch, label } = setName('m', name);
  return session.apply(patch, { label });
};

test('a plan that is open in another tab opens read-only and refuses changes with the reason', async () => {
  const { first, second } = await twoTabs();
  assert.equal(first.session.plan.value?.elsewhere, false);
  assert.equal(second.session.plan.value?.elsewhere, true);
  assert.equal(second.session.plan.value?.readOnly, true);
  assert.equal(second.session.undoLabel.value, null);
  await assert.rejects(edit(second, 'x'), { code: 'plan.open_elsewhere' });
  await assert.rejects(second.session.undo(), { code: 'plan.open_elsewhere' });
  await assert.rejects(second.session.keepFacts('orders', 'x.csv'), { code: 'plan.open_elsewhere' });
  assert.equal((await edit(first, 'b')).saved, true);
});

test('taking over reads what the other tab wrote last, which looks on from then on', async () => {
  const { first, second } = await twoTabs();
  await edit(first, 'b');
  await second.session.takeOver();
  await until(() => second.session.plan.value?.elsewhere === false);
  assert.match(await textOf(second.engine), /"name": "b"/);
  assert.equal(first.session.plan.value?.elsewhere, true);
  await assert.rejects(edit(first, 'x'), { code: 'plan.open_elsewhere' });
  assert.equal((await edit(second, 'c')).saved, true);
  await first.session.takeOver();
  await until(() => first.session.plan.value?.elsewhere === false);
  assert.match(await textOf(first.engine), /"name": "c"/);
  assert.equal((await edit(first, 'd')).saved, true);
});

test('closing the plan in the writing tab lets the waiting tab write', async () => {
  const { first, second } = await twoTabs();
  await edit(first, 'b');
  await first.session.close();
  await until(() => second.session.plan.value?.elsewhere === false);
  assert.match(await textOf(second.engine), /"name": "b"/);
  assert.equal((await edit(second, 'c')).saved, true);
});

test('of three tabs the one that asks comes first', async () => {
  const { database, browser, second, key } = await twoTabs();
  const third = await startVisit(database, { claims: new PlanClaims(browser.tab()) });
  await third.session.openPlan(key);
  await third.session.takeOver();
  await until(() => third.session.plan.value?.elsewhere === false);
  assert.equal(second.session.plan.value?.elsewhere, true);
  assert.equal((await edit(third, 'c')).saved, true);
});

test('a tab whose changes cannot be saved keeps the plan and says so', async (t) => {
  const { first, second } = await twoTabs();
  const full = t.mock.method(first.db, 'transaction', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  assert.equal((await edit(first, 'b')).saved, false);
  await assert.rejects(second.session.takeOver(), { code: 'plan.hand_over_refused' });
  assert.equal(first.session.plan.value?.elsewhere, false);
  full.mock.restore();
  await second.session.takeOver();
  await until(() => second.session.plan.value?.elsewhere === false);
  assert.match(await textOf(second.engine), /"name": "b"/);
});

test('a tab that is frozen loses the plan, and learns of it', async () => {
  const { first, second } = await twoTabs({ frozen: true });
  await second.session.takeOver();
  await until(() => second.session.plan.value?.elsewhere === false);
  await until(() => first.session.plan.value?.elsewhere === true);
  assert.equal((await edit(second, 'c')).saved, true);
  await assert.rejects(edit(first, 'x'), { code: 'plan.open_elsewhere' });
});

test('where a browser refuses locks every tab may write and the journal tells of a conflict, once', async (t) => {
  const database = freshDatabase();
  const refused = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) };
  const claims = () => new PlanClaims({ locks: /** @type {any} */ (refused) });
  const first = await startVisit(database, { claims: claims() });
  const key = await planWith(first, ['a']);
  const second = await startVisit(database, { claims: claims() });
  t.after(() => second.session.close());
  await second.session.openPlan(key);
  assert.equal(second.session.plan.value?.elsewhere, false);
  await edit(first, 'b');
  const timers = t.mock.method(globalThis, 'setTimeout');
  assert.equal((await edit(second, 'c')).saved, false);
  assert.equal(second.session.saveError.value?.code, 'storage.conflict');
  const waits = timers.mock.calls.map(({ arguments: [, ms] }) => ms ?? 0);
  assert.ok(Math.max(0, ...waits) < 1000, 'it does not try again later: that would fail the same way');
});
