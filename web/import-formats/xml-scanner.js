// XmlScanner: XML 1.0 in pieces of text to events, as spreadsheets write it. No document types and no entities but the five
// of XML itself, so nothing can be expanded; elements must nest; names come without their prefix.
import { FormatError } from './format-error.js';

/**
 * @typedef {{open: (name: string, tag: string) => void, close: (name: string) => void, text: (text: string) => void}} XmlHandler
 *   tag: the raw tag, for attribute(); text: already unescaped, in pieces
 */

/** Longer than any cell (32,767 characters) or tag a spreadsheet writes. */
const LONGEST_TOKEN = 1_000_000;
const DEEPEST = 64;

export class XmlScanner {
  /** Set by the handler: text outside of it is passed over. */
  wantsText = false;
  #handler;
  #part;
  #rest = '';
  /** @type {string[]} */
  #open = [];
  #seenRoot = false;

  /** @param {string} part of the archive, for errors @param {XmlHandler} handler */
  constructor(part, handler) {
    this.#part = part;
    this.#handler = handler;
  }

  /** @param {string} piece */
  push(piece) {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const tagAt = text.indexOf('<', at);
      if (tagAt < 0) break;
      if (tagAt > at) this.#text(text.slice(at, tagAt));
      const end = this.#markup(text, tagAt);
      if (end < 0) {
        at = tagAt;
        break;
      }
      at = end;
    }
    this.#rest = at === 0 ? text : text.slice(at);
    if (this.#rest.length > LONGEST_TOKEN) this.#fail('token');
  }

  end() {
    if (!this.#seenRoot || this.#open.length > 0 || this.#rest.trim() !== '') this.#fail('cut_short');
  }

  /** @param {string} text @param {number} at of a '<' @returns {number} behind the markup; -1 when its end is not there yet */
  #markup(text, at) {
    const second = text.charCodeAt(at + 1);
    if (Number.isNaN(second)) return -1;
    if (second === 33 /* ! */) return this.#special(text, at);
    if (second === 63 /* ? */) return behind(text, '?>', at);
    const end = tagEnd(text, at);
    if (end < 0) return -1;
    const tag = text.slice(at + 1, end);
    if (second === 47 /* / */) this.#closeTag(tag);
    else this.#openTag(tag);
    return end + 1;
  }

  /** @param {string} text @param {number} at */
  #special(text, at) {
    if (text.startsWith('<!--', at)) return behind(text, '-->', at);
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end < 0) return -1;
      if (this.wantsText) this.#handler.text(text.slice(at + 9, end));
      return end + 3;
    }
    if (text.length - at < 9 && ('<![CDATA['.startsWith(text.slice(at)) || '<!--'.startsWith(text.slice(at))))
      return -1;
    return this.#fail('document_type');
  }

  /** @param {string} tag without its angle brackets */
  #openTag(tag) {
    const name = this.#nameOf(tag);
    if (this.#open.length === 0 && this.#seenRoot) this.#fail('nesting');
    this.#seenRoot = true;
    if (this.#open.length >= DEEPEST) this.#fail('depth');
    this.#handler.open(name, tag);
    if (tag.charCodeAt(tag.length - 1) === 47) {
      this.#handler.close(name);
    } else {
      this.#open.push(name);
    }
  }

  /** @param {string} tag */
  #closeTag(tag) {
    const name = this.#nameOf(tag);
    if (this.#open.pop() !== name) this.#fail('nesting');
    this.#handler.close(name);
  }

  /** @param {string} tag */
  #nameOf(tag) {
    let from = tag.charCodeAt(0) === 47 ? 1 : 0;
    let to = from;
    for (; to < tag.length; to += 1) {
      const code = tag.charCodeAt(to);
      if (code === 58 /* : */) from = to + 1;
      else if (isBlank(code) || code === 47 || code === 61) break;
    }
    return to > from ? tag.slice(from, to) : this.#fail('tag');
  }

  /** @param {string} raw */
  #text(raw) {
    if (this.wantsText) this.#handler.text(raw.includes('&') ? unescapeXml(raw, this.#part) : raw);
  }

  /** @param {string} reason @returns {never} */
  #fail(reason) {
    throw new FormatError('workbook.damaged', { part: this.#part, line: 'none', reason: `xml_${reason}` });
  }
}

/** @param {string} text @param {string} mark @param {number} at */
function behind(text, mark, at) {
  const found = text.indexOf(mark, at);
  return found < 0 ? -1 : found + mark.length;
}

/** The '>' that ends a tag: one inside an attribute's value does not. @param {string} text @param {number} at */
function tagEnd(text, at) {
  let end = text.indexOf('>', at);
  while (end >= 0 && isInsideValue(text, at, end)) end = text.indexOf('>', end + 1);
  return end;
}

/** @param {string} text @param {number} from @param {number} to */
function isInsideValue(text, from, to) {
  let quote = 0;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (quote === 0 ? code === 34 || code === 39 : code === quote) quote = quote === 0 ? code : 0;
  }
  return quote !== 0;
}

const ENTITIES = /** @type {Record<string, string>} */ ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });

/** @param {string} text @param {string} part */
function unescapeXml(text, part) {
  return text.replace(/&(#x?[0-9a-f]{1,8}|[a-z]+);|&/gi, (whole, body) => {
    if (body === undefined) throw new FormatError('workbook.damaged', { part, line: 'none', reason: 'xml_entity' });
    if (!body.startsWith('#')) {
      if (Object.hasOwn(ENTITIES, body)) return ENTITIES[body];
      throw new FormatError('workbook.damaged', { part, line: 'none', reason: 'xml_entity' });
    }
    const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}

/**
 * An attribute of a raw tag by its full name ("r", "r:id"), null when it has none.
 * @param {string} tag
 * @param {string} name
 * @returns {string | null}
 */
export function attribute(tag, name) {
  let at = 0;
  while (at < tag.length && !isBlank(tag.charCodeAt(at))) at += 1;
  for (;;) {
    while (isBlank(tag.charCodeAt(at))) at += 1;
    const equals = tag.indexOf('=', at);
    if (equals < 0) return null;
    let from = equals + 1;
    while (isBlank(tag.charCodeAt(from))) from += 1;
    const quote = tag[from];
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, from + 1) : -1;
    if (end < 0) return null;
    if (tag.startsWith(name, at) && tag.slice(at, equals).trimEnd() === name) {
      const raw = tag.slice(from + 1, end);
      return raw.includes('&') ? unescapeXml(raw, '') : raw;
    }
    at = end + 1;
  }
}

/** @param {number} code */
const isBlank = (code) => code === 32 || code === 9 || code === 10 || code === 13;
