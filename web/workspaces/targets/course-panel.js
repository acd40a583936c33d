// <st-course-panel>: one unit's targets against the last years' actuals, month by month, with the finding as the title.
import { signal } from '@preact/signals-core';
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { errorRecords, language, period, t, unitMode } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import '../../charts/chart.js';
import '../../components/notice.js';
import { courseOption } from './course-chart.js';

const EARLIER_YEARS = 2;

export class StCoursePanel extends LitElement {
  static properties = { table: { attribute: false }, selected: {}, unit: {}, compareYear: {} };
  static styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    this.selected = '';
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** the year before the set's, null when the orders do not know it @type {string | null} */
    this.compareYear = null;
    /** What the questions are about: a signal, since they are asked again when it changes. */
    this.about = signal({ metric: '', year: '', node: '' });
    this.queries = Array.from({ length: EARLIER_YEARS }, (_, i) => new EngineQuery(this, () => this.#question(i + 1)));
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    const { table, compareYear, selected } = this;
    if (!changed.has('selected') && !changed.has('compareYear') && !changed.has('table')) return;
    const next = {
      metric: table?.view.metric ?? '',
      year: compareYear ? (table?.axis.year ?? '') : '',
      node: selected,
    };
    if (JSON.stringify(next) !== JSON.stringify(this.about.peek())) this.about.value = next;
  }

  /** @param {number} back years before the set's */
  #question(back) {
    const { metric, year, node } = this.about.value;
    if (!year || !node || session.facts.value.length === 0) return null;
    const params = { metric, period: String(Number(year) - back), node, grain: 'month' };
    return { request: 'performance.series', params };
  }

  render() {
    const { table, selected } = this;
    const unit = table?.unit(selected);
    if (!table || !unit) return nothing;
    const failed = this.queries.find(({ error }) => error);
    const earlier = this.queries
      .map(({ result }, i) => ({
        year: String(Number(table.axis.year) - i - 1),
        actualMinor: result?.actualMinor ?? [],
      }))
      .filter(({ actualMinor }) =>
        actualMinor.some((/** @type {number | null} */ value) => value !== null && value !== 0),
      );
    const chart = courseOption(table, unit, earlier, this.unit);
    return html`<st-chart
        .heading=${chart.heading}
        .subheading=${t('targets.course.subheading', { unit: unit.name, year: period(table.axis.year) })}
        .option=${chart.option}
        .table=${chart.table}
        height="300"
      ></st-chart>
      ${failed ? html`<st-error .errors=${errorRecords(failed.error)}></st-error>` : nothing}`;
  }
}

customElements.define('st-course-panel', StCoursePanel);
