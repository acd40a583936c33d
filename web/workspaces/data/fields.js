// The fields rows can have, over all tables, in the order a manager thinks of them, and what they are called. Custom columns are kept
// as "x:<header>". What a table has, and what it must have, the engine says (facts.fields).
import { errorText, hasMessage, t } from '../../i18n/index.js';

export const FIELDS = [
  ...[
    'day',
    'amount',
    'margin',
    'quantity',
    'cost',
    'order',
    'customer',
    'customerName',
    'segment',
    'country',
    'region',
  ],
  ...[
    'province',
    'city',
    'district',
    'channel',
    'rep',
    'productLine',
    'category',
    'subcategory',
    'product',
    'sku',
    'brand',
  ],
];

/** Measures in 1/10,000, as tables of rows carry them. */
export const MEASURES = new Set([
  ...[
    'amount',
    'margin',
    'quantity',
    'cost',
    'received',
    'invoiced',
    'probability',
    'value',
    'target',
    'actual',
    'minutes',
    'hours',
  ],
]);
export const MONEY = new Set(['amount', 'margin', 'cost', 'received', 'invoiced', 'actual']);

/**
 * The name of a field in the language on screen: the day of an order is not the day of a contract.
 * @param {string} field @param {string} [table]
 */
export function fieldName(field, table = 'orders') {
  if (field.startsWith('x:')) return field.slice(2);
  const key = [`data.field.${table}.${field}`, `data.field.${field}`].find(hasMessage);
  return key ? t(key) : field;
}

/**
 * A warning of an import in words; fields in it by name.
 * @param {import('../../storage/types.js').ErrorRecord} warning @param {string} [table]
 */
export function warningText(warning, table) {
  const { fields } = /** @type {{fields?: unknown}} */ (warning.params ?? {});
  if (!Array.isArray(fields)) return errorText(warning);
  return errorText({
    ...warning,
    params: {
      ...warning.params,
      fields: fields.map((field) => fieldName(field, table)).join(t('frame.listSeparator')),
    },
  });
}

/** The name of what parts the columns of a text file. @param {string} mark */
export const delimiterName = (mark) => {
  const key = `data.delimiter.${mark === '\t' ? 'tab' : mark}`;
  return hasMessage(key) ? t(key) : mark;
};
