// The static site, dist/site/: works under any path of any static server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { cspPlugin } from './csp-plugin.js';
import { enginePlugin } from './engine-plugin.js';
import { licencesPlugin } from './licences-plugin.js';
import { planSchemasPlugin } from './plan-schemas-plugin.js';
import { serviceWorkerPlugin } from './service-worker-plugin.js';
import { workerPlugin } from './worker-plugin.js';

const root = join(import.meta.dirname, '../..');

/** Files that the page names but no bundler should touch. */
const AS_THEY_ARE = [
  'manifest.webmanifest',
  'icon.svg',
  'icon-192.png',
  'icon-512.png',
  'icon-maskable-512.png',
  'screenshots/cockpit-wide.jpg',
  'screenshots/cockpit-narrow.jpg',
];

/** @returns {import('vite').Plugin} */
function copyPublicFiles() {
  return {
    name: 'sandtable-public',
    apply: 'build',
    generateBundle() {
      for (const fileName of AS_THEY_ARE) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(root, 'public', fileName)) });
      }
    },
  };
}

export default defineConfig({
  root: join(root, 'public'),
  base: './',
  publicDir: false,
  plugins: [
    enginePlugin({ root, inline: false }),
    workerPlugin({ root }),
    copyPublicFiles(),
    planSchemasPlugin({ root }),
    licencesPlugin({ root }),
    cspPlugin(),
    serviceWorkerPlugin({ root, present: true }),
  ],
  server: { fs: { allow: [root] } },
  build: {
    outDir: join(root, 'dist/site'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
});
