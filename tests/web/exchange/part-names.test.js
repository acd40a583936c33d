// Names of files and texts of mails: they say what is inside, and hold with whatever names people have.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setLanguage } from '../../../web/i18n/language.js';
import { LINK_LIMIT, mailLink, mailText } from '../../../web/workspaces/exchange/mail-text.js';
import { partFileName } from '../../../web/workspaces/exchange/part-names.js';

const ROUND = /** @type {const} */ ({ planName: '华东 2026', unitName: '上海', personName: '王强', number: 2 });
const SENT = {
  ...ROUND,
  id: 'r',
  role: /** @type {const} */ ('sent'),
  roots: ['north'],
  person: 'wang',
  total: /** @type {const} */ ('fixed'),
  sentBy: '梁诗涵',
  sentAt: '2026-11-23T08:00:00.000Z',
  dueAt: '2026-11-30',
  versionId: 'v',
  checksum: '',
  fileName: '华东 2026 · 上海 王强 · 第2轮 · 2026-11-23.sandtable',
  returns: [],
};
afterEach(() => setLanguage('en'));

test('a file says plan, part, owner, round and day', () => {
  setLanguage('zh');
  assert.equal(partFileName(ROUND, '2026-11-23'), '华东 2026 · 上海 王强 · 第2轮 · 2026-11-23.sandtable');
  assert.equal(partFileName(ROUND, '2026-11-23', 'return'), '华东 2026 · 上海 王强 · 第2轮回传 · 2026-11-23.sandtable');
  setLanguage('en');
  assert.equal(
    partFileName({ ...ROUND, personName: '' }, '2026-11-23'),
    '华东 2026 · 上海 · round 2 · 2026-11-23.sandtable',
  );
});

test('round and day stay in sight with names of 10,000 characters, and the name fits a file system', () => {
  setLanguage('zh');
  const long = {
    planName: '区'.repeat(10_000),
    unitName: '𠮷'.repeat(10_000),
    personName: '名'.repeat(10_000),
    number: 12,
  };
  const name = partFileName(long, '2026-11-23', 'return');
  assert.match(name, /第12轮回传 · 2026-11-23\.sandtable$/);
  assert.ok(new TextEncoder().encode(name).length <= 255, name);
});

test('what file systems or eyes would stumble over is not in a file name', () => {
  const name = partFileName(
    { ...ROUND, unitName: '<img src=x onerror=alert(1)>', personName: '\u202egnp.exe', planName: '../..\\C:|?*' },
    '2026-11-23',
  );
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(name, /[<>:"/\\|?*\u202a-\u202e\u0000-\u001f]/);
  assert.match(name, /round 2 · 2026-11-23\.sandtable$/);
});

test('a mail tells the attachment, the day, what to do, and who asks', () => {
  for (const language of /** @type {const} */ (['zh', 'en'])) {
    setLanguage(language);
    const { subject, body } = mailText('send', SENT, { sender: '梁诗涵' });
    assert.match(subject, /华东 2026.*上海.*2/);
    for (const needed of ['王强', SENT.fileName, '梁诗涵', '2026', '30']) assert.ok(body.includes(needed), needed);
    assert.ok(!`${subject}${body}`.includes('⟦'), 'every text is there');
    const { href, shortened } = mailLink({ subject, body });
    assert.equal(shortened, false, 'an ordinary mail fits its link');
    assert.equal(new URL(href).searchParams.get('body'), body.replaceAll('\n', '\r\n'));
  }
});

test('reminders and returns are written to the right person', () => {
  setLanguage('en');
  assert.match(mailText('remind', SENT, { sender: 'L' }).body, /^Dear 王强,[\s\S]*due on 30 Nov 2026/);
  assert.match(
    mailText('return', SENT, { sender: '王强', fileName: 'back.sandtable' }).body,
    /^Dear 梁诗涵,[\s\S]*back\.sandtable/,
  );
  assert.match(mailText('send', { ...SENT, personName: '', dueAt: null }, { sender: '' }).body, /^Dear colleague,/);
});

test('a link never exceeds what mail programs take, nor cuts a character in two', () => {
  const long = { ...SENT, unitName: '𠮷'.repeat(10_000), planName: '<b>&?#%\u202e' };
  const mail = mailText('send', long, { sender: 'x' });
  const { href, shortened } = mailLink(mail);
  assert.equal(shortened, true);
  assert.ok(href.length <= LINK_LIMIT, String(href.length));
  assert.ok(href.length > LINK_LIMIT - 40, 'as much as fits');
  assert.doesNotThrow(() => decodeURIComponent(href));
  assert.doesNotThrow(() => mailLink({ subject: 'half \ud83d', body: '\ude00 half' }));
});
