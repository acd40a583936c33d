// The engine as a library, dist/engine/: ES modules, the wasm beside them, types (docs/engine.md).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');
const GLUE = 'virtual:engine-glue';

/**
 * Emscripten's glue as a module. `process` is hidden from it: seeing node it would put handlers on the whole process that
 * end it on any rejection, only to read files that it is handed as bytes anyway.
 */
function gluePlugin() {
  const path = join(root, 'build/wasm/engine/sandtable.js');
  return {
    name: 'sandtable-glue',
    resolveId: (/** @type {string} */ id) => (id === GLUE ? `\0${GLUE}` : null),
    load(/** @type {string} */ id) {
      if (id !== `\0${GLUE}`) return null;
      const names = ['process', 'require', 'document', 'exports', 'module', 'define'].join(', ');
      return `export default ((${names}) => {\n${readFileSync(path, 'utf8')}\nreturn createSandtableEngine;\n})();\n`;
    },
  };
}

/** @returns {import('vite').Plugin} */
function filesBeside() {
  const files = {
    'sandtable.wasm': 'build/wasm/engine/sandtable.wasm',
    'sandtable-engine.d.ts': 'web/engine/sandtable-engine.d.ts',
  };
  return {
    name: 'sandtable-engine-files',
    generateBundle() {
      for (const [fileName, path] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(root, path)) });
      }
    },
  };
}

export default defineConfig({
  root,
  publicDir: false,
  plugins: [gluePlugin(), filesBeside()],
  build: {
    outDir: join(root, 'dist/engine'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    minify: true,
    lib: {
      entry: {
        'sandtable-engine': join(root, 'web/engine/standalone.js'),
        'sandtable-worker': join(root, 'web/engine/standalone-worker.js'),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: ({ name }) => `sandtable-${name.includes('glue') ? 'glue' : name}.js`,
      },
    },
  },
});
