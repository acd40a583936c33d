// History: the versions of the plan, what changed between any two of them, and who did it.
export default {
  id: 'history',
  icon: 'history',
  titleKey: 'history.title',
  order: 85,
  load: () => import('./history-workspace.js'),
};
