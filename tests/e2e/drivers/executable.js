// Where a program of this computer is.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not here: the next candidate
  }
}

/**
 * @param {string} variable of the environment that names it instead
 * @param {string[]} names on PATH, the first that is there counts
 */
export function findExecutable(variable, names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env[variable] ?? '',
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  const found = candidates.find((path) => path !== '' && runs(path));
  if (!found) throw new Error(`no ${names[0]} on PATH: install it or set ${variable}`);
  return found;
}
