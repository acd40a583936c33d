// Writes docs/plan-format.md from the plan's schemas and docs/requests.md from the engine's registry; `--check` only compares.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const schemaFolder = join(root, 'core/plan/schema');

/** @typedef {Record<string, any>} Schema */

/**
 * @param {Schema} schema
 * @returns {string}
 */
function typeOf(schema) {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((/** @type {unknown} */ value) => `\`${JSON.stringify(value)}\``).join(', ');
  if (schema.anyOf ?? schema.oneOf) return (schema.anyOf ?? schema.oneOf).map(typeOf).join(' or ');
  const types = /** @type {string[]} */ ([schema.type ?? 'any'].flat());
  const named = types.map((type) => (type === 'array' && schema.items ? `array of ${typeOf(schema.items)}` : type));
  return named.join(' or ');
}

/** @param {Schema} schema */
function limitsOf(schema) {
  const words = {
    minimum: '≥',
    exclusiveMinimum: '>',
    maximum: '≤',
    minLength: 'length ≥',
    maxLength: 'length ≤',
    minItems: 'items ≥',
    maxItems: 'items ≤',
    pattern: 'matches',
  };
  const limits = Object.entries(words).flatMap(([key, word]) => (key in schema ? [`${word} ${schema[key]}`] : []));
  return limits.map((limit) => `\`${limit}\``).join(', ');
}

/** @param {unknown} text */
const cell = (text) =>
  String(text ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');

/**
 * Rows of a table, nested objects as `outer.inner`.
 * @param {Schema} schema
 * @param {string} [prefix]
 * @returns {string[]}
 */
function fieldRows(schema, prefix = '') {
  const required = new Set(schema.required ?? []);
  const named = Object.entries(/** @type {Record<string, Schema>} */ (schema.properties ?? {})).flatMap(
    ([key, field]) => {
      const name = `${prefix}${key}`;
      const notes = [
        field.description,
        field['x-unit'] && `Unit: ${field['x-unit']}.`,
        field['x-ref'] && `Refers to ${field['x-ref']}.`,
        field.default !== undefined && `Default: \`${JSON.stringify(field.default)}\`.`,
        limitsOf(field),
      ];
      const row = `| \`${name}\`${required.has(key) ? ' *' : ''} | ${cell(typeOf(field))} | ${cell(notes.filter(Boolean).join(' '))} |`;
      return [row, ...innerRows(field, name)];
    },
  );
  return [...named, ...patternRows(schema, prefix)];
}

/** @param {Schema} field @param {string} name @returns {string[]} */
function innerRows(field, name) {
  if (field.items && !Array.isArray(field.items) && field.items.properties) return fieldRows(field.items, `${name}[].`);
  return fieldRows(field, `${name}.`);
}

/** Maps: fields by pattern or any other key. @param {Schema} schema @param {string} prefix @returns {string[]} */
function patternRows(schema, prefix) {
  const { patternProperties = {}, additionalProperties } = schema;
  const maps = Object.entries(patternProperties);
  if (additionalProperties && typeof additionalProperties === 'object') maps.push(['any key', additionalProperties]);
  return maps.flatMap(([pattern, field]) => {
    const name = `${prefix}<${pattern}>`;
    return [`| \`${name}\` | ${cell(typeOf(field))} | ${cell(field.description)} |`, ...innerRows(field, name)];
  });
}

/** @param {Schema} schema */
const fieldTable = (schema) => {
  const rows = fieldRows(schema);
  return rows.length > 0 ? ['| field | type | meaning |', '|---|---|---|', ...rows].join('\n') : 'No fields.';
};

function planFormat() {
  const schemas = readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      name: name.replace(/\.json$/, ''),
      schema: /** @type {Schema} */ (JSON.parse(readFileSync(join(schemaFolder, name), 'utf8'))),
    }));
  const part = (/** @type {{name: string, schema: Schema}} */ { name, schema }) =>
    `### ${name}\n\n${[schema.title, schema.description].filter(Boolean).join(': ')}\n\n${fieldTable(schema)}\n`;
  const collections = schemas.filter(({ schema }) => schema['x-kind'] === 'collection');
  const parts = schemas.filter(({ schema }) => schema['x-kind'] !== 'collection');
  return `# The plan document

Generated from \`core/plan/schema/\` by \`make docs\`. Do not edit.

A plan is one JSON document. How it lies in a file, packed, encrypted or as text, and how its order lines do, is in [file-format.md](file-format.md); the schemas below are
published with the page under \`schemas/\`.

\`\`\`json
{"format": "sandtable-plan", "version": "1.0", "id": "…", "revision": 1,
 "meta": {}, "calendar": {}, "settings": {}, "collections": {"orgUnits": {}, "targets": {}}}
\`\`\`

Collections are maps by id, so that patches (RFC 6902) address records, not positions. Fields that a version does not know are kept.
\`revision\` rises by one with every applied patch. A file with a newer major version opens read-only. Fields marked * are required.

The text is canonical (sorted keys, two-space indent, lists of numbers on one line), so equal plans are equal files. Ids are ASCII letters,
digits, \`.\`, \`_\` and \`-\`, begin with a lower-case letter or a digit and equal the key of their record. A field that *refers to* a
collection holds the id of a record that must exist. The organisation units form one tree with one root. A file may be nested 64 levels
deep; no object may name a key twice.

## Parts

${parts.map(part).join('\n')}
## Collections

${collections.map(part).join('\n')}`;
}

function requestList() {
  const text = execFileSync(join(root, 'build/sandtable'), ['call', 'engine.requests'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const { requests } = JSON.parse(text);
  const section = (/** @type {{name: string, doc: string, params: Schema}} */ { name, doc, params }) =>
    `### ${name}\n\n${doc}\n\n${fieldTable(params ?? {}).replace('No fields.', 'No parameters.')}\n`;
  const rooms = [...new Set(requests.map((/** @type {{name: string}} */ { name }) => name.split('.')[0]))];
  const chapter = (/** @type {unknown} */ room) =>
    `## ${room}\n\n${requests
      .filter((/** @type {{name: string}} */ { name }) => name.startsWith(`${room}.`))
      .map(section)
      .join('\n')}`;
  return `# Requests

Generated from the engine's registry by \`make docs\`. Do not edit.

Everything asks the engine by request: \`sandtable call NAME --params JSON\`, or \`engine.call(name, params)\` in the page. A reply is
\`{"ok": true, "result": …}\` or \`{"ok": false, "errors": [{"code", "path", "params", "kind", "detail"}]}\`; the codes are explained in
[errors.md](errors.md), the formulas in [methods.md](methods.md). Parameters marked * are required.

${rooms.map(chapter).join('\n')}`;
}

const check = process.argv.includes('--check');
let stale = 0;
for (const [name, text] of Object.entries({ 'plan-format.md': planFormat(), 'requests.md': requestList() })) {
  const path = join(root, 'docs', name);
  const same = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (!check && !same) writeFileSync(path, text);
  if (check && !same) stale++;
  console.log(check && !same ? `FAILED  docs/${name} is out of date: run \`make docs\`` : `ok  docs/${name}`);
}
process.exit(stale > 0 ? 1 : 0);
