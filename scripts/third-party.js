// What of others is in the builds: packages of the page from package-lock.json, libraries of the engine from the list below, which
// names what Emscripten links in and which headers are compiled in. Versions of the latter are those of the packages the
// project is built with (Debian 12).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{name: string, version: string, licence: string, purl: string, part: 'page' | 'engine', integrity?: string, text: string}} Component
 *   licence: an SPDX expression; text: the licence in full
 */

/** @type {{name: string, version: string, licence: string, purl: string, file: string}[]} */
const IN_THE_ENGINE = [
  {
    name: 'nlohmann/json',
    version: '3.11.2',
    licence: 'MIT',
    purl: 'pkg:github/nlohmann/json@v3.11.2',
    file: 'nlohmann-json',
  },
  {
    name: 'tl::expected',
    version: '1.0.0',
    licence: 'CC0-1.0',
    purl: 'pkg:github/TartanLlama/expected@v1.0.0',
    file: 'expected',
  },
  {
    name: 'Emscripten',
    version: '3.1.6',
    licence: 'MIT',
    purl: 'pkg:github/emscripten-core/emscripten@3.1.6',
    file: 'emscripten',
  },
  ...['libc++', 'libc++abi', 'compiler-rt'].map((name) => ({
    name,
    version: '13.0.0',
    licence: 'Apache-2.0 WITH LLVM-exception',
    purl: 'pkg:github/llvm/llvm-project@llvmorg-13.0.0',
    file: 'llvm',
  })),
  { name: 'musl', version: '1.2.2', licence: 'MIT', purl: 'pkg:generic/musl@1.2.2', file: 'musl' },
  { name: 'dlmalloc', version: '2.8.6', licence: 'CC0-1.0', purl: 'pkg:generic/dlmalloc@2.8.6', file: 'dlmalloc' },
];

/** Types for the compiler and what lit needs without a browser: in no build (scripts/vite/licences-plugin.js looks). */
const IN_NO_BUILD = /^@types\/|^@lit-labs\/ssr-dom-shim$/;
const LICENCE_FILE = /^(?:licen[cs]e|notice|copying)(?:\.|$)/i;

/** @param {string} root of the repository @param {string} folder of a package @returns {string} '' when it carries no licence */
function licenceOf(root, folder) {
  const names = readdirSync(join(root, folder)).filter((name) => LICENCE_FILE.test(name));
  return names
    .sort()
    .map((name) => readFileSync(join(root, folder, name), 'utf8').trim())
    .join('\n\n');
}

/** @param {string} root of the repository, with its packages installed @returns {Component[]} by part and name */
export function thirdParty(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const page = Object.entries(packages)
    .map(([folder, entry]) => ({ folder, name: folder.replace(/^.*node_modules\//, ''), ...entry }))
    .filter(({ folder, name, dev, devOptional }) => folder && !dev && !devOptional && !IN_NO_BUILD.test(name))
    .map(({ folder, name, version, license, integrity }) => {
      if (!existsSync(join(root, folder))) throw new Error(`${folder} is missing: run npm ci first`);
      const [scope, rest] = name.startsWith('@') ? name.slice(1).split('/') : ['', name];
      const purl = `pkg:npm/${scope ? `%40${scope}/` : ''}${rest}@${version}`;
      return /** @type {Component} */ ({
        name,
        version,
        licence: license,
        purl,
        part: 'page',
        integrity,
        text: licenceOf(root, folder),
      });
    });
  const engine = IN_THE_ENGINE.map(({ file, ...component }) => ({
    ...component,
    part: /** @type {const} */ ('engine'),
    text: readFileSync(join(root, 'scripts/licences', `${file}.txt`), 'utf8').trim(),
  }));
  return [...page.sort((a, b) => (a.name < b.name ? -1 : 1)), ...engine];
}
