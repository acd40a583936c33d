// The versions of a plan through the session: what is kept when, what it came from, and what two copies have in common.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { crc32 } from '../../../web/lib/bytes.js';
import { readHistory } from '../../../web/storage/container/history.js';
import { writeContainer } from '../../../web/storage/container/write.js';
import { preferences } from '../../../web/state/preferences.js';
import { contentOf, fakeFile, pickerGiving, received, withoutPicker } from '../fixtures/save-picker.js';
import { freshDatabase, planWith, setName, startVisit, textOf } from '../fixtures/visit.js';

afterEach(() => {
  withoutPicker();
  preferences.author.value = '';
});

/** @param {Awaited<ReturnType<typeof startVisit>>} visit @param {string} name */
const change = ({ session }, name) => {
  const { patch, label } = setName('m', name);
  return session.apply(patch, { label });
};

/** @param {Awaited<ReturnType<typeof startVisit>>} visit */
const listed = ({ session }) => session.history.versions.value.map(({ kind, label }) => [kind, label]);

test('a named version keeps the plan as it is now, says who named it and what it came from', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  preferences.author.value = '王强';
  const first = await visit.session.history.add('named', { label: '初稿' });
  const text = await textOf(visit.engine);
  await change(visit, 'b');
  const second = await visit.session.history.add('named', { label: '定稿' });
  assert.deepEqual([first.parents, second.parents], [[], [first.id]]);
  assert.deepEqual([first.by?.name, first.revision, first.checksum], ['王强', 2, crc32(text)]);
  assert.equal(await visit.session.history.text(first.id), text);
  assert.match(String(await visit.session.history.text(second.id)), /"name": "b"/);
  assert.deepEqual(listed(visit), [
    ['named', '定稿'],
    ['named', '初稿'],
  ]);
  assert.equal(visit.session.plan.value?.versionId, second.id);
});

test('versions and the place of the plan among them are there after a reload, and belong to their plan alone', async () => {
  const name = freshDatabase();
  const first = await startVisit(name);
  const key = await planWith(first, ['a']);
  const kept = await first.session.history.add('named', { label: '初稿' });
  const second = await startVisit(name);
  await second.session.openPlan(key);
  await second.session.history.refresh();
  assert.deepEqual(listed(second), [['named', '初稿']]);
  assert.deepEqual((await second.session.history.add('named')).parents, [kept.id]);
  await second.session.newPlan({ name: 'other' });
  await second.session.history.refresh();
  assert.deepEqual(listed(second), []);
});

test('every save to a file is a version with the id of the file; one that fails is none', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const [gone, file] = [{ ...fakeFile('a.sandtable'), fails: true }, fakeFile('b.sandtable')];
  pickerGiving([gone, file, null]);
  await assert.rejects(visit.session.saveFile(), { code: 'file.not_written' });
  assert.deepEqual(listed(visit), []);
  await visit.session.saveFile();
  const one = (await contentOf(file)).header;
  await change(visit, 'b');
  await visit.session.saveFile();
  const two = (await contentOf(file)).header;
  assert.deepEqual(
    visit.session.history.versions.value.map(({ id, parents, kind, label, at }) => [id, parents, kind, label, at]),
    [
      [two.version.id, [one.version.id], 'file', 'b.sandtable', two.at],
      [one.version.id, [], 'file', 'b.sandtable', one.at],
    ],
  );
  assert.deepEqual(two.version.parents, [one.version.id]);
  assert.match(String(await visit.session.history.text(one.version.id)), /"name": "a"/);
  assert.equal(await visit.session.saveFile({ asNew: true }), null);
  assert.equal(visit.session.history.versions.value.length, 2);
});

test('a file that is opened is a version of the plan it becomes', async () => {
  const sender = await startVisit(freshDatabase());
  await planWith(sender, ['a']);
  const file = fakeFile('region.sandtable');
  pickerGiving([file]);
  await sender.session.saveFile();
  const receiver = await startVisit(freshDatabase());
  await receiver.session.openFile(received(file));
  const [version] = receiver.session.history.versions.value;
  const { header } = await contentOf(file);
  assert.deepEqual([version.id, version.kind, version.label], [header.version.id, 'file', 'region.sandtable']);
  assert.equal(await receiver.session.history.text(version.id), await textOf(sender.engine));
  assert.deepEqual((await receiver.session.history.add('named')).parents, [version.id]);
});

test('a file that takes the place of a plan keeps the past of that plan', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const file = fakeFile('region.sandtable');
  pickerGiving([file]);
  await visit.session.saveFile();
  const named = await visit.session.history.add('named', { label: '初稿' });
  await visit.session.openFile(received(file), { ask: async () => ({ choice: 'replace' }) });
  assert.deepEqual(listed(visit), [
    ['named', '初稿'],
    ['file', 'region.sandtable'],
  ]);
  assert.match(String(await visit.session.history.text(named.id)), /"name": "a"/);
});

test('a part that is sent does not move the plan, and may be known without its text', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const named = await visit.session.history.add('named', { label: '初稿' });
  const sent = await visit.session.history.add('slice', { label: '上海', text: '{"revision": 7}' });
  const back = await visit.session.history.add('return', { text: null, parents: [sent.id] });
  assert.deepEqual([sent.parents, sent.revision, sent.checksum], [[named.id], 7, crc32('{"revision": 7}')]);
  assert.deepEqual([back.parents, back.checksum, await visit.session.history.text(back.id)], [[sent.id], '', null]);
  assert.equal(visit.session.plan.value?.versionId, named.id);
  const merged = await visit.session.history.add('merge', { parents: [named.id, back.id] });
  assert.deepEqual(merged.parents, [named.id, back.id]);
  assert.equal(visit.session.plan.value?.versionId, merged.id);
});

test('the lineage begins with the plan itself, as a version of its own once it has changed', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const [alone, ...none] = await visit.session.history.lineage();
  assert.deepEqual([alone.parents, alone.text, none], [[], false, []]);
  const first = await visit.session.history.add('named', { label: '初稿' });
  const sent = await visit.session.history.add('slice', { text: null });
  const unchanged = await visit.session.history.lineage();
  assert.deepEqual(
    unchanged.map(({ id, parents, text }) => ({ id, parents, text })),
    [
      { id: first.id, parents: [], text: true },
      { id: sent.id, parents: [first.id], text: false },
    ],
  );
  await change(visit, 'b');
  const [itself, before] = await visit.session.history.lineage();
  assert.deepEqual([itself.parents, itself.text, before.id], [[first.id], false, first.id]);
  await visit.session.undo();
  assert.equal((await visit.session.history.lineage())[0].id, first.id, 'undone: it is that version again');
});

test('texts are let go of, oldest first, but for the plan’s own version and those that somebody holds', async () => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  const { history } = visit.session;
  const sent = await history.add('slice', { text: '{"revision": 1}' });
  history.holdFor(async (plan) => (plan === key ? [sent.id] : []));
  const file = fakeFile('a.sandtable');
  pickerGiving([file]);
  await visit.session.saveFile();
  for (let n = 0; n < 62; n += 1) await history.add('return', { text: `{"revision": ${n}}` });
  const kept = history.versions.value.filter(({ bytes }) => bytes > 0);
  assert.equal(history.versions.value.length, 64);
  assert.equal(kept.length, 62);
  assert.equal(await history.text(sent.id), '{"revision": 1}');
  assert.equal(await history.text(String(visit.session.plan.value?.versionId)), await textOf(visit.engine));
});

test('a version is given another name; one that is gone is told', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const { id } = await visit.session.history.add('named', { label: '初稿' });
  await visit.session.history.rename(id, '定稿');
  assert.deepEqual(listed(visit), [['named', '定稿']]);
  await assert.rejects(visit.session.history.rename('elsewhere', 'x'), { code: 'storage.no_such_version' });
});

test('a version that the browser does not take leaves the plan and its versions as they were', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  visit.versions.put = async () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  await assert.rejects(visit.session.history.add('named', { label: '初稿' }), { name: 'QuotaExceededError' });
  assert.deepEqual([listed(visit), visit.session.plan.value?.versionId], [[], undefined]);
});

/** @param {Awaited<ReturnType<typeof startVisit>>} visit @returns {Promise<(string | undefined)[][]>} */
const told = async ({ session }) =>
  (await session.history.log()).map(({ by, kind, label, paths }) => [
    by?.name,
    kind,
    String(label.params?.name ?? ''),
    ...paths,
  ]);

test('a file takes the past of the plan along: versions with their texts, and who changed what', async () => {
  const sender = await startVisit(freshDatabase());
  preferences.author.value = '王强';
  await planWith(sender, ['a']);
  const named = await sender.session.history.add('named', { label: '初稿' });
  const draft = await textOf(sender.engine);
  await change(sender, 'b');
  const file = fakeFile('region.sandtable');
  pickerGiving([file]);
  await sender.session.saveFile();

  const receiver = await startVisit(freshDatabase());
  preferences.author.value = 'Alice';
  await receiver.session.openFile(received(file));
  const [own, before] = receiver.session.history.versions.value;
  assert.deepEqual([own.by?.name, own.parents], ['王强', [named.id]]);
  assert.deepEqual([before.id, before.label, before.by?.name], [named.id, '初稿', '王强']);
  assert.equal(await receiver.session.history.text(named.id), draft);
  await change(receiver, 'c');
  const here = [
    ['Alice', 'apply', 'c', '/collections/metrics/m'],
    ['王强', 'apply', 'b', '/collections/metrics/m'],
    ['王强', 'apply', 'a', '/collections/metrics/m'],
    ['王强', 'apply', '', '/collections/metrics'],
  ];
  assert.deepEqual(await told(receiver), here);

  // And back: the sender's own changes are not told twice.
  const back = fakeFile('region (2).sandtable');
  pickerGiving([back]);
  await receiver.session.saveFile();
  await sender.session.openFile(received(back), { ask: async () => ({ choice: 'replace' }) });
  assert.deepEqual(await told(sender), here);
  assert.deepEqual(
    (await sender.session.history.lineage()).slice(0, 2).map(({ parents }) => parents),
    [[own.id], [named.id]],
  );
});

test('a readable file takes no past along, and saves as a version of its own here', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  await visit.session.history.add('named', { label: '初稿' });
  const file = fakeFile('a.sandtable.json');
  pickerGiving([file]);
  await visit.session.saveFile({ way: { format: 'json', contains: 'plan', key: null } });
  assert.deepEqual(listed(visit)[0], ['file', 'a.sandtable.json']);
  assert.ok(!(await received(file).text()).includes('初稿'));
  const other = await startVisit(freshDatabase());
  await other.session.openFile(received(file));
  assert.deepEqual([listed(other), await told(other)], [[], []]);
});

test('a past that makes no sense is told, and the plan of the file is open all the same', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, ['a']);
  const plan = await textOf(visit.engine);
  const content = {
    plan,
    history: '{"nodes": 7}',
    contains: /** @type {const} */ ('plan'),
    version: { id: 'v', parents: [] },
  };
  await visit.session.openFile(new File([await writeContainer(content)], 'x.sandtable'));
  assert.deepEqual(
    visit.session.problems.value.map(({ code }) => code),
    ['file.history_unreadable'],
  );
  assert.equal(await textOf(visit.engine), plan);
  assert.deepEqual(listed(visit), [['file', 'x.sandtable']]);
});

test('the change log reaches back beyond the journal, undone steps included, and a copy has it too', async () => {
  const visit = await startVisit(freshDatabase());
  await planWith(visit, []);
  for (let n = 0; n < 330; n += 1) await change(visit, `n${n}`);
  await visit.session.undo();
  await visit.session.settled();
  await new Promise((resolve) => setTimeout(resolve, 100)); // folding waits until the page is idle
  assert.ok((await visit.db.count('journal')) < 300, 'the journal has let go of the first changes');
  const log = await told(visit);
  assert.equal(log.length, 332);
  assert.deepEqual(log[0].slice(1, 3), ['undo', 'n329']);
  assert.deepEqual([log[330][2], log[331][3]], ['n0', '/collections/metrics']);
  await visit.session.duplicate('copy');
  assert.deepEqual(await told(visit), log);
});

test('a part takes along what its owner did to it, and nothing of anybody else', async () => {
  const visit = await startVisit(freshDatabase());
  preferences.author.value = '王强';
  await planWith(visit, ['a']);
  await visit.session.history.add('named', { label: 'secret draft' });
  const foreign = { ...(await visit.session.history.log())[0], id: '2099-01-01T00:00:00.000Z 1 other' };
  const others = { ...foreign, at: '2099-01-01T00:00:00.000Z', by: { id: 'other', name: 'Somebody' } };
  const before = { ...foreign, id: '2001-01-01T00:00:00.000Z 1 me', at: '2001-01-01T00:00:00.000Z' };
  await visit.session.history.adopt({ nodes: [], texts: new Map(), changes: [others, before] });
  const { entry, packed } = await visit.session.history.packOwnLog('plan');
  assert.equal(entry.codec, 'gzip');
  const told = readHistory(gunzipSync(packed).toString('utf8'), 'plan');
  assert.deepEqual([told.nodes, told.texts.size, told.by?.name], [[], 0, '王强']);
  assert.deepEqual(
    told.changes.map(({ by, label }) => [by?.name, label.params?.name]),
    [
      ['王强', 'a'],
      ['王强', undefined],
    ],
  );
});
