// <st-board-card>: one card of a board: its own question to the engine, drawn as number, chart or list.
import { LitElement, css, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { currency, moneyUnit, period, ratio, t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { view } from '../../state/view.js';
import { router } from '../../state/router.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../charts/chart.js';
import { attainmentChart, attainmentFinding, unitsBelow } from './attainment-chart.js';
import { KINDS, ROW } from './boards-model.js';
import { crossList, leakList, lowestList, segmentList } from './card-lists.js';
import { readCard } from './card-reading.js';
import { cardAxis, cardQuestion } from './card-question.js';
import { contributionChart, contributionFinding } from './contribution-chart.js';
import './kpi.js';
import { axisName, measureName, measureText, unitText } from './measures.js';
import { paint } from './paint.js';
import { paretoChart } from './pareto-chart.js';
import { standIn } from './parts.js';
import { comparison, hasTargets, narrowTo, shownState } from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { courseChart, courseFinding } from './trend-charts.js';
import { effectFinding, effectSteps, nodeFinding, nodeSteps, stepsChart } from './variance-chart.js';

const AMOUNT = /** @type {import('./measures.js').Measure} */ ({ key: 'amount', unit: 'money' });
/** What a chart's title takes of a card's height. */
const HEADING = 56;
/** Targets have no cards of their own: they are compared with last year. */
const against = () => /** @type {'yoy' | 'mom'} */ (comparison() === 'target' ? 'yoy' : comparison());

class StBoardCard extends LitElement {
  static properties = { card: { attribute: false }, key: { attribute: false } };
  static styles = [
    base,
    boardStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
    `,
  ];

  /** The card as a signal, so that its question follows it. */
  #card = signal(/** @type {import('./boards-model.js').Card | null} */ (null));
  #told = '[]';

  constructor() {
    super();
    this.card = /** @type {import('./boards-model.js').Card | null} */ (null);
    /** names the card in what it tells the board */
    this.key = '';
    this.query = new EngineQuery(this, () => this.#card.value && cardQuestion(this.#card.value));
    new SignalController(this, shownState);
  }

  willUpdate() {
    if (JSON.stringify(this.card) !== JSON.stringify(this.#card.peek())) this.#card.value = this.card;
  }

  /** The board reads out what its cards say. */
  updated() {
    const { card } = this;
    const { result } = this.query;
    const question = card && cardQuestion(card);
    const lines = question && result ? readCard(card, result, this.#reading(card, question.params)) : [];
    const told = JSON.stringify(lines);
    if (told === this.#told) return;
    this.#told = told;
    fire(this, 'st-card-lines', { key: this.key, lines });
  }

  /** @param {import('./boards-model.js').Card} card @param {Record<string, unknown>} params */
  #reading(card, params) {
    return {
      axis: cardAxis(card) ?? '',
      axes: /** @type {string[]} */ (params.axes ?? []),
      against: against(),
      minorDigits: currency.value.minorDigits,
      unit: router.query.value.unit ?? null,
    };
  }

  render() {
    const { card } = this;
    if (!card) return nothing;
    if (!KINDS.includes(card.kind)) return html`<p class="muted">${t('performance.board.unknown')}</p>`;
    if (!cardQuestion(card)) return html`<p class="muted">${this.#why(card)}</p>`;
    const waiting = standIn(this.query);
    if (waiting) return waiting;
    const axis = cardAxis(card) ?? '';
    const reply = this.query.result;
    switch (card.kind) {
      case 'kpi':
        return html`<st-kpi .trend=${reply} .against=${against()}></st-kpi>`;
      case 'course':
        return this.#course(card, reply);
      case 'attainment':
        return this.#attainment(reply);
      case 'contribution':
        return this.#contribution(reply, axis);
      case 'effects':
      case 'nodes':
        return this.#steps(card.kind, reply, axis);
      case 'pareto':
        return this.#pareto(reply, axis);
      default:
        return this.#list(card, reply, axis);
    }
  }

  /** Why a card has nothing to ask. @param {import('./boards-model.js').Card} card */
  #why({ kind }) {
    if (kind !== 'attainment') return t('performance.board.missing', { kind: t(`performance.card.${kind}`) });
    return t(hasTargets() ? 'performance.attainment.filtered' : 'performance.attainment.none');
  }

  /** @param {import('./boards-model.js').Card} card @param {any} reply @param {string} axis */
  #list(card, reply, axis) {
    const height = this.#height(0);
    if (card.kind === 'segments') return segmentList(reply, height);
    if (card.kind === 'lowest') return lowestList(reply, axis, height);
    if (card.kind === 'leak') return leakList(reply, axis, height);
    return crossList(reply, /** @type {string[]} */ (cardQuestion(card)?.params.axes ?? []), against(), height);
  }

  /** The height of what is drawn: as the card was pulled, or as its content wants. @param {number} natural */
  #height(natural) {
    const rows = this.card?.rows;
    return rows ? rows * ROW - HEADING : natural;
  }

  /** @param {string} heading @param {string} subheading @param {import('./trend-charts.js').Chart} chart @param {number} height @param {(index: number) => import('./question.js').Place | null} [placeAt] */
  #chart(heading, subheading, chart, height, placeAt) {
    return html`<st-chart
      .heading=${heading}
      .subheading=${subheading}
      .option=${chart.option}
      .table=${chart.table}
      height=${this.#height(height)}
      @st-chart-click=${(/** @type {CustomEvent} */ { detail }) => {
        const place = placeAt?.(detail.dataIndex);
        if (place) narrowTo([place]);
      }}
    ></st-chart>`;
  }

  /** @param {import('./boards-model.js').Card} card @param {import('./trend-model.js').Trend} trend */
  #course(card, trend) {
    const chart = courseChart(trend, paint(), { minorDigits: currency.value.minorDigits });
    const measure = { key: trend.measure, unit: trend.unit };
    if (card.goal !== null && card.goal !== undefined) addGoal(chart.option, card.goal, measure);
    const note = [t(`performance.grain.${trend.grain}`), unitText(measure)].filter(Boolean).join(' · ');
    return this.#chart(courseFinding(trend, against(), currency.value.minorDigits), note, chart, 220, (i) => {
      const point = trend.series[0]?.points[i];
      return point ? { axis: trend.grain, key: point.period } : null;
    });
  }

  /** @param {any} reply */
  #attainment(reply) {
    const units = unitsBelow(reply, router.query.value.unit ?? null);
    if (units.length === 0) return html`<p class="muted">${t('performance.attainment.none')}</p>`;
    const chart = attainmentChart(units, paint(), {
      minorDigits: currency.value.minorDigits,
      unitName: axisName('org'),
    });
    const note = [period(view.period.value), t('performance.attainment.note'), moneyUnit()].join(' · ');
    return this.#chart(attainmentFinding(units), note, chart, Math.max(120, chart.shown.length * 28 + 16), (i) => {
      const unit = chart.shown[i];
      return unit ? { axis: 'org', key: unit.id } : null;
    });
  }

  /** @param {any} reply @param {string} axis */
  #contribution({ nodes }, axis) {
    const chart = contributionChart(nodes, axis, paint(), {
      axisName: axisName(axis),
      against: t(`performance.base.${against()}`),
    });
    const note = `${period(view.period.value)} · ${t(`frame.delta.${against()}`)}`;
    return this.#chart(
      contributionFinding(nodes, axis),
      note,
      chart,
      Math.max(120, chart.shown.length * 28 + 16),
      (i) => {
        const key = chart.shown[i]?.key;
        return key === null || key === undefined ? null : { axis, key };
      },
    );
  }

  /** @param {'effects' | 'nodes'} kind @param {any} reply @param {string} axis */
  #steps(kind, reply, axis) {
    const byEffect = kind === 'effects';
    const words = { base: t(`performance.base.${against()}`), current: t('performance.series.current') };
    const steps = byEffect ? effectSteps(reply, words) : nodeSteps(reply, axis);
    const chart = stepsChart(steps, paint(), { column: t('performance.column.gap'), signedTotals: !byEffect });
    const finding = byEffect ? effectFinding(reply) : nodeFinding(reply, axis);
    const note = `${t(`frame.delta.${against()}`)} · ${moneyUnit()}`;
    return this.#chart(finding, note, chart, Math.max(120, steps.length * 28 + 16), (i) => {
      const key = steps[i]?.key;
      return byEffect || key === null || key === undefined ? null : { axis, key };
    });
  }

  /** @param {any} reply @param {string} axis */
  #pareto(reply, axis) {
    const { topPercent, share } = reply.headShare;
    const heading = t('performance.pareto.heading', {
      top: ratio(topPercent, 0),
      axis: axisName(axis),
      share: ratio(share),
      measure: measureName('amount'),
    });
    return this.#chart(heading, period(view.period.value), paretoChart(reply, { axis, measure: AMOUNT }, paint()), 220);
  }
}

/** A goal as a line across. @param {any} option @param {number} goal in the measure's own unit @param {import('./measures.js').Measure} measure */
function addGoal(option, goal, measure) {
  const { bad, ink } = paint();
  // A line does not widen the axis by itself.
  option.yAxis = { ...option.yAxis, max: (/** @type {{max: number}} */ { max }) => (goal > max ? goal * 1.05 : null) };
  option.series[0].markLine = {
    symbol: 'none',
    silent: true,
    lineStyle: { color: bad, width: 1.5 },
    label: {
      color: ink,
      position: 'insideEndTop',
      formatter: t('performance.board.goalLine', { value: measureText(goal, measure) }),
    },
    data: [{ yAxis: goal }],
  };
}

customElements.define('st-board-card', StBoardCard);
