// E-mail texts that go with parts of a plan: what is attached, what to do with it, until when. Mail programs are opened with a link
// that some of them cut at about 2,000 characters, so a long text is shortened there; the whole one can be copied.
import { day, t } from '../../i18n/index.js';

/**
 * @typedef {import('../../storage/rounds-store.js').Round} Round
 * @typedef {{subject: string, body: string}} MailText
 */

export const LINK_LIMIT = 1900;

/**
 * @param {'send' | 'remind' | 'return'} kind
 * @param {Round} round
 * @param {{sender: string, fileName?: string}} about sender: name under the mail
 * @returns {MailText}
 */
export function mailText(kind, round, { sender, fileName = round.fileName }) {
  const params = {
    plan: round.planName,
    unit: round.unitName,
    person: (kind === 'return' ? round.sentBy : round.personName) || t('exchange.mail.colleague'),
    number: round.number,
    due: round.dueAt === null ? 'none' : day(round.dueAt),
    file: fileName,
    total: round.total,
    sender: sender || ' ',
  };
  return { subject: t(`exchange.mail.${kind}.subject`, params), body: t(`exchange.mail.${kind}.body`, params).trim() };
}

/** @param {string} subject @param {string} body */
const link = (subject, body) =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\r?\n/g, '\r\n'))}`;

/** Lone halves of characters would not encode. @param {string} text */
const wellFormed = (text) =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/**
 * A link that opens the mail program with as much of the text as it surely takes.
 * @param {MailText} mail
 * @returns {{href: string, shortened: boolean}}
 */
export function mailLink({ subject, body }) {
  const whole = link(wellFormed(subject), wellFormed(body));
  if (whole.length <= LINK_LIMIT) return { href: whole, shortened: false };
  const characters = [...wellFormed(body)];
  const title = fitted([...wellFormed(subject)], LINK_LIMIT / 2, (text) => link(text, '').length);
  const text = fitted(characters, LINK_LIMIT, (cut) => link(title, cut).length);
  return { href: link(title, text), shortened: true };
}

/** The longest beginning, with an ellipsis, that fits. @param {string[]} characters @param {number} limit @param {(text: string) => number} sizeOf */
function fitted(characters, limit, sizeOf) {
  if (sizeOf(characters.join('')) <= limit) return characters.join('');
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (sizeOf(`${characters.slice(0, middle).join('')}…`) <= limit) fits = middle;
    else tooLong = middle;
  }
  return `${characters.slice(0, fits).join('')}…`;
}
