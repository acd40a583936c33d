// Names of files that go to owners and come back: they say which plan, whose part, which round and of which day. Pure.
import { safeFileName } from '../../lib/browser-files.js';
import { t } from '../../i18n/index.js';

/** @typedef {import('../../storage/rounds-store.js').Round} Round */

const SUFFIX = '.sandtable';
/** Whatever a name is like, round and day stay in sight; in bytes a name stays below the 255 that file systems take. */
const LONGEST = { plan: 24, unit: 20, person: 12 };

/** @param {string} name @param {number} most */
function short(name, most) {
  const safe = [...safeFileName(name || ' ')];
  return name.trim() === '' ? '' : safe.length > most ? `${safe.slice(0, most - 1).join('')}…` : safe.join('');
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
