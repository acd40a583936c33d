// The reminder of a backup for the plan that is open.
import { computed } from '@preact/signals-core';
import { backupDue } from './backup-due.js';
import { session } from './session.js';

/** What to remind of now. A change makes it look again; an idle page reminds nobody. */
export const backupReminder = computed(() => {
  const plan = session.plan.value;
  return plan === null || session.saveState.value !== 'browser' ? null : backupDue(plan, Date.now());
});
