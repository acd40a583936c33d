// Publishes the JSON Schemas of the plan document with the page, under schemas/: one per part and collection, and plan.json, which
// puts them together.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'core/plan/schema';

/**
 * Every schema by file name.
 * @param {string} root of the checkout
 * @returns {Record<string, string>}
 */
export function planSchemas(root) {
  const names = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.json'));
  const texts = Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(root, FOLDER, name), 'utf8')]));
  return { ...texts, 'plan.json': `${JSON.stringify(documentSchema(texts), null, 2)}\n` };
}

/** @param {Record<string, string>} texts */
function documentSchema(texts) {
  const kinds = Object.entries(texts).map(([file, text]) => ({
    file,
    name: file.replace(/\.json$/, ''),
    collection: JSON.parse(text)['x-kind'] === 'collection',
  }));
  const parts = kinds.filter(({ collection }) => !collection).map(({ file, name }) => [name, { $ref: file }]);
  const collections = kinds
    .filter(({ collection }) => collection)
    .map(({ file, name }) => [name, { type: 'object', additionalProperties: { $ref: file } }]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Sandtable plan',
    description: 'A plan document. Collections are maps by id; fields that are not named here are kept.',
    type: 'object',
    required: ['format', 'version', 'id', 'revision', 'meta', 'calendar', 'settings', 'collections'],
    properties: {
      format: { const: 'sandtable-plan' },
      version: { type: 'string', pattern: '^[0-9]+\\.[0-9]+$' },
      id: { type: 'string', minLength: 1 },
      revision: { type: 'integer', minimum: 0 },
      ...Object.fromEntries(parts),
      collections: { type: 'object', properties: Object.fromEntries(collections) },
    },
  };
}

/** @param {{root: string}} options @returns {import('vite').Plugin} */
export const planSchemasPlugin = ({ root }) => ({
  name: 'sandtable-plan-schemas',
  apply: 'build',
  generateBundle() {
    for (const [name, source] of Object.entries(planSchemas(root)))
      this.emitFile({ type: 'asset', fileName: `schemas/${name}`, source });
  },
});
