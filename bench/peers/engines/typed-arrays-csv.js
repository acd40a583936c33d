// A CSV reader as careful JavaScript would have it: bytes, not strings; one pass; dictionary codes and whole cents in typed arrays.
// It knows the file's twelve columns by position and checks the header, nothing more.
const [QUOTE, COMMA, NEWLINE, MINUS, POINT, ZERO] = [34, 44, 10, 45, 46, 48];
const HEADER = 'order_id,order_date,region,city,channel,rep,product_line,sku,customer_id,qty,amount,margin\n';

/** Texts of one column, numbered in order of appearance: an open hash table over the file's own bytes. */
class Dictionary {
  next = 0; // where the field after the one just read begins
  #bytes;
  #slots = new Int32Array(1 << 10).fill(-1);
  #starts = new Uint32Array(1 << 9);
  #ends = new Uint32Array(1 << 9);
  #size = 0;
  #last = -1;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** The code of the field that begins at `at`. @param {number} at */
  read(at) {
    const bytes = this.#bytes;
    const isQuoted = bytes[at] === QUOTE;
    const start = isQuoted ? at + 1 : at;
    // The lines of an order repeat most of its fields: compare with the line before.
    if (this.#last >= 0) {
      let [i, j] = [start, this.#starts[this.#last]];
      const end = this.#ends[this.#last];
      while (j < end && bytes[i] === bytes[j]) {
        i += 1;
        j += 1;
      }
      const after = isQuoted ? i + 1 : i;
      if (j === end && (!isQuoted || bytes[i] === QUOTE) && (bytes[after] === COMMA || bytes[after] === NEWLINE)) {
        this.next = after + 1;
        return this.#last;
      }
    }
    let end = start;
    let hash = 0x811c9dc5;
    if (isQuoted) {
      while (bytes[end] !== QUOTE || bytes[end + 1] === QUOTE) {
        if (bytes[end] === QUOTE) end += 1; // "" stands for one quote
        hash = Math.imul(hash ^ bytes[end], 0x01000193);
        end += 1;
      }
      this.next = end + 2;
    } else {
      for (let byte = bytes[end]; byte !== COMMA && byte !== NEWLINE; byte = bytes[end]) {
        hash = Math.imul(hash ^ byte, 0x01000193);
        end += 1;
      }
      this.next = end + 1;
    }
    return (this.#last = this.#find(start, end, hash ^ (hash >>> 15)));
  }

  /** @param {number} start @param {number} end @param {number} hash */
  #find(start, end, hash) {
    const bytes = this.#bytes;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot];
      if (code < 0) return this.#add(start, end, slot);
      let j = this.#starts[code];
      if (this.#ends[code] - j !== end - start) continue;
      let i = start;
      while (i < end && bytes[i] === bytes[j]) {
        i += 1;
        j += 1;
      }
      if (i === end) return code;
    }
  }

  /** @param {number} start @param {number} end @param {number} slot */
  #add(start, end, slot) {
    const code = this.#size++;
    this.#starts[code] = start;
    this.#ends[code] = end;
    this.#slots[slot] = code;
    if (this.#size === this.#starts.length) this.#grow();
    return code;
  }

  #grow() {
    const [starts, ends] = [this.#starts, this.#ends];
    this.#starts = new Uint32Array(starts.length * 4);
    this.#ends = new Uint32Array(ends.length * 4);
    this.#starts.set(starts);
    this.#ends.set(ends);
    this.#slots = new Int32Array(this.#starts.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let code = 0; code < this.#size; code += 1) {
      let hash = 0x811c9dc5;
      for (let i = starts[code]; i < ends[code]; i += 1) {
        if (this.#bytes[i] === QUOTE) i += 1;
        hash = Math.imul(hash ^ this.#bytes[i], 0x01000193);
      }
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot] >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = code;
    }
  }

  names() {
    const decoder = new TextDecoder();
    return Array.from({ length: this.#size }, (_, code) =>
      decoder.decode(this.#bytes.subarray(this.#starts[code], this.#ends[code])).replaceAll('""', '"'),
    );
  }
}

/** Codes in the narrowest array that holds them. @param {Uint32Array} codes @param {number} rows @param {number} size */
function narrowed(codes, rows, size) {
  const kind = size <= 1 << 8 ? Uint8Array : size <= 1 << 16 ? Uint16Array : Uint32Array;
  return kind.from(codes.subarray(0, rows));
}

/** Days since 1970-01-01 (H. Hinnant). @param {number} year @param {number} month @param {number} day */
function dayFromCivil(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** @param {Uint8Array} bytes @param {number} at of YYYY-MM-DD */
function readDay(bytes, at) {
  const two = (/** @type {number} */ i) => (bytes[i] - ZERO) * 10 + bytes[i + 1] - ZERO;
  return dayFromCivil(two(at) * 100 + two(at + 2), two(at + 5), two(at + 8));
}

/** How many rows there will be, with room to spare. @param {Uint8Array} bytes */
function capacityFor(bytes) {
  const sample = Math.min(bytes.length, 1 << 16);
  let lines = 1;
  for (let i = 0; i < sample; i += 1) if (bytes[i] === NEWLINE) lines += 1;
  return Math.ceil((bytes.length / sample) * lines * 1.2) + 16;
}

const TEXTS = ['order', 'region', 'city', 'channel', 'rep', 'line', 'sku', 'customer'];

/** @param {Uint8Array} bytes */
export function readOrders(bytes) {
  if (new TextDecoder().decode(bytes.subarray(0, HEADER.length)) !== HEADER) throw new Error('another header');
  const capacity = capacityFor(bytes);
  const dictionaries = TEXTS.map(() => new Dictionary(bytes));
  const codes = TEXTS.map(() => new Uint32Array(capacity));
  const [order, region, city, channel, rep, line, sku, customer] = dictionaries;
  const [orders, regions, cities, channels, reps, lines, skus, customers] = codes;
  const day = new Int32Array(capacity);
  const quantity = new Int32Array(capacity);
  const amount = new Int32Array(capacity); // cents
  const margin = new Int32Array(capacity);
  let next = 0;

  const readWhole = (/** @type {number} */ at) => {
    let value = 0;
    const negative = bytes[at] === MINUS;
    for (at += negative ? 1 : 0; ; at += 1) {
      const byte = bytes[at];
      if (byte === COMMA || byte === NEWLINE || at >= bytes.length) break;
      if (byte !== POINT) value = value * 10 + byte - ZERO; // always two decimals: cents
    }
    next = at + 1;
    return negative ? -value : value;
  };

  let row = 0;
  for (let at = HEADER.length; at < bytes.length; row += 1) {
    if (row === capacity) throw new Error('more rows than the first lines let expect');
    orders[row] = order.read(at);
    day[row] = row > 0 && orders[row] === orders[row - 1] ? day[row - 1] : readDay(bytes, order.next);
    regions[row] = region.read(order.next + 11);
    cities[row] = city.read(region.next);
    channels[row] = channel.read(city.next);
    reps[row] = rep.read(channel.next);
    lines[row] = line.read(rep.next);
    skus[row] = sku.read(line.next);
    customers[row] = customer.read(sku.next);
    quantity[row] = readWhole(customer.next);
    amount[row] = readWhole(next);
    margin[row] = readWhole(next);
    at = next;
  }

  const names = Object.fromEntries(TEXTS.map((name, i) => [name, dictionaries[i].names()]));
  const columns = Object.fromEntries(TEXTS.map((name, i) => [name, narrowed(codes[i], row, names[name].length)]));
  const numbers = { day, quantity, amount, margin };
  for (const [name, values] of Object.entries(numbers)) columns[name] = values.slice(0, row);
  return { rows: row, names, columns };
}
