// Commands by name and by key, and addresses as views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands, matchScore, registerCommands, shortcutOf } from '../../../web/state/commands.js';
import { formatRoute, parseRoute } from '../../../web/state/router.js';

/** @param {object} keys @returns {KeyboardEvent} */
const press = (keys) =>
  /** @type {any} */ ({ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...keys });

test('typed characters match in order, better together and at word starts', () => {
  assert.ok(matchScore('撤', '撤销') > 0);
  assert.equal(matchScore('销撤', '撤销'), 0);
  assert.ok(matchScore('sav', 'Save plan file') > matchScore('sav', 'Show all versions'));
  assert.ok(matchScore('spf', 'Save plan file') > 0);
  assert.equal(matchScore('', 'anything'), 1);
});

test('key presses are written as shortcuts', () => {
  assert.equal(shortcutOf(press({ key: 'k', ctrlKey: true })), 'Mod+K');
  assert.equal(shortcutOf(press({ key: 'Z', metaKey: true, shiftKey: true })), 'Mod+Shift+Z');
  assert.equal(shortcutOf(press({ key: '?', shiftKey: true })), '?');
  assert.equal(shortcutOf(press({ key: 'F2' })), 'F2');
  assert.equal(shortcutOf(press({ key: '1', altKey: true })), 'Alt+1');
});

test('registering replaces by id, and taking back removes only its own', () => {
  const take = registerCommands([{ id: 'a', title: 'first', run() {} }]);
  registerCommands([{ id: 'a', title: 'second', run() {} }]);
  take();
  assert.deepEqual(
    commands.value.map(({ title }) => title),
    ['second'],
  );
});

test('an address is a path and its parameters, there and back', () => {
  const address = formatRoute('targets', { metric: 'revenue', unit: '华东/上海', year: 2026, none: null, empty: '' });
  assert.deepEqual(parseRoute(address), {
    path: 'targets',
    query: { metric: 'revenue', unit: '华东/上海', year: '2026' },
  });
  assert.deepEqual(parseRoute(''), { path: '', query: {} });
  assert.deepEqual(parseRoute('#/cockpit?a=b?c'), { path: 'cockpit', query: { a: 'b?c' } });
  assert.deepEqual(parseRoute('#/%'), { path: '', query: {} });
});
