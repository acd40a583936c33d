// Pictures of every workspace with the sample region, and of the empty start, in both languages, themes and sizes: build/shots/.
// node scripts/shots.js [workspace…]
import { mkdirSync, readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DESKTOP, PHONE, launchApp } from '../tests/e2e/harness.js';
import { openSampleRegion, settle } from '../tests/e2e/sample-region.js';

const root = join(import.meta.dirname, '..');
const target = join(root, 'build/shots');
const workspaces = join(root, 'web/workspaces');

/** Ids as the registered folders declare them; they import icons and styles, so they are read, not run. */
function workspaceIds() {
  const registry = readFileSync(join(workspaces, 'registry.js'), 'utf8');
  return readdirSync(workspaces)
    .filter((folder) => existsSync(join(workspaces, folder, 'index.js')) && registry.includes(`./${folder}/index.js`))
    .map((folder) => /\bid: '([^']+)'/.exec(readFileSync(join(workspaces, folder, 'index.js'), 'utf8'))?.[1] ?? folder);
}

/** Workspaces with several views: what the address adds for each. @type {Record<string, Record<string, string>>} */
const VIEWS = {
  exchange: { rounds: '?view=rounds', merge: '?view=merge' },
  performance: Object.fromEntries(
    ['trend', 'pareto', 'pivot', 'variance', 'anomalies', 'customers', 'boards'].map((tab) => [tab, `?tab=${tab}`]),
  ),
};

const SIZES = { desktop: DESKTOP, phone: PHONE };
const LANGUAGES = /** @type {const} */ (['zh', 'en']);
const THEMES = /** @type {const} */ (['light', 'dark']);

/**
 * @param {import('../tests/e2e/harness.js').App} app
 * @param {string} name
 */
async function shoot(app, name) {
  await settle(app);
  await app.page.screenshot({ path: join(target, `${name}.png`) });
  console.log(`build/shots/${name}.png`);
}

/**
 * @param {string[]} ids
 * @param {{language: 'zh' | 'en', theme: 'light' | 'dark', size: keyof typeof SIZES}} look
 */
async function photograph(ids, { language, theme, size }) {
  const app = await launchApp({ language, theme, viewport: SIZES[size] });
  const look = `${language}-${theme}-${size}`;
  try {
    await shoot(app, `start-${look}`);
    for (const id of ids) {
      await app.goto(`#/${id}`);
      await shoot(app, `${id}-empty-${look}`);
    }
    await app.goto('#/');
    await openSampleRegion(app);
    for (const id of ids) {
      await app.goto(`#/${id}`);
      await shoot(app, `${id}-${look}`);
      for (const [view, query] of Object.entries(VIEWS[id] ?? {})) {
        await app.goto(`#/${id}${query}`);
        await shoot(app, `${id}-${view}-${look}`);
      }
    }
    return app.problems.map((problem) => `${look}: ${problem}`);
  } finally {
    await app.close();
  }
}

mkdirSync(target, { recursive: true });
const asked = process.argv.slice(2);
const ids = workspaceIds().filter((id) => asked.length === 0 || asked.includes(id));
const problems = [];
for (const size of /** @type {(keyof typeof SIZES)[]} */ (Object.keys(SIZES))) {
  for (const language of LANGUAGES) {
    for (const theme of THEMES) problems.push(...(await photograph(ids, { language, theme, size })));
  }
}
problems.forEach((problem) => console.error(problem));
process.exit(problems.length > 0 ? 1 : 0);
