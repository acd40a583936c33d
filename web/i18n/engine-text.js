// Sentences the engine asks for: {key, params} with raw numbers becomes a sentence with formatted ones.
// What a parameter is follows from its name: …Minor, …Amount, …Ratio, …Day, period. Reads the signals of display.js.
import { count, day, figure, period, ratio } from './display.js';
import { t } from './messages.js';

/** @typedef {{key: string, params?: Record<string, any>}} EngineMessage */

/** @param {any} value @param {'money' | 'amount' | 'count'} unit */
function withUnit(value, unit) {
  const shown = figure(value, unit);
  return shown.unit ? `${shown.text} ${shown.unit}` : shown.text;
}

/**
 * @param {string} name
 * @param {any} value
 * @param {Record<string, any>} params
 */
function shownParameter(name, value, params) {
  if (name === 'period' || name.endsWith('Period')) return period(value);
  if (value !== null && typeof value !== 'number') return name.endsWith('Day') ? day(value) : value;
  if (name.endsWith('Minor')) return withUnit(value, params.unit === 'count' ? 'count' : 'money');
  if (name.endsWith('Amount')) return withUnit(value, 'amount');
  if (name.endsWith('Ratio')) return ratio(value);
  if (name.endsWith('Day')) return day(value);
  return Number.isInteger(value) ? value : count(value, 2);
}

/**
 * The sentence of an engine message in the language and units on screen.
 * @param {EngineMessage} message
 */
export function engineText({ key, params = {} }) {
  const shown = Object.entries(params).map(([name, value]) => [name, shownParameter(name, value, params)]);
  return t(key, Object.fromEntries(shown));
}
