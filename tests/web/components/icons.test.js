// Every icon named in the page exists. Read as text: the drawings come through the bundler.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const list = readFileSync(join(root, 'web/components/icons.js'), 'utf8');
const names = new Set([...list.matchAll(/^ {2}'?([a-z-]+)'?(?::.*)?,$/gm)].map(([, name]) => name));

test('every icon used by literal name is listed', () => {
  assert.ok(names.size > 30, 'the list is read');
  const sources = readdirSync(join(root, 'web'), { recursive: true }).filter((path) => String(path).endsWith('.js'));
  for (const path of sources) {
    const text = readFileSync(join(root, 'web', String(path)), 'utf8');
    for (const [, name] of text.matchAll(/(?:<st-icon name="|icon: '|icon=")([a-z0-9-]+)["']/g)) {
      assert.ok(names.has(name), `${name} in ${path}`);
    }
  }
});

test('every drawing named in the list is in the icon package', () => {
  const files = [...list.matchAll(/lucide-static\/(icons\/[a-z0-9-]+\.svg)/g)].map(([, file]) => file);
  for (const file of files) assert.ok(existsSync(join(root, 'node_modules/lucide-static', file)), file);
});

test("the page's mark is drawn once: the rail shows the file that tabs and home screens show", () => {
  assert.ok(list.includes("from '../../public/icon.svg?raw'"));
  const rail = readFileSync(join(root, 'web/shell/rail.js'), 'utf8');
  assert.ok(rail.includes('name="sandtable"') && !rail.includes('<svg'));
});
