// Line deltas: a text told by another one it is much like, as runs of lines to copy and lines of its own. Exact for any two texts; short
// where lines stayed in order, as they do between versions of a pretty-printed document.

/** @typedef {([number, number] | string)[]} LineDelta [line to begin with, how many] of the base, or a line */

/** Lines that have to be the same one after the other before a run is begun: braces alone are everywhere. */
const SEED = 3;

/** @param {string} base @param {string} target @returns {LineDelta} */
export function lineDelta(base, target) {
  const [from, to] = [base.split('\n'), target.split('\n')];
  /** @type {Map<string, number> | null} made when the first line is found that does not follow */
  let seeds = null;
  /** @type {LineDelta} */
  const delta = [];
  let follows = 0; // the base line that would follow on what was copied last
  for (let at = 0; at < to.length;) {
    const start = from[follows] === to[at] ? follows : (seeds ??= seedsOf(from)).get(seedAt(to, at));
    if (start === undefined || from[start] !== to[at]) {
      delta.push(to[at]);
      at += 1;
      continue;
    }
    let count = 1;
    while (at + count < to.length && start + count < from.length && from[start + count] === to[at + count]) count += 1;
    delta.push([start, count]);
    at += count;
    follows = start + count;
    // One line of the base was changed: what follows it is likely what follows here.
    if (at + 1 < to.length && from[follows + 1] === to[at + 1]) {
      delta.push(to[at]);
      at += 1;
      follows += 1;
    }
  }
  return delta;
}

/** @param {string[]} lines @returns {Map<string, number>} where each run of SEED lines is last */
function seedsOf(lines) {
  const seeds = new Map();
  for (let at = 0; at + SEED <= lines.length; at += 1) seeds.set(seedAt(lines, at), at);
  return seeds;
}

/** @param {string[]} lines @param {number} at */
const seedAt = (lines, at) => lines.slice(at, at + SEED).join('\n');

/**
 * @param {string} base
 * @param {unknown} delta of anybody
 * @param {number} limit characters the result may have
 * @returns {string | null} null when it is no delta of this base, or would be longer
 */
export function withLineDelta(base, delta, limit) {
  if (!Array.isArray(delta)) return null;
  const from = base.split('\n');
  /** @type {string[]} */
  const lines = [];
  let left = limit;
  for (const piece of delta) {
    const taken = typeof piece === 'string' ? [piece] : runOf(from, piece);
    if (!taken) return null;
    for (const line of taken) left -= line.length + 1;
    if (left < 0) return null;
    for (const line of taken) lines.push(line);
  }
  return lines.join('\n');
}

/** @param {string[]} lines @param {unknown} piece @returns {string[] | null} */
function runOf(lines, piece) {
  const [start, count] = Array.isArray(piece) ? piece : [];
  const sound = Number.isSafeInteger(start) && Number.isSafeInteger(count) && start >= 0 && count > 0;
  return sound && start + count <= lines.length ? lines.slice(start, start + count) : null;
}
