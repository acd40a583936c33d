// Every screen there is, by address, and what opens over them; walks through them and collects what is wrong.
import { DESKTOP, PHONE } from './harness.js';
import { faultsOf } from './page-checks.js';
import { settle } from './sample-region.js';

/** @typedef {import('./harness.js').App} App */

/** Screens by address. */
export const WORKSPACES = {
  cockpit: '#/cockpit',
  targets: '#/targets',
  performance: '#/performance',
  exchange: '#/exchange',
  rounds: '#/exchange?view=rounds',
  merging: '#/exchange?view=merge',
  history: '#/history',
  'change log': '#/history?view=log',
  data: '#/data',
  'order lines': '#/data?view=records',
  calendar: '#/data?view=calendar',
};
export const MORE_OF_A_FULL_PLAN = {
  'cockpit of a month': '#/cockpit?period=2026-03',
  'cockpit of the gross margin': '#/cockpit?metric=margin',
  'all targets by quarter': '#/targets?depth=all&grain=quarter',
  'targets beside last year': '#/targets?compare=rows',
  'course of a target': '#/targets?panel=chart',
  'reserve ledger': '#/targets?panel=ledger',
  'bottom-up against top-down': '#/targets?panel=mismatch',
  'sales by trend': '#/performance?tab=trend',
  'sales as a pivot': '#/performance?tab=pivot',
  'sales variance': '#/performance?tab=variance',
  'template library': '#/performance?tab=boards',
};

/** Things that open over a screen: where, and how. @type {Record<string, {route: string, open: (app: App) => Promise<void>}>} */
const OVERLAYS = {
  'set-target drawer': {
    route: '#/targets',
    open: (app) => app.page.locator('st-targets-workspace button.primary[slot="action"]').click(),
  },
  'explanation of attainment': {
    route: '#/cockpit',
    open: (app) => app.page.locator('st-cockpit-workspace section.headline st-figure button').first().click(),
  },
  'command palette': { route: '#/cockpit', open: (app) => app.page.keyboard.press('Control+k') },
  'plan menu': { route: '#/cockpit', open: (app) => app.page.locator('st-top-bar button.name').click() },
  'how to save': {
    route: '#/cockpit',
    open: async (app) => {
      await app.page.keyboard.press('Control+Shift+s');
      await app.page.locator('st-save-dialog input[name="encrypted"]').check();
    },
  },
  help: { route: '#/cockpit', open: (app) => app.page.keyboard.press('?') },
};

/** @param {App} app */
async function closeOverlay(app) {
  await app.page.keyboard.press('Escape');
  await settle(app);
}

/**
 * @param {App} app @param {string} state @param {Record<string, string>} screens
 * @param {{axeOnPhone?: boolean}} [options] colours are the same on a phone: once for both themes is enough
 */
export async function faultsOfScreens(app, state, screens, { axeOnPhone = true } = {}) {
  const faults = [];
  for (const [name, route] of Object.entries(screens)) {
    await app.goto(route);
    for (const [size, viewport] of Object.entries({ desk: DESKTOP, phone: PHONE })) {
      await app.page.setViewportSize(viewport);
      const accessible = axeOnPhone || viewport === DESKTOP;
      faults.push(...(await faultsOf(app, `${name}, ${state}, ${size}`, { accessible })));
    }
  }
  return faults;
}

/** @param {App} app */
export async function faultsOfOverlays(app) {
  const faults = [];
  for (const [size, viewport] of Object.entries({ desk: DESKTOP, phone: PHONE })) {
    await app.page.setViewportSize(viewport);
    for (const [name, { route, open }] of Object.entries(OVERLAYS)) {
      await app.goto(route);
      await settle(app);
      await open(app);
      faults.push(...(await faultsOf(app, `${name}, ${size}`)));
      await closeOverlay(app);
    }
  }
  return faults;
}
