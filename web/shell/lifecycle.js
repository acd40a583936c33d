// The beginning and the end of a visit: the plan that was open comes back; leaving warns only when something would be lost.
import { effect, untracked } from '@preact/signals-core';
import { router } from '../state/router.js';
import { session, storageCameLate } from '../state/session.js';
import { showErrors } from '../components/toast.js';

const BIN_DAYS = 30;

/**
 * Reopens the plan of the last visit when the address shows a workspace; otherwise the start page lists it. Again when the storage
 * answers after all.
 * @param {EventTarget} source
 * @returns {() => void} stops
 */
export const reopenLastPlan = (source) =>
  effect(() => {
    void storageCameLate.value;
    untracked(() => void lookForPlans(source));
  });

/** @param {EventTarget} source */
async function lookForPlans(source) {
  await session.refreshRecent();
  try {
    await session.library.emptyBin(BIN_DAYS);
    if (router.path.peek() !== '' && session.plan.peek() === null) await session.openLast();
  } catch (error) {
    // What the page goes on saying by itself needs no message that passes.
    if (session.unopened.peek() === null && session.saveError.peek() === null) showErrors(source, error);
  }
}

/** @returns {() => void} stops */
export function guardUnsaved() {
  const onLeave = (/** @type {BeforeUnloadEvent} */ event) => {
    const state = session.saveState.peek();
    if (session.plan.peek() !== null && (state === 'unsaved' || state === 'saving')) event.preventDefault();
  };
  window.addEventListener('beforeunload', onLeave);
  return () => window.removeEventListener('beforeunload', onLeave);
}
