// What fields are called: by the table they stand in, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../../../web/i18n/index.js';
import { fieldName } from '../../../web/workspaces/data/fields.js';

test('the day and the amount are called what their table calls them', () => {
  language.value = 'en';
  assert.deepEqual(
    ['orders', 'contracts', 'budgets'].map((table) => [fieldName('day', table), fieldName('amount', table)]),
    [
      ['Order date', 'Sales amount'],
      ['Signed on', 'Contract amount'],
      ['Budget period', 'Budget amount'],
    ],
  );
  language.value = 'zh';
  assert.equal(fieldName('day', 'opportunities'), '预计成交日期');
});

test('fields without a name of their own there keep the common one; columns of the file keep theirs', () => {
  language.value = 'en';
  assert.equal(fieldName('city', 'contracts'), 'City');
  assert.equal(fieldName('x:day', 'contracts'), 'day');
  assert.equal(fieldName('unheard', 'contracts'), 'unheard');
});
