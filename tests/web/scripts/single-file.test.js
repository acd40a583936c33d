import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { contentSecurityPolicy } from '../../../scripts/vite/csp-plugin.js';
import { assembleSingleFile, escapeInlineScript } from '../../../scripts/vite/single-file-plugin.js';

const page = `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="icon.svg" />
    <link rel="manifest" href="manifest.webmanifest" />
    <link rel="stylesheet" crossorigin href="./assets/index.css">
    <script>boot()</script>
    <script type="module" crossorigin src="./assets/index.js"></script>
  </head>
  <body></body>
</html>`;

const assemble = (/** @type {string} */ script) => assembleSingleFile(page, { script, style: 'a{}', icon: '<svg/>' });

test('nothing in a script can end it or begin another', () => {
  assert.equal(escapeInlineScript("x='</script>'"), "x='\\x3C/script>'");
  assert.equal(escapeInlineScript('`<!-- <SCRIPT >`'), '`<!-- \\x3CSCRIPT >`');
  assert.equal(escapeInlineScript('i<scripts.length'), 'i<scripts.length');
});

test('line ends become what the HTML parser would make of them, so that the hash holds', () => {
  assert.equal(escapeInlineScript('a\r\nb\rc'), 'a\nb\nc');
  assert.throws(() => escapeInlineScript('a\0b'), /NUL/);
});

test('the single file links to nothing', () => {
  const html = assemble('start()');
  assert.doesNotMatch(html, /webmanifest|assets\/|icon\.svg/);
  assert.match(html, /href="data:image\/svg\+xml,%3Csvg%2F%3E"/);
});

test('a page that would still load something is refused', () => {
  const more = page.replace('<body>', '<body><img src="logo.png" />');
  assert.throws(() => assembleSingleFile(more, { script: '', style: '', icon: '' }), /logo\.png/);
});

test('dollar signs in the script are not taken for replacement patterns', () => {
  assert.match(assemble("a('$&', '$1')"), /a\('\$&', '\$1'\)/);
});

test('the policy holds the hash of every inline script and no host', () => {
  const hash = (/** @type {string} */ text) => createHash('sha256').update(text).digest('base64');
  const policy = /content="([^"]*)"/.exec(assemble('start()'))?.[1] ?? '';
  assert.ok(policy.includes(`'sha256-${hash('boot()')}'`) && policy.includes(`'sha256-${hash('start()')}'`), policy);
  assert.doesNotMatch(policy, /'unsafe-eval'|https?:|'self'|script-src[^;]*'unsafe-inline'/);
});

test('the site may load scripts, data and its manifest from its own place only', () => {
  const policy = contentSecurityPolicy(page, { external: true });
  assert.match(policy, /script-src 'self' 'sha256-[^ ]+' 'wasm-unsafe-eval';/);
  assert.match(policy, /connect-src 'self';/);
  assert.match(policy, /default-src 'none'/);
});
