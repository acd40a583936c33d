// <st-import-check>: what was found in the file: totals to compare with the source, rows left out and why.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, day, figure, language, t, unitMode } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';
import { MONEY, fieldName, warningText } from './fields.js';
import './rejected-rows.js';

/** @typedef {import('./import-flow.js').Report} Report */

class StImportCheck extends LitElement {
  static properties = { report: { attribute: false }, notes: { attribute: false }, importId: {} };
  static styles = [base, dataStyles];

  constructor() {
    super();
    this.report = /** @type {Report | null} */ (null);
    /** what reading the file left out @type {import('../../storage/types.js').ErrorRecord[]} */
    this.notes = [];
    this.importId = '';
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    const { report } = this;
    if (!report) return nothing;
    const { rows, firstDay, lastDay, totals } = report.file;
    const clean = report.rejected === 0;
    return html`<div class="stack">
      <p class=${clean ? 'good' : 'watch'} role="status">
        <st-icon name=${clean ? 'check' : 'warning'}></st-icon>
        ${clean ? t('data.check.clean', { count: rows }) : t('data.check.rejected', { taken: rows, rejected: report.rejected })}
        ${report.blankLines > 0 ? html`<span class="muted">${t('data.check.blank', { count: report.blankLines })}</span>` : nothing}
      </p>
      <dl class="figures">
        ${figureItem('rows', t('data.report.rows'), figure(rows, 'count'))}
        ${figureItem('days', t('data.report.days'), { text: firstDay ? `${day(firstDay)} – ${day(lastDay)}` : '—', unit: '', exact: '' })}
        ${Object.entries(totals)
          .filter(([, total]) => total !== null)
          .map(([key, total]) => figureItem(key, fieldName(key, report.table), totalOf(key, total)))}
      </dl>
      <p class="muted small">${t('data.check.compare')}</p>
      ${Object.entries(report.filled ?? {}).map(
        ([field, filled]) =>
          html`<p class="muted small" data-filled=${field}>
            ${t('data.check.filled', { field: fieldName(field, report.table), value: report.mapping.defaults?.[field]?.value ?? '', count: filled })}
          </p>`,
      )}
      ${[...report.warnings, ...this.notes].map(
        (warning) =>
          html`<p class="watch small"><st-icon name="warning"></st-icon> ${warningText(warning, report.table)}</p>`,
      )}
      <st-rejected-rows
        .byCode=${report.rejectsByCode}
        .rows=${report.rejects}
        .ask=${{ import: this.importId }}
        .fileName=${report.fileName}
      ></st-rejected-rows>
    </div>`;
  }
}

/** @param {string} key @param {number | null} total in 1/10,000 */
export function totalOf(key, total) {
  if (MONEY.has(key)) return figure(total, 'amount');
  const text = total === null ? '—' : count(total / 10_000, total % 10_000 === 0 ? 0 : 2);
  return { text, unit: '', exact: '' };
}

/** @param {string} key @param {string} name @param {{text: string, unit: string, exact: string}} value */
export const figureItem = (key, name, { text, unit, exact }) =>
  html`<div>
    <dt>${name}</dt>
    <dd data-figure=${key} title=${exact || nothing}>${text} <span class="muted small">${text === '—' ? '' : unit}</span></dd>
  </div>`;

customElements.define('st-import-check', StImportCheck);
