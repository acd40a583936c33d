// Axis and label formatters in the unit and language on screen, for ECharts options.
import { amount, money, ratio } from '../i18n/index.js';

/** Value axis of plan money (minor units). */
export const axisMoney = (digits = 0) => ({
  type: /** @type {const} */ ('value'),
  axisLabel: { formatter: (/** @type {number} */ value) => money(value, { digits }) },
});

/** Value axis of fact amounts (1/10,000). */
export const axisAmount = (digits = 0) => ({
  type: /** @type {const} */ ('value'),
  axisLabel: { formatter: (/** @type {number} */ value) => amount(value, { digits }) },
});

/** Value axis of ratios. */
export const axisRatio = (digits = 0) => ({
  type: /** @type {const} */ ('value'),
  axisLabel: { formatter: (/** @type {number} */ value) => ratio(value, digits) },
});
