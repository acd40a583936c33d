// <st-import-report>: what an import brought in and what it did not, with the reasons; to be compared with the source.
// Fires st-import-another when the manager is done with it.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { day, figure, language, t, unitMode } from '../../i18n/index.js';
import { fire } from '../../components/events.js';
import { base, sheet } from '../../components/styles.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';
import { fieldName, warningText } from './fields.js';
import { figureItem, totalOf } from './import-check.js';
import './rejected-rows.js';

const CHANGES = /** @type {const} */ (['new', 'changed', 'unchanged', 'removed', 'kept']);

class StImportReport extends LitElement {
  static properties = { report: { attribute: false } };
  static styles = [base, sheet, dataStyles];

  constructor() {
    super();
    this.report = /** @type {import('./import-flow.js').Report | null} */ (null);
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    const { report } = this;
    if (!report) return nothing;
    const { totals, dimensions, changes } = report;
    const customers = dimensions.customer ?? dimensions.customerName;
    const made = CHANGES.filter((key) => changes[key] > 0);
    return html`<section class="sheet stack" role="status">
      <header class="file">
        <st-icon name="check" class="good"></st-icon>
        <h2 class="name">${t('data.report.heading', { file: report.fileName })}</h2>
        <button class="quiet end" @click=${() => fire(this, 'st-import-another')}>${t('data.report.another')}</button>
      </header>
      <p>${made.map((key) => t(`data.changed.${key}`, { count: changes[key] })).join(t('frame.listSeparator'))}</p>
      <dl class="figures">
        ${figureItem('rows', t('data.tables.rows'), figure(report.rows, 'count'))}
        ${Object.entries(totals)
          .filter(([, total]) => total !== null)
          .map(([key, total]) => figureItem(key, fieldName(key, report.table), totalOf(key, total)))}
        ${customers === undefined ? nothing : figureItem('customers', t('data.report.customers'), figure(customers, 'count'))}
        ${figureItem('days', t('data.report.days'), { text: `${day(report.firstDay)} – ${day(report.lastDay)}`, unit: '', exact: '' })}
      </dl>
      ${report.warnings.map((warning) => html`<p class="watch small"><st-icon name="warning"></st-icon> ${warningText(warning, report.table)}</p>`)}
      ${report.rejected > 0 ? this.#rejects(report) : html`<p class="muted">${t('data.report.allTaken', { blank: report.blankLines })}</p>`}
      <slot name="next"></slot>
    </section>`;
  }

  /** @param {import('./import-flow.js').Report} report */
  #rejects(report) {
    return html`<p class="watch"><st-icon name="warning"></st-icon> ${t('data.report.rejected', { count: report.rejected })}</p>
      <st-rejected-rows
        .byCode=${report.rejectsByCode}
        .rows=${report.rejects}
        .ask=${{ table: report.table }}
        .fileName=${report.fileName}
      ></st-rejected-rows>`;
  }
}

customElements.define('st-import-report', StImportReport);
