// What every screen must keep: nothing runs off the page sideways, no text is missing, nothing is inaccessible. Collects what is
// wrong instead of stopping at the first, so that one run tells about all screens.
import { settle } from './sample-region.js';

/** @typedef {import('./harness.js').App} App */

/** Words that show when a value was forgotten. */
const FORGOTTEN = /⟦|\bundefined\b|\bNaN\b|\[object |\bInfinity\b/;

/**
 * Elements of the page, shadow roots included, that stick out on the right and are not inside something that scrolls or cuts;
 * and buttons whose text is wider than they are. `main` and drawers are the page: they must not scroll sideways either.
 * @param {App} app @returns {Promise<string[]>}
 */
export function whatSticksOut(app) {
  return app.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    /** @type {string[]} */
    const found = [];
    const nameOf = (/** @type {Element} */ element) =>
      `${element.localName}${element.id ? `#${element.id}` : ''}${[...element.classList].map((name) => `.${name}`).join('')} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const isPage = (/** @type {Element} */ element) =>
      element.localName === 'main' || element.localName === 'dialog' || element.matches('dialog .body');
    const childrenOf = (/** @type {Element} */ element) => {
      if (element.shadowRoot) return [...element.shadowRoot.children];
      if (element instanceof HTMLSlotElement && element.assignedElements().length > 0)
        return element.assignedElements();
      return [...element.children];
    };
    const visit = (/** @type {Element} */ element, /** @type {boolean} */ held) => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) return;
      const { right, left, width: wide, height } = element.getBoundingClientRect();
      const { overflowX, textOverflow } = getComputedStyle(element);
      const drawn = wide > 0 && height > 0;
      const sticks = drawn && !held && (right > width + 1 || left < -1);
      if (sticks) found.push(`${nameOf(element)} reaches from ${Math.round(left)} to ${Math.round(right)} of ${width}`);
      const tooNarrow = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (isPage(element) && tooNarrow) found.push(`${nameOf(element).slice(0, 60)} scrolls sideways`);
      if (element.localName === 'button' && tooNarrow && overflowX === 'visible' && textOverflow === 'clip') {
        found.push(`${nameOf(element)} is narrower than its text`);
      }
      if (element.localName === 'svg' || sticks) return; // what is inside would only repeat it
      const holds = overflowX !== 'visible' && !isPage(element);
      for (const child of childrenOf(element)) visit(child, held || holds);
    };
    if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
    visit(document.body, false);
    return found;
  });
}

/**
 * Texts, titles and labels on the page that show a missing key or a forgotten value.
 * @param {App} app @returns {Promise<string[]>}
 */
export function whatIsForgotten(app) {
  return app.page.evaluate((source) => {
    const forgotten = new RegExp(source);
    /** @type {string[]} */
    const found = [];
    const visit = (/** @type {Document | ShadowRoot} */ scope) => {
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof Text) {
          const within = node.parentElement?.localName ?? '';
          if (within !== 'style' && within !== 'script' && forgotten.test(node.data)) found.push(node.data.trim());
        } else if (node instanceof Element) {
          for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
            const text = node.getAttribute(name);
            if (text && forgotten.test(text)) found.push(`${name}: ${text}`);
          }
          if (node.shadowRoot) visit(node.shadowRoot);
        }
      }
    };
    visit(document);
    return found;
  }, FORGOTTEN.source);
}

/**
 * Everything that is wrong with the screen as it is now, each line beginning with its name.
 * @param {App} app @param {string} screen
 * @param {{accessible?: boolean}} [options] accessible: also ask axe, which takes its time
 * @returns {Promise<string[]>}
 */
export async function faultsOf(app, screen, { accessible = true } = {}) {
  try {
    await settle(app);
  } catch (error) {
    return [`${screen}: never comes to rest: ${String(error).split('\n')[0]}`];
  }
  const faults = [...(await whatSticksOut(app)), ...(await whatIsForgotten(app))];
  if (accessible) {
    const violations = await app.findViolations();
    faults.push(...violations.map(({ rule, nodes }) => `${rule}: ${nodes.join('\n    ')}`));
  }
  return faults.map((fault) => `${screen}: ${fault}`);
}
