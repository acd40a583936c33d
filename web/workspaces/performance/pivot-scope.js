// The pivot the address asks for, out of what the open table has.
import { router } from '../../state/router.js';
import { dimensionAxes, levelAxes, measureKeys, newCustomerAxes, usualAxis } from './performance-scope.js';
import { layoutOf, relations } from './pivot-layout.js';

const PERIODS = ['year', 'quarter', 'month', 'week', 'weekday', 'monthOfYear', 'day'];
const SECOND = ['productLine', 'category', 'subcategory', 'channel'];

export const pivotAxes = () => [...levelAxes(), ...dimensionAxes(), ...newCustomerAxes(), ...PERIODS];
export const pivotMeasures = () => [...measureKeys(), ...relations(measureKeys())];

export function pivotLayout() {
  const first = usualAxis() ?? 'month';
  const second = SECOND.find((key) => key !== first && dimensionAxes().includes(key));
  const usual = { rows: [first], cols: second ? [second] : [], values: ['amount'] };
  return layoutOf(router.query.value, { axes: pivotAxes(), measures: measureKeys(), usual });
}
