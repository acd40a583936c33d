// CSV files read page by page: every row once, the header once, stopping.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagedCsv } from '../../../web/lib/paged-csv.js';
import { csvPage } from '../../../web/workspaces/data/record-columns.js';

test('an export reads every page however small the pages are, puts the header once, and makes no formulas', async () => {
  const lines = Array.from({ length: 1200 }, (_, i) => [`=cmd|${i}`, 12_345 + i]);
  /** @type {[number, number][]} */
  const progress = [];
  const pieces = await pagedCsv(
    async ({ offset }) =>
      csvPage({
        total: lines.length,
        columns: ['customer', 'amount'],
        rows: lines.slice(offset, offset + 500),
      }),
    {
      header: ({ columns = [] }) => columns.map((key) => key.toUpperCase()),
      signal: new AbortController().signal,
      onProgress: (done, total) => progress.push([done, total]),
    },
  );
  const rows = pieces.join('').trim().split('\r\n');
  assert.equal(rows.length, 1201);
  assert.equal(rows[0], '\ufeffAMOUNT,CUSTOMER'.trim());
  assert.equal(rows[1], "1.2345,'=cmd|0");
  assert.equal(rows[1200], "1.3544,'=cmd|1199");
  assert.deepEqual(progress, [
    [500, 1200],
    [1000, 1200],
    [1200, 1200],
  ]);
});

test('a stopped export gives no file', async () => {
  const stop = new AbortController();
  const reading = pagedCsv(async () => ({ total: 5000, rows: [['x']] }), {
    header: () => ['a'],
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  await assert.rejects(reading, { name: 'AbortError' });
});
