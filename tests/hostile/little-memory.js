// The engine with less memory than it may have: the same WebAssembly module with a smaller maximum in its memory section.

const PAGE = 65_536;
const MEMORY_SECTION = 5;

/** @param {Uint8Array} bytes @param {number} at @returns {{value: number, end: number}} an unsigned LEB128 */
function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
}

/** As many bytes as the number had that stood there. @param {Uint8Array} bytes @param {number} at @param {number} end @param {number} value */
function writeNumber(bytes, at, end, value) {
  for (let left = value; at < end; at += 1, left = Math.floor(left / 128)) {
    bytes[at] = (left % 128) | (at + 1 < end ? 0x80 : 0);
  }
}

/**
 * @param {Uint8Array} wasm a module with a memory of its own
 * @param {number} megabytes
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function withLittleMemory(wasm, megabytes) {
  const capped = Uint8Array.from(wasm);
  let at = 8; // magic and version
  while (at < capped.length) {
    const section = capped[at];
    const { value: size, end: content } = readNumber(capped, at + 1);
    if (section === MEMORY_SECTION) {
      const flagsAt = readNumber(capped, content).end;
      if (capped[flagsAt] !== 1) throw new Error('the memory has no maximum to lower');
      const { value: least, end: maximumAt } = readNumber(capped, flagsAt + 1);
      const { value: most, end } = readNumber(capped, maximumAt);
      const pages = (megabytes * 1024 * 1024) / PAGE;
      if (pages < least || pages > most) throw new Error(`${least} to ${most} pages are possible, not ${pages}`);
      writeNumber(capped, maximumAt, end, pages);
      return capped;
    }
    at = content + size;
  }
  throw new Error('the module has no memory');
}

const HEADER = 'Order Date,Order ID,Customer Name,Region,Product,Sales,Quantity\n';
const LINES = 1_000_000;
const LINES_PER_CHUNK = 20_000;

/** A million order lines, each with an order and a customer of its own. @returns {Generator<Uint8Array<ArrayBuffer>>} a CSV file */
export function* manyOrders() {
  const encoder = new TextEncoder();
  yield encoder.encode(HEADER);
  for (let first = 0; first < LINES; first += LINES_PER_CHUNK) {
    const lines = Array.from({ length: LINES_PER_CHUNK }, (_, i) => orderLine(first + i));
    yield encoder.encode(lines.join(''));
  }
}

/** @param {number} n */
function orderLine(n) {
  const day = `2025-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
  return `${day},O-${n}-2025,Customer number ${n * 7919},R${n % 9},P${n % 400},${n % 977}.25,${n % 7}\n`;
}
