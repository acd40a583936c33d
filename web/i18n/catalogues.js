// The list of message catalogues. A new room adds its two files here; keys are unique across rooms.
import cockpitEn from './messages/cockpit.en.js';
import cockpitZh from './messages/cockpit.zh.js';
import dataEn from './messages/data.en.js';
import dataZh from './messages/data.zh.js';
import errorsEn from './messages/errors.en.js';
import errorsZh from './messages/errors.zh.js';
import exchangeEn from './messages/exchange.en.js';
import exchangeZh from './messages/exchange.zh.js';
import filesEn from './messages/files.en.js';
import filesZh from './messages/files.zh.js';
import frameEn from './messages/frame.en.js';
import frameZh from './messages/frame.zh.js';
import offlineEn from './messages/offline.en.js';
import offlineZh from './messages/offline.zh.js';
import historyEn from './messages/history.en.js';
import historyZh from './messages/history.zh.js';
import performanceEn from './messages/performance.en.js';
import performanceZh from './messages/performance.zh.js';
import planEn from './messages/plan.en.js';
import planZh from './messages/plan.zh.js';
import readingEn from './messages/reading.en.js';
import readingZh from './messages/reading.zh.js';
import safetyEn from './messages/safety.en.js';
import safetyZh from './messages/safety.zh.js';
import targetsEn from './messages/targets.en.js';
import targetsZh from './messages/targets.zh.js';
import whyEn from './messages/why.en.js';
import whyZh from './messages/why.zh.js';

/** @typedef {'en' | 'zh'} Language */

/** @type {Record<Language, Record<string, Record<string, string>>>} room → key → ICU message, per language */
export const ROOMS = {
  en: {
    cockpit: cockpitEn,
    data: dataEn,
    errors: errorsEn,
    exchange: exchangeEn,
    files: filesEn,
    frame: frameEn,
    offline: offlineEn,
    history: historyEn,
    performance: performanceEn,
    plan: planEn,
    reading: readingEn,
    safety: safetyEn,
    targets: targetsEn,
    why: whyEn,
  },
  zh: {
    cockpit: cockpitZh,
    data: dataZh,
    errors: errorsZh,
    exchange: exchangeZh,
    files: filesZh,
    frame: frameZh,
    offline: offlineZh,
    history: historyZh,
    performance: performanceZh,
    plan: planZh,
    reading: readingZh,
    safety: safetyZh,
    targets: targetsZh,
    why: whyZh,
  },
};

/** @type {Record<Language, Record<string, string>>} every message by key, per language */
export const MESSAGES = {
  en: Object.assign({}, ...Object.values(ROOMS.en)),
  zh: Object.assign({}, ...Object.values(ROOMS.zh)),
};
