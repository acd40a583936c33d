// The single file, dist/sandtable.html: opens by double click, no server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { enginePlugin } from './engine-plugin.js';
import { serviceWorkerPlugin } from './service-worker-plugin.js';
import { workerPlugin } from './worker-plugin.js';
import { singleFilePlugin } from './single-file-plugin.js';

const root = join(import.meta.dirname, '../..');

export default defineConfig({
  root: join(root, 'public'),
  base: './',
  publicDir: false,
  plugins: [
    enginePlugin({ root, inline: true }),
    workerPlugin({ root }),
    serviceWorkerPlugin({ root, present: false }),
    singleFilePlugin({ icon: () => readFileSync(join(root, 'public/icon.svg'), 'utf8') }),
  ],
  build: {
    outDir: join(root, 'dist'),
    emptyOutDir: false, // dist/site lives there too
    target: 'es2022',
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
