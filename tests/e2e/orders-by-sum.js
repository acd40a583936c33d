// Order files read and added up without the engine: what the page must show is worked out here from the file itself.

/**
 * A CSV file as records by header; quoted cells may hold commas, quotes and line breaks.
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
export function parseCsv(text) {
  const cells = [...text.replace(/^\ufeff/, '').matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)];
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, cell, end] of cells) {
    /** @type {string[]} */ (rows.at(-1)).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') rows.push([]);
  }
  const [header, ...lines] = rows.filter((row) => row.length > 1);
  return lines.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

/**
 * The combination of some columns with the smallest sum of another.
 * @param {Record<string, string>[]} records @param {string[]} columns @param {string} value
 */
export function worstCombination(records, columns, value) {
  /** @type {Map<string, {members: string[], sum: number, lines: number}>} */
  const sums = new Map();
  for (const record of records) {
    const members = columns.map((column) => record[column].trim());
    const id = members.join('\n');
    const known = sums.get(id) ?? { members, sum: 0, lines: 0 };
    known.sum += Number(record[value]);
    known.lines += 1;
    sums.set(id, known);
  }
  const [worst] = [...sums.values()].sort((a, b) => a.sum - b.sum);
  return worst;
}
