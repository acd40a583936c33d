// The cockpit: where the region stands against its target, today.
export default {
  id: 'cockpit',
  icon: 'gauge',
  titleKey: 'cockpit.title',
  order: 10,
  load: () => import('./cockpit-workspace.js'),
};
