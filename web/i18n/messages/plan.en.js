// Plan texts, English. Keys start with "plan."; sorted, one line each. Nothing but texts.
export default {
  'plan.undo.rename': 'rename the plan to {name}',
};
