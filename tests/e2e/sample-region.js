// Steps that many scenarios and the picture book share: open the sample region, wait until a screen has settled.
import chinese from '../../web/i18n/messages/frame.zh.js';
import english from '../../web/i18n/messages/frame.en.js';

/**
 * Opens the sample region from the start page and waits for the first workspace.
 * @param {import('./harness.js').App} app
 */
export async function openSampleRegion(app) {
  const texts = [chinese['frame.start.sample'], english['frame.start.sample']];
  const button = app.page.locator('st-start-page button', {
    has: app.page.getByText(new RegExp(`^(${texts.join('|')})$`)),
  });
  await button.click();
  await app.page.locator('st-start-page').waitFor({ state: 'detached', timeout: 60_000 });
  await settle(app);
}

/**
 * Waits until nothing on the screen is busy any more, every grid shows cells, and two frames have been painted.
 * @param {import('./harness.js').App} app
 */
export async function settle(app) {
  await app.page.evaluate(() => delete (/** @type {{quietSince?: number}} */ (window).quietSince));
  await app.page.waitForFunction(
    () => {
      /** @param {Document | ShadowRoot} scope @returns {boolean} */
      const busy = (scope) =>
        scope.querySelector('[aria-busy="true"], st-progress') !== null ||
        [...scope.querySelectorAll('*')].some((element) => {
          const inside = element.shadowRoot ?? element;
          if (element.localName === 'st-grid')
            return element.checkVisibility() && inside.querySelector('.rgCell') === null;
          return element.shadowRoot !== null && busy(element.shadowRoot);
        });
      const clock = /** @type {{quietSince?: number}} */ (window);
      if (busy(document)) clock.quietSince = undefined;
      else clock.quietSince ??= performance.now();
      return clock.quietSince !== undefined && performance.now() - clock.quietSince > 400;
    },
    undefined,
    { polling: 'raf', timeout: 60_000 },
  );
  await app.page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });
}
