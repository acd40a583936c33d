// FormatError: a file that cannot be read, with error records as the engine gives them: code, params, to be worded by the page.

/** @typedef {{code: string, path?: string, params?: Record<string, unknown>, kind?: 'input' | 'version' | 'internal'}} ErrorRecord */

export class FormatError extends Error {
  /** @param {string} code @param {Record<string, unknown>} [params] where in the file, and what was found there */
  constructor(code, params = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'FormatError';
    /** @type {ErrorRecord[]} */
    this.errors = [{ code, params, kind: 'input' }];
  }

  get code() {
    return this.errors[0].code;
  }
}
