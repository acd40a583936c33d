// The same core scenario in every browser: Chromium, Firefox and WebKitGTK, with the site and with the single file.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { serveFolder } from '../../scripts/serve.js';
import { doCoreScenario } from './core-scenario.js';
import { launchChromium } from './drivers/chromium.js';
import { launchFirefox } from './drivers/firefox.js';
import { hasWebKit, launchWebKit } from './drivers/webkit.js';

/** @typedef {import('./drivers/window.js').BrowserWindow} BrowserWindow */

const root = join(import.meta.dirname, '../..');
const skipWebKit = hasWebKit() ? false : 'WebKitGTK and its driver are not on this computer';

/** @type {{browser: string, launch: (options: {profile: string, address: string, language: 'zh' | 'en'}) => Promise<BrowserWindow>, targets: readonly ('site' | 'single file')[], skip: string | false}[]} */
const BROWSERS = [
  {
    browser: 'Chromium',
    launch: launchChromium,
    targets: ['site', 'single file'],
    skip: false,
  },
  {
    browser: 'Firefox',
    launch: launchFirefox,
    targets: ['site', 'single file'],
    skip: false,
  },
  { browser: 'WebKitGTK', launch: () => launchWebKit(), targets: ['site', 'single file'], skip: skipWebKit },
];

/** @param {'site' | 'single file'} target */
async function addressOf(target) {
  const built = join(root, target === 'site' ? 'dist/site/index.html' : 'dist/sandtable.html');
  if (!existsSync(built)) throw new Error(`${built} is missing: run \`make site single\` first`);
  if (target === 'single file') return pathToFileURL(built).href;
  const { url, unref } = await serveFolder(join(root, 'dist/site'));
  unref();
  return url;
}

for (const { browser, launch, targets, skip } of BROWSERS) {
  for (const [index, target] of targets.entries()) {
    const language = index % 2 ? 'en' : 'zh';
    test(`${browser} does the core of the job with the ${target} (${language})`, { skip }, async (t) => {
      /** @type {(() => Promise<void> | void)[]} */
      const cleanups = [];
      t.after(async () => {
        for (const cleanup of cleanups.reverse()) await cleanup();
      });
      const url = await addressOf(target);
      const open = async () => {
        const profile = mkdtempSync(join(tmpdir(), 'sandtable-e2e-'));
        cleanups.push(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
        const window = await launch({ profile, address: url, language });
        cleanups.push(() => window.close());
        return window;
      };
      await doCoreScenario(open, { url, language });
    });
  }
}
