// Texts of messages that the engine names: {key, params} with numbers in engine units. A parameter's name says its unit
// (…Minor, …Amount, …Ratio, …Day, period, asOf), and it reaches the text formatted in the unit and language on screen.
import { figure, day, period, ratio } from './display.js';
import { t } from './messages.js';

/** @typedef {import('./messages.js').Message} Message */

/**
 * @param {Message | string} message a plain string is shown as it is (a name)
 * @returns {string}
 */
export const messageText = (message) =>
  typeof message === 'string' ? message : t(message.key, presentParams(message.params ?? {}));

/**
 * Engine parameters as a text wants them; names and plain counts stay as they are.
 * @param {Record<string, unknown>} params
 * @returns {Record<string, unknown>}
 */
export const presentParams = (params) =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, presentParam(name, value)]));

/** @param {string} name @param {unknown} value @returns {unknown} */
function presentParam(name, value) {
  if (Array.isArray(value)) return value.map((item) => presentParam(name, item)).join(t('frame.listSeparator'));
  if (value === null || value === undefined) return '—';
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'number' && /(^m|M)inor$/.test(name)) return withUnit(figure(value, 'money'));
  if (typeof value === 'number' && /(^a|A)mount$/.test(name)) return withUnit(figure(value, 'amount'));
  if (typeof value === 'number' && /(^r|R)atio$/.test(name)) return ratio(value);
  if (/^(day|asOf|from|to)$|Day$/.test(name)) return day(/** @type {string | number} */ (value));
  if (/^period$|Period$/.test(name)) return period(String(value));
  return value;
}

/** @param {{text: string, unit: string}} shown */
const withUnit = ({ text, unit }) =>
  text === '—' ? text : /^[¥$€£]/.test(unit) || !unit ? `${unit}${text}` : `${text} ${unit}`;
