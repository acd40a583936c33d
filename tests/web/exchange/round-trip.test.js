// A part goes out as a file and comes back, with the engine itself: nothing of others in the bytes, what may not be changed refused,
// conflicts decided, merged once.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { Session } from '../../../web/state/session-core.js';
import { readContainer } from '../../../web/storage/container/read.js';
import { ChangesStore } from '../../../web/storage/changes-store.js';
import { FactsStore } from '../../../web/storage/facts-store.js';
import { PlanStore } from '../../../web/storage/plan-store.js';
import { RoundsStore } from '../../../web/storage/rounds-store.js';
import { VersionsStore } from '../../../web/storage/versions-store.js';
import { Connection } from '../../../web/storage/database.js';
import { MergeFlow } from '../../../web/workspaces/exchange/merge-flow.js';
import { SendFlow } from '../../../web/workspaces/exchange/send-flow.js';
import { apart, realEngine } from '../fixtures/real-engine.js';
import { fakeFile, pickerGiving, received, withoutPicker } from '../fixtures/save-picker.js';
import { freshDatabase } from '../fixtures/visit.js';
import { HOSTILE } from '../storage/container-files.js';
import { ROW, SET_ID, YEAR_MINOR, region } from './region.js';

/** @typedef {import('../../../web/workspaces/exchange/merging.js').Conflict} Conflict */

afterEach(withoutPicker);

const LABEL = { key: 'test.edit' };
const MERGE = { key: 'exchange.undo.merge', params: { name: 'x', number: 1 } };
const noPassphrase = { passphrase: () => async () => null, passphraseDone: () => {} };

/** One browser with the engine itself. @param {import('node:test').TestContext} t */
function browser(t) {
  const connection = new Connection(freshDatabase());
  const engine = realEngine();
  t.after(() => engine.close());
  const session = new Session({
    engine,
    plans: new PlanStore(connection),
    factsStore: new FactsStore(connection),
    versions: new VersionsStore(connection),
    changes: new ChangesStore(connection),
    rounds: new RoundsStore(connection),
  });
  const text = async () => JSON.parse((await engine.call('plan.serialize')).text);
  const set = (/** @type {string} */ path, /** @type {unknown} */ value) =>
    session.apply([{ op: 'replace', path, value }], { label: LABEL });
  return { engine, session, text, set };
}

/** @typedef {ReturnType<typeof browser>} Browser */

const march = (/** @type {string} */ unit = 'n1') => `/collections/targets/${SET_ID}.${unit}/values/2`;

/** @param {import('node:test').TestContext} t @param {Parameters<typeof region>[0]} [names] */
async function regionOpen(t, names) {
  const home = browser(t);
  await home.session.openFile(new File([JSON.stringify(region(names))], 'region.sandtable.json'));
  return home;
}

/** @param {Browser} home @param {'fixed' | 'proposed'} [total] @param {string[]} [picked] */
async function partOf(home, total = 'proposed', picked = ['unit:north']) {
  const flow = new SendFlow({ ...home, apart });
  flow.total.value = total;
  flow.picked.value = picked;
  const stop = flow.follow();
  while (flow.cuts.value === null) await new Promise((resolve) => setTimeout(resolve, 20));
  stop();
  assert.equal(flow.error.value, null);
  const files = await flow.make({ planName: '华东 2026', sentBy: '梁诗涵', key: null });
  return files.map(({ round, content }) => ({ round, file: new File([content], round.fileName) }));
}

/**
 * The owner's side: opens the part, changes it, sends it back.
 * @param {import('node:test').TestContext} t @param {File} file @param {(owner: Browser) => Promise<unknown>} work
 */
async function workedOn(t, file, work) {
  const owner = browser(t);
  await owner.session.openFile(file);
  await work(owner);
  const { content, keep } = await owner.session.packReturn({ by: '王强', key: null, fileName: 'back.sandtable' });
  await keep();
  return { owner, back: new File([content], 'back.sandtable') };
}

const WAY = { format: /** @type {const} */ ('container'), contains: /** @type {const} */ ('plan'), key: null };

/** @param {Browser} home @param {import('node:test').TestContext} t */
function mergeFlow(home, t) {
  const flow = new MergeFlow({ ...home, apart, ...noPassphrase });
  t.after(flow.follow());
  return flow;
}

/** @param {MergeFlow} flow */
async function proposed(flow) {
  for (let i = 0; i < 500 && (flow.busy.value || (!flow.proposal.value && !flow.error.value)); i++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(flow.error.value, null);
  return /** @type {import('../../../web/workspaces/exchange/merge-flow.js').Proposal} */ (flow.proposal.value).reply;
}

test('nothing of others is in a part, in no byte of what its file unpacks to', async (t) => {
  const home = await regionOpen(t);
  const [{ file, round }] = await partOf(home);
  const { header, plan, base, history, facts } = await readContainer(file);
  assert.equal(header.kind, 'slice');
  assert.equal(history, null, 'the past of the whole plan stays at home');
  assert.deepEqual(facts, []);
  for (const text of [JSON.stringify(header), plan, String(base)]) {
    assert.doesNotMatch(text, /SECRET/);
    assert.doesNotMatch(text, /666\d\d/);
    for (const id of ['boss', 'zhao', 'south', 's1']) assert.ok(!text.includes(`"${id}"`), id);
  }
  assert.deepEqual(header.round?.roots, ['north']);
  assert.equal(header.round?.number, 1);
  assert.equal(header.version.id, round.versionId);
  assert.match(round.fileName, /2026 · 上海 王强 · /);
});

test('rounds are noted with the part as it was sent, and counted', async (t) => {
  const home = await regionOpen(t);
  const [{ round }] = await partOf(home);
  const [{ round: second }] = await partOf(home);
  assert.deepEqual([round.number, second.number], [1, 2]);
  assert.deepEqual(new Set(home.session.rounds.sent.value.map(({ number }) => number)), new Set([1, 2]));
  const text = await home.session.rounds.sentText(round);
  assert.deepEqual(JSON.parse(text).slice, { roots: ['north'], total: 'proposed' });
  assert.deepEqual(
    home.session.history.versions.value.filter(({ kind }) => kind === 'slice').map(({ label }) => label),
    ['上海 王强', '上海 王强'],
  );
});

test('a part opens as one, stays one when it is saved, and is another thing than the plan', async (t) => {
  const home = await regionOpen(t);
  const [{ file, round }] = await partOf(home);
  const { owner, back } = await workedOn(t, file, ({ set }) => set(march(), 1500));
  assert.deepEqual(owner.session.plan.value?.part, ['north']);
  assert.equal(owner.session.rounds.own.value?.id, round.id);
  assert.equal(owner.session.rounds.own.value?.sentBy, '梁诗涵');

  const { header, base, plan } = await readContainer(back);
  assert.equal(header.kind, 'return');
  assert.equal(header.round?.returnedBy, '王强');
  assert.deepEqual(header.version.parents, [round.versionId]);
  assert.equal(base, await home.session.rounds.sentText(round), 'the original comes along, to the byte');
  assert.equal(JSON.parse(plan).collections.targets[ROW].values[2], 1500);

  assert.equal((await home.session.wholePlanOf(back))?.key, home.session.plan.value?.key, 'it belongs there');
  assert.equal(await owner.session.wholePlanOf(back), null, 'where only the part is, there is nothing to merge into');
});

test('one merge is one step of undo; what both changed alike or apart is told; the same file again changes nothing', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home);
  const { back } = await workedOn(t, file, async ({ set }) => {
    await set(march('n1'), 1500);
    await set(march('n2'), 2500);
  });
  await home.set(march('n1'), 1100);
  const before = await home.text();

  const flow = mergeFlow(home, t);
  await flow.add([back]);
  const { conflicts } = await proposed(flow);
  assert.deepEqual(
    conflicts.map(({ base, mine, theirs, period }) => ({ base, mine, theirs, period })),
    [{ base: 1000, mine: 1100, theirs: 1500, period: '2026-03' }],
  );
  assert.equal(await flow.merge(MERGE, 'x'), false, 'a conflict is decided first');
  assert.deepEqual(await home.text(), before, 'and nothing has changed');

  flow.decide(conflicts[0].path, 'theirs');
  await proposed(flow);
  const { totals } = await proposed(flow);
  const top = totals.find(({ unit }) => unit === 'root');
  // 1,500 instead of 1,100 and 2,500 instead of 2,000.
  assert.deepEqual([top?.mineMinor, top?.mergedMinor], [YEAR_MINOR + 100, YEAR_MINOR + 1000]);
  // March of the region: 1,000 + 2,000 + 66,600 + 66,601 + 500, and the 100 the region added meanwhile.
  assert.deepEqual(flow.proposal.value?.periods, [
    { set: SET_ID, period: '2026-03', beforeMinor: 136_801, afterMinor: 137_701 },
  ]);
  assert.equal(await flow.merge(MERGE, '上海 王强'), true);
  const merged = await home.text();
  assert.deepEqual([merged.collections.targets[ROW].values[2], merged.revision], [1500, before.revision + 1]);
  assert.equal(home.session.history.versions.value[0].kind, 'merge');
  assert.ok(home.session.rounds.sent.value[0].returns[0].mergedAt);

  await flow.add([new File([back], 'again.sandtable')]);
  assert.equal(flow.current.value?.incoming?.merged, true);
  assert.deepEqual((await proposed(flow)).patch, []);
  assert.deepEqual(await home.text(), merged);

  await home.session.undo();
  assert.deepEqual((await home.text()).collections, before.collections);
});

test('what was merged and taken back can be merged again', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home);
  const { back } = await workedOn(t, file, ({ set }) => set(march(), 1500));
  const flow = mergeFlow(home, t);
  await flow.add([back]);
  await proposed(flow);
  await flow.merge(MERGE, 'x');
  await home.session.undo();
  await flow.add([back]);
  assert.equal(flow.current.value?.incoming?.merged, true);
  assert.equal((await proposed(flow)).patch.length, 1, 'it would bring its change again');
});

test('all of one side decides every conflict, and one by one goes before', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home);
  const { back } = await workedOn(t, file, async ({ set }) => {
    await set(march('n1'), 1500);
    await set(march('n2'), 2500);
  });
  await home.set(march('n1'), 1100);
  await home.set(march('n2'), 2100);
  const flow = mergeFlow(home, t);
  await flow.add([back]);
  const values = async () =>
    (await proposed(flow)).totals.filter(({ unit }) => /^n\d/.test(unit)).map(({ mergedMinor }) => mergedMinor);
  assert.equal((await proposed(flow)).conflicts.length, 2);
  flow.decideAll('theirs');
  assert.deepEqual(await values(), [12_500, 24_500]);
  assert.equal(flow.open.value.length, 0);
  flow.decide(march('n1'), 'base');
  assert.deepEqual(await values(), [12_000, 24_500]);
  flow.decideAll('mine');
  assert.deepEqual(await values(), [12_100, 24_100]);
});

test('what was decided about one file is still there after a look at another', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home);
  const { back } = await workedOn(t, file, ({ set }) => set(march('n1'), 1500));
  await home.set(march('n1'), 1100);
  const flow = mergeFlow(home, t);
  await flow.add([back, new File([back], 'second.sandtable')]);
  await proposed(flow);
  flow.decide(march('n1'), 'theirs');
  const [first, second] = flow.arrivals.value;
  flow.choose(second.key);
  assert.deepEqual(flow.decisions.value.choices, {});
  flow.choose(first.key);
  assert.deepEqual(flow.decisions.value.choices, { [march('n1')]: 'theirs' });
});

test('changes that are not the owner’s to make are refused with the reason, a moved fixed total as well', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home, 'fixed');
  const { back } = await workedOn(t, file, async ({ set }) => {
    await set(march('n1'), 1500);
    await set('/collections/orgUnits/n2/name', HOSTILE);
  });
  const flow = mergeFlow(home, t);
  await flow.add([back]);
  const { refused, patch } = await proposed(flow);
  assert.deepEqual(new Set(refused.map(({ code }) => code)), new Set(['exchange.not_allowed', 'exchange.total_fixed']));
  assert.deepEqual(patch, []);
});

test('reserves take up what a part adds, where the manager wants it so', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home);
  const { back } = await workedOn(t, file, ({ set }) => set(march('n1'), 1300));
  const flow = mergeFlow(home, t);
  await flow.add([back]);
  assert.equal((await proposed(flow)).absorbed.length, 0);
  flow.setRule('reserve');
  const { absorbed, totals } = await proposed(flow);
  assert.deepEqual(absorbed, [{ amountMinor: 300, period: '2026-03', product: null, set: SET_ID, unit: 'root' }]);
  const top = totals.find(({ unit }) => unit === 'root');
  assert.equal(top?.mergedMinor, YEAR_MINOR, 'the reserve of 500 a month held');
});

test('a return is merged where its round is not known, from the original it carries', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home);
  const { back } = await workedOn(t, file, ({ set }) => set(march(), 1500));
  const elsewhere = await regionOpen(t);
  const flow = mergeFlow(elsewhere, t);
  await flow.add([back]);
  assert.equal(flow.current.value?.incoming?.round?.role, 'received');
  await proposed(flow);
  assert.equal(await flow.merge(MERGE, 'x'), true);
  assert.equal((await elsewhere.text()).collections.targets[ROW].values[2], 1500);
});

test('files of other plans, and what is no plan, are refused and leave everything as it was', async (t) => {
  const home = await regionOpen(t);
  const before = await home.text();
  const flow = mergeFlow(home, t);
  const foreign = new File([JSON.stringify({ ...region(), id: 'plan-2' })], 'foreign.sandtable.json');
  const same = new File([JSON.stringify({ ...region(), revision: 9 })], 'copy.sandtable.json');
  await flow.add([foreign, same, new File(['\x89STBL\r\n\x1a????'], 'broken.sandtable')]);
  const codes = flow.arrivals.value.map(({ error }) => /** @type {any} */ (error).errors[0].code);
  assert.deepEqual(codes.slice(0, 2), ['exchange.other_plan', 'exchange.no_common_ancestor']);
  assert.match(codes[2], /^file\./);
  assert.deepEqual(await home.text(), before);
});

test('two copies of the whole plan are merged from the version they both began from', async (t) => {
  const home = await regionOpen(t);
  const [first, second] = [fakeFile('plan.sandtable'), fakeFile('colleague.sandtable')];
  pickerGiving([first, second]);
  await home.session.saveFile({ way: WAY });
  const colleague = browser(t);
  await colleague.session.openFile(received(first));
  await colleague.set(march('s1'), 70_000);
  await colleague.session.saveFile({ way: WAY, asNew: true });
  await home.set(march('n1'), 1100);

  const flow = mergeFlow(home, t);
  await flow.add([received(second)]);
  const { conflicts, taken } = await proposed(flow);
  assert.deepEqual([conflicts, taken], [[], { mine: 1, theirs: 1, both: 0 }]);
  assert.equal(await flow.merge(MERGE, 'colleague'), true);
  const { targets } = (await home.text()).collections;
  assert.deepEqual([targets[ROW].values[2], targets[`${SET_ID}.s1`].values[2]], [1100, 70_000]);
});

test('rounds go with the plan file to another computer, where the return finds its round', async (t) => {
  const home = await regionOpen(t);
  const [{ file }] = await partOf(home);
  const { back } = await workedOn(t, file, ({ set }) => set(march(), 1500));
  const first = fakeFile('plan.sandtable');
  pickerGiving([first]);
  await home.session.saveFile({ way: WAY });
  const office = browser(t);
  await office.session.openFile(received(first));
  assert.deepEqual(office.session.problems.value, []);
  assert.deepEqual(office.session.rounds.sent.value, home.session.rounds.sent.value);
  const flow = mergeFlow(office, t);
  await flow.add([back]);
  assert.equal(flow.current.value?.incoming?.round?.role, 'sent');
  await proposed(flow);
  assert.equal(await flow.merge(MERGE, 'x'), true);
  assert.ok(office.session.rounds.sent.value[0].returns[0].mergedAt);
});

test('hostile names go out, come back and are told as they are', async (t) => {
  const names = { north: `${HOSTILE} ${'x'.repeat(1000)}`, wang: '\u202e名'.repeat(500) };
  const home = await regionOpen(t, names);
  const [{ file, round }] = await partOf(home, 'proposed', ['person:wang']);
  assert.equal(round.unitName, names.north);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(round.fileName, /[<>:"/\\|?*\u202a-\u202e\u0000-\u001f]/);
  const { back, owner } = await workedOn(t, file, ({ set }) => set(march(), 1500));
  assert.equal((await owner.text()).collections.orgUnits.north.name, names.north);
  const flow = mergeFlow(home, t);
  await flow.add([back]);
  await proposed(flow);
  await flow.merge(MERGE, names.north);
  assert.equal((await home.text()).collections.people.wang.name, names.wang);
});
