// <st-import-panel>: the way of one file: choose or drop, read, check the columns, import, report.
// Fires st-import-commit when the manager says go; the workspace decides into which plan and says so in slot "into".
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { chooseFiles } from '../../lib/browser-files.js';
import { count, day, language, t, unitMode } from '../../i18n/index.js';
import { base, sheet } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/notice.js';
import '../../components/progress.js';
import './column-mapping.js';
import './import-report.js';
import { dataStyles } from './data-styles.js';
import { ENCODINGS } from './text-encoding.js';

const PREVIEW_ROWS = 6;

class StImportPanel extends LitElement {
  static properties = { flow: { attribute: false }, replaces: { type: Boolean }, over: { state: true } };
  static styles = [base, sheet, dataStyles];

  constructor() {
    super();
    /** @type {import('./import-flow.js').ImportFlow} */
    this.flow = /** @type {any} */ (null);
    /** the plan has order lines that this import takes the place of */
    this.replaces = false;
    this.over = false;
    new SignalController(this, () => [
      this.flow?.stage.value,
      this.flow?.progress.value,
      this.flow?.preview.value,
      this.flow?.encoding.value,
      this.flow?.mapping.value,
      this.flow?.errors.value,
      language.value,
      unitMode.value,
    ]);
  }

  render() {
    const stage = this.flow.stage.value;
    if (stage === 'idle') return this.#dropZone();
    if (stage === 'done')
      return html`<st-import-report .report=${this.flow.report.value} @st-import-another=${() => this.flow.cancel()}></st-import-report>`;
    return html`<section class="sheet stack">
      ${this.#fileLine()}
      ${stage === 'reading' ? this.#progress() : nothing}
      ${stage === 'failed' ? this.#failure() : html`${this.#preview()} ${stage === 'reading' ? nothing : this.#mapping(stage)}`}
    </section>`;
  }

  #dropZone() {
    return html`<div
      class="drop ${this.over ? 'over' : ''}"
      @dragover=${(/** @type {DragEvent} */ event) => {
        event.preventDefault();
        this.over = true;
      }}
      @dragleave=${() => (this.over = false)}
      @drop=${() => (this.over = false)}
    >
      <st-icon name="upload"></st-icon>
      <div>
        <h2>${t('data.drop.heading')}</h2>
        <p class="muted">${t('data.drop.text')}</p>
      </div>
      <button class="primary" @click=${this.#choose}>${t('data.drop.choose')}</button>
    </div>`;
  }

  async #choose() {
    const [file] = await chooseFiles({ accept: '.csv,.tsv,.txt,text/csv' });
    if (file) fire(this, 'st-import-file', { file });
  }

  #fileLine() {
    const file = this.flow.file.value;
    const preview = this.flow.preview.value;
    return html`<header class="file">
      <st-icon name="file"></st-icon>
      <h2 class="name">${file?.name}</h2>
      ${
        preview
          ? html`<span class="muted small"
              >${t('data.file.facts', {
                encoding: this.flow.encoding.value.toUpperCase(),
                delimiter: t(`data.delimiter.${preview.delimiter === '\t' ? 'tab' : preview.delimiter}`),
                rows: count(this.flow.progress.value.rows),
                columns: preview.columns.length,
              })}</span
            >`
          : nothing
      }
      ${this.flow.encoding.value === 'utf-8' ? nothing : this.#encodingChoice()}
      <button class="quiet end" @click=${() => this.flow.cancel()}>${t('data.file.other')}</button>
    </header>`;
  }

  /** No file says how it is encoded: what was taken can be changed, and the preview shows whether it reads well. */
  #encodingChoice() {
    const { file, encoding } = this.flow;
    return html`<label class="check small"
      >${t('data.file.encoding')}
      <select
        ?disabled=${this.flow.stage.value === 'building'}
        @change=${(/** @type {any} */ event) => fire(this, 'st-import-file', { file: file.value, encoding: event.target.value })}
      >
        ${ENCODINGS.map((name) => html`<option value=${name} ?selected=${name === encoding.value}>${t(`data.encoding.${name}`)}</option>`)}
      </select>
    </label>`;
  }

  #progress() {
    const { bytes, totalBytes } = this.flow.progress.value;
    return html`<st-progress
      label=${t('data.reading')}
      unit="bytes"
      .done=${bytes}
      .total=${totalBytes}
      @st-cancel=${() => this.flow.cancel()}
    ></st-progress>`;
  }

  #failure() {
    return html`<st-error heading=${t('data.failed')} .errors=${this.flow.errors.value}>
      <p class="muted">${t('data.failed.kept')}</p>
    </st-error>`;
  }

  #preview() {
    const preview = this.flow.preview.value;
    if (!preview) return nothing;
    const first = (preview.headerLine ?? 0) + 1;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('data.preview.label')}>
      <table class="data small">
        <thead>
          <tr>
            <th class="number line">${t('data.preview.line')}</th>
            ${preview.columns.map(
              (column) =>
                html`<th class="${this.flow.fieldOf(column) ? 'used' : ''} ${column.kind === 'number' ? 'number' : ''}">${column.header}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${preview.rows.slice(0, PREVIEW_ROWS).map(
            (row, i) =>
              html`<tr>
                <td class="number muted">${first + i}</td>
                ${row.map((cell, c) => html`<td class=${cellClass(this.flow, preview.columns[c])} title=${cell}>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {string} stage */
  #mapping(stage) {
    const missing = this.flow.missing;
    const busy = stage === 'building';
    const empty = this.flow.progress.value.rows === 0;
    const question = this.flow.dateQuestion;
    const unanswered = question !== null && !this.flow.mapping.value.dateOrder;
    return html`
      ${this.flow.remembered.value ? html`<p class="small muted">${t('data.mapping.remembered')}</p>` : nothing}
      <st-column-mapping .flow=${this.flow}></st-column-mapping>
      ${empty ? html`<st-error .errors=${[{ code: 'facts.empty', path: this.flow.file.value?.name }]}></st-error>` : nothing}
      ${question ? this.#dateQuestion(question) : nothing}
      ${
        this.flow.errors.value.length > 0 && !(question && unanswered)
          ? html`<st-error .errors=${this.flow.errors.value}></st-error>`
          : nothing
      }
      ${
        missing.length > 0
          ? html`<p class="watch" role="status">
              <st-icon name="warning"></st-icon>
              ${t('data.mapping.missing', { fields: missing.map((field) => t(`data.field.${field}`)).join(t('frame.listSeparator')) })}
            </p>`
          : nothing
      }
      <footer class="actions sticky">
        ${
          busy
            ? html`<st-progress class="busy" label=${t('data.building')} @st-cancel=${() => this.flow.cancel()}></st-progress>`
            : nothing
        }
        <div class="row" ?hidden=${busy}><slot name="into"></slot>${this.replaces ? html`<span class="muted">${t('data.replaces')}</span>` : nothing}</div>
        <button class="primary" ?hidden=${busy} ?disabled=${empty || missing.length > 0 || unanswered} @click=${() => fire(this, 'st-import-commit')}>
          ${t('data.import', { rows: count(this.flow.progress.value.rows) })}
        </button>
      </footer>
    `;
  }

  /** @param {{header: string, orders: string[], samples: string[]}} question */
  #dateQuestion({ header, orders, samples }) {
    const chosen = this.flow.mapping.value.dateOrder;
    return html`<fieldset class="question">
      <legend>${t('data.dates.question', { header, sample: samples[0] ?? '' })}</legend>
      ${orders.map(
        (order) =>
          html`<label>
            <input type="radio" name="date-order" .checked=${chosen === order} @change=${() => this.flow.chooseDateOrder(order)} />
            <span>${t(`data.dates.${order}`)}</span>
            <span class="muted">${samples
              .slice(0, 3)
              .map((sample) => readAs(sample, order))
              .filter(Boolean)
              .join(' · ')}</span>
          </label>`,
      )}
    </fieldset>`;
  }
}

/** @param {import('./import-flow.js').ImportFlow} flow @param {import('./import-flow.js').Column | undefined} column */
const cellClass = (flow, column) =>
  ['cell', column?.kind === 'number' ? 'number' : '', column && flow.fieldOf(column) ? '' : 'muted'].join(' ');

/**
 * A date text read in one order, written out: the question is answered by looking, not by knowing format letters.
 * @param {string} sample
 * @param {string} order
 */
function readAs(sample, order) {
  const parts = sample.match(/\d+/g)?.map(Number) ?? [];
  const at = { ymd: [0, 1, 2], dmy: [2, 1, 0], mdy: [2, 0, 1] }[order];
  if (!at || parts.length < 3) return '';
  const [year, month, date] = at.map((i) => parts[i]);
  const full = year < 100 ? (year <= 68 ? 2000 : 1900) + year : year;
  if (month < 1 || month > 12 || date < 1 || date > 31) return '';
  return day(`${full}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

customElements.define('st-import-panel', StImportPanel);
