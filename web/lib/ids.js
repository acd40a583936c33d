// Random identities. crypto.randomUUID exists only on secure pages (https, localhost, files); a plain http host on an intranet
// must work too, so they are made of crypto.getRandomValues, which is everywhere.

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A random UUID (RFC 9562, version 4): 122 random bits. @returns {string} "f47ac10b-58cc-4372-a567-0e02b2c3d479" */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4
  bytes[8] = (bytes[8] & 0x3f) | 0x80; // variant 10
  const text = Array.from(bytes, (byte) => HEX[byte]).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
