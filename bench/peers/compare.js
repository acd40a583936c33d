// Whether two engines answered alike: every row of one in the other, numbers equal to a millionth.
const TOLERANCE = 1e-6;

/** How many columns of a question's rows name the row; the rest are numbers. */
const KEYS = [2, 2, 1, 3, 2, 2, 2];

/** @param {any} a @param {any} b */
function isClose(a, b) {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * @param {any[][][]} expected per filter, per question, rows
 * @param {any[][][]} found
 * @returns {string | null} the first difference in words; null when there is none
 */
export function firstDifference(expected, found) {
  for (const [f, questions] of expected.entries()) {
    for (const [q, rows] of questions.entries()) {
      const where = `filter ${f}, Q${q + 1}`;
      const keyOf = (/** @type {any[]} */ row) => row.slice(0, KEYS[q]).join(' | ');
      const others = new Map(found[f][q].map((/** @type {any[]} */ row) => [keyOf(row), row]));
      if (found[f][q].length !== rows.length) return `${where}: ${found[f][q].length} rows, not ${rows.length}`;
      for (const row of rows) {
        const other = others.get(keyOf(row));
        if (!other) return `${where}: nothing for ${keyOf(row)}`;
        const at = row.findIndex(
          (/** @type {any} */ value, /** @type {number} */ i) => i >= KEYS[q] && !isClose(value, other[i]),
        );
        if (at >= 0) return `${where}, ${keyOf(row)}: ${other[at]}, not ${row[at]}`;
      }
    }
  }
  return null;
}
