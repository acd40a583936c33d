// *.sandtable files: what goes in comes out to the byte; whatever else is refused, named, and in time.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import fc from 'fast-check';
import { crc32 } from '../../../web/lib/bytes.js';
import { LIMITS, isContainer } from '../../../web/storage/container/layout.js';
import { packContent, packPart } from '../../../web/storage/container/parts.js';
import { peekHeader, readContainer } from '../../../web/storage/container/read.js';
import { assemble, containerBytes, writeContainer } from '../../../web/storage/container/write.js';
import {
  CONTENT,
  HOSTILE,
  ORDERS,
  OTHER,
  PLAN,
  anyFile,
  bytesOf,
  fileOf,
  flipped,
  quickly,
  repaired,
  simpleFile,
} from './container-files.js';

/** @param {Uint8Array<ArrayBuffer>} bytes @param {Parameters<typeof readContainer>[1]} [options] */
const read = (bytes, options) => readContainer(new Blob([bytes]), { derive: quickly, ...options });

/** @param {string} passphrase */
const knowing = (passphrase) => ({ passphrase: async () => passphrase });

/** @param {Uint8Array<ArrayBuffer>} bytes @param {Parameters<typeof readContainer>[1]} [options] */
const refusal = (bytes, options) =>
  read(bytes, options).then(
    () => 'opened',
    (error) => error.errors?.[0] ?? error,
  );

/** @param {Awaited<ReturnType<typeof readContainer>>} file */
const contentOf = ({ plan, base, history, facts }) => ({ plan, base, history, facts });

test('a file gives back plan, base, history and tables to the byte, hostile names, large numbers and all', async () => {
  const file = await read(await fileOf());
  assert.deepEqual(contentOf(file), {
    plan: PLAN,
    base: CONTENT.base,
    history: CONTENT.history,
    facts: [ORDERS, OTHER],
  });
  assert.ok(JSON.parse(file.plan).collections.orgUnits.u1.name === HOSTILE);
  assert.match(file.plan, /"ratio": 1\.0,/);
  assert.match(file.plan, /12345678901234567890/);
  assert.deepEqual(file.header.plan, { id: 'plan-1', revision: 7, checksum: crc32(PLAN) });
  assert.deepEqual(file.header.version, { id: 'v-2', parents: ['v-1'] });
  assert.equal(file.header.contains, 'everything');
  assert.equal(file.key, null);
  assert.deepEqual(file.unknown, []);
});

test('equal contents make equal bytes', async () => {
  assert.deepEqual(await fileOf(), await fileOf());
});

test('a plan that begins with a byte order mark keeps it', async () => {
  const plan = `\ufeff${PLAN}`;
  const parts = await packContent({ plan });
  const about = { ...CONTENT, plan: { id: 'plan-1', revision: 7 } };
  await assert.rejects(readContainer(await assemble(about, parts)), { code: 'file.not_json' }); // as the engine would
  const base = `\ufeff${CONTENT.base}`;
  assert.equal((await read(await fileOf({ base }))).base, base);
});

test('an encrypted file opens with its passphrase however its accents were typed, and says nothing else to others', async () => {
  const bytes = await fileOf({}, { passphrase: 'Caf\u00e9 华东 2026' });
  const file = await read(bytes, knowing('Cafe\u0301 华东 2026'));
  assert.deepEqual(contentOf(file), {
    plan: PLAN,
    base: CONTENT.base,
    history: CONTENT.history,
    facts: [ORDERS, OTHER],
  });
  assert.ok(file.key);
  const text = Buffer.from(bytes).toString('latin1');
  for (const secret of ['orders', 'plan.json', 'v-1', '2026-03-05', crc32(PLAN)])
    assert.ok(!text.includes(secret), secret);
  const { header, encrypted } = await peekHeader(new Blob([bytes]));
  assert.ok(encrypted && 'crypto' in header);
  assert.deepEqual(Object.keys(header).sort(), ['contains', 'crypto', 'format', 'kind', 'plan', 'version']);
  assert.deepEqual(header.plan, { id: 'plan-1', revision: 7 });
  assert.equal(header.crypto.iterations, 600_000);
});

test('salt and IV are fresh for every file', async () => {
  const headers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const { header } = await peekHeader(new Blob([await fileOf({}, { passphrase: 'x' })]));
      return 'crypto' in header ? header.crypto : assert.fail('not encrypted');
    }),
  );
  assert.equal(new Set(headers.map(({ salt }) => salt)).size, 20);
  assert.equal(new Set(headers.map(({ iv }) => iv)).size, 20);
});

test('a wrong passphrase is told, asked for again, and giving up is no error of the file', async () => {
  const bytes = await fileOf({}, { passphrase: 'right' });
  /** @type {(string | null)[]} */
  const seen = [];
  const answers = ['wrong', '', 'right'];
  const file = await read(bytes, {
    passphrase: async ({ wrong }) => {
      seen.push(wrong?.code ?? null);
      return answers[seen.length - 1];
    },
  });
  assert.equal(file.plan, PLAN);
  assert.deepEqual(seen, [null, 'file.wrong_passphrase', 'file.wrong_passphrase']);
  await assert.rejects(read(bytes, { passphrase: async () => null }), { name: 'AbortError' });
  assert.equal((await refusal(bytes)).code, 'file.encrypted');
});

test('with the real stretching a file written in one step opens', async () => {
  const blob = await writeContainer(CONTENT, { passphrase: 'correct horse' });
  assert.equal((await readContainer(blob, knowing('correct horse'))).plan, PLAN);
});

test('a damaged encrypted file is called damaged, not a wrong passphrase, and nobody is asked', async () => {
  const bytes = await fileOf({}, { passphrase: 'right' });
  const options = { passphrase: async () => assert.fail('asked') };
  for (let bit = 40; bit < bytes.length * 8; bit += 97) {
    const { code } = await refusal(flipped(bytes, bit), options);
    assert.match(code, /^file\.(damaged|cut_short|not_sandtable)$/, `bit ${bit}`);
  }
});

test('a file that was cut short is refused at every length', async () => {
  for (const options of [{}, { passphrase: 'p' }]) {
    const bytes = await fileOf({ facts: [] }, options);
    for (let length = 0; length < bytes.length; length += 1) {
      const { code } = await refusal(bytes.slice(0, length), knowing('p'));
      assert.match(code, length < 8 ? /^file\.(not_sandtable|damaged)$/ : /^file\.cut_short$/, `${length} bytes`);
    }
    assert.equal((await refusal(new Uint8Array([...bytes, 0]), knowing('p'))).code, 'file.damaged');
  }
});

test('every flipped bit before the payload is refused or harmless, with the checksum as it was and with one that fits', async () => {
  const plain = await fileOf();
  const sealed = await fileOf({}, { passphrase: 'p' });
  for (const bytes of [plain, sealed]) {
    const view = new DataView(bytes.buffer);
    const headBits = (20 + view.getUint32(12, true)) * 8;
    const seen = { refused: 0, harmless: 0 };
    for (let bit = 0; bit < headBits; bit += 1) {
      const changed = flipped(bytes, bit);
      assert.match((await refusal(changed, knowing('p'))).code ?? 'opened', /^file\./, `stale checksum, bit ${bit}`);
      const file = await read(repaired(changed), {
        passphrase: async ({ wrong }) => (wrong ? null : 'p'),
      }).catch((error) => (error.name === 'AbortError' || /^file\./.test(error.code) ? null : Promise.reject(error)));
      if (file === null) seen.refused += 1;
      else {
        // What is not secured in an open header says who, when and which table; the plan must be the plan.
        assert.equal(bytes, plain, `an encrypted file opened with bit ${bit} changed`);
        assert.equal(file.plan, PLAN);
        assert.deepEqual(
          file.facts.map((part) => part.bytes),
          [ORDERS.bytes, OTHER.bytes],
        );
        seen.harmless += 1;
      }
    }
    assert.equal(seen.refused + seen.harmless, headBits);
    assert.ok(seen.refused > headBits / 2);
  }
});

test('a thousand flipped bits of the payload are refused, with the checksum as it was and with one that fits', async () => {
  for (const options of [{}, { passphrase: 'p' }]) {
    const bytes = await fileOf({}, options);
    const start = 20 + new DataView(bytes.buffer).getUint32(12, true);
    const bits = (bytes.length - 4 - start) * 8;
    for (let number = 0; number < 1000; number += 1) {
      const bit = start * 8 + ((number * 2654435761) % bits);
      assert.equal((await refusal(flipped(bytes, bit), knowing('p'))).code, 'file.damaged');
      const file = await read(repaired(flipped(bytes, bit)), {
        passphrase: async ({ wrong }) => (wrong ? null : 'p'),
      }).catch((error) => {
        if (error.name === 'AbortError' || /^file\.(part_damaged|header_damaged)$/.test(error.code)) return null;
        throw error;
      });
      // Ten bytes of a gzip stream (name, time, system) change nothing that comes out.
      if (file) assert.deepEqual(contentOf(file), contentOf(await read(await fileOf())));
      if (file) assert.equal(options.passphrase, undefined);
    }
  }
});

test('huge and tiny iteration counts are refused before any work is done', async () => {
  const bytes = await fileOf({}, { passphrase: 'p' });
  const { header } = await peekHeader(new Blob([bytes]));
  assert.ok('crypto' in header);
  for (const iterations of [2 ** 31, 2 ** 53 - 1, 5_000_001, 599_999, 1, 0, -1]) {
    const file = anyFile({ ...header, crypto: { ...header.crypto, iterations } }, new Uint8Array(64));
    const started = performance.now();
    const options = { passphrase: async () => assert.fail('asked'), derive: () => assert.fail('worked') };
    const { code, params } = await refusal(file, options);
    assert.equal(code, 'file.kdf_refused', String(iterations));
    assert.deepEqual(params, { iterations });
    assert.ok(performance.now() - started < 100);
  }
  for (const crypto of [
    { ...header.crypto, iterations: 600_000.5 },
    { ...header.crypto, iterations: '600000' },
    { ...header.crypto, cipher: 'AES-128-CBC' },
    { ...header.crypto, kdf: 'MD5' },
    { ...header.crypto, salt: 'AAAA' },
    { ...header.crypto, salt: 'A'.repeat(1e6) },
    { ...header.crypto, iv: header.crypto.salt },
    { ...header.crypto, iv: '*'.repeat(16) },
    null,
    [],
  ]) {
    assert.equal(
      (await refusal(anyFile({ ...header, crypto }, new Uint8Array(64)), knowing('p'))).code,
      'file.header_damaged',
    );
  }
});

test('headers that make no sense are refused with the field', async () => {
  /** @param {unknown} header */
  const field = async (header) => {
    const { code, params } = await refusal(anyFile(header, new Uint8Array()));
    return `${code} ${params?.where ?? ''}`;
  };
  for (const header of ['', 'null', '[]', '{', '"x"', '{"format":"sandtable"', '\u0000', '1e999']) {
    assert.match(await field(header), /^file\.header_damaged header$/, header);
  }
  assert.equal(await field({ format: 'other' }), 'file.header_damaged format');
  assert.equal(await field('['.repeat(500_000)), 'file.header_damaged header');
  const cases = /** @type {[object, string][]} */ ([
    [{ kind: 'constructor' }, 'kind'],
    [{ contains: 'all' }, 'contains'],
    [{ plan: [] }, 'plan'],
    [{ plan: { id: '', revision: 1 } }, 'plan.id'],
    [{ plan: { id: 'plan-1', revision: -1 } }, 'plan.revision'],
    [{ plan: { id: 'plan-1', revision: 7, checksum: 'zz' } }, 'plan.checksum'],
    [{ plan: { id: 'plan-2', revision: 7, checksum: crc32(PLAN) } }, 'plan'],
    [{ plan: { id: 'plan-1', revision: 8, checksum: crc32(PLAN) } }, 'plan'],
    [{ version: null }, 'version'],
    [{ version: { id: 'v', parents: Array(65).fill('x') } }, 'version.parents'],
    [{ writer: 'w'.repeat(201) }, 'writer'],
    [{ at: 7 }, 'at'],
    [{ round: [] }, 'round'],
    [{ parts: 'x' }, 'parts'],
    [{ parts: [] }, 'plan.json'],
    [{ parts: Array(65).fill({ name: 'plan.json' }) }, 'parts'],
  ]);
  for (const [change, expected] of cases) {
    const { code, params } = await refusal(simpleFile(change));
    assert.deepEqual([code, params.where], ['file.header_damaged', expected], JSON.stringify(change).slice(0, 80));
  }
  assert.equal(await read(simpleFile()).then(({ plan }) => plan), PLAN);
});

test('hostile names of parts are refused, two of a name too', async () => {
  const extra = { codec: 'none', bytes: 0, packedBytes: 0, crc32: '00000000', table: 't', source: '' };
  const names = [
    '../x',
    '/etc/passwd',
    '__proto__',
    'facts/../1',
    'facts/__proto__',
    'C:\\x',
    '',
    'facts/',
    'facts/1000',
    'a/b.json',
    'x\u0000.json',
    '华.json',
    'plan.json',
  ];
  for (const name of names) {
    const { code } = await refusal(simpleFile({}, [{ ...extra, name }]));
    assert.equal(code, 'file.header_damaged', name);
  }
  const twice = [
    { ...extra, name: 'facts/1' },
    { ...extra, name: 'facts/2' },
  ];
  assert.equal((await refusal(simpleFile({}, twice))).params.where, 'parts', 'two tables of a name');
  for (const change of [
    { table: '' },
    { table: 7 },
    { table: 'x'.repeat(401) },
    { source: null },
    { codec: 'zip' },
    { bytes: 1.5 },
    { crc32: 'ABCDEF01' },
    { packedBytes: 1 },
    { bytes: 1 },
  ]) {
    const { code } = await refusal(simpleFile({}, [{ ...extra, name: 'facts/1', ...change }]));
    assert.equal(code, 'file.header_damaged', JSON.stringify(change).slice(0, 80));
  }
});

test('a part of a newer minor version is left alone and named', async () => {
  const more = [{ name: 'notes.json', codec: 'none', bytes: 2, packedBytes: 2, crc32: crc32('{}'), new: true }];
  const bytes = simpleFile({ added: { later: 1 } }, more, new TextEncoder().encode('{}'));
  const newer = repaired(flipped(bytes, 10 * 8)); // minor 1
  const file = await read(newer);
  assert.equal(file.plan, PLAN);
  assert.deepEqual(file.unknown, ['notes.json']);
});

test('a newer major version is told as such, also from its header alone', async () => {
  const newer = anyFile('{"all":"different"}', new Uint8Array(9), { major: 2, minor: 3 });
  assert.deepEqual((await refusal(newer)).params, { version: '2.3' });
  await assert.rejects(peekHeader(new Blob([newer])), { code: 'file.newer_container' });
  assert.equal((await refusal(anyFile('{}', new Uint8Array(9), { major: 0 }))).code, 'file.newer_container');
});

test('lengths that are not there are not believed', async () => {
  for (const prefix of [
    { headerBytes: 2 ** 32 - 1 },
    { payloadBytes: 2 ** 32 - 1 },
    { headerBytes: 0 },
    { payloadBytes: 0 },
  ]) {
    const { code } = await refusal(anyFile({ format: 'sandtable' }, new Uint8Array(50), prefix));
    assert.equal(code, 'file.header_damaged', JSON.stringify(prefix));
  }
  const long = anyFile(' '.repeat(LIMITS.headerBytes + 1), new Uint8Array());
  assert.equal((await refusal(long)).code, 'file.header_damaged');
  await assert.rejects(peekHeader(new Blob([long])), { code: 'file.header_damaged' });
});

test('bombs go off before they are unpacked, and lies about the length while they are', async () => {
  const zeros = new Uint8Array(gzipSync(new Uint8Array(40_000_000)));
  const entry = {
    name: 'facts/1',
    codec: 'gzip',
    packedBytes: zeros.length,
    crc32: crc32(new Uint8Array(40_000_000)),
    table: 't',
    source: '',
  };
  const memory = process.memoryUsage().arrayBuffers;
  assert.deepEqual((await refusal(simpleFile({}, [{ ...entry, bytes: 40_000_000 }], zeros))).code, 'file.bomb');
  assert.equal((await refusal(simpleFile({}, [{ ...entry, bytes: 2 ** 50 }], zeros))).code, 'file.bomb');
  assert.equal((await refusal(simpleFile({}, [{ ...entry, bytes: 30_000_000 }], zeros))).code, 'file.part_damaged');
  assert.equal((await refusal(simpleFile({}, [{ ...entry, bytes: 1000 }], zeros))).code, 'file.part_damaged');
  assert.ok(process.memoryUsage().arrayBuffers - memory < 200_000_000);
  const many = Array.from({ length: 40 }, (_, i) => ({
    ...entry,
    name: `facts/${i}`,
    table: `t${i}`,
    bytes: 31_000_000,
  }));
  const pieces = Buffer.concat(many.map(() => zeros));
  assert.equal((await refusal(simpleFile({}, many, new Uint8Array(pieces)))).code, 'file.bomb', 'all parts together');
});

test('what unfolds far is stored as it is, so that everything that was saved opens again', async () => {
  const limits = { ratio: 20, ratioFromBytes: 1000 };
  const flat = await packPart('facts/1', new Uint8Array(100_000), { table: 'flat', source: '' }, limits);
  assert.equal(flat.entry.codec, 'none');
  assert.equal(flat.entry.packedBytes, 100_000);
  const parts = [...(await packContent({ plan: PLAN })), flat];
  const blob = await assemble({ ...CONTENT, plan: { id: 'plan-1', revision: 7 } }, parts);
  const { facts } = await readContainer(blob, { limits: { ...LIMITS, ...limits } });
  assert.equal(facts[0].bytes.length, 100_000);
});

test('sizes told before saving are the sizes saved, and what could not be opened again is not saved', async () => {
  const parts = await packContent(CONTENT);
  const about = { ...CONTENT, plan: { id: 'plan-1', revision: 7 } };
  assert.equal((await bytesOf(await assemble(about, parts))).length, containerBytes(about, parts, false));
  assert.equal((await fileOf({}, { passphrase: 'p' })).length, containerBytes(about, parts, true));
  const huge = { ...parts[0], entry: { ...parts[0].entry, bytes: LIMITS.totalBytes + 1 } };
  await assert.rejects(assemble(about, [huge]), { code: 'file.too_large_to_save' });
});

test('a file is known by its content, not by its name', async () => {
  assert.equal(await isContainer(new File([await fileOf()], 'plan.json')), true);
  assert.equal(await isContainer(new File([PLAN], 'plan.sandtable')), false);
  assert.equal(await isContainer(new File([], 'plan.sandtable')), false);
  assert.equal((await refusal(new TextEncoder().encode(PLAN))).code, 'file.not_sandtable');
  const asText = new TextEncoder().encode(
    Buffer.from(await fileOf())
      .toString('latin1')
      .replaceAll('\r\n', '\n'),
  );
  assert.match((await refusal(asText)).code, /^file\.(damaged|not_sandtable)$/);
});

test('a file beyond the limit is refused before it is read', async () => {
  const huge = {
    name: 'big.sandtable',
    size: LIMITS.fileBytes + 1,
    arrayBuffer: () => assert.fail('must not be read'),
  };
  await assert.rejects(readContainer(/** @type {any} */ (huge)), { code: 'file.too_large' });
});

test('kinds of files that are e-mailed carry their base and their round', async () => {
  const round = { id: 'r1', unit: 'u1', round: 2 };
  for (const options of [{}, { passphrase: 'p' }]) {
    const blob = await writeContainer({ ...CONTENT, kind: 'return', round }, { ...options, derive: quickly });
    const file = await readContainer(blob, { ...knowing('p'), derive: quickly });
    assert.equal(file.header.kind, 'return');
    assert.deepEqual(file.header.round, round);
    assert.equal(file.base, CONTENT.base);
  }
});

test('whatever is in plan and tables comes back to the byte, open and encrypted', async () => {
  const ordinary = { noNullPrototype: true };
  const text = (/** @type {number} */ minLength) => fc.string({ minLength, maxLength: 100, unit: 'binary' });
  const bytes = fc.uint8Array({ maxLength: 3000 }).map((some) => Uint8Array.from(some));
  const table = fc.record({ table: text(1), source: text(0), bytes }, ordinary);
  const document = fc.record({ id: fc.uuid(), revision: fc.nat(), names: fc.array(text(0)) });
  const content = fc.record(
    {
      plan: document.map((plan) => JSON.stringify(plan, null, 2)),
      history: fc.option(fc.json()),
      facts: fc.uniqueArray(table, { selector: (part) => part.table, maxLength: 5 }),
    },
    ordinary,
  );
  await fc.assert(
    fc.asyncProperty(content, fc.option(text(1)), async (given, passphrase) => {
      const blob = await writeContainer({ ...CONTENT, base: null, ...given }, { passphrase, derive: quickly });
      const file = await readContainer(blob, { ...knowing(passphrase ?? ''), derive: quickly });
      assert.deepEqual(contentOf(file), { base: null, ...given });
    }),
    { numRuns: 60, seed: 20261123 },
  );
});
