// Members of a JSON text are replaced where they stand; nothing else in it moves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setMember } from '../../../web/lib/json-text.js';

test('only the named member changes: number forms, unknown fields and spaces stay as they were written', () => {
  const text = '{ "a" : 1.0,\n "id":"x" , "meta": {"name":"old","n":12345678901234567890}, "z":[{"id":"y"},"}"]}\n';
  assert.equal(
    setMember(setMember(text, ['id'], 'new'), ['meta', 'name'], '华东 "2026"'),
    '{ "a" : 1.0,\n "id":"new" , "meta": {"name":"华东 \\"2026\\"","n":12345678901234567890}, "z":[{"id":"y"},"}"]}\n',
  );
});

test('quotes, braces and backslashes inside strings end nothing', () => {
  const text = String.raw`{"\"id\"":"}{","b\\":{"id":"]\\\""},"id":1e5}`;
  assert.equal(setMember(text, ['id'], 2), String.raw`{"\"id\"":"}{","b\\":{"id":"]\\\""},"id":2}`);
  assert.equal(setMember(text, ['b\\', 'id'], 'q'), String.raw`{"\"id\"":"}{","b\\":{"id":"q"},"id":1e5}`);
});

test('a key is found however it is escaped, and of two the last counts, as for every reader', () => {
  assert.equal(setMember(String.raw`{"\u0069d":"a"}`, ['id'], 'b'), String.raw`{"\u0069d":"b"}`);
  assert.equal(setMember('{"id":1,"id":2}', ['id'], 3), '{"id":1,"id":3}');
});

test('a missing member is added, also to an empty object', () => {
  assert.equal(setMember('{}', ['id'], 'a'), '{"id": "a"}');
  assert.equal(setMember(' {"m":{"b":true}}', ['m', 'a'], null), ' {"m":{"a": null, "b":true}}');
});

test('text that is not JSON and paths that lead nowhere are refused', () => {
  assert.throws(() => setMember('{"id":', ['id'], 1), SyntaxError);
  assert.throws(() => setMember('[1]', ['id'], 1), /no object/);
  assert.throws(() => setMember('{"meta":1}', ['meta', 'name'], 1), /no object/);
  assert.throws(() => setMember('{"a":1}', ['meta', 'name'], 1), /no object/);
});
