// <st-pareto-board>: who makes up most of sales: classes, concentration, curve and list.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, period, ratio, t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { view } from '../../state/view.js';
import { base, sheet } from '../../components/styles.js';
import '../../charts/chart.js';
import '../../components/tooltip.js';
import { axisName, isAdditive, measureHeader, measureName, measureText, memberName } from './measures.js';
import { paint } from './paint.js';
import { paretoChart } from './pareto-chart.js';
import {
  allDaysChoice,
  choice,
  linesCell,
  linesHead,
  nameCell,
  noMatch,
  readingList,
  standIn,
  tableExport,
} from './parts.js';
import {
  axisOptions,
  firstDimension,
  measureKeys,
  narrowTo,
  ofAllDays,
  placeAxes,
  shownState,
  subject,
  usualAxis,
} from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { readPareto } from './reading.js';

const chosenAxis = () => {
  const { axis } = router.query.value;
  return placeAxes().includes(axis) ? axis : (firstDimension(['customerName', 'customer']) ?? usualAxis());
};
const measures = () => measureKeys().filter(isAdditive);
const chosenMeasure = () => (measures().includes(router.query.value.measure) ? router.query.value.measure : 'amount');

class StParetoBoard extends LitElement {
  static styles = [
    base,
    sheet,
    boardStyles,
    css`
      .class {
        display: inline-block;
        min-width: 1.8em;
        padding: 0 var(--st-space-1);
        border-radius: var(--st-radius);
        background: var(--st-sunken);
        text-align: center;
        font-weight: 600;
      }
      .class.A {
        background: var(--st-accent-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.query = new EngineQuery(this, () => {
      const axis = chosenAxis();
      return axis ? { request: 'performance.pareto', params: { ...subject(), axis, measure: chosenMeasure() } } : null;
    });
    new SignalController(this, shownState);
  }

  render() {
    const waiting = standIn(this.query);
    // The answer's own axis: the address may be ahead of it.
    const axis = this.query.result?.axis ?? chosenAxis();
    if (waiting || !axis) return html`${this.#choices(axis)} ${waiting}`;
    const pareto = this.query.result;
    if (pareto.members === 0) return html`${this.#choices(axis)} ${noMatch()}`;
    const measure = { key: chosenMeasure(), unit: pareto.unit };
    return html`${readingList(readPareto(pareto, { axis, axisName: axisName(axis) }))} ${this.#choices(axis)}
      <section class="sheet">${this.#figures(pareto)}</section>
      <div class="two">
        <section class="sheet">${this.#chart(pareto, axis, measure)}</section>
        <section class="sheet">${this.#classes(pareto, measure)}</section>
      </div>
      <section class="sheet">${this.#list(pareto, axis, measure)}</section>`;
  }

  /** @param {string | null} axis */
  #choices(axis) {
    return html`<div class="bar">
      ${choice({ label: t('performance.axis'), options: axisOptions(placeAxes()), value: axis, name: 'axis' })}
      ${choice({
        label: t('performance.measure'),
        options: measures().map((value) => ({ value, label: measureName(value) })),
        value: chosenMeasure(),
        name: 'measure',
      })}
      ${allDaysChoice()}
    </div>`;
  }

  /** @param {any} pareto */
  #figures({ members, headShare, gini, hhi }) {
    /** @type {[string, string, string][]} name, value, explanation */
    const figures = [
      [t('performance.pareto.members'), count(members), ''],
      [
        t('performance.pareto.head', { top: ratio(headShare.topPercent, 0) }),
        ratio(headShare.share),
        t('performance.pareto.headNote'),
      ],
      [t('performance.pareto.gini'), gini === null ? '—' : count(gini, 2), t('performance.pareto.giniNote')],
      [t('performance.pareto.hhi'), hhi === null ? '—' : count(hhi, 3), t('performance.pareto.hhiNote')],
    ];
    return html`<dl class="figures">
      ${figures.map(
        ([name, value, note]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
            ${note ? html`<dd class="note">${note}</dd>` : nothing}
          </div>`,
      )}
    </dl>`;
  }

  /** @param {any} pareto @param {string} axis @param {import('./measures.js').Measure} measure */
  #chart(pareto, axis, measure) {
    const chart = paretoChart(pareto, { axis, measure }, paint());
    const { topPercent, share } = pareto.headShare;
    return html`<st-chart
      heading=${t('performance.pareto.heading', { top: ratio(topPercent, 0), axis: axisName(axis), share: ratio(share), measure: measureName(measure.key) })}
      subheading=${t('performance.pareto.subheading', { period: ofAllDays() ? t('performance.allDays') : period(view.period.value) })}
      .option=${chart.option}
      .table=${chart.table}
      height="280"
    ></st-chart>`;
  }

  /** @param {any} pareto @param {import('./measures.js').Measure} measure */
  #classes({ classes, members, negatives, zeros }, measure) {
    return html`<header class="section"><h2>${t('performance.pareto.classes')}</h2></header>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('performance.pareto.classes')}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${t('performance.column.class')}</th>
              <th scope="col" class="number">${t('performance.pareto.members')}</th>
              <th scope="col" class="number">${t('performance.pareto.ofMembers')}</th>
              <th scope="col" class="number">${measureHeader(measure)}</th>
              <th scope="col" class="number">${t('performance.column.share')}</th>
            </tr>
          </thead>
          <tbody>
            ${classes.map(
              (/** @type {any} */ one) =>
                html`<tr>
                  <td><span class="class ${one.key}">${one.key}</span></td>
                  <td class="number">${count(one.members)}</td>
                  <td class="number">${ratio(members === 0 ? null : one.members / members)}</td>
                  <td class="number">${measureText(one.amount, measure)}</td>
                  <td class="number">${ratio(one.share)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="muted small">${t('performance.pareto.classNote')}</p>
      ${
        negatives?.members > 0 || zeros > 0
          ? html`<p class="small">
              ${t('performance.pareto.negatives', { count: negatives.members, amount: measureText(negatives.amount, measure), zeros })}
            </p>`
          : nothing
      }`;
  }

  /** @param {any} pareto @param {string} axis @param {import('./measures.js').Measure} measure */
  #list({ rows, members }, axis, measure) {
    return html`<header class="section">
        <h2>${t('performance.pareto.list', { axis: axisName(axis) })}</h2>
        <p class="muted small">${t('performance.firstOf', { shown: rows.length, total: members })}</p>
        ${tableExport(t('performance.pareto.list', { axis: axisName(axis) }))}
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('performance.pareto.list', { axis: axisName(axis) })}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col" class="number">${t('performance.column.rank')}</th>
              <th scope="col">${axisName(axis)}</th>
              <th scope="col">${t('performance.column.class')}</th>
              <th scope="col" class="number">${measureHeader(measure)}</th>
              <th scope="col" class="number">${t('performance.column.share')}</th>
              <th scope="col" class="number">${t('performance.column.cumulative')}</th>
              ${linesHead()}
            </tr>
          </thead>
          <tbody>
            ${rows.map((/** @type {any} */ row) => this.#row(row, axis, measure))}
          </tbody>
        </table>
      </div>`;
  }

  /** @param {import('./pareto-chart.js').Row} row @param {string} axis @param {import('./measures.js').Measure} measure */
  #row(row, axis, measure) {
    const name = memberName(axis, row);
    const place = [{ axis, key: row.key }];
    return html`<tr>
      <td class="number muted">${count(row.rank)}</td>
      ${nameCell(name, () => narrowTo(place))}
      <td><span class="class ${row.class}">${row.class}</span></td>
      <td class="number">${measureText(row.amount, measure)}</td>
      <td class="number">${ratio(row.share)}</td>
      <td class="number">${ratio(row.cumulativeShare)}</td>
      ${linesCell(name, place)}
    </tr>`;
  }
}

customElements.define('st-pareto-board', StParetoBoard);
