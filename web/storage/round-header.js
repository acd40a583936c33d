// What a slice or a return says of its round in the header of its file. Read from strangers: every field is checked and copied,
// and what is not as it should be is left out rather than believed.

/** @typedef {import('./rounds-store.js').Round} Round */

const MOST_ROOTS = 500;
const LONGEST_NAME = 400;

/** @param {unknown} value @param {number} [limit] */
const words = (value, limit = LONGEST_NAME) => (typeof value === 'string' ? [...value].slice(0, limit).join('') : '');

/** @param {unknown} value */
const isoDay = (value) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null);

/** @param {unknown} value */
const instant = (value) => {
  const text = words(value, 40);
  return Number.isNaN(Date.parse(text)) ? '' : text;
};

/**
 * @param {Round} round
 * @param {{by?: string}} [more] by: who sends it back
 * @returns {Record<string, unknown>}
 */
export function roundHeader(round, { by } = {}) {
  const {
    id,
    number,
    planName,
    roots,
    unitName,
    person,
    personName,
    total,
    sentBy,
    sentAt,
    dueAt,
    versionId,
    checksum,
  } = round;
  const sent = { planName, roots, unitName, person, personName, total, sentBy, sentAt, dueAt, versionId, checksum };
  return { id, number, ...sent, ...(by === undefined ? {} : { returnedBy: by }) };
}

/**
 * The round a file tells of.
 * @param {Record<string, unknown> | null} header
 * @returns {{round: Round, returnedBy: string} | null} null when the file tells of none that could be recognised
 */
export function roundOfHeader(header) {
  const id = words(header?.id, 64);
  if (!header || id === '') return null;
  const roots = Array.isArray(header.roots) ? header.roots.slice(0, MOST_ROOTS).map((root) => words(root)) : [];
  const number = Number.isSafeInteger(header.number) ? Math.max(1, Number(header.number)) : 1;
  return {
    round: {
      id,
      role: 'received',
      number,
      planName: words(header.planName),
      roots: roots.filter(Boolean),
      unitName: words(header.unitName),
      person: words(header.person),
      personName: words(header.personName),
      total: header.total === 'proposed' ? 'proposed' : 'fixed',
      sentBy: words(header.sentBy),
      sentAt: instant(header.sentAt),
      dueAt: isoDay(header.dueAt),
      versionId: words(header.versionId, 200),
      checksum: words(header.checksum, 64),
      fileName: '',
      returns: [],
    },
    returnedBy: words(header.returnedBy),
  };
}

const MOST_ROUNDS = 5000;
const MOST_RETURNS = 50;

/** @param {Round[]} rounds @returns {string} the part `rounds.json` of a plan file */
export const textOfRounds = (rounds) =>
  JSON.stringify({
    rounds: rounds.map((round) => ({ ...roundHeader(round), fileName: round.fileName, returns: round.returns })),
  });

/**
 * The rounds a plan file tells of, each checked like one of a stranger.
 * @param {string | null} text
 * @returns {Round[] | null} null when it cannot be read
 */
export function roundsOfText(text) {
  if (text === null) return [];
  try {
    const { rounds } = JSON.parse(text);
    if (!Array.isArray(rounds)) return null;
    return rounds.slice(0, MOST_ROUNDS).flatMap((raw) => {
      const told = roundOfHeader(Object(raw));
      if (!told) return [];
      const returns = Array.isArray(raw.returns) ? raw.returns.slice(-MOST_RETURNS).map(returnedOf) : [];
      return [{ ...told.round, role: /** @type {const} */ ('sent'), fileName: words(raw.fileName), returns }];
    });
  } catch {
    return null; // not JSON: the caller says so
  }
}

/** @param {any} raw @returns {import('./rounds-store.js').Returned} */
function returnedOf(raw) {
  const { versionId, at, by, fileName, mergedAt, refused } = Object(raw);
  return {
    versionId: words(versionId, 200),
    at: instant(at),
    by: words(by),
    fileName: words(fileName),
    mergedAt: instant(mergedAt) || null,
    refused: Number.isSafeInteger(refused) ? Math.max(0, refused) : 0,
  };
}
