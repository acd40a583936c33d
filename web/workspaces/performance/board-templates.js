// The analysis-template library: boards to begin from, as cards without ids. Pure.
import { SPANS } from './boards-model.js';

/** @typedef {Omit<import('./boards-model.js').Card, 'id'>} Template @typedef {import('./boards-model.js').Kind} Kind */

const kpi = (/** @type {string} */ measure) => ({ kind: /** @type {const} */ ('kpi'), span: 1, measure });
const course = (/** @type {string} */ grain, /** @type {string} */ measure = 'amount', span = SPANS) => ({
  kind: /** @type {const} */ ('course'),
  span,
  grain,
  measure,
});
const by = (/** @type {Kind} */ kind, /** @type {string} */ axis, span = 1) => ({ kind, span, axis });
const attainment = (span = 1) => ({ kind: /** @type {const} */ ('attainment'), span });

/** @type {Record<string, Template[]>} */
export const TEMPLATES = {
  weekly: [
    kpi('amount'),
    kpi('orders'),
    kpi('averageOrder'),
    course('week'),
    by('nodes', 'units', 2),
    attainment(),
    by('contribution', 'units', SPANS),
  ],
  monthly: [
    kpi('amount'),
    kpi('marginRatio'),
    kpi('customers'),
    course('month'),
    attainment(2),
    by('effects', 'units'),
    by('nodes', 'units', 2),
    by('contribution', 'products'),
  ],
  productLine: [
    kpi('amount'),
    kpi('quantity'),
    kpi('marginRatio'),
    by('contribution', 'products', 2),
    by('effects', 'products'),
    by('nodes', 'products', 2),
    by('pareto', 'products'),
    by('leak', 'products', SPANS),
  ],
  channel: [
    kpi('amount'),
    kpi('orders'),
    kpi('averageOrder'),
    by('contribution', 'channel', 2),
    by('effects', 'channel'),
    by('nodes', 'channel', SPANS),
    by('cross', 'channel', SPANS),
  ],
  concentration: [
    kpi('customers'),
    kpi('amount'),
    kpi('averageOrder'),
    by('pareto', 'customer', 2),
    by('segments', 'customer'),
    by('contribution', 'customer', 2),
    by('nodes', 'customer'),
  ],
  newOld: [
    kpi('customers'),
    kpi('orders'),
    kpi('averageOrder'),
    by('contribution', 'newCustomer', 2),
    by('effects', 'newCustomer'),
    by('nodes', 'newCustomer', 2),
    course('month', 'customers', 1),
    by('segments', 'customer', SPANS),
  ],
  marginLeak: [
    kpi('margin'),
    kpi('marginRatio'),
    kpi('averagePrice'),
    course('month', 'marginRatio'),
    by('leak', 'customer', 2),
    { ...by('lowest', 'customer'), measure: 'margin' },
    by('leak', 'products', 2),
    { ...by('lowest', 'products'), measure: 'marginRatio' },
  ],
  regions: [
    kpi('amount'),
    kpi('marginRatio'),
    kpi('customers'),
    attainment(2),
    by('effects', 'units'),
    by('contribution', 'units', 2),
    by('nodes', 'units'),
    by('cross', 'units', SPANS),
  ],
};
