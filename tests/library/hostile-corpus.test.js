// The hostile corpus through the readers of files and the real engine, under node: what is refused says why and harms nothing, what is
// taken comes back as it was.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { errorText } from '../../web/i18n/index.js';
import { setLanguage } from '../../web/i18n/language.js';
import { csvLines } from '../../web/lib/delimited.js';
import { readContainer } from '../../web/storage/container/read.js';
import { writeContainer } from '../../web/storage/container/write.js';
import { openPlanFile } from '../../web/storage/open-plan-file.js';
import { packPlanFile } from '../../web/storage/plan-file.js';
import { badFiles } from '../hostile/bad-files.js';
import { MARK, NAMES } from '../hostile/names.js';
import { hostileOrders } from '../hostile/orders.js';
import { BAD_PLANS, hostilePlan } from '../hostile/plans.js';
import { quickly } from '../web/storage/container-files.js';

const built = join(import.meta.dirname, '../../dist/engine/sandtable-engine.js');
const names = Object.values(NAMES);

/** @type {import('../../web/engine/sandtable-engine.js').Engine} */
let engine;
before(async () => {
  const { openEngine } = await import(pathToFileURL(built).href);
  engine = await openEngine();
});
after(() => engine.close());

const serialized = async () => (await engine.call('plan.serialize')).text;

test('a plan of hostile names comes back to the byte through every kind of file', async () => {
  await engine.call('plan.open', { text: JSON.stringify(hostilePlan()) });
  const text = await serialized();
  assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(hostilePlan())), 'nothing is lost on the way in');
  const content = { plan: text, facts: [], contains: /** @type {const} */ ('plan'), version: { id: 'v', parents: [] } };
  const files = {
    'x.sandtable': await writeContainer({ ...content, at: '2026-01-01T00:00:00Z' }),
    'e.sandtable': await writeContainer(
      { ...content, at: '2026-01-01T00:00:00Z' },
      { passphrase: 'p', derive: quickly },
    ),
    'x.sandtable.json': new Blob([await packPlanFile(text)]),
  };
  for (const [name, blob] of Object.entries(files)) {
    const secret = name.startsWith('e');
    const read = secret
      ? (await readContainer(blob, { passphrase: async () => 'p', derive: quickly })).plan
      : (await openPlanFile(new File([blob], name))).planText;
    assert.equal(read, text, name);
    await engine.call('plan.open', { text: read });
    assert.equal(await serialized(), text, name);
  }
  assert.equal(/** @type {any} */ ({})[MARK], undefined);
});

test('every bad file is refused with a code that is explained in both languages, and the open plan stays', async () => {
  await engine.call('plan.open', { text: JSON.stringify(hostilePlan()) });
  const before = await serialized();
  for (const [what, { name, bytes, code }] of Object.entries(await badFiles())) {
    const opening = async () => {
      const passphrase = async () => assert.fail('asked for a passphrase before the file was found wanting');
      const { planText } = await openPlanFile(new File([bytes], name), { passphrase });
      return engine.call('plan.open', { text: planText });
    };
    const refusal = await opening().then(
      () => assert.fail(`${what}: opened`),
      (error) => error,
    );
    assert.ok(Array.isArray(refusal.errors), `${what}: ${refusal.stack}`);
    const [record] = refusal.errors;
    assert.match(record.code, code, what);
    for (const language of /** @type {const} */ (['zh', 'en'])) {
      setLanguage(language);
      assert.doesNotMatch(errorText(record), /⟦|undefined|\[object/, `${what}: ${record.code} (${language})`);
    }
  }
  assert.equal(await serialized(), before);
});

test('a slice of hostile names goes out, comes back and merges as it is; a bad return or copy is refused and changes nothing', async () => {
  const mine = JSON.stringify(hostilePlan());
  await engine.call('plan.open', { text: mine });
  const before = await serialized();
  const { text: base } = await engine.call('exchange.slice', { unit: 'u1' });
  const slice = JSON.parse(base);
  assert.equal(slice.collections.orgUnits.u1.name, NAMES.script);
  assert.deepEqual(Object.keys(slice.collections.orgUnits).sort(), ['root', 'u1'], 'what others own is not in it');
  assert.deepEqual(Object.keys(slice.collections.people), ['p1']);
  assert.ok(!Object.hasOwn(slice, 'future') && !Object.hasOwn(slice, 'constructor'), 'nor what nobody knows');

  const edited = structuredClone(slice);
  edited.collections.targets['s.u1'].values[0] += 5;
  const back = await engine.call('exchange.acceptReturn', { base, returned: JSON.stringify(edited) });
  assert.equal(back.conflicts.length, 0);
  const same = await engine.call('exchange.merge', { base: before, theirs: before });
  assert.deepEqual(same.patch, []);

  for (const [what, { text, code }] of Object.entries(BAD_PLANS)) {
    if (/^(\^file|\^\(file)/.test(code.source) || text.includes('"embedded"')) continue; // the reader of files stands before
    for (const [request, params] of /** @type {[string, object][]} */ ([
      ['exchange.acceptReturn', { base, returned: text }],
      ['exchange.merge', { base: before, theirs: text }],
      ['exchange.compare', { before, after: text }],
    ])) {
      await assert.rejects(engine.call(request, params), (/** @type {any} */ error) => {
        assert.ok(
          error.errors?.every((/** @type {any} */ one) => one.kind !== 'internal'),
          `${what}, ${request}`,
        );
        return true;
      });
    }
  }
  assert.equal(await serialized(), before);
});

test('order lines of hostile names come back as they were, from the table and from its snapshot', async () => {
  await engine.load('orders', new Uint8Array(hostileOrders().buffer));
  const kept = async () => {
    const { values } = await engine.call('facts.values', { table: 'orders', dimension: 'city', limit: 1000 });
    return values.map((/** @type {any} */ { value }) => value).sort();
  };
  const typed = names.map((name) => name.normalize('NFC')).sort();
  assert.deepEqual(await kept(), typed);
  const snapshot = await engine.save('orders');
  await engine.restore('orders', snapshot);
  assert.deepEqual(await kept(), typed);
});

test('no name in a CSV file is a formula, and each is read back by other programs', () => {
  const line = csvLines([names]);
  const cells = [...line.replace(/\r\n$/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gs)];
  const read = cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
  assert.equal(read.length, names.length);
  for (const [at, cell] of read.entries()) {
    assert.doesNotMatch(cell, /^[=+\-@\t\r＝＋－＠]/);
    assert.equal(cell.startsWith("'") && cell !== names[at] ? cell.slice(1) : cell, names[at]);
  }
});

test('a snapshot with any bit flipped is refused and leaves the table that was there', async () => {
  await engine.load('orders', new Uint8Array(hostileOrders().buffer));
  const snapshot = await engine.save('orders');
  const before = (await engine.call('facts.list')).tables;
  for (let bit = 0; bit < 8 * 400; bit += 1) {
    const bytes = Uint8Array.from(snapshot);
    bytes[bit >> 3] ^= 1 << (bit & 7);
    await assert.rejects(engine.restore('orders', bytes), (/** @type {any} */ error) =>
      /^facts\.snapshot_(corrupt|newer)$/.test(error.errors?.[0].code),
    );
  }
  assert.deepEqual((await engine.call('facts.list')).tables, before);
});
