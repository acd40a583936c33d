// Whether this browser has promised not to evict what is stored here. Asked when there is something of the manager's own to keep:
// some browsers turn the question into a prompt, which a visitor who only looks at the sample must not meet.
import { effect, signal } from '@preact/signals-core';
import { session } from './session.js';

/** @typedef {'granted' | 'denied' | 'unknown'} Persistence unknown: not asked yet, not answered, or the browser cannot be asked */

/** @type {import('@preact/signals-core').Signal<Persistence>} */
export const persistence = signal(/** @type {Persistence} */ ('unknown'));

/** After a refusal it is not asked again for so long. */
const PATIENCE_MS = 14 * 86_400_000;
const REFUSED_AT = 'sandtable.persistRefusedAt';

const storage = () => globalThis.navigator?.storage;

/** Whether the plan that is open holds work of the manager. */
function hasOwnWork() {
  const plan = session.plan.value;
  return (
    plan !== null && plan.kind === 'plan' && !plan.readOnly && (plan.unfiled > 0 || session.facts.value.length > 0)
  );
}

/** Asks after the first change or import of a real plan. Nothing waits for the answer. @returns {() => void} stops */
export function askWhenNeeded() {
  // A promise given in an earlier visit is known without asking.
  const known = Promise.resolve(storage()?.persisted?.()).then(
    (kept) => kept === true && (persistence.value = 'granted') && true,
    () => false,
  );
  let asked = false;
  return effect(() => {
    if (asked || !hasOwnWork()) return;
    asked = true;
    void known.then((granted) => (granted ? undefined : ask()));
  });
}

async function ask() {
  if (!storage()?.persist || Date.now() - refusedAt() < PATIENCE_MS) return;
  try {
    const granted = await navigator.storage.persist(); // some browsers never answer; then it stays unknown
    persistence.value = granted ? 'granted' : 'denied';
    if (!granted) localStorage.setItem(REFUSED_AT, new Date().toISOString());
  } catch {
    // not offered to this page (plain http, some files): unknown is what the save state says
  }
}

function refusedAt() {
  try {
    return Date.parse(localStorage.getItem(REFUSED_AT) ?? '') || 0;
  } catch {
    return 0; // storage is forbidden here: there is nothing to evict either
  }
}
