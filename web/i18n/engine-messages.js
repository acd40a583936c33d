// Texts of messages that the engine names: {key, params} with numbers in engine units. A parameter's name says its unit
// (…Minor, …Amount, …Ratio, …Day, …Instant, period, asOf), and it reaches the text formatted in the unit and language on screen.
import { formatInstant } from '../lib/dates.js';
import { count, day, figure, period, ratio } from './display.js';
import { hasMessage, t } from './messages.js';

/** @typedef {import('./messages.js').Message} Message */

/**
 * @param {Message | string} message a plain string is shown as it is (a name)
 * @returns {string}
 */
export const messageText = (message) =>
  typeof message === 'string' ? message : t(message.key, presentParams(message.params ?? {}));

/**
 * Engine parameters as a text wants them; names and whole counts stay as they are (texts may count with plurals).
 * A parameter named `unit` with the value "count" says that …Minor parameters are no money.
 * @param {Record<string, unknown>} params
 * @returns {Record<string, unknown>}
 */
export const presentParams = (params) =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, presentParam(name, value, params.unit)]));

/** @param {string} name @param {unknown} value @param {unknown} unit @returns {unknown} */
function presentParam(name, value, unit) {
  if (Array.isArray(value)) return value.map((item) => presentParam(name, item, unit)).join(t('frame.listSeparator'));
  if (value === null || value === undefined) return '—';
  if (typeof value === 'object') return JSON.stringify(value);
  if (/^(day|asOf|from|to)$|Day$/.test(name)) return day(/** @type {string | number} */ (value));
  if (/^instant$|Instant$/.test(name)) return formatInstant(String(value));
  if (/^period$|Period$/.test(name)) return period(String(value));
  if (typeof value !== 'number') return namedTerm(name, value);
  if (/(^m|M)inor$/.test(name)) return withUnit(figure(value, unit === 'count' ? 'count' : 'money'));
  if (/(^a|A)mount$/.test(name)) return withUnit(figure(value, 'amount'));
  if (/(^r|R)atio$/.test(name)) return ratio(value);
  return Number.isInteger(value) ? value : count(value, 2);
}

/** Fields and date orders are codes in the engine and words on screen: "amount" is the sales amount, "dmy" day – month – year. */
function namedTerm(/** @type {string} */ name, /** @type {unknown} */ value) {
  const room = /** @type {Record<string, string>} */ ({
    ...{ field: 'data.field', dimension: 'data.field', measure: 'data.field' },
    order: 'data.dates',
  })[name];
  return room && hasMessage(`${room}.${value}`) ? t(`${room}.${value}`) : value;
}

/** A sign goes before the number and its scale behind it: "¥1,234.5K"; any other unit follows: "1,234.56 万元". */
export const withUnit = (/** @type {{text: string, unit: string}} */ { text, unit }) => {
  if (text === '—' || !unit) return text;
  const sign = /^([¥$€£])([KM]?)$/.exec(unit);
  if (!sign) return `${text} ${unit}`;
  const [, own, number] = /** @type {RegExpExecArray} */ (/^([−+]?)(.*)$/.exec(text));
  return `${own}${sign[1]}${number}${sign[2]}`;
};
