// Both languages say the same things with the same arguments, every key used exists, every error code has a text.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { MESSAGES, ROOMS } from '../../../web/i18n/catalogues.js';
import { currency, errorText, language, messageText, money, moneyUnit, t, unitMode } from '../../../web/i18n/index.js';

const root = join(import.meta.dirname, '../../..');

/** @param {string} folder @param {RegExp} name @returns {string[]} */
const filesUnder = (folder, name) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((path) => join(root, folder, String(path)))
    .filter((path) => name.test(path) && !path.includes('node_modules'));

/** The arguments of an ICU message, also those inside plurals and selects. @param {any[]} elements @returns {string[]} */
function argumentsOf(elements) {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner = Object.values(element.options ?? {}).flatMap((/** @type {any} */ option) =>
      argumentsOf(option.value),
    );
    return [element.value, ...inner];
  });
}

/** @param {string} text */
const argumentNames = (text) => [...new Set(argumentsOf(parse(text, { ignoreTag: true })))].sort();

test('every message parses and has the same arguments in both languages', () => {
  for (const [key, english] of Object.entries(MESSAGES.en)) {
    assert.ok(key in MESSAGES.zh, `no Chinese text for ${key}`);
    assert.deepEqual(argumentNames(MESSAGES.zh[key]), argumentNames(english), `arguments of ${key}`);
  }
});

test('no language has a key the other lacks, and no two rooms share a key', () => {
  assert.deepEqual(Object.keys(MESSAGES.zh).sort(), Object.keys(MESSAGES.en).sort());
  const keys = Object.values(ROOMS.en).flatMap(Object.keys);
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});

test('no text is empty and Chinese texts are Chinese', () => {
  for (const [key, text] of Object.entries(MESSAGES.zh)) {
    assert.notEqual(text.trim(), '', key);
    assert.notEqual(MESSAGES.en[key].trim(), '', key);
    assert.doesNotMatch(
      MESSAGES.en[key].replaceAll('中文', ''),
      /[\u4e00-\u9fff]/,
      `Chinese in the English text of ${key}`,
    );
  }
});

test('every key written out in the page exists', () => {
  for (const path of filesUnder('web', /\.js$/)) {
    const source = readFileSync(path, 'utf8');
    for (const [, key] of source.matchAll(/(?<![\w.])t\(\s*'([^']+)'/g))
      assert.ok(key in MESSAGES.en, `${key} in ${path}`);
    for (const [, key] of source.matchAll(/\b(?:key|titleKey): '([a-z]+\.[^'$]+)'/g)) {
      assert.ok(key in MESSAGES.en, `${key} in ${path}`);
    }
  }
});

test('every error the core can report has a text', () => {
  const rooms = new Set(readdirSync(join(root, 'core')).concat('patch', 'time'));
  for (const path of filesUnder('core', /\.(cpp|h)$/)) {
    for (const [, code] of readFileSync(path, 'utf8').matchAll(/\.code = "([a-z_]+\.[a-z_.]+)"/g)) {
      if (rooms.has(code.split('.')[0])) assert.ok(code in MESSAGES.en, `${code} in ${path}`);
    }
  }
});

test('every error the page can report has a text and a heading in docs/errors.md', () => {
  const headings = new Set(
    readFileSync(join(root, 'docs/errors.md'), 'utf8')
      .match(/^## .+$/gm)
      ?.map((line) => line.slice(3)),
  );
  const pattern = /(?:code: |Failure\(\s*|giveUp\(\s*|workerDied\(\s*)'([a-z]+\.[a-z_]+)'/g;
  const used = filesUnder('web', /(engine|storage|state|shell|i18n)\/[^/]+\.js$/).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(pattern)].map(([, code]) => code),
  );
  assert.ok(used.length > 20, 'the pattern finds the codes');
  for (const code of used) {
    assert.ok(code in ROOMS.en.errors, `no text for ${code}`);
    assert.ok(headings.has(code), `no heading for ${code}`);
  }
});

test('texts follow the language, and a missing key or argument is visible', () => {
  language.value = 'en';
  assert.equal(t('frame.undoOf', { label: 'rename' }), 'Undo: rename');
  language.value = 'zh';
  assert.equal(t('frame.undoOf', { label: '重命名' }), '撤销：重命名');
  assert.equal(t('no.such.key'), '⟦no.such.key⟧');
  assert.equal(t('frame.undoOf'), '⟦frame.undoOf⟧');
});

test('names with markup or braces reach the text as they are', () => {
  language.value = 'en';
  assert.equal(t('frame.undoOf', { label: '<b>{x}</b>' }), 'Undo: <b>{x}</b>');
});

test('money has the unit of language, currency and switch', () => {
  language.value = 'zh';
  currency.value = { code: 'CNY', minorDigits: 2 };
  unitMode.value = 'mid';
  assert.equal(`${money(123456789)} ${moneyUnit()}`, '123.46 万元');
  currency.value = { code: 'USD', minorDigits: 2 };
  assert.equal(moneyUnit('large'), '亿美元');
  language.value = 'en';
  assert.equal(moneyUnit(), '$K');
  assert.equal(moneyUnit('one'), '$');
  assert.equal(money(123456789), '1,234.6');
});

test('parameters of engine messages are formatted by what their names say', () => {
  language.value = 'en';
  unitMode.value = 'mid';
  currency.value = { code: 'USD', minorDigits: 2 };
  const say = (/** @type {object} */ params) => messageText({ key: 'frame.undoOf', params: { label: '', ...params } });
  assert.equal(say({ label: 'x' }), 'Undo: x');
  assert.equal(errorText({ code: 'no.such_code' }).includes('no.such_code'), true);
  language.value = 'zh';
  currency.value = { code: 'CNY', minorDigits: 2 };
  assert.equal(
    errorText({ code: 'storage.snapshot_damaged', params: { instant: '2026-03-05T09:07:00' } }),
    '2026-03-05 09:07 保存的版本已损坏。',
  );
});
