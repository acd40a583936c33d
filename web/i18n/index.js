// The page's one import for texts and number display.
export { language, setLanguage } from './language.js';
export { t, hasMessage } from './messages.js';
export { messageText, presentParams, withUnit } from './engine-messages.js';
export { errorText, errorPlace, errorRecords } from './errors.js';
export { unitMode, currency, moneyUnit, money, amount, ratio, count, day, period, figure } from './display.js';
