import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawingMarkup, pageScript } from '../../../web/lib/trusted-types.js';

const root = join(import.meta.dirname, '../../..');
const text = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');

test('every icon of the page is a drawing', () => {
  const named = [...text('web/components/icons.js').matchAll(/'(lucide-static\/icons\/[a-z0-9-]+\.svg)\?raw'/g)];
  assert.ok(named.length > 30);
  for (const [, file] of named) {
    const svg = text(`node_modules/${file}`);
    assert.equal(drawingMarkup(svg), svg);
  }
  assert.match(drawingMarkup(text('public/icon.svg')), /^<svg/);
});

test('markup that could run or load something is no drawing', () => {
  const bad = [
    '<svg><script>1</script></svg>',
    '<svg onload="1"></svg>',
    '<svg><path d="M0" onclick="1"/></svg>',
    '<svg><image href="x"/></svg>',
    '<svg><use href="#a"/></svg>',
    '<svg><foreignObject><p>x</p></foreignObject></svg>',
    '<!-- <svg> --><img src=x onerror=1>',
    '<svg>text</svg>',
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
    '',
  ];
  for (const markup of bad) assert.throws(() => drawingMarkup(markup), TypeError, markup);
});

test('a script of the page lies beside it or below', (t) => {
  const before = globalThis.document;
  t.after(() => (globalThis.document = before));
  globalThis.document = /** @type {any} */ ({ baseURI: 'https://host.example/tools/sales/index.html#/targets' });
  assert.equal(pageScript('service-worker.js'), 'https://host.example/tools/sales/service-worker.js');
  const elsewhere = [
    '../service-worker.js',
    '/x.js',
    'https://other.example/x.js',
    'blob:x',
    'data:,1',
    'x.js?callback=1',
  ];
  for (const path of elsewhere) assert.throws(() => pageScript(path), TypeError, path);
});

test('nobody else in the page makes markup or starts scripts', () => {
  const sinks =
    /\bDOMParser\b|\bnew Worker\(|\bSharedWorker\b|createContextualFragment|\bimportScripts\b|srcdoc|setHTMLUnsafe/;
  const allowed = new Set(['lib/trusted-types.js', 'components/icon.js', 'engine/standalone.js']);
  const sources = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' });
  const found = sources.filter((path) => path.endsWith('.js') && !allowed.has(path) && sinks.test(text(`web/${path}`)));
  assert.deepEqual(found, []);
});
