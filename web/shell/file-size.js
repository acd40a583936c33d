// A file's size as people say it.
import { count } from '../i18n/index.js';

/** @param {number} bytes @returns {string} "840 B", "12 KB", "1.2 MB": units of a thousand, as file managers show them */
export function fileSize(bytes) {
  if (bytes < 1000) return `${count(bytes)} B`;
  if (bytes < 999_500) return `${count(bytes / 1000)} KB`;
  return `${count(bytes / 1e6, bytes < 99.95e6 ? 1 : 0)} MB`;
}
