// How hard a passphrase is to guess, and one that is hard. The estimate is the cheapest way to put the text together from what
// guessers try first: common words, what is known of the plan, runs, repeats, dates; and from single characters otherwise.

/** @typedef {'none' | 'weak' | 'fair' | 'strong'} Level */
/** @typedef {'short' | 'common' | 'known' | 'pattern' | 'longer'} Advice */
/** @typedef {{bits: number, level: Level, advice: Advice | null}} Strength */

export const MIN_LENGTH = 8;
/** Below the first: weak. From the second on: strong; 600,000 rounds of PBKDF2 add about 19 bits to either. */
const FAIR_BITS = 40;
const STRONG_BITS = 64;
/** Longer texts gain nothing and would take time to look through. */
const LONGEST = 200;

/** What is tried first everywhere, and in China; order is not rank. */
const COMMON = (
  'password passwort passw0rd admin administrator root user login welcome letmein master secret test guest default changeme ' +
  'iloveyou love sunshine princess dragon monkey shadow football baseball superman batman pokemon hello freedom whatever ' +
  'trustno1 computer internet google apple samsung lenovo huawei xiaomi tencent alibaba taobao alipay wechat weixin ' +
  'woaini woaini1314 5201314 1314520 1314 520 521 888 666 168 518 888888 666666 123123 112233 147258 159357 ' +
  'zhang wang li zhao chen yang liu huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng ' +
  'beijing shanghai guangzhou shenzhen hangzhou nanjing chengdu wuhan tianjin suzhou huadong huanan huabei zhongguo china ' +
  'sandtable shapan sales target budget plan company region manager jingli xiaoshou gongsi mubiao mima 销售 目标 方案 沙盘 ' +
  '计划 公司 密码 区域 经理 华东 华南 华北 中国 spring summer autumn winter january february march april may june july august ' +
  'september october november december monday friday abc abcd aaa qwe asd zxc'
).split(' ');
const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv', 'abcdefghijklmnopqrstuvwxyz'];
const RUNS = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
const LEET = new Map(Object.entries({ 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }));
const DATE = /^(?:19|20)\d\d(?:[-./年]?(?:0?[1-9]|1[0-2])(?:[-./月]?(?:0?[1-9]|[12]\d|3[01])日?)?)?$/;

/** Bits of one character that follows no pattern. @param {string} character */
function bitsOf(character) {
  if (/\d/.test(character)) return Math.log2(10);
  if (/[a-z]/.test(character)) return Math.log2(26);
  if (/[A-Z]/.test(character)) return Math.log2(26) + 0.5;
  // Texts of Chinese characters are words: about as guessable as two letters each (entropy of written Chinese, 9 to 10 bits).
  if (/\p{Script=Han}/u.test(character)) return 9;
  return character.codePointAt(0) === 32 ? 2 : Math.log2(33);
}

const unleet = (/** @type {string} */ text) => [...text].map((character) => LEET.get(character) ?? character).join('');

/**
 * How a piece as a whole would be found, null when nothing tries it.
 * @param {string} piece @param {Set<string>} known lower case
 * @returns {{bits: number, advice: Advice} | null}
 */
function wholeOf(piece, known) {
  const lower = piece.toLowerCase();
  const capitals = piece === lower ? 0 : 2;
  if (lower.length >= 2 && (known.has(lower) || known.has(unleet(lower))))
    return { bits: 3 + capitals, advice: 'known' };
  if (COMMON_SET.has(lower)) return { bits: 8 + capitals, advice: 'common' };
  if (COMMON_SET.has(unleet(lower))) return { bits: 10 + capitals, advice: 'common' };
  if (lower.length >= 3 && RUNS.some((row) => row.includes(lower))) return { bits: 7 + capitals, advice: 'pattern' };
  if (lower.length >= 4 && DATE.test(lower)) return { bits: lower.length <= 4 ? 7 : 15, advice: 'pattern' };
  if (WORD.test(lower)) return { bits: lower.length * WORD_BITS + capitals, advice: 'longer' };
  return null;
}

/** Letters in a row are taken for words, at the entropy of written English (Shannon 1951: about 2 bits a letter). */
const WORD = /^[a-z]{5,}$/;
const WORD_BITS = 2.2;
const COMMON_SET = new Set(COMMON);
const LONGEST_PIECE = 24;

/**
 * The bits of the cheapest way through the text, up to every position.
 * @param {string[]} characters @param {Set<string>} known
 */
function cheapest(characters, known) {
  const best = [{ bits: 0, advice: /** @type {Advice | null} */ (null) }];
  for (let end = 1; end <= characters.length; end += 1) {
    const single = bitsOf(characters[end - 1]);
    const again = characters[end - 1] === characters[end - 2];
    best[end] = {
      bits: best[end - 1].bits + (again ? 1 : single),
      advice: again ? (best[end - 1].advice ?? 'pattern') : best[end - 1].advice,
    };
    for (let start = Math.max(0, end - LONGEST_PIECE); start < end - 1; start += 1) {
      const piece = characters.slice(start, end).join('');
      const whole = wholeOf(piece, known) ?? repeatOf(characters, start, end);
      if (whole && best[start].bits + whole.bits < best[end].bits)
        best[end] = { bits: best[start].bits + whole.bits, advice: whole.advice };
    }
  }
  return best[characters.length];
}

/** A piece that stands right before itself. @param {string[]} characters @param {number} start @param {number} end */
function repeatOf(characters, start, end) {
  const length = end - start;
  if (start < length) return null;
  for (let i = start; i < end; i += 1) if (characters[i] !== characters[i - length]) return null;
  return { bits: 2, advice: /** @type {const} */ ('pattern') };
}

/**
 * @param {string} text
 * @param {string[]} [known] what a guesser knows: the plan's name, units, people
 * @returns {Strength}
 */
export function passphraseStrength(text, known = []) {
  const characters = [...text.normalize('NFC')].slice(0, LONGEST);
  if (characters.length === 0) return { bits: 0, level: 'none', advice: null };
  const words = new Set(
    known.flatMap((name) => [name, ...name.split(/[\s\-_.·/]+/)]).map((word) => word.toLowerCase()),
  );
  const { bits, advice } = cheapest(characters, words);
  const level = bits < FAIR_BITS || characters.length < MIN_LENGTH ? 'weak' : bits < STRONG_BITS ? 'fair' : 'strong';
  const hint = characters.length < MIN_LENGTH ? 'short' : (advice ?? 'longer');
  return { bits: Math.round(bits), level, advice: level === 'strong' ? null : hint };
}

/** No characters that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** A passphrase nobody guesses (20 characters of 31, 99 bits), in groups that can be read over the phone. */
export function suggestedPassphrase() {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[uniform(ALPHABET.length)]).join(''),
  );
  return groups.join('-');
}

/** Every value equally likely: bytes beyond the last full round are thrown away. @param {number} below */
function uniform(below) {
  const limit = 256 - (256 % below);
  const byte = new Uint8Array(1);
  do globalThis.crypto.getRandomValues(byte);
  while (byte[0] >= limit);
  return byte[0] % below;
}
