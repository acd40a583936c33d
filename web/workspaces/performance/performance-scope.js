// What the performance workspace looks at right now: address, period and table as signals, and the ways a click changes them.
import { signal } from '@preact/signals-core';
import { engine } from '../../engine/engine.js';
import { currency, language, unitMode } from '../../i18n/index.js';
import { grainOf } from '../../lib/periods.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { view } from '../../state/view.js';
import { FIELDS } from '../data/column-mapping.js';
import { axisName } from './measures.js';
import {
  NEW_CUSTOMER,
  comparedPeriod,
  comparisonOf,
  isNarrowed,
  isUnits,
  narrowed,
  nextAxis,
  serializePlaces,
  subjectOf,
  tabOf,
} from './question.js';

/** @typedef {import('./question.js').Place} Place */

const TABLE = 'orders';
/** Columns that name single lines: of no use as an axis. */
const NO_AXIS = new Set(['order']);

/** The day figures are told as of: the last of the period shown, or of the data while the period runs. */
export const asOfDay = signal(/** @type {string | null} */ (null));
let asked = '';

/** Asks for the days of the period shown; called whenever it may have changed. */
export async function followPeriod() {
  const period = view.period.value;
  const wanted = `${session.version.value} ${period} ${view.asOf.value}`;
  if (wanted === asked) return;
  asked = wanted;
  const { periods } = await engine.call('plan.periods', { year: period.slice(0, 4), grain: grainOf(period) });
  if (wanted !== asked) return;
  const days = periods.find((/** @type {{period: string}} */ one) => one.period === period);
  asOfDay.value = days && days.lastDay < view.asOf.value ? days.lastDay : view.asOf.value;
}

/** The table of order lines as facts.list describes it, null while there is none. */
export const ordersTable = () => session.facts.value.find(({ name }) => name === TABLE) ?? null;

/** Params every question about the period shares. */
export const subject = () => subjectOf(router.query.value, ofAllDays() ? undefined : view.period.value);

/** Boards that need no comparison can look at everything there is. */
export const ofAllDays = () =>
  router.query.value.days === 'all' && ['pivot', 'pareto'].includes(tabOf(router.query.value));

/** The same without a period: for questions that name their own. */
export const subjectOfAllDays = () => subjectOf(router.query.value);

export const comparison = () => comparisonOf(router.query.value);

/** The base of a comparison as performance.variance wants it. */
export function comparisonBase() {
  const against = comparison();
  const period = view.period.value;
  return against === 'target'
    ? { target: { metric: 'revenue', year: period.slice(0, 4), tier: 'base' } }
    : { period: comparedPeriod(period, against) };
}

/** Everything a board is drawn from, for its SignalController. */
export const shownState = () => [
  session.version.value,
  router.query.value,
  view.period.value,
  asOfDay.value,
  language.value,
  unitMode.value,
  currency.value,
];

export const hasTargets = () => Object.keys(session.parts.targetSets).length > 0;

/** Organisation levels below the root, top first, as axes. @returns {string[]} */
export function levelAxes() {
  const units = Object.values(session.parts.orgUnits);
  if (units.length === 0) return [];
  const known = session.parts.settings.orgLevels ?? [];
  return known
    .filter((/** @type {string} */ level) => units.some((unit) => unit.level === level))
    .map((/** @type {string} */ level) => `org:${level}`);
}

/** The level right below the unit shown; null when it has nobody below it. */
export function childAxis() {
  const units = Object.values(session.parts.orgUnits);
  const at = router.query.value.unit ?? units.find(({ parent }) => !parent)?.id;
  const child = units.find(({ parent }) => parent === at);
  return child?.level ? `org:${child.level}` : null;
}

/** Columns of the table as axes, in the order a manager thinks of them. @returns {string[]} */
export function dimensionAxes() {
  const rank = (/** @type {string} */ key) => (FIELDS.includes(key) ? FIELDS.indexOf(key) : FIELDS.length);
  return (ordersTable()?.dimensions ?? [])
    .filter(({ key, distinct }) => distinct > 0 && !NO_AXIS.has(key))
    .map(({ key }) => key)
    .sort((a, b) => rank(a) - rank(b));
}

/** The first of some dimensions that can still be broken down: in the table, and not narrowed to one member. @param {string[]} wanted */
export const firstOpen = (wanted) =>
  wanted.find((key) => dimensionAxes().includes(key) && !isNarrowed(router.query.value, key)) ?? null;

/** The first of some dimensions that the table has. @param {string[]} wanted */
export const firstDimension = (wanted) => wanted.find((key) => dimensionAxes().includes(key)) ?? null;

/** New or existing customers, where the table knows customers. @returns {string[]} */
export const newCustomerAxes = () => (firstDimension(['customer', 'customerName']) ? [NEW_CUSTOMER] : []);

/** Axes to choose from: levels of the organisation, then columns. */
export const placeAxes = () => [...levelAxes(), ...dimensionAxes()];

/** What to break figures down by when the address names nothing: below the unit shown, or the first column. */
export const usualAxis = () =>
  childAxis() ??
  firstOpen(['region', 'province', 'city', 'rep', 'productLine', 'category', 'customerName', 'customer', 'product']) ??
  dimensionAxes()[0] ??
  null;

/** Options of an axis choice, named. @param {string[]} axes */
export const axisOptions = (axes) => axes.map((value) => ({ value, label: axisName(value) }));

/** Measures this table can tell. */
export function measureKeys() {
  const table = ordersTable();
  const dimensions = new Set((table?.dimensions ?? []).filter(({ distinct }) => distinct > 0).map(({ key }) => key));
  const measures = new Set(table?.measures ?? []);
  return [
    'amount',
    ...(measures.has('margin') ? ['margin', 'marginRatio'] : []),
    ...(measures.has('cost') ? ['cost'] : []),
    ...(measures.has('quantity') ? ['quantity', 'averagePrice'] : []),
    ...(dimensions.has('order') ? ['orders', 'averageOrder'] : []),
    ...(dimensions.has('customer') ? ['customers'] : []),
    'lines',
  ];
}

/** The measure the address names, when the table has it. */
export function chosenMeasure() {
  const { measure } = router.query.value;
  return measureKeys().includes(measure) ? measure : 'amount';
}

/** Narrows everything shown to some members. @param {Place[]} places */
export function narrowTo(places) {
  router.set(narrowed(router.query.value, places), { replace: false });
}

/**
 * Goes into a member: narrows to it and shows what is below it.
 * @param {Place} place @param {string} name the parameter of the address that names the axis
 */
export function drillInto(place, name) {
  const query = router.query.value;
  const chosen = query[name] === undefined ? null : nextAxis(place.axis, dimensionAxes());
  router.set({ ...narrowed(query, [place]), [name]: chosen }, { replace: false });
}

/** Opens the order lines behind a number. @param {Place[]} places */
export function openLines(places) {
  router.set({ lines: serializePlaces(places), page: null }, { replace: false });
}

/** Compares names as the language on screen sorts them. */
export const compareNames = () =>
  new Intl.Collator(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: true }).compare;

export { isUnits };
