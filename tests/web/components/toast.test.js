// Which short messages stay when another one comes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { left } from '../../../web/components/toast.js';

const undo = (/** @type {string} */ text) => ({ text, action: { text: 'Undo', run: () => {} } });
const texts = (/** @type {{text: string}[]} */ shown) => shown.map(({ text }) => text);

test('only the newest offer to undo stands: an older one would take back another step than it says', () => {
  const shown = [{ text: 'saved' }, undo('imported first'), { text: 'copied' }];
  assert.deepEqual(texts(left(shown, undo('imported second'), 3)), ['saved', 'copied']);
  assert.deepEqual(texts(left(shown, { text: 'note' }, 4)), ['saved', 'imported first', 'copied']);
  const retry = { text: 'failed', action: { text: 'Try again', run: () => {} } };
  assert.deepEqual(texts(left([retry], undo('imported'), 3)), ['failed']);
});

test('the oldest messages make room', () => {
  const shown = ['a', 'b', 'c'].map((text) => ({ text }));
  assert.deepEqual(texts(left(shown, { text: 'd' }, 3)), ['b', 'c']);
});
