// Whether this browser has promised not to evict what is stored here. Asked once, when there is something to keep.
import { effect, signal } from '@preact/signals-core';
import { askToPersist } from '../storage/database.js';
import { session } from './session.js';

/** @type {import('@preact/signals-core').Signal<'granted' | 'denied' | 'unknown'>} */
export const persistence = signal(/** @type {'granted' | 'denied' | 'unknown'} */ ('unknown'));

/** Asks when the first plan opens. @returns {() => void} stops */
export function askWhenNeeded() {
  let asked = false;
  return effect(() => {
    if (asked || session.plan.value === null) return;
    asked = true;
    void askToPersist().then((answer) => (persistence.value = answer));
  });
}
