// <st-import-report>: what an import brought in and what it did not, with the reasons; to be compared with the source.
// Fires st-import-another when the manager is done with it.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { download } from '../../lib/browser-files.js';
import { serializeCsv } from '../../lib/delimited.js';
import { formatExact } from '../../lib/numbers.js';
import { count, day, errorText, figure, hasMessage, language, t, unitMode } from '../../i18n/index.js';
import { fire } from '../../components/events.js';
import { base, sheet } from '../../components/styles.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';

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
    const { totals, rejected } = report;
    const plain = (/** @type {string} */ text) => ({ text, unit: '', exact: '' });
    const figures = /** @type {const} */ ([
      ['rows', figure(report.rows, 'count')],
      ['amount', figure(totals.amount, 'amount')],
      ['margin', figure(totals.margin, 'amount')],
      ['quantity', plain(formatExact(totals.quantity, 4, 0))],
      ['customers', figure(report.dimensions.customer ?? report.dimensions.customerName, 'count')],
      ['days', plain(`${day(report.firstDay)} – ${day(report.lastDay)}`)],
    ]);
    return html`<section class="sheet stack" role="status">
      <header class="file">
        <st-icon name="check" class="good"></st-icon>
        <h2 class="name">${t('data.report.heading', { file: report.fileName })}</h2>
        <button class="quiet end" @click=${() => fire(this, 'st-import-another')}>${t('data.report.another')}</button>
      </header>
      <dl class="figures">
        ${figures.map(
          ([key, { text, unit, exact }]) =>
            html`<div>
              <dt>${t(`data.report.${key}`)}</dt>
              <dd data-figure=${key} title=${exact || nothing}>${text} <span class="muted small">${text === '—' ? '' : unit}</span></dd>
            </div>`,
        )}
      </dl>
      ${report.warnings.map((warning) => html`<p class="watch small"><st-icon name="warning"></st-icon> ${errorText(warning)}</p>`)}
      ${rejected > 0 || report.blankLines > 0 ? this.#rejects(report) : html`<p class="muted">${t('data.report.allTaken')}</p>`}
      <slot name="next"></slot>
    </section>`;
  }

  /** @param {import('./import-flow.js').Report} report */
  #rejects(report) {
    if (report.rejected === 0)
      return html`<p class="muted">${t('data.report.blank', { count: report.blankLines })}</p>`;
    return html`<details>
      <summary>${t('data.report.rejected', { count: report.rejected })}</summary>
      <ul class="small">
        ${Object.entries(report.rejectsByCode).map(
          ([code, number]) => html`<li>${t('data.report.rows')} ${count(number)} · ${rejectText({ code })}</li>`,
        )}
      </ul>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('data.report.rejectedList')}>
        <table class="data small">
          <thead>
            <tr>${['line', 'header', 'value', 'reason'].map((key) => html`<th class=${key === 'line' ? 'number line' : ''}>${t(`data.reject.${key}`)}</th>`)}</tr>
          </thead>
          <tbody>
            ${report.rejects.map(
              (reject) =>
                html`<tr>
                  <td class="number">${reject.line}</td>
                  <td>${reject.header}</td>
                  <td class="cell" title=${reject.value}>${reject.value}</td>
                  <td>${rejectText(reject)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <button class="export" @click=${() => exportRejects(report)}>
        <st-icon name="download"></st-icon>${t('data.report.exportRejects', { count: report.rejects.length })}
      </button>
    </details>`;
  }
}

/** @param {{code: string}} reject */
const rejectText = (reject) =>
  hasMessage(reject.code) ? errorText(/** @type {any} */ ({ params: {}, ...reject })) : reject.code;

/** @param {import('./import-flow.js').Report} report */
function exportRejects(report) {
  const head = ['line', 'header', 'value', 'reason'].map((key) => t(`data.reject.${key}`));
  const rows = report.rejects.map((reject) => [reject.line, reject.header, reject.value, rejectText(reject)]);
  download(`${report.fileName.replace(/\.[^.]*$/, '')}-rejected.csv`, serializeCsv([head, ...rows]), 'text/csv');
}

customElements.define('st-import-report', StImportReport);
