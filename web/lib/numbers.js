// Numbers as text, exactly: from scaled integers (minor units, 1/10,000) without passing through binary fractions.
// Display rules are docs' and the design's; which unit is chosen on screen is web/i18n's business.

/** What stands for "no value": missing is not zero. */
export const MISSING = '—';
/** The true minus sign. */
export const MINUS = '−';

/**
 * @typedef {'one' | 'mid' | 'large'} UnitMode 元/万元/亿元 in Chinese, 1/K/M in English
 * @typedef {'en' | 'zh'} Language
 * @typedef {{exponent: number, digits: number}} UnitScale shown number = value / 10^exponent, with so many decimals
 */

/** @type {Record<Language, Record<UnitMode, UnitScale>>} */
const UNIT_SCALES = {
  zh: { one: { exponent: 0, digits: 2 }, mid: { exponent: 4, digits: 2 }, large: { exponent: 8, digits: 4 } },
  en: { one: { exponent: 0, digits: 2 }, mid: { exponent: 3, digits: 1 }, large: { exponent: 6, digits: 2 } },
};

/**
 * The scale a unit mode means in a language.
 * @param {UnitMode} mode
 * @param {Language} language
 * @returns {UnitScale}
 */
export const unitScale = (mode, language) => UNIT_SCALES[language][mode];

/** @param {unknown} value @returns {value is null | undefined} true for null, undefined and NaN */
const isMissing = (value) => value === null || value === undefined || Number.isNaN(value);

/**
 * An integer as a BigInt; a fraction (a mean, a projection) is rounded half away from zero to the finest unit first.
 * @param {number | bigint} value
 */
function toBigInt(value) {
  if (typeof value === 'bigint') return value;
  if (!Number.isFinite(value)) throw new RangeError(`not a finite amount: ${value}`);
  return BigInt(value < 0 ? -Math.round(-value) : Math.round(value));
}

/**
 * Decimal text of value / 10^shift rounded half away from zero to `digits` decimals, thousands grouped by commas.
 * @param {number | bigint | null | undefined} value scaled integer
 * @param {number} shift decimal places to move left (may be negative)
 * @param {number} digits decimals shown
 * @returns {string} MISSING for null
 */
export function formatScaled(value, shift, digits) {
  if (isMissing(value)) return MISSING;
  let scaled = toBigInt(value);
  const negative = scaled < 0n;
  if (negative) scaled = -scaled;
  const drop = shift - digits;
  if (drop > 0) {
    const divisor = 10n ** BigInt(drop);
    scaled = (scaled + divisor / 2n) / divisor;
  } else {
    scaled *= 10n ** BigInt(-drop);
  }
  const text = scaled.toString().padStart(digits + 1, '0');
  const whole = groupThousands(text.slice(0, text.length - digits));
  const fraction = digits > 0 ? `.${text.slice(text.length - digits)}` : '';
  return `${negative && scaled !== 0n ? MINUS : ''}${whole}${fraction}`;
}

/** @param {string} digits */
const groupThousands = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * Plan money for one column or figure.
 * @param {number | bigint | null | undefined} minor integer minor units (fen)
 * @param {{mode: UnitMode, language: Language, minorDigits?: number, digits?: number}} options
 */
export function formatMinor(minor, { mode, language, minorDigits = 2, digits }) {
  const scale = unitScale(mode, language);
  const shown = digits ?? (mode === 'one' ? minorDigits : scale.digits);
  return formatScaled(minor, minorDigits + scale.exponent, shown);
}

/**
 * A fact sum for one column or figure.
 * @param {number | bigint | null | undefined} amount integer in 1/10,000 of the currency unit
 * @param {{mode: UnitMode, language: Language, digits?: number}} options
 */
export function formatAmount(amount, { mode, language, digits }) {
  const scale = unitScale(mode, language);
  return formatScaled(amount, 4 + scale.exponent, digits ?? scale.digits);
}

/**
 * Every digit there is, for titles and copying: trailing zeros beyond `atLeast` decimals are dropped.
 * @param {number | bigint | null | undefined} value scaled integer
 * @param {number} scaleDigits 2 for fen, 4 for fact amounts
 * @param {number} [atLeast]
 */
export function formatExact(value, scaleDigits, atLeast = Math.min(2, scaleDigits)) {
  const text = formatScaled(value, scaleDigits, scaleDigits);
  if (text === MISSING) return text;
  let end = text.length;
  const least = end - (scaleDigits - atLeast);
  while (end > least && text[end - 1] === '0') end -= 1;
  return text[end - 1] === '.' ? text.slice(0, end - 1) : text.slice(0, end);
}

/**
 * A plain decimal for spreadsheets: ASCII minus, no grouping, every digit.
 * @param {number | bigint | null | undefined} value scaled integer
 * @param {number} scaleDigits
 * @returns {string} '' for null
 */
export function plainDecimal(value, scaleDigits) {
  if (isMissing(value)) return '';
  return formatExact(value, scaleDigits, 0).replaceAll(',', '').replace(MINUS, '-');
}

/**
 * A ratio as a percentage, one decimal: 0.1234 → "12.3%".
 * @param {number | null | undefined} ratio
 * @param {number} [digits]
 */
export function formatRatio(ratio, digits = 1) {
  if (isMissing(ratio)) return MISSING;
  if (!Number.isFinite(ratio)) return ratio > 0 ? '∞' : `${MINUS}∞`;
  return `${formatDouble(ratio * 100, digits)}%`;
}

/**
 * A difference with its sign always shown: "+1,200", "−3.1%"; zero has no sign.
 * @param {string} text a formatted number
 */
export const withSign = (text) =>
  text === MISSING || text.startsWith(MINUS) || !/[1-9∞]/.test(text) ? text : `+${text}`;

/**
 * A count: whole numbers grouped; fractions keep up to `digits` decimals.
 * @param {number | bigint | null | undefined} count
 * @param {number} [digits]
 */
export function formatCount(count, digits = 0) {
  if (isMissing(count)) return MISSING;
  return typeof count === 'bigint' || Number.isInteger(count) ? formatScaled(count, 0, 0) : formatDouble(count, digits);
}

/**
 * A double, grouped, rounded as decimal text (half away from zero on the shortest decimal that reads back as the double).
 * @param {number | null | undefined} value
 * @param {number} digits
 */
export function formatDouble(value, digits) {
  if (isMissing(value)) return MISSING;
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!parts) return value > 0 ? '∞' : `${MINUS}∞`;
  const [, sign, whole, fraction = '', exponent = '0'] = parts;
  const shift = fraction.length - Number(exponent);
  return formatScaled(BigInt(`${sign}${whole}${fraction}`), shift, digits);
}
