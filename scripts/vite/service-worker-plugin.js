// virtual:service-worker: the address of the site's service worker, null in builds without one. Writes the worker beside the page with the
// list of the build's files and their SHA-256, which is what makes one build differ from the next (docs/adr/0015).
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { bundleWorker } from './worker-plugin.js';

const MODULE = 'virtual:service-worker';
const FILE = 'service-worker.js';
const ENTRY = 'web/offline/service-worker.js';

/** Published with the page but not part of it. */
const NOT_KEPT = /^(?:schemas|screenshots)\/|^service-worker\.js$/;

/** @param {string | Buffer} content */
const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/**
 * The files of a built site as the service worker keeps them.
 * @param {string} folder
 * @returns {import('../../web/offline/types.js').Build}
 */
export function listBuild(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !NOT_KEPT.test(path))
    .sort()
    .map((path) => ({
      path: path === 'index.html' ? '' : path, // asked for by its folder, as visitors do
      sha256: sha256(readFileSync(join(folder, path))),
    }));
  return { id: sha256(JSON.stringify(files)).slice(0, 16), files };
}

/**
 * Writes the service worker of the site in a folder.
 * @param {string} folder
 * @param {string} script of the worker
 */
export function writeServiceWorker(folder, script) {
  writeFileSync(join(folder, FILE), `self.sandtableBuild=${JSON.stringify(listBuild(folder))};\n${script}`);
}

/** Lists the files of a site anew after some were changed. @param {string} folder */
export function renewServiceWorker(folder) {
  const text = readFileSync(join(folder, FILE), 'utf8');
  writeServiceWorker(folder, text.slice(text.indexOf('\n') + 1));
}

/**
 * @param {{root: string, present: boolean}} options present: this build has a service worker
 * @returns {import('vite').Plugin}
 */
export function serviceWorkerPlugin({ root, present }) {
  let building = false;
  return {
    name: 'sandtable-service-worker',
    configResolved(config) {
      building = config.command === 'build';
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      return `export default ${JSON.stringify(present && building ? FILE : null)};`;
    },
    async writeBundle({ dir }) {
      if (!present || !dir) return;
      const { source } = await bundleWorker(root, ENTRY);
      writeServiceWorker(dir, source);
    },
  };
}
