// Workers that are bundled into one classic script and started from a blob, the same way in both builds
// (docs/adr/0004-one-blob-worker-in-both-builds.md): virtual:workbook-worker is the text of the workbook reader's.
import { join } from 'node:path';
import { build } from 'vite';

/** @type {Record<string, string>} */
const WORKERS = { 'virtual:workbook-worker': 'web/import-formats/workbook-worker.js' };

/**
 * A worker with everything it imports as one classic script.
 * @param {string} root of the repository
 * @param {string} entry path in it
 * @returns {Promise<{source: string, modules: string[]}>}
 */
export async function bundleWorker(root, entry) {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(root, entry), formats: ['iife'], name: 'sandtableWorker' },
    },
  });
  const output = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const chunk = output.find((file) => file.type === 'chunk');
  if (!chunk) throw new Error(`${entry} produced no script`);
  return { source: chunk.code, modules: Object.keys(chunk.modules) };
}

/**
 * @param {{root: string}} options
 * @returns {import('vite').Plugin}
 */
export function workerPlugin({ root }) {
  return {
    name: 'sandtable-workers',
    resolveId: (id) => (id in WORKERS ? `\0${id}` : null),
    async load(id) {
      const entry = id.startsWith('\0') ? WORKERS[id.slice(1)] : undefined;
      if (!entry) return null;
      const { source, modules } = await bundleWorker(root, entry);
      modules.forEach((module) => this.addWatchFile(module));
      return `export default ${JSON.stringify(source)};`;
    },
  };
}
