// session: the open plan as the page sees it, in signals. Every change goes through here, one at a time, and is
// acknowledged only when the browser store has it on disk.
import { engine } from '../engine/engine.js';
import { openDatabase } from '../storage/database.js';
import { FactsStore } from '../storage/facts-store.js';
import { PlanStore } from '../storage/plan-store.js';
import { browserClaims } from './plan-claims.js';
import { Session } from './session-core.js';

/** @type {Promise<import('../storage/database.js').Database> | null} */
let opening = null;
/** Opens the database once; a failed attempt is tried again at the next use. */
const database = () =>
  (opening ??= openDatabase().catch((error) => {
    opening = null;
    throw error;
  }));

export const session = new Session({
  engine,
  plans: new PlanStore(database),
  factsStore: new FactsStore(database),
  claims: browserClaims(),
});
