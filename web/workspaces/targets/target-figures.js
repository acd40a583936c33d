// Target values as text: money or counts in the unit on screen, exact on hover, plain for the clipboard, and what typing means.
import { count, currency, figure, language, money, moneyUnit, unitMode } from '../../i18n/index.js';
import { plainDecimal, unitScale } from '../../lib/numbers.js';

/** @typedef {'money' | 'count'} ValueUnit ratio metrics are not additive and have no target sets */

/** @param {{unit?: string} | undefined} metric a metrics record @returns {ValueUnit} */
export const valueUnit = (metric) => (metric?.unit === 'count' ? 'count' : 'money');

/** @param {number | null} value @param {ValueUnit} unit */
export const shownValue = (value, unit) => (unit === 'money' ? money(value) : count(value));

/** The unit of a column's header, '' for counts. @param {ValueUnit} unit */
export const shownUnit = (unit) => (unit === 'money' ? moneyUnit() : '');

/** Number and unit together, for sentences. @param {number | null} value @param {ValueUnit} unit @param {boolean} [signed] */
export function spokenValue(value, unit, signed = false) {
  const shown = figure(value, unit, { signed });
  return shown.unit && shown.text !== '—' ? `${shown.text} ${shown.unit}` : shown.text;
}

/** Every digit there is, with the currency. @param {number | null} value @param {ValueUnit} unit */
export const exactValue = (value, unit) => figure(value, unit).exact;

/** What a bare typed number means just now, as a power of ten. @param {ValueUnit} unit */
export const typedExponent = (unit) => (unit === 'money' ? unitScale(unitMode.value, language.value).exponent : 0);

/** Decimals of the plan's currency; none for counts. @param {ValueUnit} unit */
export const valueDigits = (unit) => (unit === 'money' ? currency.value.minorDigits : 0);

/**
 * All digits in the unit of the column, so that what is copied can be pasted back as it is.
 * @param {number | null} value @param {ValueUnit} unit
 */
export const copiedValue = (value, unit) => plainDecimal(value, valueDigits(unit) + typedExponent(unit));
