// <st-variance-board>: why sales differ from last year, the period before or the target, in parts that add up to the gap exactly.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { currency, day, moneyUnit, t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { view } from '../../state/view.js';
import { base, sheet } from '../../components/styles.js';
import '../../charts/chart.js';
import { axisName, measureText, memberName } from './measures.js';
import { paint } from './paint.js';
import {
  choice,
  deltaMark,
  linesCell,
  linesHead,
  nameCell,
  noMatch,
  readingList,
  standIn,
  tableExport,
} from './parts.js';
import {
  asOfDay,
  axisOptions,
  childAxis,
  comparison,
  comparisonBase,
  drillInto,
  newCustomerAxes,
  placeAxes,
  shownState,
  subjectOfAllDays,
  usualAxis,
} from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { readEffects, readNodes } from './reading.js';
import { targetVariance } from './target-variance.js';
import { changeText } from './trend-charts.js';
import { effectFinding, effectSteps, nodeFinding, nodeSteps, stepsChart, zoomed } from './variance-chart.js';

const AMOUNT = /** @type {import('./measures.js').Measure} */ ({ key: 'amount', unit: 'money' });
const EFFECTS = ['volume', 'price', 'mix', 'new', 'lost', 'other'];
const MOST_ROWS = 100;

const varianceAxes = () => [...placeAxes(), ...newCustomerAxes()];
const chosenAxis = () => (varianceAxes().includes(router.query.value.axis) ? router.query.value.axis : usualAxis());

class StVarianceBoard extends LitElement {
  static styles = [
    base,
    sheet,
    boardStyles,
    css`
      .note {
        margin: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.query = new EngineQuery(this, () => {
      const axis = chosenAxis();
      const against = comparisonBase();
      if (!axis || 'target' in against) return null;
      const params = {
        ...subjectOfAllDays(),
        axis,
        base: against,
        current: { period: view.period.value },
        asOf: asOfDay.value,
      };
      return { request: 'performance.variance', params };
    });
    this.targets = new EngineQuery(this, () => {
      if (comparison() !== 'target') return null;
      return {
        request: 'performance.attainment',
        params: { metric: 'revenue', tier: 'base', period: view.period.value, asOf: asOfDay.value },
      };
    });
    new SignalController(this, shownState);
  }

  render() {
    const toTarget = comparison() === 'target';
    const axis = toTarget ? (childAxis() ?? 'org') : (this.query.result?.axis ?? chosenAxis());
    const query = toTarget ? this.targets : this.query;
    const waiting = standIn(query);
    if (waiting || !axis) return html`${this.#choices(axis)} ${waiting}`;
    const variance = toTarget
      ? targetVariance(query.result, router.query.value.unit ?? null, currency.value.minorDigits)
      : query.result;
    if (variance.nodes.length === 0) return html`${this.#choices(axis)} ${noMatch()}`;
    const lines = [...readEffects(variance), ...readNodes(variance, { axis: chosenAxis() ?? axis })];
    return html`${readingList(lines)} ${this.#choices(axis)}
      ${toTarget ? html`<p class="muted note">${t('performance.variance.targetNote')}</p>` : this.#days(variance)}
      <div class=${variance.effects.length > 0 ? 'two' : ''}>
        ${variance.effects.length > 0 ? html`<section class="sheet">${this.#effects(variance)}</section>` : nothing}
        <section class="sheet">${this.#nodes(variance, axis)}</section>
      </div>
      <section class="sheet">${this.#table(variance, axis)}</section>`;
  }

  /** @param {string | null} axis */
  #choices(axis) {
    if (comparison() === 'target') return nothing;
    return html`<div class="bar">
      ${choice({ label: t('performance.variance.by'), options: axisOptions(varianceAxes()), value: axis, name: 'axis' })}
    </div>`;
  }

  /** What is compared with what, to the day. @param {any} variance */
  #days({ base: then, current, shortened, method }) {
    return html`<p class="muted small note">
      ${t(shortened ? 'performance.variance.daysShortened' : 'performance.variance.days', {
        from: day(current.from),
        to: day(current.to),
        baseFrom: day(then.from),
        baseTo: day(then.to),
      })}
      ${method === 'gapOnly' ? t('performance.variance.gapOnly') : nothing}
    </p>`;
  }

  /** @param {any} variance */
  #effects(variance) {
    const steps = effectSteps(variance, {
      base: t(`performance.base.${comparison()}`),
      current: t('performance.series.current'),
    });
    const chart = stepsChart(steps, paint(), { column: t('performance.column.amount'), signedTotals: false });
    return html`<st-chart
      heading=${effectFinding(variance)}
      subheading=${[t('performance.variance.effectsNote', { unit: moneyUnit() }), ...(zoomed(steps) !== 0 ? [t('performance.variance.zoomed')] : [])].join(' · ')}
      .option=${chart.option}
      .table=${chart.table}
      height=${Math.max(160, steps.length * 34 + 16)}
    ></st-chart>`;
  }

  /** @param {any} variance @param {string} axis */
  #nodes(variance, axis) {
    const steps = nodeSteps(variance, axis);
    const chart = stepsChart(steps, paint(), { column: t('performance.column.gap'), signedTotals: true });
    return html`<st-chart
      heading=${nodeFinding(variance, axis)}
      subheading=${t('performance.variance.nodesNote', { unit: moneyUnit() })}
      .option=${chart.option}
      .table=${chart.table}
      height=${Math.max(160, steps.length * 30 + 16)}
      @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
        const step = steps[detail.dataIndex];
        if (step && step.key !== null) drillInto({ axis, key: step.key }, 'axis');
      }}
    ></st-chart>`;
  }

  /** @param {any} variance @param {string} axis */
  #table({ nodes, gap, base: then, current, effects }, axis) {
    const sorted = [...nodes].sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
    const keys = EFFECTS.filter((key) => effects.some((/** @type {any} */ one) => one.key === key && one.amount !== 0));
    const total = {
      base: then.amount,
      current: current.amount,
      gap,
      effects: Object.fromEntries(effects.map((/** @type {any} */ one) => [one.key, one.amount])),
    };
    const unit = moneyUnit();
    const head = (/** @type {string} */ name) =>
      html`<th scope="col" class="number">${t('performance.withUnit', { name, unit })}</th>`;
    return html`<header class="section">
        <h2>${t('performance.variance.table', { axis: axisName(axis) })}</h2>
        ${sorted.length > MOST_ROWS ? html`<p class="muted small">${t('performance.firstOf', { shown: MOST_ROWS, total: sorted.length })}</p>` : nothing}
        ${tableExport(t('performance.variance.table', { axis: axisName(axis) }))}
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('performance.variance.table', { axis: axisName(axis) })}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${axisName(axis)}</th>
              ${head(t(`performance.base.${comparison()}`))} ${head(t('performance.series.current'))} ${head(t('performance.column.gap'))}
              <th scope="col" class="number">${t('performance.column.change')}</th>
              ${keys.map((key) => head(t(`performance.effect.${key}`)))}
              ${linesHead()}
            </tr>
          </thead>
          <tbody>
            ${sorted.slice(0, MOST_ROWS).map((node) => this.#row(node, axis, keys))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">${t('performance.total')}</th>
              ${this.#cells(total, keys)}
              <td></td>
            </tr>
          </tfoot>
        </table>
      </div>`;
  }

  /** @param {any} node @param {string} axis @param {string[]} keys */
  #row(node, axis, keys) {
    const name = memberName(axis, node);
    const place = [{ axis, key: node.key }];
    return html`<tr>
      ${nameCell(name, () => drillInto(place[0], 'axis'))}
      ${this.#cells(node, keys)}
      ${linesCell(name, place)}
    </tr>`;
  }

  /** @param {any} node @param {string[]} keys */
  #cells(node, keys) {
    return html`<td class="number">${measureText(node.base, AMOUNT)}</td>
      <td class="number">${measureText(node.current, AMOUNT)}</td>
      <td class="number">${deltaMark(node.gap, measureText(node.gap, AMOUNT, { signed: true }))}</td>
      <td class="number">${changeText(node.current, node.base)}</td>
      ${keys.map((key) => html`<td class="number">${measureText(node.effects?.[key] ?? null, AMOUNT, { signed: true })}</td>`)}`;
  }
}

customElements.define('st-variance-board', StVarianceBoard);
