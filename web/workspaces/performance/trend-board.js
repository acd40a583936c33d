// <st-trend-board>: one measure along the periods, against the one before and a year ago; alone or by member.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { currency, t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { base, sheet } from '../../components/styles.js';
import '../../charts/chart.js';
import '../../components/segmented.js';
import { axisName, measureHeader, measureName, measureText, unitText } from './measures.js';
import { paint } from './paint.js';
import { choice, deltaMark, noMatch, readingList, standIn, tableExport } from './parts.js';
import {
  asOfDay,
  axisOptions,
  chosenMeasure,
  comparison,
  measureKeys,
  narrowTo,
  openLines,
  placeAxes,
  shownState,
  subjectOfAllDays,
} from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { readChange, readExtremes, readStreak } from './reading.js';
import { TargetPoints } from './target-points.js';
import { changeText, courseChart, courseFinding, membersChart, pointName } from './trend-charts.js';
import { growth } from './trend-model.js';

const GRAINS = ['week', 'month', 'quarter', 'year'];
const PERIODS = { week: 26, month: 24, quarter: 12, year: 6 };
const TOPS = ['5', '8', '12'];

/** @returns {keyof typeof PERIODS} */
const chosenGrain = () =>
  /** @type {any} */ (GRAINS.includes(router.query.value.grain) ? router.query.value.grain : 'month');
const chosenAxis = () => (placeAxes().includes(router.query.value.by) ? router.query.value.by : null);

class StTrendBoard extends LitElement {
  static styles = [base, sheet, boardStyles];

  constructor() {
    super();
    const question = () => {
      const grain = chosenGrain();
      return { ...subjectOfAllDays(), grain, measure: chosenMeasure(), asOf: asOfDay.value, periods: PERIODS[grain] };
    };
    this.whole = new EngineQuery(this, () => ({ request: 'performance.trend', params: question() }));
    this.members = new EngineQuery(this, () => {
      const axis = chosenAxis();
      return axis
        ? { request: 'performance.trend', params: { ...question(), axis, top: Number(router.query.value.top ?? 5) } }
        : null;
    });
    this.targets = new TargetPoints(this, () => ({ grain: chosenGrain(), measure: chosenMeasure() }));
    new SignalController(this, shownState);
  }

  render() {
    const waiting = standIn(this.whole);
    if (waiting) return html`${this.#choices()} ${waiting}`;
    const trend = this.targets.applyTo(this.whole.result);
    const points = trend.series[0]?.points ?? [];
    if (points.every(({ value }) => !value)) return html`${this.#choices()} ${noMatch()}`;
    const against = comparison();
    const lines = [
      ...readChange(trend, { against, minorDigits: currency.value.minorDigits }),
      ...readStreak(trend),
      ...readExtremes(trend),
    ];
    return html`${readingList(lines)} ${this.#choices()}
      <section class="sheet">${this.#chart(trend)}</section>
      ${chosenAxis() ? html`<section class="sheet">${this.#membersChart(/** @type {string} */ (chosenAxis()))}</section>` : nothing}
      <section class="sheet">${this.#table(trend)}</section>`;
  }

  #choices() {
    const measures = measureKeys().map((value) => ({ value, label: measureName(value) }));
    const axes = [{ value: '', label: t('performance.trend.total') }, ...axisOptions(placeAxes())];
    return html`<div class="bar">
      <st-segmented
        label=${t('performance.trend.grain')}
        .options=${GRAINS.map((value) => ({ value, label: t(`performance.grain.${value}`) }))}
        .value=${chosenGrain()}
        @st-change=${(/** @type {CustomEvent} */ { detail }) => router.set({ grain: detail.value }, { replace: false })}
      ></st-segmented>
      ${choice({ label: t('performance.measure'), options: measures, value: chosenMeasure(), name: 'measure' })}
      ${choice({ label: t('performance.trend.by'), options: axes, value: chosenAxis() ?? '', name: 'by' })}
      ${
        chosenAxis()
          ? choice({
              label: t('performance.top'),
              options: TOPS.map((value) => ({ value, label: value })),
              value: router.query.value.top ?? '5',
              name: 'top',
            })
          : nothing
      }
    </div>`;
  }

  /** @param {import('./trend-model.js').Trend} trend */
  #chart(trend) {
    const measure = { key: trend.measure, unit: trend.unit };
    const chart = courseChart(trend, paint(), { minorDigits: currency.value.minorDigits });
    return html`<st-chart
      heading=${courseFinding(trend, comparison(), currency.value.minorDigits)}
      subheading=${t('performance.course.subheading', { grain: t(`performance.grain.${trend.grain}`), unit: unitText(measure) || 'none' })}
      .option=${chart.option}
      .table=${chart.table}
      height="280"
      @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
        const point = trend.series[0].points[detail.dataIndex];
        if (point) narrowTo([{ axis: trend.grain, key: point.period }]);
      }}
    ></st-chart>`;
  }

  /** @param {string} axis */
  #membersChart(axis) {
    const waiting = standIn(this.members);
    if (waiting) return waiting;
    const trend = this.members.result;
    const chart = membersChart(trend, axis, paint());
    return html`<st-chart
      heading=${t('performance.trend.byHeading', { measure: measureName(trend.measure), axis: axisName(axis), count: trend.series.length })}
      subheading=${t('performance.course.subheading', { grain: t(`performance.grain.${trend.grain}`), unit: unitText({ key: trend.measure, unit: trend.unit }) || 'none' })}
      .option=${chart.option}
      .table=${chart.table}
      height="300"
      @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
        const series = trend.series.find(
          (/** @type {any} */ _, /** @type {number} */ i) => chartSeriesName(chart, i) === detail.seriesName,
        );
        if (series && series.key !== null) narrowTo([{ axis, key: series.key }]);
      }}
    ></st-chart>`;
  }

  /** Newest first; a period still running says so. @param {import('./trend-model.js').Trend} trend */
  #table(trend) {
    const measure = { key: trend.measure, unit: trend.unit };
    const heading = t('performance.trend.table');
    return html`<header class="section"><h2>${heading}</h2>${tableExport(`${measureName(trend.measure)} ${heading}`)}</header>
      <div class="scroll" tabindex="0" role="region" aria-label=${heading}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${t('performance.column.period')}</th>
              <th scope="col" class="number">${measureHeader(measure)}</th>
              <th scope="col" class="number">${t('frame.delta.mom')}</th>
              <th scope="col" class="number">${t('frame.delta.yoy')}</th>
              <th scope="col" class="number">${t('performance.column.lastYear')}</th>
            </tr>
          </thead>
          <tbody>
            ${[...trend.series[0].points].reverse().map((point) => this.#row(point, trend.grain, measure))}
          </tbody>
        </table>
      </div>
      ${trend.series[0].points.some(({ partial }) => partial) ? html`<p class="muted small">◔ ${t('performance.partialNote')}</p>` : nothing}`;
  }

  /** @param {import('./trend-model.js').Point} point @param {string} grain @param {import('./measures.js').Measure} measure */
  #row(point, grain, measure) {
    const cell = (/** @type {import('./trend-model.js').Base | null} */ other) =>
      html`<td class="number">${deltaMark(growth(point.value, other?.value), changeText(point.value, other?.value))}</td>`;
    return html`<tr>
      <td>
        <button class="link" @click=${() => openLines([{ axis: grain, key: point.period }])}>${pointName(point)}</button>
        ${point.partial ? html`<span class="muted small">${t('performance.partial')}</span>` : nothing}
      </td>
      <td class="number">${measureText(point.value, measure)}</td>
      ${cell(point.previous)} ${cell(point.lastYear)}
      <td class="number">${measureText(point.lastYear?.value, measure)}</td>
    </tr>`;
  }
}

/** @param {{option: any}} chart @param {number} index */
const chartSeriesName = ({ option }, index) => option.series[index]?.name;

customElements.define('st-trend-board', StTrendBoard);
