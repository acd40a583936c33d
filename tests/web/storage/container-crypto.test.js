// The cipher and the key stretching against published vectors; passphrases weighed and made.
import assert from 'node:assert/strict';
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { test } from 'node:test';
import {
  checkedCrypto,
  cipherKey,
  decrypt,
  encrypt,
  freshCrypto,
  passphraseKey,
} from '../../../web/storage/container/seal.js';
import { passphraseStrength, suggestedPassphrase } from '../../../web/storage/container/passphrase.js';

const hex = (/** @type {string} */ text) => new Uint8Array(Buffer.from(text.replace(/\s+/g, ''), 'hex'));
const toHex = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('hex');
const gcmKey = (/** @type {string} */ key) =>
  crypto.subtle.importKey('raw', hex(key), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** McGrew and Viega, The Galois/Counter Mode of Operation (GCM), appendix B, the cases with 256-bit keys. */
const GCM = [
  {
    name: 'test case 13',
    key: '0'.repeat(64),
    iv: '0'.repeat(24),
    plain: '',
    vouched: '',
    sealed: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    name: 'test case 14',
    key: '0'.repeat(64),
    iv: '0'.repeat(24),
    plain: '0'.repeat(32),
    vouched: '',
    sealed: 'cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    name: 'test case 16',
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    iv: 'cafebabefacedbaddecaf888',
    plain:
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    vouched: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    sealed:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
      '76fc6ece0f4e1768cddf8853bb2d551b',
  },
];

for (const { name, key, iv, plain, vouched, sealed } of GCM) {
  test(`AES-256-GCM gives the published cipher text and tag (${name})`, async () => {
    const aes = await gcmKey(key);
    assert.equal(toHex(await encrypt(aes, hex(iv), hex(vouched), hex(plain))), toHex(hex(sealed)));
    assert.equal(toHex((await decrypt(aes, hex(iv), hex(vouched), hex(sealed))) ?? assert.fail()), plain);
    const torn = hex(sealed);
    torn[0] ^= 1;
    assert.equal(await decrypt(aes, hex(iv), hex(vouched), torn), null);
    assert.equal(await decrypt(aes, hex(iv), hex(`${vouched}00`), hex(sealed)), null);
    assert.equal(await decrypt(aes, hex(iv), hex(vouched), new Uint8Array(3)), null);
  });
}

/** RFC 7914, section 11; the first 32 of 64 octets, which is what AES-256 takes. */
const PBKDF2 = [
  {
    passphrase: 'passwd',
    salt: 'salt',
    iterations: 1,
    key: '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc',
  },
  {
    passphrase: 'Password',
    salt: 'NaCl',
    iterations: 80_000,
    key: '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56',
  },
];

for (const { passphrase, salt, iterations, key } of PBKDF2) {
  test(`PBKDF2-SHA-256 gives the published key after ${iterations} rounds`, async () => {
    const derived = await cipherKey(await passphraseKey(passphrase), {
      salt: new TextEncoder().encode(salt),
      iterations,
    });
    // The key cannot be taken out; that it is the published one shows by what it seals.
    const iv = new Uint8Array(12);
    const plain = new TextEncoder().encode('plan');
    const sealed = await encrypt(derived, iv, new Uint8Array(), plain);
    assert.equal(toHex(sealed), toHex(await encrypt(await gcmKey(key), iv, new Uint8Array(), plain)));
  });
}

test('another implementation derives the same key and opens what was sealed', async () => {
  const { iterations, salt, iv } = checkedCrypto(freshCrypto());
  const vouched = hex('0102');
  const sealed = await encrypt(
    await cipherKey(await passphraseKey('沙盘 Über'), { salt, iterations }),
    iv,
    vouched,
    new TextEncoder().encode('方案'),
  );
  const decipher = createDecipheriv(
    'aes-256-gcm',
    pbkdf2Sync('沙盘 Über'.normalize('NFC'), salt, iterations, 32, 'sha256'),
    iv,
  );
  decipher.setAAD(vouched);
  decipher.setAuthTag(sealed.subarray(-16));
  assert.equal(Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString(), '方案');
});

test('where the browser does not encrypt, that is said', async () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues() {} }, configurable: true });
  try {
    await assert.rejects(passphraseKey('x'), { code: 'file.no_crypto' });
    assert.throws(freshCrypto, { code: 'file.no_crypto' });
  } finally {
    Object.defineProperty(globalThis, 'crypto', /** @type {PropertyDescriptor} */ (own));
  }
});

test('what everybody tries is weak, however it is dressed up', () => {
  const weak = [
    ...['password', 'P@ssw0rd', 'Password1', '12345678', '1qaz2wsx', 'qwertyuiop', 'aaaaaaaaaaaaaaaa', 'abcabcabcabc'],
    ...['woaini1314', '5201314', '20261123', '2026-11-23', '2026年11月23日', 'zhangwei1990', 'huadong2026', '华东2026'],
    ...['sandtable2026', 'Shanghai@2026', 'admin888', 'x7', 'Xq7!', 'iloveyou123', 'zxcvbnm123456'],
  ];
  for (const text of weak)
    assert.equal(passphraseStrength(text).level, 'weak', `${text}: ${passphraseStrength(text).bits}`);
});

test('what the plan says is no secret', () => {
  const known = ['华东 2026', '上海 王强', 'Northwind'];
  assert.equal(passphraseStrength('上海王强华东2026', known).level, 'weak');
  assert.equal(passphraseStrength('Northwind-2026', known).level, 'weak');
  assert.equal(passphraseStrength('Northwind-2026', known).advice, 'known');
});

test('length and chance make strength', () => {
  assert.equal(passphraseStrength('').level, 'none');
  assert.equal(passphraseStrength('Tr7!kQz9pW').level, 'fair');
  assert.equal(passphraseStrength('correct horse battery staple').level, 'fair');
  assert.equal(passphraseStrength('correct horse battery staple violet').level, 'strong');
  assert.equal(passphraseStrength('枇杷树下听雨的老猫').level, 'strong');
  assert.equal(passphraseStrength('kq7mzw3xnd').advice, 'longer');
  const grown = ['k', 'kq7', 'kq7m-zw', 'kq7m-zw3x-nd9p', 'kq7m-zw3x-nd9p-wa'].map(
    (text) => passphraseStrength(text).bits,
  );
  assert.deepEqual(
    grown,
    [...grown].sort((a, b) => a - b),
  );
});

test('weighing the longest passphrase is quick', () => {
  const started = performance.now();
  passphraseStrength('ab3'.repeat(5000), ['华东']);
  assert.ok(performance.now() - started < 500);
});

test('suggested passphrases are strong, readable and never the same', () => {
  const made = new Set(Array.from({ length: 200 }, suggestedPassphrase));
  assert.equal(made.size, 200);
  for (const text of made) {
    assert.match(text, /^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){4}$/);
    assert.equal(passphraseStrength(text).level, 'strong', text);
  }
});
