// What a board's card asks the engine, out of what the open table has; null when it lacks a column the card needs.
import { grainOf } from '../../lib/periods.js';
import { router } from '../../state/router.js';
import { view } from '../../state/view.js';
import { LARGEST } from './margin-leak.js';
import {
  asOfDay,
  comparisonBase,
  dimensionAxes,
  firstDimension,
  firstOpen,
  hasTargets,
  measureKeys,
  subject,
  subjectOfAllDays,
  usualAxis,
} from './performance-scope.js';

const PERIODS = { year: 5, quarter: 9, month: 13, week: 14 };
const PRODUCTS = ['productLine', 'category', 'subcategory', 'product', 'sku'];

/** The axis a card is about: "units" and "products" are what the plan at hand has. @param {import('./boards-model.js').Card} card */
export function cardAxis({ axis }) {
  if (axis === 'units') return usualAxis();
  if (axis === 'products') return firstOpen(PRODUCTS) ?? firstDimension(PRODUCTS);
  if (axis === 'newCustomer') return firstDimension(['customer', 'customerName']) && axis;
  if (axis === 'customer') return firstDimension(['customerName', 'customer']);
  return axis && dimensionAxes().includes(axis) ? axis : null;
}

/** Base and current of a comparison; targets are compared with last year. */
function compared() {
  const period = view.period.value;
  const base = comparisonBase();
  const against = 'target' in base ? { period: `${Number(period.slice(0, 4)) - 1}${period.slice(4)}` } : base;
  return { base: against, current: { period }, asOf: asOfDay.value };
}

/** @param {import('./boards-model.js').Card} card @returns {import('../../state/engine-query.js').Question | null} */
export function cardQuestion(card) {
  const { kind, measure = kind === 'lowest' ? 'margin' : 'amount' } = card;
  if (!measureKeys().includes(measure)) return null;
  const asOf = asOfDay.value;
  if (kind === 'kpi' || kind === 'course') {
    const grain = /** @type {keyof typeof PERIODS} */ (
      kind === 'kpi' ? grainOf(view.period.value) : (card.grain ?? 'month')
    );
    return {
      request: 'performance.trend',
      params: { ...subjectOfAllDays(), grain, measure, asOf, periods: PERIODS[grain] },
    };
  }
  if (kind === 'attainment') {
    // Targets are set for units: with other filters there is nothing to compare with.
    if (!hasTargets() || router.query.value.filters) return null;
    return {
      request: 'performance.attainment',
      params: { metric: 'revenue', tier: 'base', period: view.period.value, asOf },
    };
  }
  const axis = cardAxis(card);
  if (!axis) return null;
  switch (kind) {
    case 'pareto':
      return { request: 'performance.pareto', params: { ...subject(), axis, measure } };
    case 'segments': {
      const dimension = firstDimension(['customer', 'customerName']);
      return dimension === null
        ? null
        : { request: 'customers.rfm', params: { ...subjectOfAllDays(), dimension, asOf } };
    }
    case 'lowest':
      return {
        request: 'sales.pivot',
        params: {
          ...subject(),
          axes: [axis],
          measures: [measure],
          sort: { by: measure, descending: false },
          limit: 10,
        },
      };
    case 'leak':
      return measureKeys().includes('margin')
        ? {
            request: 'sales.pivot',
            params: {
              ...subject(),
              axes: [axis],
              measures: ['amount', 'margin'],
              sort: { by: 'amount', descending: true },
              limit: LARGEST,
            },
          }
        : null;
    case 'cross': {
      const other = firstDimension(PRODUCTS.filter((key) => key !== axis));
      if (other === null) return null;
      const params = { ...subjectOfAllDays(), ...compared(), axes: [axis, other], measure };
      return { request: 'performance.cross', params };
    }
    default:
      return { request: 'performance.variance', params: { ...subjectOfAllDays(), ...compared(), axis } };
  }
}
