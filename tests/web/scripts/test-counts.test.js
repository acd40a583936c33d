import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCatch, countChecks, countNodeTests } from '../../../scripts/test-counts.js';

test('passing Catch2 executables add up their test cases', () => {
  const output =
    '1: All tests passed (45 assertions in 7 test cases)\n2: All tests passed (1 assertion in 1 test case)\n';
  assert.deepEqual(countCatch(output, 0), { passed: 8, failed: 0, skipped: 0 });
});

test('failing test cases are counted, not the executable again', () => {
  const output =
    '1: test cases: 12 | 10 passed | 2 failed\n1: assertions: 50 | 48 passed | 2 failed\n  1 - base (Failed)\n';
  assert.deepEqual(countCatch(output, 8), { passed: 10, failed: 2, skipped: 0 });
});

test('an executable that dies without a summary is one failure', () => {
  const output =
    '1: All tests passed (4 assertions in 3 test cases)\nThe following tests FAILED:\n\t  2 - plan (SEGFAULT)\n';
  assert.deepEqual(countCatch(output, 8), { passed: 3, failed: 1, skipped: 0 });
});

test('failures that a test expects are not failures', () => {
  const output = '1: test cases: 3 | 2 passed | 1 failed as expected\n';
  assert.deepEqual(countCatch(output, 0), { passed: 2, failed: 0, skipped: 0 });
});

test('a runner that ran nothing failed', () => {
  assert.equal(countCatch('No tests were found!!!', 0).failed, 1);
  assert.equal(countNodeTests('', 0).failed, 1);
});

test("node's summary is read from its last lines", () => {
  const output = 'ℹ tests 1\nℹ pass 1\nℹ tests 9\nℹ pass 5\nℹ fail 1\nℹ cancelled 1\nℹ skipped 2\nℹ todo 0\n';
  assert.deepEqual(countNodeTests(output, 1), { passed: 5, failed: 2, skipped: 2 });
});

test('a check counts its lines, and at least one failure when it exits with an error', () => {
  assert.deepEqual(countChecks('ok  a\nok  b\nFAILED  c\n', 1), { passed: 2, failed: 1, skipped: 0 });
  assert.deepEqual(countChecks('', 0), { passed: 1, failed: 0, skipped: 0 });
  assert.deepEqual(countChecks('segmentation fault', 139), { passed: 0, failed: 1, skipped: 0 });
});

test('colours around the summary of a Catch2 run do not hide it', () => {
  const output = '4: \u001b[1;32mAll tests passed\u001b[0m (6224 assertions in 47 test cases)\n';
  assert.deepEqual(countCatch(output, 0), { passed: 47, failed: 0, skipped: 0 });
});
