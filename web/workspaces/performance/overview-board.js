// <st-overview-board>: the headline numbers, their course, who contributes, and what is worth reading first.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { currency, period, t } from '../../i18n/index.js';
import { grainOf } from '../../lib/periods.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { view } from '../../state/view.js';
import { base, sheet } from '../../components/styles.js';
import '../../charts/chart.js';
import { attainmentChart, attainmentFinding, unitsBelow } from './attainment-chart.js';
import { contributionChart, contributionFinding } from './contribution-chart.js';
import './kpi.js';
import { axisName, unitText } from './measures.js';
import { paint } from './paint.js';
import { noMatch, readingList, standIn } from './parts.js';
import {
  asOfDay,
  comparison,
  comparisonBase,
  firstOpen,
  hasTargets,
  measureKeys,
  narrowTo,
  shownState,
  subjectOfAllDays,
  usualAxis,
} from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { readAttainment, readChange, readNodes, readOrders, readStreak } from './reading.js';
import { TargetPoints, withLastTarget } from './target-points.js';
import { courseChart, courseFinding } from './trend-charts.js';

const HEADLINE = ['amount', 'marginRatio', 'orders', 'customers', 'averageOrder'];
const PERIODS = { year: 5, quarter: 9, month: 14, week: 14 };
/** A year and quarters are followed by month, a month by week. */
const FINER = /** @type {const} */ ({ year: 'month', quarter: 'month', month: 'week', week: 'week' });

class StOverviewBoard extends LitElement {
  static styles = [
    base,
    sheet,
    boardStyles,
    css`
      .kpis {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: var(--st-space-4);
      }
    `,
  ];

  constructor() {
    super();
    this.headline = new EngineQuery(this, () => {
      const measures = [...HEADLINE.filter((measure) => measureKeys().includes(measure)), 'lines'];
      const grain = grainOf(view.period.value);
      const params = { ...subjectOfAllDays(), grain, measures, asOf: asOfDay.value, periods: PERIODS[grain] };
      return { request: 'performance.trend', params };
    });
    this.course = new EngineQuery(this, () => {
      const grain = FINER[grainOf(view.period.value)];
      return {
        request: 'performance.trend',
        params: { ...subjectOfAllDays(), grain, measure: 'amount', asOf: asOfDay.value, periods: 13 },
      };
    });
    this.targets = new TargetPoints(this, () => ({ grain: FINER[grainOf(view.period.value)], measure: 'amount' }));
    this.attainment = new EngineQuery(this, () => {
      // Targets are set for units: with other filters there is nothing to compare with.
      if (!hasTargets() || router.query.value.filters) return null;
      const params = { metric: 'revenue', tier: 'base', period: view.period.value, asOf: asOfDay.value };
      return { request: 'performance.attainment', params };
    });
    this.units = new EngineQuery(this, () => contribution(usualAxis()));
    this.products = new EngineQuery(this, () => contribution(productAxis()));
    new SignalController(this, shownState);
  }

  render() {
    const waiting = standIn(this.headline);
    if (waiting) return waiting;
    const [, ...others] = this.headline.result.measures;
    const lines = others.pop();
    if (!lines.series[0].points.at(-1)?.value) return noMatch();
    return html`${readingList(this.#lines())}
      <section class="sheet kpis" aria-label=${t('performance.headline')}>
        <st-kpi .trend=${this.#sales.trend} .against=${this.#sales.against}></st-kpi>
        ${others.map((/** @type {import('./trend-model.js').Trend} */ trend) => html`<st-kpi .trend=${trend} .against=${this.#against}></st-kpi>`)}
      </section>
      ${this.#top()}
      <div class="two">
        ${this.#contribution(this.units, usualAxis())} ${this.#contribution(this.products, productAxis())}
      </div>`;
  }

  /** Only sales have a target; everything else, and contributions, are compared with last year then. */
  get #against() {
    const against = comparison();
    return against === 'target' ? 'yoy' : against;
  }

  /** Sales and what they are compared with: the target of the unit shown, when the plan has one. */
  get #sales() {
    const trend = this.#trendOf('amount');
    const { unit } = router.query.value;
    if (comparison() !== 'target') return { trend, against: this.#against };
    const isShown = (/** @type {any} */ { id, parent }) => (unit ? id === unit : parent === null);
    const row = this.attainment.result?.units.find(isShown);
    return row && row.toDateTargetMinor !== null
      ? { trend: withLastTarget(trend, row), against: /** @type {const} */ ('target') }
      : { trend, against: this.#against };
  }

  /** @param {string} measure @returns {any} */
  #trendOf(measure) {
    return this.headline.result.measures.find((/** @type {any} */ one) => one.measure === measure);
  }

  #lines() {
    const [marginRatio, orders, averageOrder] = ['marginRatio', 'orders', 'averageOrder'].map((key) =>
      this.#trendOf(key),
    );
    const { minorDigits } = currency.value;
    const sales = this.#sales;
    const options = { against: this.#against, minorDigits };
    const axis = usualAxis();
    return [
      ...readChange(sales.trend, { against: sales.against, minorDigits }),
      // Contributions are against last year: not to be mixed with a gap to target.
      ...(this.units.result && axis && sales.against !== 'target' ? readNodes(this.units.result, { axis }) : []),
      ...(orders && averageOrder ? readOrders(orders, averageOrder, options) : []),
      ...(marginRatio ? readChange(marginRatio, options).slice(0, 1) : []),
      ...readStreak(sales.trend),
      ...(this.attainment.result
        ? readAttainment(this.attainment.result, { unit: router.query.value.unit ?? null, minorDigits }).slice(0, 2)
        : []),
    ].slice(0, 5);
  }

  /** The course, and beside it how far the units are against their targets where there are any. */
  #top() {
    const course = html`<section class="sheet">${this.#course()}</section>`;
    const { result } = this.attainment;
    const units = result ? unitsBelow(result, router.query.value.unit ?? null) : [];
    if (units.length === 0) return course;
    const chart = attainmentChart(units, paint(), {
      minorDigits: currency.value.minorDigits,
      unitName: axisName('org'),
    });
    return html`<div class="two uneven">${course}
      <section class="sheet"><st-chart
        heading=${attainmentFinding(units)}
        subheading=${[period(view.period.value), t('performance.attainment.note')].join(' · ')}
        .option=${chart.option}
        .table=${chart.table}
        height=${Math.max(120, chart.shown.length * 34 + 16)}
        @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
          const unit = chart.shown[detail.dataIndex];
          if (unit) narrowTo([{ axis: 'org', key: unit.id }]);
        }}
      ></st-chart></section></div>`;
  }

  #course() {
    const { result } = this.course;
    const waiting = standIn(this.course);
    if (waiting) return waiting;
    const trend = this.targets.applyTo(result);
    const chart = courseChart(trend, paint(), { minorDigits: currency.value.minorDigits });
    return html`<st-chart
      heading=${courseFinding(this.#sales.trend, this.#sales.against, currency.value.minorDigits)}
      subheading=${t('performance.course.subheading', { grain: t(`performance.grain.${trend.grain}`), unit: unitText({ key: 'amount', unit: 'money' }) || 'none' })}
      .option=${chart.option}
      .table=${chart.table}
      height="260"
      @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
        const point = trend.series[0]?.points[detail.dataIndex];
        if (point) narrowTo([{ axis: trend.grain, key: point.period }]);
      }}
    ></st-chart>`;
  }

  /** @param {EngineQuery} query @param {string | null} axis */
  #contribution(query, axis) {
    if (!axis) return nothing;
    const waiting = standIn(query);
    if (waiting) return html`<section class="sheet">${waiting}</section>`;
    const against = this.#against;
    const chart = contributionChart(query.result.nodes, axis, paint(), {
      axisName: axisName(axis),
      against: t(`performance.base.${against}`),
    });
    return html`<section class="sheet">
      <st-chart
        heading=${contributionFinding(query.result.nodes, axis)}
        subheading=${t('performance.contribution.subheading', { period: period(view.period.value), against: t(`performance.than.${against}`), base: t(`performance.base.${against}`) })}
        .option=${chart.option}
        .table=${chart.table}
        height=${Math.max(140, chart.shown.length * 30 + 24)}
        @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
          const node = chart.shown[detail.dataIndex];
          if (node && node.key !== null) narrowTo([{ axis, key: node.key }]);
        }}
      ></st-chart>
    </section>`;
  }
}

const productAxis = () =>
  firstOpen(['productLine', 'category', 'subcategory', 'product', 'channel', 'customerName', 'customer']);

/** @param {string | null} axis */
function contribution(axis) {
  if (!axis) return null;
  const base = comparisonBase();
  const against =
    'target' in base ? { period: `${Number(view.period.value.slice(0, 4)) - 1}${view.period.value.slice(4)}` } : base;
  const params = {
    ...subjectOfAllDays(),
    axis,
    base: against,
    current: { period: view.period.value },
    asOf: asOfDay.value,
  };
  return { request: 'performance.variance', params };
}

customElements.define('st-overview-board', StOverviewBoard);
