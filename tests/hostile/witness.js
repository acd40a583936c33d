// Watches a window for anything that data must never do: run, open a dialog, ask for an address, break the page's policy.
import { MARK } from './names.js';

/** @typedef {import('../e2e/harness.js').App} App */

/** Put in front of the page: violations of its policy are kept for `misdeeds`. @param {import('playwright-core').BrowserContext} context */
export async function keepViolations(context) {
  await context.addInitScript(() => {
    const kept = /** @type {any} */ (window);
    kept.violations = [];
    addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
      kept.violations.push(`${effectiveDirective} ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`);
    });
  });
}

/** From now on a dialog or a new window counts as a problem of the app. @param {App} app */
export function watch(app) {
  app.page.on('dialog', (dialog) => {
    app.problems.push(`a dialog opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  app.context.on('page', (page) => app.problems.push(`a window opened: ${page.url()}`));
}

/** What has been done on the page as it stands that nobody asked for. @param {App} app @returns {Promise<string[]>} */
export async function misdeeds(app) {
  const { marked, violations, polluted } = await app.page.evaluate((mark) => {
    const plain = /** @type {Record<string, unknown>} */ ({});
    return {
      marked: document.documentElement.dataset[mark] !== undefined,
      violations: /** @type {string[]} */ (/** @type {any} */ (window).violations ?? []),
      polluted: plain[mark] !== undefined || Object.keys(Object.prototype).length > 0,
    };
  }, MARK);
  return [
    ...(marked ? ['data ran as script'] : []),
    ...(polluted ? ['data reached Object.prototype'] : []),
    ...violations.map((violation) => `against the policy: ${violation}`),
  ];
}
