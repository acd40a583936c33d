// Performance: what was sold, where it changed and which order lines stand behind it.
export default {
  id: 'performance',
  icon: 'chart',
  titleKey: 'performance.title',
  order: 70,
  load: () => import('./performance-workspace.js'),
};
