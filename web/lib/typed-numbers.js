// Reads what a manager types or pastes into a number cell: "1,200万", "３万", "12.5%", "(300)", "1.2M", "￥ 50".
// Returns scaled integers or null; never guesses a unit that was not typed.

/** Powers of ten of the number words; longest first so that 亿 and 万亿 are told apart. */
const WORDS = [
  { word: '万亿', exponent: 12 },
  { word: '亿', exponent: 8 },
  { word: '百万', exponent: 6 },
  { word: '万', exponent: 4 },
  { word: '千', exponent: 3 },
  { word: 'bn', exponent: 9 },
  { word: 'b', exponent: 9 },
  { word: 'm', exponent: 6 },
  { word: 'k', exponent: 3 },
  { word: 'w', exponent: 4 },
];
const CURRENCY = /(人民币|rmb|cny|usd|eur|[¥￥$€£]|元|块)/gi;

/**
 * Full-width forms to ASCII, every dash to "-", spaces and group separators gone.
 * @param {string} text
 */
function normalize(text) {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/[−–—]/g, '-')
    .replace(/[\s_'’]/g, '')
    .toLowerCase();
}

/**
 * @typedef {{negative: boolean, digits: string, exponent: number, percent: boolean}} ParsedNumber
 *   the value is ±digits × 10^exponent (÷ 100 when percent)
 */

/**
 * @param {string} text
 * @returns {ParsedNumber | null} null when it is not one number
 */
export function parseTyped(text) {
  let rest = normalize(text);
  const bracketed = /^\((.+)\)$/.exec(rest);
  if (bracketed) rest = bracketed[1];
  rest = rest.replace(CURRENCY, '');
  const percent = rest.endsWith('%');
  if (percent) rest = rest.slice(0, -1);
  let exponent = 0;
  for (const { word, exponent: power } of WORDS) {
    if (rest.endsWith(word)) {
      exponent = power;
      rest = rest.slice(0, -word.length);
      break;
    }
  }
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d*)(?:\.(\d*))?$/.exec(rest);
  if (!match || (match[2] === '' && !match[3])) return null;
  if (bracketed && match[1]) return null;
  const fraction = match[3] ?? '';
  return {
    negative: Boolean(bracketed) || match[1] === '-',
    digits: match[2].replaceAll(',', '') + fraction,
    exponent: exponent - fraction.length,
    percent,
  };
}

/**
 * Typed money as integer minor units, rounded half away from zero to the finest unit.
 * @param {string} text
 * @param {{unitExponent?: number, minorDigits?: number}} [options] unitExponent: what a bare number means
 *   (4 when the column is in 万元); a typed word such as 万 or K always wins
 * @returns {number | null} null when it is not an amount or beyond ±(2^53−1)
 */
export function parseMinor(text, { unitExponent = 0, minorDigits = 2 } = {}) {
  const parsed = parseTyped(text);
  if (!parsed || parsed.percent) return null;
  const typedWord = parsed.exponent + fractionLength(text) !== 0;
  return toScaledInteger(parsed, minorDigits + (typedWord ? 0 : unitExponent));
}

/** @param {string} text how many decimals were typed */
const fractionLength = (text) => /\.(\d*)/.exec(normalize(text))?.[1].length ?? 0;

/**
 * A typed ratio: "12.5%" and "0.125" are both 0.125.
 * @param {string} text
 * @param {{barePercent?: boolean}} [options] barePercent: a bare "12.5" means 12.5 % (a field labelled with %)
 * @returns {number | null}
 */
export function parseRatio(text, { barePercent = false } = {}) {
  const parsed = parseTyped(text);
  if (!parsed) return null;
  const exponent = parsed.exponent - (parsed.percent || barePercent ? 2 : 0);
  return Number(`${parsed.negative ? '-' : ''}${parsed.digits}e${exponent}`);
}

/**
 * A typed count ("1.2万" → 12000); null when it is not a whole number.
 * @param {string} text
 * @returns {number | null}
 */
export function parseCount(text) {
  const parsed = parseTyped(text);
  if (!parsed || parsed.percent) return null;
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
