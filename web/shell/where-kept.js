// Where the data of this page lives and how safe it is there, in words: for the help and the start page.
import { persistence } from '../state/persistence.js';
import { surroundings } from '../state/surroundings.js';
import { language, t } from '../i18n/index.js';
import { offlineApp } from './installed-app.js';

/** @returns {string} a paragraph */
export function whereKept() {
  const place = surroundings();
  const kept = persistence.value === 'granted' ? 'safety.where.kept' : 'safety.where.notKept';
  return [
    place === 'file' ? t('safety.where.file') : t('safety.where.browser', { address: location.host }),
    t(kept),
    place === 'insecure' ? t('safety.where.insecure') : '',
    t('safety.where.private'),
    t(`offline.where.${offline(place)}`),
  ]
    .filter(Boolean)
    .join(language.value === 'zh' ? '' : ' ');
}

/** What is out of the ordinary here and has to be known before work begins; '' on a secure site. @returns {string} */
export function whereWarning() {
  const place = surroundings();
  if (place === 'insecure') return t('safety.where.insecure');
  return place === 'file' ? t('safety.where.file') : '';
}

/** Whether the app opens without a network here. @param {import('../state/surroundings.js').Surroundings} place */
function offline(place) {
  const state = offlineApp.state.value;
  if (state === 'none') return 'file';
  return place === 'insecure' ? 'insecure' : state;
}
