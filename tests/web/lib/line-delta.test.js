// Texts told by another: exact for any two, short for versions of one document, and refused when they are told by somebody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineDelta, withLineDelta } from '../../../web/lib/line-delta.js';

/** A document of so many records, pretty-printed. @param {number} records @param {(id: number) => number} value */
const documentOf = (records, value) =>
  JSON.stringify(
    Object.fromEntries(
      Array.from({ length: records }, (_, id) => [`u${id}`, { name: `unit ${id}`, value: value(id) }]),
    ),
    null,
    2,
  );

test('a changed value, a removed and an added record cost a few lines, whatever the length of the document', () => {
  const before = documentOf(2000, (id) => id);
  const changed = documentOf(2000, (id) => (id === 700 ? -1 : id));
  assert.deepEqual(lineDelta(before, changed), [[0, 2803], '    "value": -1', [2804, 5198]]);
  assert.equal(withLineDelta(before, lineDelta(before, changed), Infinity), changed);
  const rest = JSON.parse(before);
  delete rest.u5;
  const other = JSON.stringify({ ...rest, new: { name: 'n', value: 0 } }, null, 2);
  const delta = lineDelta(before, other);
  assert.ok(delta.length <= 10, JSON.stringify(delta));
  assert.equal(withLineDelta(before, delta, Infinity), other);
});

test('any text can be told by any other, to the character', () => {
  const texts = [
    '',
    '\n',
    'a',
    'a\n',
    '\r\n',
    'a\nb\na\nb\na\nb\nc',
    'b\na\nb\na',
    '\u{1F600}\n\u0000',
    'x\n'.repeat(50),
  ];
  for (const base of texts) {
    for (const target of texts) {
      assert.equal(withLineDelta(base, lineDelta(base, target), Infinity), target, JSON.stringify([base, target]));
    }
  }
});

test('seeded shuffles of lines come back as they were', () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 200; round += 1) {
    const base = Array.from({ length: random(60) }, () => `line ${random(9)}`);
    const target = base.flatMap((line) =>
      random(4) === 0 ? [] : random(5) === 0 ? [line, `new ${random(9)}`] : [line],
    );
    const [one, other] = [base.join('\n'), target.join('\n')];
    assert.equal(withLineDelta(one, lineDelta(one, other), Infinity), other);
  }
});

test('what is no delta of the base is refused, and what would grow beyond the limit is not made', () => {
  const base = 'a\nb\nc';
  for (const bad of [
    null,
    'a',
    {},
    [[0, 4]],
    [[-1, 1]],
    [[0, 0]],
    [[0.5, 1]],
    [[0]],
    [[0, Infinity]],
    [null],
    [{}],
    [['0', '1']],
  ]) {
    assert.equal(withLineDelta(base, bad, Infinity), null, JSON.stringify(bad));
  }
  const bomb = Array.from({ length: 1_000_000 }, () => [0, 3]);
  assert.equal(withLineDelta(base, bomb, 1000), null);
});
