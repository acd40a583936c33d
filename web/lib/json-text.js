// JSON as text: replaces single members and leaves every other character as it is. Parsing and printing anew would turn 1.0
// into 1 and round integers beyond 2^53, in fields this version may not even know.

/** @typedef {{key: string, from: number, to: number}} Member the value's place in the text */

/**
 * The members of the object that begins at `at`.
 * @param {string} text well-formed JSON
 * @param {number} at place of its "{"
 * @returns {Member[]} in the order written
 */
function membersOf(text, at) {
  /** @type {Member[]} */
  const members = [];
  let place = skipSpace(text, at + 1);
  while (text[place] !== '}') {
    const keyEnd = endOfString(text, place);
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const to = endOfValue(text, from);
    members.push({ key: JSON.parse(text.slice(place, keyEnd)), from, to });
    place = skipSpace(text, to);
    if (text[place] === ',') place = skipSpace(text, place + 1);
  }
  return members;
}

/** @param {string} text @param {number} at */
function skipSpace(text, at) {
  let place = at;
  while (/[ \t\r\n]/.test(text[place] ?? '')) place += 1;
  return place;
}

/** @param {string} text @param {number} at place of the opening quote @returns {number} after the closing one */
function endOfString(text, at) {
  let place = at + 1;
  while (text[place] !== '"') place += text[place] === '\\' ? 2 : 1;
  return place + 1;
}

/** @param {string} text @param {number} at where the value begins @returns {number} after it */
function endOfValue(text, at) {
  if (text[at] === '"') return endOfString(text, at);
  if (text[at] !== '{' && text[at] !== '[') {
    let place = at;
    while (/[^,\]}\s]/.test(text[place] ?? ',')) place += 1;
    return place;
  }
  let depth = 0;
  for (let place = at; ;) {
    const letter = text[place];
    if (letter === '"') {
      place = endOfString(text, place);
      continue;
    }
    if (letter === '{' || letter === '[') depth += 1;
    if (letter === '}' || letter === ']') depth -= 1;
    place += 1;
    if (depth === 0) return place;
  }
}

/**
 * Sets one member of an object in a JSON text; a missing one is put first. Objects on the way must be there.
 * @param {string} text
 * @param {string[]} path keys from the outermost object, at least one
 * @param {unknown} value
 * @returns {string}
 * @throws {SyntaxError} when the text is not JSON, or what the path leads through is not an object
 */
export function setMember(text, path, value) {
  JSON.parse(text); // what follows counts on well-formed text
  let at = skipSpace(text, 0);
  for (const key of path.slice(0, -1)) {
    at = text[at] === '{' ? (membersOf(text, at).findLast((member) => member.key === key)?.from ?? -1) : -1;
  }
  if (text[at] !== '{') throw new SyntaxError(`no object at /${path.slice(0, -1).join('/')}`);
  const members = membersOf(text, at);
  const last = /** @type {string} */ (path.at(-1));
  const present = members.findLast(({ key }) => key === last);
  if (present) return text.slice(0, present.from) + JSON.stringify(value) + text.slice(present.to);
  const member = `${JSON.stringify(last)}: ${JSON.stringify(value)}${members.length > 0 ? ', ' : ''}`;
  return text.slice(0, at + 1) + member + text.slice(at + 1);
}
