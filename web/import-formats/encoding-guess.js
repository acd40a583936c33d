// Simplified or traditional Chinese: what bytes that are no UTF-8 most likely are. Both encodings use the same bytes; in which of them
// the common characters lie tells them apart. The manager sees the guess and can change it.

const SAMPLE_BYTES = 256 * 1024;
/** GB 2312 keeps its common characters in rows B0–D7, second byte from A1; Big5 its common ones in A4–C6, second byte from 40. */
const isCommonGb = (/** @type {number} */ lead, /** @type {number} */ trail) =>
  lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1;
const isCommonBig5 = (/** @type {number} */ lead, /** @type {number} */ trail) =>
  lead >= 0xa4 && lead <= 0xc6 && ((trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1);
/** Simplified text has hardly any second byte below A1; in traditional text about four of ten are. */
const LOW_TRAILS_OF_BIG5 = 0.1;

/**
 * @param {Blob} file
 * @returns {Promise<'gb18030' | 'big5'>}
 */
export async function chineseEncodingOf(file) {
  const bytes = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const seen = { pairs: 0, gb: 0, big5: 0, lowTrails: 0 };
  for (let i = 0; i + 1 < bytes.length; i += 1) {
    const lead = bytes[i];
    if (lead < 0x81 || lead === 0xff) continue;
    const trail = bytes[i + 1];
    seen.pairs += 1;
    if (isCommonGb(lead, trail)) seen.gb += 1;
    if (isCommonBig5(lead, trail)) seen.big5 += 1;
    if (trail < 0xa1) seen.lowTrails += 1;
    i += 1;
  }
  const big5 = seen.big5 >= seen.gb && seen.lowTrails > LOW_TRAILS_OF_BIG5 * seen.pairs;
  return big5 ? 'big5' : 'gb18030';
}
