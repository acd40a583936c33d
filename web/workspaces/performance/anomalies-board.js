// <st-anomalies-board>: weeks or months that sold unlike themselves, how many of them chance alone would show, and each one's band.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, period, ratio, t } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { base, sheet } from '../../components/styles.js';
import '../../charts/chart.js';
import '../../components/segmented.js';
import { bandChart } from './anomalies-chart.js';
import {
  axisName,
  isAdditive,
  measureHeader,
  measureName,
  measureText,
  memberName,
  shortName,
  unitText,
} from './measures.js';
import { paint } from './paint.js';
import { choice, linesCell, linesHead, nameCell, readingList, standIn, tableExport } from './parts.js';
import {
  asOfDay,
  axisOptions,
  measureKeys,
  openLines,
  placeAxes,
  shownState,
  subjectOfAllDays,
  usualAxis,
} from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { readAnomalies } from './reading.js';

const GRAINS = ['week', 'month'];
const ALARMS = ['0.01', '0.05', '0.001'];

/** The series of everything together, and its only member. */
const WHOLE = 'whole';
const axes = () => [WHOLE, ...placeAxes()];
const chosenAxis = () => (axes().includes(router.query.value.axis) ? router.query.value.axis : usualAxis());
/** Where a period of a member is; everything is nowhere in particular. @param {string} axis @param {string} key @param {string} shown */
const placesOf = (axis, key, shown) => [
  ...(axis === WHOLE ? [] : [{ axis, key }]),
  { axis: chosenGrain(), key: shown },
];
const measures = () => measureKeys().filter(isAdditive);
const chosenMeasure = () => (measures().includes(router.query.value.measure) ? router.query.value.measure : 'amount');
const chosenGrain = () => (router.query.value.grain === 'month' ? 'month' : 'week');
const chosenAlarms = () => (ALARMS.includes(router.query.value.alarms) ? router.query.value.alarms : '0.01');

class StAnomaliesBoard extends LitElement {
  static styles = [
    base,
    sheet,
    boardStyles,
    css`
      tr.chosen td {
        background: var(--st-sunken);
      }
      tr.chosen td.name {
        box-shadow: inset 3px 0 var(--st-accent);
      }
      .how {
        display: inline-flex;
        align-items: center;
        gap: var(--st-space-1);
        white-space: nowrap;
      }
    `,
  ];

  constructor() {
    super();
    const question = () => ({
      ...subjectOfAllDays(),
      to: asOfDay.value,
      axis: chosenAxis(),
      grain: chosenGrain(),
      measure: chosenMeasure(),
      falseAlarmRatio: Number(chosenAlarms()),
    });
    this.query = new EngineQuery(this, () =>
      chosenAxis() ? { request: 'performance.anomalies', params: question() } : null,
    );
    this.member = new EngineQuery(this, () => {
      const { member } = router.query.value;
      return chosenAxis() && member ? { request: 'performance.anomalies', params: { ...question(), member } } : null;
    });
    new SignalController(this, shownState);
  }

  /** Without a choice the whole or the first finding is shown: asked for once the findings are known. */
  updated() {
    const first = chosenAxis() === WHOLE ? { key: WHOLE } : this.query.result?.findings[0];
    if (first && !router.query.value.member && !this.query.pending) router.set({ member: first.key });
  }

  render() {
    const waiting = standIn(this.query);
    const axis = this.query.result?.axis ?? chosenAxis();
    if (waiting || !axis) return html`${this.#choices(axis)} ${waiting}`;
    const anomalies = this.query.result;
    const measure = { key: anomalies.measure, unit: anomalies.unit };
    return html`${readingList(readAnomalies(anomalies, { axis, measure }))} ${this.#choices(axis)}
      <section class="sheet">${this.#series(axis, measure)}</section>
      <section class="sheet">${this.#findings(anomalies, axis, measure)}</section>`;
  }

  /** @param {string | null} axis */
  #choices(axis) {
    return html`<div class="bar">
      <st-segmented
        label=${t('performance.trend.grain')}
        .options=${GRAINS.map((value) => ({ value, label: t(`performance.grain.${value}`) }))}
        .value=${chosenGrain()}
        @st-change=${(/** @type {CustomEvent} */ { detail }) => router.set({ grain: detail.value, member: null }, { replace: false })}
      ></st-segmented>
      ${choice({ label: t('performance.axis'), options: axisOptions(axes()), value: axis, name: 'axis', also: { member: null } })}
      ${choice({
        label: t('performance.measure'),
        options: measures().map((value) => ({ value, label: measureName(value) })),
        value: chosenMeasure(),
        name: 'measure',
        also: { member: null },
      })}
      ${choice({
        label: t('performance.anomalies.alarms'),
        options: ALARMS.map((value) => ({ value, label: ratio(Number(value), 1) })),
        value: chosenAlarms(),
        name: 'alarms',
      })}
    </div>`;
  }

  /** @param {string} axis @param {import('./measures.js').Measure} measure */
  #series(axis, measure) {
    if (!router.query.value.member) return html`<p class="muted">${t('performance.anomalies.choose')}</p>`;
    const waiting = standIn(this.member);
    if (waiting) return waiting;
    const { series } = this.member.result;
    if (!series) return html`<p class="muted">${t('performance.anomalies.noSeries')}</p>`;
    const name = shortName(memberName(axis, series));
    const chart = bandChart(series, measure, paint());
    return html`<st-chart
      heading=${t('performance.anomalies.heading', { name, count: series.flags.slice(-52).filter(Boolean).length })}
      subheading=${t('performance.anomalies.subheading', { measure: measureName(measure.key), unit: unitText(measure) || 'none' })}
      .option=${chart.option}
      .table=${chart.table}
      height="280"
      @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
        const shown = series.periods.slice(-52)[detail.dataIndex];
        if (shown) openLines(placesOf(axis, series.key, shown));
      }}
    ></st-chart>`;
  }

  /** @param {any} anomalies @param {string} axis @param {import('./measures.js').Measure} measure */
  #findings({ findings, found, checked, expectedFalseAlarms, from, to }, axis, measure) {
    const heading = t('performance.anomalies.findings', { count: found ?? findings.length });
    const note = t('performance.anomalies.note', {
      checked: count(checked),
      expected: count(expectedFalseAlarms, 1),
      from: period(from),
      to: period(to),
    });
    if (findings.length === 0) return html`<h2>${heading}</h2><p class="muted">${note}</p>`;
    return html`<header class="section"><h2>${heading}</h2><p class="muted small">${note}</p>${tableExport(heading)}</header>
      <div class="scroll" tabindex="0" role="region" aria-label=${heading}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${axisName(axis)}</th>
              <th scope="col">${t('performance.column.period')}</th>
              <th scope="col">${t('performance.anomalies.direction')}</th>
              <th scope="col" class="number">${measureHeader(measure)}</th>
              <th scope="col" class="number">${t('performance.anomalies.expected')}</th>
              <th scope="col" class="number">${t('performance.anomalies.band')}</th>
              <th scope="col" class="number">${t('performance.anomalies.off')}</th>
              ${linesHead()}
            </tr>
          </thead>
          <tbody>
            ${findings.map((/** @type {import('./reading.js').Finding} */ finding) => this.#row(finding, axis, measure))}
          </tbody>
        </table>
      </div>`;
  }

  /** @param {import('./reading.js').Finding} finding @param {string} axis @param {import('./measures.js').Measure} measure */
  #row(finding, axis, measure) {
    const name = memberName(axis, finding);
    const up = finding.value > finding.expected;
    const off = finding.expected === 0 ? null : finding.value / finding.expected - 1;
    const places = placesOf(axis, finding.key, finding.period);
    return html`<tr class=${finding.key === router.query.value.member ? 'chosen' : ''}>
      ${nameCell(name, () => router.set({ member: finding.key }, { replace: false }))}
      <td>${period(finding.period)} ${finding.partial ? html`<span class="muted small">${t('performance.partial')}</span>` : nothing}</td>
      <td>
        <span class="how ${up ? 'good' : 'bad'}"
          ><st-icon name=${up ? 'trending-up' : 'trending-down'}></st-icon>${t(`performance.anomalies.${up ? 'above' : 'below'}`)}</span
        >
      </td>
      <td class="number">${measureText(finding.value, measure)}</td>
      <td class="number">${measureText(finding.expected, measure)}</td>
      <td class="number muted">${measureText(finding.low, measure)} – ${measureText(finding.high, measure)}</td>
      <td class="number">${withSign(ratio(off))}</td>
      ${linesCell(name, places)}
    </tr>`;
  }
}

customElements.define('st-anomalies-board', StAnomaliesBoard);
