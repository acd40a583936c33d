// What every workspace looks at: the period and the day "today" of the figures. The period is part of the address.
import { computed, signal } from '@preact/signals-core';
import { today } from '../lib/dates.js';
import { isPeriod } from '../lib/periods.js';
import { router } from './router.js';
import { session } from './session.js';

/** The period shown when the address names none; chosen by the manager or derived from the facts. */
const chosenPeriod = signal(/** @type {string | null} */ (null));

/** The last day of the orders, or today without any. */
export const asOf = computed(() => session.facts.value.find(({ name }) => name === 'orders')?.lastDay ?? today());

export const view = {
  asOf,
  /** "2026", "2026-Q1", "2026-03" or "2026-W09"; what an address says that is none of these counts as nothing */
  period: computed(() => {
    const { period } = router.query.value;
    return isPeriod(period) ? period : (chosenPeriod.value ?? asOf.value.slice(0, 4));
  }),
  /** @param {string} period */
  setPeriod(period) {
    chosenPeriod.value = period;
    router.set({ period });
  },
};
