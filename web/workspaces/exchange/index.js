// Exchange: parts of the plan go to their owners by mail, come back, and are merged.
export default {
  id: 'exchange',
  icon: 'exchange',
  titleKey: 'exchange.title',
  order: 80,
  load: () => import('./exchange-workspace.js'),
};
