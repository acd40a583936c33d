// When a backup is reminded of, by numbers of changes and days.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backupDue } from '../../../web/state/backup-due.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const plan = {
  kind: /** @type {const} */ ('plan'),
  readOnly: false,
  createdAt: '2026-11-23T08:00:00Z',
  unfiled: 60,
};

test('sixty changes without a file are reminded of, fifty-nine of the same day are not', () => {
  assert.deepEqual(backupDue(plan, NOW), { changes: 60, days: null });
  assert.equal(backupDue({ ...plan, unfiled: 59 }, NOW), null);
});

test('a single change is, a week after the last file; without a change nothing is', () => {
  const filed = { ...plan, unfiled: 1, createdAt: '2026-01-01T00:00:00Z', filedAt: '2026-11-16T11:00:00Z' };
  assert.deepEqual(backupDue(filed, NOW), { changes: 1, days: 7 });
  assert.equal(backupDue({ ...filed, filedAt: '2026-11-16T13:00:00Z' }, NOW), null);
  assert.equal(backupDue({ ...filed, unfiled: 0 }, NOW), null);
});

test('put aside, it comes again after as many changes or days more', () => {
  const aside = { ...plan, reminded: { at: '2026-11-23T09:00:00Z', unfiled: 60 } };
  assert.equal(backupDue(aside, NOW), null);
  assert.equal(backupDue({ ...aside, unfiled: 119 }, NOW), null);
  assert.deepEqual(backupDue({ ...aside, unfiled: 120 }, NOW), { changes: 120, days: null });
  assert.deepEqual(backupDue(aside, Date.parse('2026-11-30T09:00:00Z')), { changes: 60, days: null });
});

test('the sample and plans that are only looked at are left alone; a clock set back counts no days', () => {
  assert.equal(backupDue({ ...plan, kind: 'sample' }, NOW), null);
  assert.equal(backupDue({ ...plan, readOnly: true }, NOW), null);
  assert.deepEqual(backupDue({ ...plan, filedAt: '2027-01-01T00:00:00Z' }, NOW), { changes: 60, days: 0 });
});
