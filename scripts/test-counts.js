// How many tests a runner says it ran: read from its own output, never assumed. Output without a count is a failure.

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** @param {string} text @param {RegExp} pattern with one number */
function sumOf(text, pattern) {
  return [...text.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);
}

/**
 * `ctest --verbose` over Catch2 executables: test cases, plus one failure per executable that ended without a summary.
 * @param {string} coloured under node Catch2 takes any output for a terminal
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countCatch(coloured, exitCode) {
  const output = coloured.replaceAll(COLOURS, '');
  const allPassed = sumOf(output, /^\d+: All tests passed \(.* in (\d+) test cases?\)/gm);
  const lines = [...output.matchAll(/^\d+: test cases:.*$/gm)].map(([line]) => line).join('\n');
  const passed = allPassed + sumOf(lines, /(\d+) passed/g);
  const failed = sumOf(lines, /(\d+) failed/g);
  const expectedFailures = sumOf(lines, /(\d+) failed as expected/g);
  const died = new Set(
    [
      ...output.matchAll(
        /^\s*\d+ - (\S+) \((?:Failed|Timeout|SEGFAULT|Subprocess aborted|ILLEGAL|.*Exception.*|Not Run)\)/gm,
      ),
    ].map((match) => match[1]),
  );
  const summaries = new Set([...output.matchAll(/^(\d+): test cases:/gm)].map((match) => match[1])).size;
  const broken = Math.max(0, died.size - summaries);
  const nothing = passed + failed + broken === 0 || (exitCode !== 0 && failed + broken === 0) ? 1 : 0;
  return { passed, failed: failed - expectedFailures + broken + nothing, skipped: 0 };
}

/**
 * `node --test --test-reporter=spec`.
 * @param {string} output
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countNodeTests(output, exitCode) {
  const last = (/** @type {string} */ word) =>
    Number([...output.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  const passed = last('pass');
  const failed = last('fail') + last('cancelled');
  const nothing = passed + failed === 0 || (exitCode !== 0 && failed === 0) ? 1 : 0;
  return { passed, failed: failed + nothing, skipped: last('skipped') + last('todo') };
}

/**
 * A command that checks one thing, or prints lines beginning with "ok" and "FAILED" for several.
 * @param {string} output
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countChecks(output, exitCode) {
  const passed = [...output.matchAll(/^ok\b/gm)].length;
  const failed = [...output.matchAll(/^(?:FAILED|TOO BIG)\b/gm)].length;
  if (exitCode === 0) return { passed: Math.max(passed, 1), failed, skipped: 0 };
  return { passed, failed: Math.max(failed, 1), skipped: 0 };
}
