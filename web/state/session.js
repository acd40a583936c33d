// session: the open plan as the page sees it, in signals. Every change goes through here, one at a time, and is
// acknowledged only when the browser store has it on disk.
import { signal } from '@preact/signals-core';
import { engine } from '../engine/engine.js';
import { Connection } from '../storage/database.js';
import { ChangesStore } from '../storage/changes-store.js';
import { FactsStore } from '../storage/facts-store.js';
import { PlanStore } from '../storage/plan-store.js';
import { RoundsStore } from '../storage/rounds-store.js';
import { VersionsStore } from '../storage/versions-store.js';
import { browserClaims } from './plan-claims.js';
import { Session } from './session-core.js';

/** Another tab holds the storage in the form of an older version of this page, and does not let go. */
export const storageBlocked = signal(false);

/** How often the storage answered after this page had stopped waiting: what could not be read then can be read now. */
export const storageCameLate = signal(0);

const connection = new Connection(undefined, {
  watcher: {
    blocked: () => (storageBlocked.value = true),
    opened: (late) => {
      storageBlocked.value = false;
      if (late) storageCameLate.value += 1;
    },
    outdated: () => session.makeWay(),
  },
});

export const session = new Session({
  engine,
  plans: new PlanStore(connection),
  factsStore: new FactsStore(connection),
  rounds: new RoundsStore(connection),
  versions: new VersionsStore(connection),
  changes: new ChangesStore(connection),
  claims: browserClaims(),
});
