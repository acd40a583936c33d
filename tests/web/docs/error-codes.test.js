// Every error code the engine or the page can report has a text in both languages and a heading in docs/errors.md; no text is left over.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import english from '../../../web/i18n/messages/errors.en.js';
import chinese from '../../../web/i18n/messages/errors.zh.js';

const root = join(import.meta.dirname, '../../..');
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');

/** @param {string} folder @param {RegExp} ending */
function textOf(folder, ending) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));
  return names.map((name) => read(join(folder, name))).join('\n');
}

/** @param {string} text @param {RegExp} pattern */
const found = (text, pattern) => new Set([...text.matchAll(pattern)].map((match) => match[1]));

const headings = found(read('docs/errors.md'), /^## (\S+)$/gm);
const requests = found(read('docs/requests.md'), /^### (\S+)$/gm);
const rooms = readdirSync(join(root, 'core')).concat('money', 'calendar', 'patch', 'text').join('|');
const coreCodes = [...found(textOf('core', /\.(cpp|h)$/), new RegExp(`"((?:${rooms})\\.[a-z][a-z0-9_]*)"`, 'g'))];
const pageCodes = found(textOf('web', /\.js$/), /\bcode: '([a-z]+\.[a-z0-9_]+)'/g);
const codes = [...new Set([...coreCodes.filter((code) => !requests.has(code)), ...pageCodes])].sort();

/** @param {Iterable<string>} known */
const without = (known) => codes.filter((code) => !new Set(known).has(code));

test('the sources hold error codes', () => assert.ok(codes.length > 20, `only ${codes.length} found`));
test('every code has an English text', () => assert.deepEqual(without(Object.keys(english)), []));
test('every code has a Chinese text', () => assert.deepEqual(without(Object.keys(chinese)), []));
test('every code has a heading in docs/errors.md', () => assert.deepEqual(without(headings), []));

test('no text and no heading is left over from a code that is gone', () => {
  const page = textOf('web', /^(?!i18n.messages).*\.js$/);
  const inUse = new Set([...codes, ...found(page, /'([a-z]+\.[a-z0-9_]+)'/g)]);
  const kept = new Set([...Object.keys(english), ...Object.keys(chinese), ...headings]);
  assert.deepEqual(
    [...kept].filter((code) => !inUse.has(code)),
    [],
  );
});
