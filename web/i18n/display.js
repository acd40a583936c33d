// How numbers are shown right now: unit mode and currency as signals, and formatters that read them with the language.
// Reading a formatter inside an effect subscribes to all three. The exact rules are web/lib/numbers.js'.
import { signal } from '@preact/signals-core';
import * as numbers from '../lib/numbers.js';
import { formatDay, formatPeriod } from '../lib/dates.js';
import { language } from './language.js';
import { t } from './messages.js';

/** @typedef {import('../lib/numbers.js').UnitMode} UnitMode */
/** @typedef {'money' | 'amount' | 'count' | 'ratio' | 'days' | 'text'} FigureUnit money: minor units; amount: 1/10,000 */

/** @type {import('@preact/signals-core').Signal<UnitMode>} */
export const unitMode = signal(/** @type {UnitMode} */ ('mid'));

/** Currency of the open plan. */
export const currency = signal({ code: 'CNY', minorDigits: 2 });

/** Symbols of the currencies a regional team is likely to plan in; others show their code. */
const SYMBOLS = /** @type {Record<string, string>} */ ({
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: 'JP¥',
  HKD: 'HK$',
});

/**
 * The unit of money columns as a header shows it: "万元", "¥K", "万美元".
 * @param {UnitMode} [mode]
 */
export const moneyUnit = (mode = unitMode.value) =>
  t(`frame.unit.money.${mode}`, { currency: t('frame.unit.currency', { code: currency.value.code }) });

/**
 * Plan money (integer minor units) in the unit on screen, without the unit's name.
 * @param {number | bigint | null | undefined} minor
 * @param {{digits?: number, mode?: UnitMode}} [options]
 */
export const money = (minor, { digits, mode = unitMode.value } = {}) =>
  numbers.formatMinor(minor, { mode, language: language.value, minorDigits: currency.value.minorDigits, digits });

/**
 * A fact sum (integer in 1/10,000) in the unit on screen, without the unit's name.
 * @param {number | bigint | null | undefined} amount
 * @param {{digits?: number, mode?: UnitMode}} [options]
 */
export const amount = (amount, { digits, mode = unitMode.value } = {}) =>
  numbers.formatAmount(amount, { mode, language: language.value, digits });

/** @param {number | null | undefined} ratio 0…1 → "12.3%" */
export const ratio = (ratio, digits = 1) => numbers.formatRatio(ratio, digits);

/** @param {number | bigint | null | undefined} value */
export const count = (value, digits = 0) => numbers.formatCount(value, digits);

/** @param {string | number | null | undefined} value ISO day or day number */
export const day = (value) => formatDay(value, language.value);

/** @param {string} value @param {{short?: boolean}} [options] */
export const period = (value, options) => formatPeriod(value, language.value, options);

/**
 * A figure of any unit as shown: number and unit apart, and the exact value for its title.
 * @param {number | bigint | string | null | undefined} value
 * @param {FigureUnit} unit
 * @param {{digits?: number, mode?: UnitMode, signed?: boolean}} [options] signed: show a leading + (deltas)
 * @returns {{text: string, unit: string, exact: string}}
 */
export function figure(value, unit, { digits, mode, signed = false } = {}) {
  const shown = figureText(value, unit, { digits, mode });
  return signed ? { ...shown, text: numbers.withSign(shown.text) } : shown;
}

/**
 * @param {number | bigint | string | null | undefined} value
 * @param {FigureUnit} unit
 * @param {{digits?: number, mode?: UnitMode}} options
 */
function figureText(value, unit, options) {
  if (unit === 'text' || typeof value === 'string') {
    return { text: value === null || value === undefined ? numbers.MISSING : String(value), unit: '', exact: '' };
  }
  const missing = value === null || value === undefined;
  switch (unit) {
    case 'money': {
      const exact = numbers.formatExact(value, currency.value.minorDigits);
      return { text: money(value, options), unit: moneyUnit(options.mode), exact: missing ? '' : withCurrency(exact) };
    }
    case 'amount': {
      const exact = numbers.formatExact(value, 4);
      return { text: amount(value, options), unit: moneyUnit(options.mode), exact: missing ? '' : withCurrency(exact) };
    }
    case 'ratio': {
      const plain = typeof value === 'bigint' ? Number(value) : value;
      return { text: ratio(plain, options.digits), unit: '', exact: missing ? '' : String(plain) };
    }
    case 'days':
      return {
        text: count(value, options.digits ?? 1),
        unit: t('frame.unit.days'),
        exact: missing ? '' : String(value),
      };
    default:
      return { text: count(value, options.digits), unit: '', exact: missing ? '' : String(value) };
  }
}

/** @param {string} text */
const withCurrency = (text) => `${SYMBOLS[currency.value.code] ?? `${currency.value.code} `}${text}`;
