// StorageError: why the browser store or a plan file failed, as error records like the engine's.

export class StorageError extends Error {
  /** @param {import('./types.js').ErrorRecord[]} errors never empty */
  constructor(errors) {
    super(errors.map((error) => error.code).join('; '));
    this.name = 'StorageError';
    this.errors = errors;
  }

  get code() {
    return this.errors[0].code;
  }
}

/**
 * @param {string} code
 * @param {Record<string, unknown>} [params]
 * @param {string} [detail]
 */
export const storageFailure = (code, params = {}, detail = '') =>
  new StorageError([{ code, path: '', params, kind: 'input', detail }]);

/** What the browser calls its failures, in our codes. */
const CODES = /** @type {Record<string, string>} */ ({
  QuotaExceededError: 'storage.quota',
  ConstraintError: 'storage.conflict',
  VersionError: 'storage.newer',
});

/**
 * Any failure of IndexedDB as a StorageError: full, taken by another tab, written by a newer page, or not offered at all
 * (private windows, blocked site data).
 * @param {unknown} thrown
 */
export function asStorageError(thrown) {
  if (thrown instanceof StorageError) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  return storageFailure(CODES[name] ?? 'storage.unavailable', { reason: name || 'unknown' }, String(thrown));
}
