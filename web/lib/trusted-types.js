// The only doors through which text becomes script or markup where the page's policy demands Trusted Types (scripts/vite/csp-plugin.js).
// Browsers without them get the same checks and plain text. Nothing that was read from a file may come through here.

/** Elements that icons are drawn with, and nothing that runs or loads. */
const DRAWING =
  /^(?:\s|<\/?(?:svg|g|path|circle|ellipse|line|polyline|polygon|rect)(?:\s+(?!on)[\w:-]+="[^"<>]*")*\s*\/?>)+$/;
const COMMENT = /<!--.*?-->/gs;

/** Addresses of scripts made below, while they are in use. @type {Set<string>} */
const ownScripts = new Set();

/** @param {string} markup */
function checkedDrawing(markup) {
  if (!DRAWING.test(markup.replace(COMMENT, ''))) throw new TypeError('not a drawing');
  return markup;
}

/** @param {string} url */
function checkedScript(url) {
  if (!ownScripts.has(url)) throw new TypeError(`not a script of this page: ${url}`);
  return url;
}

/** @type {{trustedTypes?: import('trusted-types/lib').TrustedTypePolicyFactory}} not in every browser */
const { trustedTypes } = /** @type {any} */ (globalThis);

const policy = trustedTypes?.createPolicy('sandtable', {
  createHTML: checkedDrawing,
  createScriptURL: checkedScript,
});

// ECharts empties its place with innerHTML = ''. Any other text that did not ask the policy above is refused and reported: null.
trustedTypes?.createPolicy('default', { createHTML: (markup) => (markup === '' ? '' : /** @type {any} */ (null)) });

/**
 * SVG of the page's own icons for a DOMParser.
 * @param {string} markup
 * @returns {string} TypeError for anything but shapes
 */
export const drawingMarkup = (markup) =>
  /** @type {string} */ (/** @type {unknown} */ (policy?.createHTML(markup) ?? checkedDrawing(markup)));

/**
 * A script that is a file of this page, beside it or below.
 * @param {string} path as seen from the page
 * @returns {string} TypeError when it lies elsewhere
 */
export function pageScript(path) {
  const base = new URL('.', document.baseURI);
  const { href, search, hash } = new URL(path, base);
  if (!href.startsWith(base.href) || search || hash) throw new TypeError(`not a script of this page: ${href}`);
  ownScripts.add(href);
  return trustedAddress(href);
}

/**
 * A classic worker from the text of its script: the only kind that starts on file:// in every browser.
 * @param {string} source bundled with the page
 * @returns {{worker: Worker, end: () => void}}
 */
export function startWorker(source) {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  ownScripts.add(url);
  const worker = new Worker(trustedAddress(url));
  const end = () => {
    worker.terminate();
    URL.revokeObjectURL(url);
    ownScripts.delete(url);
  };
  return { worker, end };
}

/** @param {string} url */
const trustedAddress = (url) =>
  /** @type {string} */ (/** @type {unknown} */ (policy?.createScriptURL(url) ?? checkedScript(url)));
