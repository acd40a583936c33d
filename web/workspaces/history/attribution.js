// Who made the changes between two versions: each is looked up in the change log by the field it is about. Pure.

/**
 * @typedef {import('../../storage/types.js').Change} Change
 * @typedef {import('../../storage/types.js').Author} Author
 */

/** Changes that bring in what others did: who made the change itself is asked for first. */
const CARRIED = /\.(merge|accept)$/;

/**
 * @param {Change[]} log newest first
 * @param {{after?: string, upTo?: string}} [between] instants of the two versions
 * @returns {(path: string) => Change | null} the latest change of a field; null when the log does not tell
 */
export function attribution(log, { after = '', upTo = '\uffff' } = {}) {
  const during = log.filter(({ at }) => at > after && at <= upTo);
  const own = placesOf(during.filter(({ label }) => !CARRIED.test(label.key)));
  const carrying = placesOf(during.filter(({ label }) => CARRIED.test(label.key)));
  // What was merged between the versions may have been made before the first of them, on another machine.
  const ever =
    carrying.size > 0 ? placesOf(log.filter(({ label, at }) => !CARRIED.test(label.key) && at <= upTo)) : own;
  return (path) => {
    const [made, brought] = [lookUp(own, path), lookUp(carrying, path)];
    if (made && (!brought || made.at > brought.at)) return made;
    return (brought && lookUp(ever, path)) ?? brought;
  };
}

/** The latest change of each path and, for the records and parts above it, of anything below. @param {Change[]} log newest first */
function placesOf(log) {
  /** @type {Map<string, {exact: Change | null, below: Change}>} */
  const places = new Map();
  for (const change of log) {
    for (const path of change.paths) {
      const known = places.get(path);
      if (!known) places.set(path, { exact: change, below: change });
      else known.exact ??= change;
      for (let above = parentOf(path); above !== '' && !places.has(above); above = parentOf(above)) {
        places.set(above, { exact: null, below: change });
      }
    }
  }
  return places;
}

/** @param {ReturnType<typeof placesOf>} places @param {string} path @returns {Change | null} */
function lookUp(places, path) {
  let latest = places.get(path)?.below ?? null;
  for (let above = parentOf(path); above !== ''; above = parentOf(above)) {
    const change = places.get(above)?.exact;
    if (change && (!latest || change.at > latest.at)) latest = change;
  }
  return latest;
}

/** @param {string} path */
const parentOf = (path) => path.slice(0, path.lastIndexOf('/'));

/** One person, whatever they called themselves first: by the name when there is one, else by the browser. @param {Author | null} by */
export const personOf = (by) => (by === null ? '' : by.name.trim() || `#${by.id}`);
