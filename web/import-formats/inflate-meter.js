// InflateMeter: what a workbook may unfold to, counted while it unfolds: a small file can hold a very large one.
import { FormatError } from './format-error.js';

const MEGABYTE = 1024 * 1024;

/** @typedef {{entryBytes: number, totalBytes: number, ratio: number, ratioFromBytes: number, cells: number}} Limits */

/**
 * Per part of the archive, for the whole archive, inflated to packed (small parts may repeat themselves as they like), and cells.
 * @type {Readonly<Limits>}
 */
export const LIMITS = Object.freeze({
  entryBytes: 512 * MEGABYTE,
  totalBytes: 1024 * MEGABYTE,
  ratio: 200,
  ratioFromBytes: 4 * MEGABYTE,
  cells: 20_000_000,
});

export class InflateMeter {
  #limits;
  #total = 0;

  /** @param {Limits} [limits] */
  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  get limits() {
    return this.#limits;
  }

  /**
   * Counts bytes that came out of one part.
   * @param {{name: string, packedBytes: number}} entry
   * @param {number} entryBytes all that came out of it so far
   * @param {number} newBytes the last of them
   * @throws {FormatError} workbook.part_too_large, workbook.too_large, workbook.ratio
   */
  count(entry, entryBytes, newBytes) {
    this.#total += newBytes;
    const { entryBytes: entryLimit, totalBytes, ratio, ratioFromBytes } = this.#limits;
    const part = entry.name;
    if (entryBytes > entryLimit)
      throw new FormatError('workbook.part_too_large', { part, limitMegabytes: entryLimit / MEGABYTE });
    if (this.#total > totalBytes)
      throw new FormatError('workbook.too_large', { part, limitMegabytes: totalBytes / MEGABYTE });
    if (entryBytes > ratioFromBytes && entryBytes > ratio * entry.packedBytes)
      throw new FormatError('workbook.ratio', { part, times: ratio });
  }
}
