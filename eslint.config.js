// Lint rules of the page: which room may import which (docs/ARCHITECTURE.md#rooms), no HTML sinks, no leftovers.
// Formatting is Prettier's and types are tsc's; nothing of either is repeated here.
import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import { configs as lit } from 'eslint-plugin-lit';
import globals from 'globals';

/** Room → rooms it may import besides itself. */
const ROOMS = {
  lib: [],
  i18n: ['lib'],
  'import-formats': ['lib'],
  engine: ['lib'],
  storage: ['lib'],
  offline: ['lib'],
  state: ['lib', 'engine', 'storage'],
  components: ['lib', 'i18n'],
  charts: ['lib', 'i18n'],
  workspaces: ['lib', 'i18n', 'import-formats', 'engine', 'storage', 'state', 'components', 'charts'],
  shell: ['lib', 'i18n', 'engine', 'storage', 'offline', 'state', 'components', 'charts', 'workspaces'],
};

const room = (/** @type {string} */ type) => ({ element: { type } });

export default [
  { ignores: ['build/', 'dist/', 'node_modules/'] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implicit-coercion': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'max-lines': ['error', { max: 450, skipBlankLines: true }],
    },
  },
  {
    files: ['web/**/*.js'],
    languageOptions: { globals: globals.browser },
    plugins: { boundaries, ...lit['flat/recommended'].plugins },
    settings: {
      'boundaries/elements': [
        { type: 'shell', pattern: 'web/*.js', partialMatch: false },
        ...Object.keys(ROOMS).map((type) => ({ type, pattern: `web/${type}` })),
      ],
    },
    rules: {
      ...lit['flat/recommended'].rules,
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            ...Object.entries(ROOMS).map(([type, uses]) => ({
              from: room(type),
              allow: { to: { element: { types: { anyOf: [type, ...uses] } } } },
            })),
          ],
        },
      ],
      // Names are data: they reach the screen as text, never as markup.
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Render text with lit.',
        })),
        { object: 'document', property: 'write', message: 'Render text with lit.' },
      ],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'lit/directives/unsafe-html.js', message: 'Names are data: render text.' }] },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ForInStatement', message: 'for…in walks prototypes: use Object.keys or Object.entries.' },
      ],
    },
  },
  {
    files: ['web/engine/worker*.js', 'web/import-formats/workbook-worker.js', 'web/offline/service-worker.js'],
    languageOptions: { globals: globals.worker },
  },
  {
    files: ['bench/**/*.js', 'scripts/**/*.{js,mjs}', 'tests/**/*.js', '*.js'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
  {
    files: [
      'bench/peers/**/*.js',
      'bench/page-*.js',
      'tests/web/**/*.js',
      'tests/e2e/**/*.js',
      'tests/hostile/**/*.js',
      'scripts/shots.js',
    ],
    languageOptions: { globals: globals.browser },
  },
];
