// The workspaces there are. Each folder exports {id, icon, titleKey, order, load()}; one import and one line here add it.
import cockpit from './cockpit/index.js';
import data from './data/index.js';
import exchange from './exchange/index.js';
import history from './history/index.js';
import performance from './performance/index.js';
import targets from './targets/index.js';

/**
 * @typedef {{
 *   id: string,
 *   icon: string,
 *   titleKey: string,
 *   order: number,
 *   load: () => Promise<unknown>,
 *   acceptsFile?: (file: File) => boolean,
 *   withoutPlan?: boolean,
 * }} Workspace load() defines <st-<id>-workspace>; a dropped file it accepts arrives as its property `file`;
 *   withoutPlan: also usable while no plan is open
 */

/** @type {Workspace[]} in the order of the manager's week */
export const WORKSPACES = /** @type {Workspace[]} */ ([cockpit, targets, performance, exchange, history, data]).sort(
  (a, b) => a.order - b.order,
);
