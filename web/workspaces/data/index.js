// Data: from a sales export to order lines, an organisation and a calendar.
export default {
  id: 'data',
  icon: 'database',
  titleKey: 'data.title',
  order: 90,
  withoutPlan: true,
  load: () => import('./data-workspace.js'),
  acceptsFile: (/** @type {File} */ file) =>
    /\.(csv|tsv|txt|xlsx|xlsm|xls|xlsb|ods)$/i.test(file.name) || file.type === 'text/csv',
};
