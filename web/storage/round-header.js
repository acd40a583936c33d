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
