// Emscripten's glue as it is delivered: minified, because emcc leaves its names long and the worker's source goes into the page as text.
import { minifySync } from 'vite';

/** @param {string} source of build/wasm/engine/sandtable.js @returns {string} a classic script that defines createSandtableEngine */
export function minifiedGlue(source) {
  const { code, errors } = minifySync('sandtable.js', source, { compress: true, mangle: true });
  if (errors.length > 0) throw new Error(`sandtable.js cannot be minified: ${errors[0].message}`);
  return code;
}
