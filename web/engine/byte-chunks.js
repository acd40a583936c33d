// A file's bytes in pieces the engine takes well: neither thousands of small messages nor one that doubles the file.
import { concat } from '../lib/bytes.js';

const LEAST_BYTES = 1 << 20;
const MOST_BYTES = 4 << 20;

/** @typedef {Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>} ByteSource */

/**
 * @param {ByteSource} source a ReadableStream or iterable is read once, to its end
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>} arrays that cover their buffers, so that they can be transferred
 */
export async function* byteChunks(source) {
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return yield* slices(source);
  yield* gathered(source instanceof Blob ? source.stream() : source);
}

/** @param {Uint8Array | ArrayBuffer} source */
function* slices(source) {
  const bytes = new Uint8Array(source instanceof ArrayBuffer ? source : source.buffer, ...rangeOf(source));
  for (let at = 0; at < bytes.length; at += MOST_BYTES) {
    yield /** @type {Uint8Array<ArrayBuffer>} */ (bytes.slice(at, at + MOST_BYTES));
  }
}

/** @param {Uint8Array | ArrayBuffer} source @returns {[number, number]} */
const rangeOf = (source) =>
  source instanceof ArrayBuffer ? [0, source.byteLength] : [source.byteOffset, source.byteLength];

/** @param {ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>} source */
async function* gathered(source) {
  const pieces = 'getReader' in source ? read(source) : source;
  /** @type {Uint8Array[]} */
  let waiting = [];
  let size = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += MOST_BYTES) {
      const part = piece.subarray(at, at + MOST_BYTES);
      waiting.push(part);
      size += part.length;
      if (size < LEAST_BYTES) continue;
      yield concat(waiting, size);
      waiting = [];
      size = 0;
    }
  }
  if (size > 0) yield concat(waiting, size);
}

/** Safari's streams are not iterable. @param {ReadableStream<Uint8Array>} stream */
async function* read(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
