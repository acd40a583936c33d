// Keeping a fact table aside while another takes its place, so that an import or a removal can be undone.

const CHUNK_BYTES = 4 * 1024 * 1024;

/** @typedef {import('./import-flow.js').Engine} Engine */

/**
 * @param {Engine} engine
 * @param {string} table
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the table as a snapshot
 */
export async function keepTable(engine, table) {
  const { columns } = await engine.call('facts.snapshot', { table }, { columns: ['bytes'] });
  return columns.bytes;
}

/**
 * Puts a kept table back in the place of whatever stands there now.
 * @param {Engine} engine
 * @param {string} table
 * @param {Uint8Array<ArrayBuffer>} bytes from keepTable
 */
export async function restoreTable(engine, table, bytes) {
  const { import: importId } = await engine.call('facts.restore', { table });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    await engine.load(importId, bytes.slice(at, at + CHUNK_BYTES));
  }
  return engine.call('facts.commit', { import: importId });
}
