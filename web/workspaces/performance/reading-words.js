// How the automatic reading says sizes and directions.
import { ratio } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { measureWithUnit } from './measures.js';

const AMOUNT = /** @type {import('./measures.js').Measure} */ ({ key: 'amount', unit: 'money' });

export const signedRatio = (/** @type {number} */ value) => withSign(ratio(value));
/** An amount without its sign: the sentence says the direction. */
export const money = (/** @type {number} */ value) => measureWithUnit(Math.abs(value), AMOUNT);
export const direction = (/** @type {number} */ value) => (value > 0 ? 'up' : value < 0 ? 'down' : 'same');
