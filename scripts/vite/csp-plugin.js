// Writes the Content-Security-Policy into the page, with the hash of every inline script. Runs last, on the final HTML.
// A backstop: the page must be harmless without it.
import { createHash } from 'node:crypto';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** @param {string} text */
const hashSource = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/**
 * @param {string} html
 * @param {{external: boolean}} options external: scripts and data also come from the page's own origin
 */
export function contentSecurityPolicy(html, { external }) {
  const scripts = [...html.matchAll(INLINE_SCRIPT)].map((match) => hashSource(match[1]));
  const self = external ? ["'self'"] : [];
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': [...self, ...scripts, "'wasm-unsafe-eval'"],
    'worker-src': [...self, 'blob:'],
    'connect-src': external ? self : ["'none'"],
    'style-src': [...self, "'unsafe-inline'"],
    'img-src': [...self, 'data:', 'blob:'],
    'font-src': [...self, 'data:'],
    'manifest-src': external ? self : ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    // No text becomes script or markup but through web/lib/trusted-types.js and lit's own templates.
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['sandtable', 'default', 'lit-html'],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * @param {string} html
 * @param {{external: boolean}} options
 */
export function insertContentSecurityPolicy(html, options) {
  const marker = /<meta charset="[^"]*"\s*\/?>/i;
  if (!marker.test(html))
    throw new Error('index.html needs <meta charset="utf-8"> first: the policy goes right after it');
  const policy = contentSecurityPolicy(html, options);
  return html.replace(
    marker,
    (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  );
}

/** @returns {import('vite').Plugin} */
export function cspPlugin() {
  return {
    name: 'sandtable-csp',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: (html) => insertContentSecurityPolicy(html, { external: true }) },
  };
}
