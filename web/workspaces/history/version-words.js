// Versions and the people of their changes in words.
import { formatInstant } from '../../lib/dates.js';
import { hasMessage, messageText, t } from '../../i18n/index.js';
import { personOf } from './attribution.js';

/** @typedef {import('../../storage/types.js').VersionNode} VersionNode */

/** What stands for each kind. @type {Record<VersionNode['kind'], string>} */
export const KIND_ICONS = { named: 'bookmark', file: 'save', slice: 'upload', return: 'download', merge: 'merge' };

/** "初稿", or what kind of version it is. @param {Pick<VersionNode, 'kind' | 'label'>} version */
export const versionTitle = ({ kind, label }) => label.trim() || t(`history.kind.${kind}`);

/** "2026-11-24 08:00 · 王强". @param {Pick<VersionNode, 'at' | 'by'>} version */
export const versionMoment = ({ at, by }) =>
  [formatInstant(at), by ? personWords(personOf(by)) : ''].filter(Boolean).join(' · ');

/** @param {string} person as personOf gives it */
export function personWords(person) {
  if (person === '') return t('history.person.unknown');
  return person.startsWith('#') ? t('history.person.unnamed', { id: person.slice(1, 5) }) : person;
}

/** What a change was called; a text that only another version of the page knows is told as such. @param {import('../../storage/types.js').Change} change */
export function changeTitle({ kind, label }) {
  const title = hasMessage(label.key) ? messageText(label) : t('history.change.unknown');
  return kind === 'apply' ? title : t(`history.change.${kind}`, { title });
}

/** Whether a version is one of the open plan, not of a part of it: in a part, its own versions are parts. @param {VersionNode['kind']} kind @param {boolean} isPart */
export const isOfPlan = (kind, isPart) => isPart || (kind !== 'slice' && kind !== 'return');
