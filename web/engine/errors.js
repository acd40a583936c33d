// EngineError: a failed request with the engine's (or the client's own) error records.

/**
 * @typedef {{code: string, path?: string, params?: Record<string, unknown>, kind?: 'input' | 'version' | 'internal',
 *   detail?: string}} ErrorRecord
 */

export class EngineError extends Error {
  /** @param {ErrorRecord[]} errors all that was found wrong, most useful first; never empty */
  constructor(errors) {
    super(errors.map((error) => `${error.code}${error.path ? ` at ${error.path}` : ''}`).join('; '));
    this.name = 'EngineError';
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
export const engineFailure = (code, params = {}, detail = '') =>
  new EngineError([{ code, path: '', params, kind: 'internal', detail }]);
