// <st-rejected-rows>: what an import leaves out, by reason, with the first lines, and all of them as a CSV file that can be mended and
// imported. Rows that are meant to be left out (totals, repeated headers) are told apart from faults.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { download } from '../../lib/browser-files.js';
import { serializeCsv } from '../../lib/delimited.js';
import { count, errorText, hasMessage, language, t } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { base } from '../../components/styles.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';

/** @typedef {import('./import-flow.js').Reject} Reject */

const SHOWN = 50;
const PAGE = 1000;
/** Rows that say nothing of their own. */
const EXPECTED = ['facts.total_row', 'facts.repeated_header'];

class StRejectedRows extends LitElement {
  static properties = {
    byCode: { attribute: false },
    rows: { attribute: false },
    ask: { attribute: false },
    fileName: {},
    exporting: { state: true },
  };
  static styles = [base, dataStyles];

  constructor() {
    super();
    /** @type {Record<string, number>} */
    this.byCode = {};
    /** the first of them @type {Reject[]} */
    this.rows = [];
    /** what facts.rejects is asked for @type {{import: string} | {table: string}} */
    this.ask = { table: 'orders' };
    this.fileName = '';
    this.exporting = false;
    new SignalController(this, () => language.value);
  }

  render() {
    const reasons = Object.entries(this.byCode).sort(([, a], [, b]) => b - a);
    if (reasons.length === 0) return nothing;
    return html`<div class="stack">
      <ul class="reasons">
        ${reasons.map(
          ([code, number]) =>
            html`<li>
              <st-icon class=${EXPECTED.includes(code) ? 'muted' : 'watch'} name=${EXPECTED.includes(code) ? 'info' : 'warning'}></st-icon>
              <span>${t('data.rejects.reason', { count: number, reason: reasonText({ code }) })}</span>
            </li>`,
        )}
      </ul>
      <details>
        <summary>${t('data.rejects.show', { count: Math.min(SHOWN, this.rows.length) })}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${t('data.report.rejectedList')}>
          <table class="data small">
            <thead>
              <tr>${['line', 'header', 'value', 'reason'].map((key) => html`<th class=${key === 'line' ? 'number line' : ''}>${t(`data.reject.${key}`)}</th>`)}</tr>
            </thead>
            <tbody>
              ${this.rows.slice(0, SHOWN).map(
                (reject) =>
                  html`<tr>
                    <td class="number">${count(reject.line)}</td>
                    <td class="cell" title=${reject.header ?? ''}>${reject.header ?? '—'}</td>
                    <td class="cell" title=${reject.value}>${reject.value}</td>
                    <td>${reasonText(reject)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>
      <p><button class="export" ?disabled=${this.exporting} @click=${this.#export}><st-icon name="download"></st-icon>${t('data.rejects.export')}</button></p>
    </div>`;
  }

  async #export() {
    this.exporting = true;
    try {
      const { text, cut } = await rejectsAsCsv(this.ask);
      download(`${this.fileName.replace(/\.[^.]*$/, '')}-${t('data.rejects.suffix')}.csv`, text, 'text/csv');
      if (cut > 0) toast(this, { text: t('data.rejects.cut', { count: cut }) });
    } catch (error) {
      showErrors(this, error);
    } finally {
      this.exporting = false;
    }
  }
}

/** Every row left out: its line, the reason, the cell at fault, and the row as it stands in the file. @param {object} ask */
async function rejectsAsCsv(ask) {
  /** @type {(string | number | null)[][]} */
  const lines = [];
  /** @type {string[]} */
  let header = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await engine.call('facts.rejects', { ...ask, offset, limit: PAGE });
    header = page.header ?? header;
    for (const row of page.rows)
      lines.push([row.line, reasonText(row), row.header, row.value, ...(row.raw ?? [row.rawLine ?? ''])]);
    if (page.rows.length > 0 && offset + page.rows.length < page.listed) continue;
    const head = ['line', 'reason', 'header', 'value'].map((key) => t(`data.reject.${key}`));
    return { text: serializeCsv([[...head, ...header], ...lines]), cut: page.cut ?? 0 };
  }
}

/** @param {{code: string}} reject */
const reasonText = (reject) =>
  hasMessage(reject.code) ? errorText(/** @type {any} */ ({ params: {}, ...reject })) : reject.code;

customElements.define('st-rejected-rows', StRejectedRows);
