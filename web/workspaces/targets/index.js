// Targets: set the year, break it down, adjust it by hand.
export default {
  id: 'targets',
  icon: 'target',
  titleKey: 'targets.title',
  order: 20,
  load: () => import('./targets-workspace.js'),
};
