// Plan texts, Chinese. Keys start with "plan."; sorted, one line each. Nothing but texts.
export default {
  'plan.undo.rename': '方案重命名为{name}',
};
