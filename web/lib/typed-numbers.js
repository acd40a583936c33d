// Reads what a manager types or pastes into a number cell: "1,200万", "３万", "12.5%", "(300)", "1.2M", "￥ 50".
// Returns scaled integers or null; never guesses a unit that was not typed.

/** Powers of ten of the number words. */
const WORDS = {
  万亿: 12,
  千亿: 11,
  百亿: 10,
  十亿: 9,
  亿: 8,
  億: 8,
  千万: 7,
  百万: 6,
  十万: 5,
  万: 4,
  萬: 4,
  千: 3,
  百: 2,
  billion: 9,
  million: 6,
  thousand: 3,
  bn: 9,
  mn: 6,
  b: 9,
  m: 6,
  k: 3,
  w: 4,
};
/** Longest first, so that 亿 and 万亿 are told apart. @param {string[]} words */
const anyOf = (words) => words.sort((a, b) => b.length - a.length).join('|');
const SIGNS = '(?:us|hk)?[¥$€£]';
const CODES = 'rmb|cny|usd|eur|gbp|hkd|jpy|人民币';
const UNITS = 'yuan|[元圆块]';
const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d*)(?:\.(\d*))?`;
/** sign, currency, sign, whole part, fraction, word, currency, percent: a currency stands before or after, never inside. */
const TYPED = new RegExp(
  `^([+-]?)(${SIGNS}|${CODES})?([+-]?)${NUMBER}(${anyOf(Object.keys(WORDS))})?(${SIGNS}|(?:${CODES})?(?:${UNITS})?|${CODES})?(%)?$`,
);

/**
 * Full-width forms to ASCII, every dash to "-", lower case; spaces and apostrophes between digits are group separators,
 * all other spaces go.
 * @param {string} text
 */
export function normalizeTyped(text) {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/[−–—]/g, '-')
    .replace(/(?<=\d)[\s_'’](?=\d)/g, ',')
    .replace(/\s/g, '')
    .toLowerCase();
}

/**
 * @typedef {{negative: boolean, digits: string, exponent: number, percent: boolean, word: boolean, currency: boolean}} ParsedNumber
 *   the value is ±digits × 10^exponent (÷ 100 when percent); word: a 万 or K was typed; currency: a 元, ¥ or CNY was typed
 */

/**
 * @param {string} text
 * @returns {ParsedNumber | null} null when it is not one number
 */
export function parseTyped(text) {
  let rest = normalizeTyped(text);
  const bracketed = /^\((.+)\)$/.exec(rest);
  if (bracketed) rest = bracketed[1];
  const match = TYPED.exec(rest);
  if (!match) return null;
  const [, sign, before, innerSign, whole, fraction = '', word, after, percent] = match;
  const signs = [bracketed ? '-' : '', sign, innerSign].filter(Boolean);
  const currency = Boolean(before || after);
  if ((whole === '' && fraction === '') || signs.length > 1) return null;
  if (percent && (word || currency)) return null;
  return {
    negative: signs[0] === '-',
    digits: whole.replaceAll(',', '') + fraction,
    exponent: (word ? WORDS[/** @type {keyof typeof WORDS} */ (word)] : 0) - fraction.length,
    percent: Boolean(percent),
    word: Boolean(word),
    currency,
  };
}

/**
 * Typed money as integer minor units, rounded half away from zero to the finest unit.
 * @param {string} text
 * @param {{unitExponent?: number, minorDigits?: number}} [options] unitExponent: what a bare number means
 *   (4 when the column is in 万元); a unit that was typed always wins: "500元", "¥500" and "CNY 500" are five hundred
 * @returns {number | null} null when it is not an amount or beyond ±(2^53−1)
 */
export function parseMinor(text, { unitExponent = 0, minorDigits = 2 } = {}) {
  const parsed = parseTyped(text);
  if (!parsed || parsed.percent) return null;
  return toScaledInteger(parsed, minorDigits + (parsed.word || parsed.currency ? 0 : unitExponent));
}

/**
 * A typed ratio: "12.5%" and "0.125" are both 0.125.
 * @param {string} text
 * @param {{barePercent?: boolean}} [options] barePercent: a bare "12.5" means 12.5 % (a field labelled with %)
 * @returns {number | null}
 */
export function parseRatio(text, { barePercent = false } = {}) {
  const parsed = parseTyped(text);
  if (!parsed || parsed.word || parsed.currency) return null;
  const exponent = parsed.exponent - (parsed.percent || barePercent ? 2 : 0);
  return Number(`${parsed.negative ? '-' : ''}${parsed.digits}e${exponent}`);
}

/**
 * A typed count ("1.2万" → 12000); null when it is not a whole number or is money.
 * @param {string} text
 * @returns {number | null}
 */
export function parseCount(text) {
  const parsed = parseTyped(text);
  if (!parsed || parsed.percent || parsed.currency) return null;
  const value = Number(`${parsed.negative ? '-' : ''}${parsed.digits}e${parsed.exponent}`);
  return Number.isSafeInteger(value) ? value : null;
}

/**
 * @param {ParsedNumber} parsed
 * @param {number} scaleDigits
 */
function toScaledInteger({ negative, digits, exponent }, scaleDigits) {
  if (digits.length > 40) return null;
  const shift = exponent + scaleDigits;
  let value = BigInt(digits);
  if (shift >= 0) {
    value *= 10n ** BigInt(shift);
  } else {
    const divisor = 10n ** BigInt(-shift);
    value = (value + divisor / 2n) / divisor;
  }
  const signed = Number(negative ? -value : value);
  return Number.isSafeInteger(signed) ? signed + 0 : null;
}
