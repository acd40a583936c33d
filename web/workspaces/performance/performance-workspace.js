// <st-performance-workspace>: sales analysis: one filter bar, the boards as tabs, and the order lines behind any number.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { day, language, period, t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { view } from '../../state/view.js';
import { base } from '../../components/styles.js';
import { showErrors } from '../../components/toast.js';
import '../../components/notice.js';
import '../../components/page.js';
import '../../components/segmented.js';
import './anomalies-board.js';
import './boards-board.js';
import './customers-board.js';
import './filter-bar.js';
import './overview-board.js';
import './pareto-board.js';
import './pivot-board.js';
import './records-drawer.js';
import './trend-board.js';
import './variance-board.js';
import { asOfDay, followPeriod, ordersTable } from './performance-scope.js';
import { TABS, tabOf } from './question.js';

/** What belongs to one tab alone stays behind when another is opened. */
const OWN = { segment: null, cell: null, member: null, lines: null, page: null };

/** @type {Record<string, () => unknown>} */
const BOARDS = {
  overview: () => html`<st-overview-board></st-overview-board>`,
  trend: () => html`<st-trend-board></st-trend-board>`,
  pareto: () => html`<st-pareto-board></st-pareto-board>`,
  pivot: () => html`<st-pivot-board></st-pivot-board>`,
  variance: () => html`<st-variance-board></st-variance-board>`,
  anomalies: () => html`<st-anomalies-board></st-anomalies-board>`,
  customers: () => html`<st-customers-board></st-customers-board>`,
  boards: () => html`<st-boards-board></st-boards-board>`,
};

class StPerformanceWorkspace extends LitElement {
  static styles = [
    base,
    css`
      .top {
        display: grid;
        gap: var(--st-space-3);
        justify-items: start;
        min-width: 0;
      }
      .top > * {
        max-width: 100%;
      }
      .top > st-performance-filters {
        width: 100%;
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => {
      // Tracks what the period's days depend on and asks for them again.
      followPeriod().catch((error) => showErrors(this, error));
      return [
        session.version.value,
        session.facts.value,
        router.query.value,
        view.period.value,
        asOfDay.value,
        language.value,
      ];
    });
  }

  /** @returns {any} */
  get #filters() {
    return this.renderRoot.querySelector('st-performance-filters');
  }

  render() {
    const table = ordersTable();
    return html`<st-page
      @st-open-filter=${(/** @type {CustomEvent} */ { detail }) => this.#filters?.openFilter(detail.field)}
      .heading=${t('performance.heading', { plan: session.plan.value?.name ?? '' })}
      .subheading=${
        table && asOfDay.value
          ? t('performance.subheading', { period: period(view.period.value), asOf: day(asOfDay.value) })
          : period(view.period.value)
      }
    >
      ${
        table
          ? html`<div slot="filters" class="top">${this.#tabs()}
              <st-performance-filters></st-performance-filters></div>
              ${asOfDay.value ? BOARDS[tabOf(router.query.value)]() : nothing} <st-records-drawer></st-records-drawer>`
          : html`<st-empty icon="database" heading=${t('performance.noData.heading')} text=${t('performance.noData.text')}>
              <a slot="actions" class="button primary" href=${router.href('data')}>${t('performance.toData')}</a>
            </st-empty>`
      }
    </st-page>`;
  }

  #tabs() {
    return html`<st-segmented
      label=${t('performance.tabs')}
      .options=${TABS.map((value) => ({ value, label: t(`performance.tab.${value}`) }))}
      .value=${tabOf(router.query.value)}
      @st-change=${(/** @type {CustomEvent} */ { detail }) => router.set({ ...OWN, tab: detail.value }, { replace: false })}
    ></st-segmented>`;
  }
}

customElements.define('st-performance-workspace', StPerformanceWorkspace);
