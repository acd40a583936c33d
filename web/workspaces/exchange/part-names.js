// Names of files that go to owners and come back: they say which plan, whose part, which round and of which day. Pure.
import { safeFileName } from '../../lib/browser-files.js';
import { t } from '../../i18n/index.js';

/** @typedef {import('../../storage/rounds-store.js').Round} Round */

const SUFFIX = '.sandtable';
/** Characters and bytes: whatever a name is like, round and day stay in sight, and all of it within the 255 bytes of file systems. */
const LONGEST = { plan: [32, 72], unit: [28, 60], person: [24, 45] };

/** @param {string} name @param {number[]} most characters, bytes */
function short(name, [characters, bytes]) {
  if (name.trim() === '') return '';
  const whole = [...safeFileName(name)];
  const kept = whole.slice(0, characters);
  while (new TextEncoder().encode(kept.join('')).length > bytes) kept.pop();
  return kept.length === whole.length ? whole.join('') : `${kept.slice(0, -1).join('')}…`;
}

/**
 * "华东 2026 · 上海 王强 · 第2轮 · 2026-11-23.sandtable"
 * @param {Pick<Round, 'planName' | 'unitName' | 'personName' | 'number'>} round @param {string} day ISO
 * @param {'sent' | 'return'} way
 */
export function partFileName({ planName, unitName, personName, number }, day, way = 'sent') {
  const whose = [short(unitName, LONGEST.unit), short(personName, LONGEST.person)].filter(Boolean).join(' ');
  const round = t(way === 'return' ? 'exchange.file.returned' : 'exchange.file.round', { number });
  const pieces = [short(planName, LONGEST.plan), whose, round, day].filter(Boolean);
  return `${safeFileName(pieces.join(' · '))}${SUFFIX}`;
}
