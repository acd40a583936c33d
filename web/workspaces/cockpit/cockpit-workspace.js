// <st-cockpit-workspace>: attainment of one unit and its children in one period, and the way down to the order lines.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { day, errorRecords, language, messageText, moneyUnit, period, ratio, t, unitMode } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { view } from '../../state/view.js';
import { base, sheet } from '../../components/styles.js';
import '../../charts/chart.js';
import '../../components/field.js';
import '../../components/figure.js';
import '../../components/icon.js';
import '../../components/notice.js';
import '../../components/page.js';
import '../../components/segmented.js';
import '../../components/status.js';
import './attainment-table.js';
import { courseChart, gapChart } from './cockpit-charts.js';
import { countByStatus, pathTo } from './cockpit-model.js';
import { cockpitStyles } from './cockpit-styles.js';
import { YearTrend } from './year-trend.js';

const TIERS = ['base', 'stretch', 'challenge'];

/** What the address asks for, as the params every performance request shares. */
const scopeParams = () => {
  const { metric = 'revenue', tier = 'base' } = router.query.value;
  return { metric, tier, period: view.period.value };
};

class StCockpitWorkspace extends LitElement {
  static properties = { course: { state: true } };
  static styles = [base, sheet, cockpitStyles];

  constructor() {
    super();
    this.course = /** @type {'each' | 'cumulative'} */ ('each');
    this.query = new EngineQuery(this, () => {
      if (session.facts.value.length === 0 || Object.keys(session.parts.orgUnits).length === 0) return null;
      const { unit } = router.query.value;
      return { request: 'performance.cockpit', params: { ...scopeParams(), ...(unit ? { node: unit } : {}) } };
    });
    this.months = new EngineQuery(this, () => ({
      request: 'plan.periods',
      params: { year: view.period.value.slice(0, 4), grain: 'month' },
    }));
    this.yearTrend = new YearTrend(this, scopeParams);
    new SignalController(this, () => [
      session.version.value,
      router.query.value,
      view.period.value,
      language.value,
      unitMode.value,
    ]);
  }

  willUpdate() {
    this.yearTrend.follow(this.query.result, this.months.result?.periods ?? []);
  }

  render() {
    const cockpit = this.query.result;
    return html`<st-page .heading=${t('cockpit.heading', { plan: session.plan.value?.name ?? '' })} .subheading=${this.#subheading(cockpit)}>
      <a slot="action" class="button" href=${router.href('targets', { ...router.query.value })}>${t('cockpit.toTargets')}</a>
      ${cockpit?.reading.map(
        (/** @type {any} */ line) =>
          html`<p slot="reading"><a class="reading" href=${line.link}>${messageText(line)}</a></p>`,
      )}
      <div slot="filters" class="filters">${this.#path()} ${this.#filters()}</div>
      ${this.#content(cockpit)}
    </st-page>`;
  }

  /** @param {any} cockpit */
  #subheading(cockpit) {
    if (!cockpit) return period(view.period.value);
    const { elapsedWorkingDays: elapsed, workingDays: all, elapsedRatio } = cockpit;
    return t('cockpit.subheading', {
      period: period(cockpit.period),
      asOf: day(cockpit.asOf),
      elapsed,
      all,
      share: ratio(elapsedRatio),
    });
  }

  #path() {
    const units = session.parts.orgUnits;
    const root = Object.values(units).find(({ parent }) => !parent);
    const path = pathTo(units, router.query.value.unit ?? root?.id);
    return html`<nav class="path" aria-label=${t('cockpit.path')}>
      ${path.map((unit, i) =>
        i === path.length - 1
          ? html`<span aria-current="page">${unit.name}</span>`
          : html`<button class="link" @click=${() => this.#openUnit(unit.id)}>${unit.name}</button>
              <span class="muted" aria-hidden="true">›</span>`,
      )}
    </nav>`;
  }

  #filters() {
    const { metric = 'revenue', tier = 'base' } = router.query.value;
    const sets = Object.values(session.parts.targetSets);
    const tiers = TIERS.filter(
      (name) => name === 'base' || sets.some((set) => set.metric === metric && set.tier === name),
    );
    const metrics = Object.values(session.parts.metrics).filter(({ measure }) => measure && measure !== 'none');
    return html`
      <label class="inline"
        >${t('cockpit.metric')}
        <select @change=${(/** @type {any} */ event) => router.set({ metric: event.target.value })}>
          ${metrics.map(
            ({ id, name }) =>
              html`<option value=${id} ?selected=${id === metric}>${name || t(`plan.metric.${id}`)}</option>`,
          )}
        </select>
      </label>
      ${
        tiers.length > 1
          ? html`<st-segmented
              label=${t('cockpit.tier')}
              .options=${tiers.map((value) => ({ value, label: t(`plan.tier.${value}`) }))}
              .value=${tier}
              @st-change=${(/** @type {CustomEvent} */ event) => router.set({ tier: event.detail.value })}
            ></st-segmented>`
          : nothing
      }
    `;
  }

  /** @param {string} id */
  #openUnit(id) {
    router.go('cockpit', { ...router.query.value, unit: id });
  }

  /** @param {any} cockpit */
  #content(cockpit) {
    if (session.facts.value.length === 0) {
      return html`<st-empty icon="database" heading=${t('cockpit.noData.heading')} text=${t('cockpit.noData.text')}>
        <a slot="actions" class="button primary" href=${router.href('data')}>${t('cockpit.noData.action')}</a>
      </st-empty>`;
    }
    if (Object.keys(session.parts.orgUnits).length === 0) {
      return html`<st-empty icon="map" heading=${t('cockpit.noTree.heading')} text=${t('cockpit.noTree.text')}>
        <a slot="actions" class="button primary" href=${router.href('data')}>${t('cockpit.noTree.action')}</a>
      </st-empty>`;
    }
    if (this.query.error) return html`<st-error .errors=${errorRecords(this.query.error)}></st-error>`;
    if (!cockpit) return html`<p class="muted" aria-live="polite">${t('cockpit.loading')}</p>`;
    return html`
      ${cockpit.hasTargets ? nothing : this.#noTargets(cockpit)} ${this.#headline(cockpit)}
      <div class="columns">
        <section class="sheet wide">${this.#unitsTable(cockpit)}</section>
        ${cockpit.waterfall.length > 1 ? html`<section class="sheet">${this.#gap(cockpit)}</section>` : nothing}
      </div>
      <section class="sheet">${this.#course(cockpit)}</section>
      ${this.#extremes(cockpit)}
    `;
  }

  /** @param {any} cockpit */
  #noTargets(cockpit) {
    const year = cockpit.period.slice(0, 4);
    return html`<section class="sheet notice">
      <st-icon name="target"></st-icon>
      <div>
        <h2>${t('cockpit.noTargets.heading', { year })}</h2>
        <p class="muted">${t('cockpit.noTargets.text')}</p>
      </div>
      <a class="button primary" href=${router.href('targets', { year })}>${t('cockpit.noTargets.action')}</a>
    </section>`;
  }

  /** @param {any} cockpit */
  #headline(cockpit) {
    const row = cockpit.headline;
    const unit = cockpit.metric.unit === 'money' ? 'money' : 'count';
    const why = (/** @type {string} */ field) => ({
      request: 'performance.why',
      params: { ...scopeParams(), node: row.id, field },
    });
    const lastYear = { value: row.yoyRatio, unit: 'ratio', against: 'yoy' };
    const actual = html`<st-figure label=${t('cockpit.field.actual')} .value=${row.actualMinor} .unit=${unit} .why=${why('actual')}
      .delta=${row.yoyRatio === null ? null : lastYear} size=${cockpit.hasTargets ? 'normal' : 'large'}></st-figure>`;
    if (!cockpit.hasTargets) {
      return html`<section class="sheet headline" aria-label=${t('cockpit.headline')}>
        ${actual}
        <st-figure label=${t('cockpit.series.lastYear')} .value=${row.lastYearMinor} .unit=${unit} .why=${why('yoy')}></st-figure>
        <st-figure label=${t('cockpit.field.projection')} .value=${row.projectionMinor} .unit=${unit} .why=${why('projection')}></st-figure>
      </section>`;
    }
    return html`<section class="sheet headline" aria-label=${t('cockpit.headline')}>
      <div class="lead">
        <st-figure size="large" label=${t('cockpit.field.attainment')} .value=${row.attainmentRatio} unit="ratio" .why=${why('attainment')}></st-figure>
        <st-attainment-bar .ratio=${row.attainmentRatio} status=${row.status} label=${row.name}></st-attainment-bar>
        <st-status status=${row.status}></st-status>
      </div>
      ${actual}
      <st-figure label=${t('cockpit.field.toDate')} .value=${row.toDateTargetMinor} .unit=${unit} .why=${why('toDate')}></st-figure>
      <st-figure label=${t('cockpit.field.gap')} .value=${row.gapMinor} .unit=${unit} signed .why=${why('gap')}></st-figure>
      <st-figure label=${t('cockpit.field.target')} .value=${row.targetMinor} .unit=${unit} .why=${why('target')}></st-figure>
      <st-figure label=${t('cockpit.field.projection')} .value=${row.projectionMinor} .unit=${unit} .why=${why('projection')}
        .delta=${row.projectionRatio === null ? null : { value: row.projectionRatio - 1, unit: 'ratio', against: 'target' }}></st-figure>
    </section>`;
  }

  /** @param {any} cockpit */
  #unitsTable(cockpit) {
    if (cockpit.units.length === 0) return this.#toRecords(cockpit);
    const counts = countByStatus(cockpit.units);
    return html`<header class="section">
        <h2>${t('cockpit.units.heading', { count: cockpit.units.length })}</h2>
        ${cockpit.hasTargets ? html`<p class="muted small">${t('cockpit.units.counts', counts)}</p>` : nothing}
      </header>
      ${this.#table(cockpit, cockpit.units)} ${this.#toRecords(cockpit)}`;
  }

  /** @param {any} cockpit @param {import('./cockpit-model.js').UnitRow[]} rows */
  #table(cockpit, rows, bestFirst = false) {
    return html`<st-attainment-table
      .rows=${this.yearTrend.applyTo(rows)}
      .metricUnit=${cockpit.metric.unit}
      .withTargets=${cockpit.hasTargets}
      ?bestFirst=${bestFirst}
      .scope=${scopeParams()}
      @st-open-unit=${(/** @type {CustomEvent} */ event) => this.#openUnit(event.detail.id)}
    ></st-attainment-table>`;
  }

  /** @param {any} cockpit */
  #toRecords({ firstDay, lastDay, asOf, headline }) {
    const to = asOf < lastDay ? asOf : lastDay;
    const href = router.href('data', { view: 'records', unit: headline.id, from: firstDay, to });
    return html`<p class="records"><a href=${href}>${t('cockpit.toRecords', { name: headline.name })}</a></p>`;
  }

  /** @param {any} cockpit */
  #gap(cockpit) {
    const chart = gapChart(cockpit.waterfall, cockpit.metric.unit, cockpit.metric.direction);
    return html`<st-chart
      .heading=${chart.heading}
      .subheading=${[t('cockpit.waterfall.subheading', { period: period(cockpit.period) }), unitName(cockpit)].filter(Boolean).join(' · ')}
      .option=${chart.option}
      .table=${chart.table}
      height=${Math.max(180, chart.steps.length * 30 + 32)}
      @st-chart-click=${(/** @type {CustomEvent} */ event) => {
        const step = chart.steps[event.detail.dataIndex];
        if (step?.kind === 'unit' && step.id) this.#openUnit(step.id);
      }}
    ></st-chart>`;
  }

  /** @param {any} cockpit */
  #course(cockpit) {
    const running = new Set(
      (this.months.result?.periods ?? [])
        .filter((/** @type {{lastDay: string}} */ { lastDay }) => lastDay > cockpit.asOf)
        .map((/** @type {{period: string}} */ { period: name }) => name),
    );
    const chart = courseChart(cockpit.series, cockpit.metric.unit, this.course, running);
    const options = ['each', 'cumulative'].map((value) => ({ value, label: t(`cockpit.course.${value}`) }));
    const subheading = [t('cockpit.course.subheading', { name: cockpit.headline.name }), unitName(cockpit)];
    return html`<st-chart
      .heading=${chart.heading}
      .subheading=${subheading.filter(Boolean).join(' · ')}
      .option=${chart.option}
      .table=${chart.table}
      height="260"
    >
      <st-segmented
        slot="actions"
        label=${t('cockpit.course.switch')}
        .options=${options}
        .value=${this.course}
        @st-change=${(/** @type {CustomEvent} */ event) => (this.course = event.detail.value)}
      ></st-segmented>
    </st-chart>`;
  }

  /** @param {any} cockpit */
  #extremes(cockpit) {
    const lists = /** @type {const} */ (['worst', 'best']).filter((side) => cockpit[side].length > 0);
    const deeper = cockpit.units.some((/** @type {any} */ unit) => !unit.leaf);
    if (lists.length === 0 || !deeper) return nothing;
    return lists.map(
      (side) =>
        html`<section class="sheet">
          <header class="section"><h2>${t(`cockpit.${side}.heading`)}</h2></header>
          ${this.#table(cockpit, cockpit[side], side === 'best')}
        </section>`,
    );
  }
}

/** The unit of the charts' figures, '' when they are plain counts. @param {any} cockpit */
const unitName = (cockpit) => (cockpit.metric.unit === 'money' ? moneyUnit() : '');

customElements.define('st-cockpit-workspace', StCockpitWorkspace);
