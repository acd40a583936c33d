// <st-import-panel>: the way of one file in steps: choose, match columns, check, write, report. Fires st-import-check {merge?} and
// st-import-commit when the manager goes on; the workspace knows the plan, and says where the rows go in slot "into".
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, language, t, unitMode } from '../../i18n/index.js';
import { base, sheet } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/notice.js';
import '../../components/progress.js';
import './column-mapping.js';
import './date-question.js';
import './field-defaults.js';
import './file-preview.js';
import './import-check.js';
import './import-report.js';
import './import-settings.js';
import './import-start.js';
import './import-write.js';
import './month-columns.js';
import { nothingChanges } from './import-write.js';
import { dataStyles } from './data-styles.js';
import { delimiterName } from './fields.js';

const STEPS = /** @type {const} */ (['match', 'check', 'write']);

class StImportPanel extends LitElement {
  static properties = { flow: { attribute: false }, present: { attribute: false } };
  static styles = [base, sheet, dataStyles];

  constructor() {
    super();
    /** @type {import('./import-flow.js').ImportFlow} */
    this.flow = /** @type {any} */ (null);
    /** the table that an import would change, as facts.list describes it; null when there is none @type {any} */
    this.present = null;
    new SignalController(this, () => [
      this.flow?.stage.value,
      this.flow?.step.value,
      this.flow?.progress.value,
      this.flow?.check.value,
      this.flow?.errors.value,
      this.flow?.choices.preview.value,
      this.flow?.choices.mapping.value,
      this.flow?.choices.fields.value,
      this.flow?.choices.dateQuestion,
      language.value,
      unitMode.value,
    ]);
  }

  render() {
    const stage = this.flow.stage.value;
    if (stage === 'idle') return html`<st-import-start></st-import-start>`;
    if (stage === 'done')
      return html`<st-import-report .report=${this.flow.report.value} @st-import-another=${() => this.flow.cancel()}></st-import-report>`;
    return html`<section class="sheet stack">
      ${this.#fileLine()} ${stage === 'failed' ? this.#failure() : html`${this.#steps()} ${this.#step(stage)}`}
    </section>`;
  }

  #fileLine() {
    const { file, choices, progress } = this.flow;
    const preview = choices.preview.value;
    return html`<header class="file">
      <st-icon name="file"></st-icon>
      <h2 class="name">${file.value?.name}</h2>
      ${
        preview
          ? html`<span class="muted small">${t('data.file.facts', {
              kind: this.flow.kind.value,
              delimiter: delimiterName(preview.delimiter),
              rows: count(progress.value.rows),
              columns: preview.columns.length,
            })}</span>`
          : nothing
      }
      <button class="quiet end" @click=${() => this.flow.cancel()}>${t('data.file.other')}</button>
    </header>`;
  }

  #steps() {
    const now = STEPS.indexOf(this.flow.step.value);
    const busy = ['reading', 'checking', 'writing'].includes(this.flow.stage.value);
    return html`<ol class="steps" aria-label=${t('data.steps')}>
      ${STEPS.map(
        (step, i) =>
          html`<li class=${i < now ? 'past' : ''} aria-current=${i === now ? 'step' : nothing}>
            <button class="quiet" ?disabled=${i >= now || busy} @click=${() => this.flow.goTo(step)}>
              <span class="number">${i + 1}</span>${t(`data.step.${step}`)}
            </button>
          </li>`,
      )}
    </ol>`;
  }

  /** @param {string} stage */
  #step(stage) {
    const { step, errors } = this.flow;
    const shown =
      errors.value.length > 0 && !(this.flow.choices.dateQuestion && !this.flow.choices.mapping.value.dateOrder);
    return html`${stage === 'reading' ? this.#progress() : nothing}
      ${step.value === 'match' ? this.#match(stage) : nothing} ${step.value === 'check' ? this.#check(stage) : nothing}
      ${step.value === 'write' ? this.#write(stage) : nothing}
      ${shown ? html`<st-error .errors=${errors.value}></st-error>` : nothing} ${stage === 'reading' ? nothing : this.#footer(stage)}`;
  }

  /** Rows and the time left are worth more than bytes: the rest of the file is taken to be like the part that was read. */
  #progress() {
    const { bytes, totalBytes, rows } = this.flow.progress.value;
    const before = this.flow.bytesBeforeRows;
    const estimated = rows > 0 && bytes > before;
    const total = estimated
      ? Math.max(rows, Math.round((rows / (bytes - before)) * (totalBytes - before)))
      : totalBytes;
    return html`<st-progress
      label=${t('data.reading')}
      unit=${estimated ? 'rows' : 'bytes'}
      .done=${estimated ? rows : bytes}
      .total=${total}
      @st-cancel=${() => this.flow.cancel()}
    ></st-progress>`;
  }

  #failure() {
    return html`<st-error heading=${t('data.failed')} .errors=${this.flow.errors.value}>
        <p class="muted">${t('data.failed.kept')}</p>
      </st-error>
      <st-import-settings .flow=${this.flow}></st-import-settings>`;
  }

  /** @param {string} stage */
  #match(stage) {
    const { choices } = this.flow;
    return html`<st-import-settings .flow=${this.flow} ?disabled=${stage === 'reading'}></st-import-settings>
      ${choices.remembered.value ? html`<p class="small muted">${t('data.mapping.remembered')}</p>` : nothing}
      <st-file-preview .choices=${choices}></st-file-preview>
      ${stage === 'reading' ? nothing : html`<st-month-columns .choices=${choices}></st-month-columns>`}
      ${stage === 'reading' ? nothing : html`<st-column-mapping .choices=${choices}></st-column-mapping>`}
      ${this.flow.noRows && stage !== 'reading' ? html`<st-error .errors=${[{ code: 'facts.empty', path: this.flow.file.value?.name }]}></st-error>` : nothing}
      <st-date-question .choices=${choices}></st-date-question>
      ${stage === 'reading' ? nothing : html`<st-field-defaults .choices=${choices}></st-field-defaults>`}`;
  }

  /** @param {string} stage */
  #check(stage) {
    if (stage === 'checking') return this.#working(t('data.checking'));
    return html`<st-import-check .report=${this.flow.check.value} .notes=${this.flow.notes.value} .importId=${this.flow.importId}></st-import-check>`;
  }

  /** @param {string} stage */
  #write(stage) {
    const busy = stage !== 'checked';
    return html`<div class="row" ?hidden=${busy}><slot name="into"></slot></div>
      <st-import-write
        .flow=${this.flow}
        .present=${this.present}
        ?disabled=${busy}
        @st-import-merge=${(/** @type {CustomEvent} */ event) => fire(this, 'st-import-check', event.detail)}
      ></st-import-write>
      ${busy ? this.#working(t(stage === 'writing' ? 'data.building' : 'data.checking')) : nothing}`;
  }

  /** @param {string} label */
  #working = (label) => html`<st-progress label=${label} @st-cancel=${() => this.flow.cancel()}></st-progress>`;

  /** @param {string} stage */
  #footer(stage) {
    const { step, choices, check } = this.flow;
    const question = choices.dateQuestion && !choices.mapping.value.dateOrder;
    const busy = stage === 'checking' || stage === 'writing';
    const unready =
      busy || (step.value === 'match' ? this.flow.noRows || !choices.complete || Boolean(question) : !check.value);
    const nothingToDo = step.value === 'write' && check.value && this.present && nothingChanges(check.value.changes);
    return html`<footer class="actions sticky">
      ${
        step.value === 'match'
          ? html`<span></span>`
          : html`<button class="back" ?disabled=${busy} @click=${() => this.flow.goTo(step.value === 'write' ? 'check' : 'match')}>
              <st-icon name="chevron-left"></st-icon>${t('data.back')}
            </button>`
      }
      <button class="primary" ?disabled=${unready || nothingToDo} @click=${this.#next}>
        ${step.value === 'write' ? t('data.import', { rows: count(check.value?.file.rows ?? 0) }) : t(`data.next.${step.value}`)}
      </button>
    </footer>`;
  }

  #next = () => {
    const { step } = this.flow;
    if (step.value === 'match') fire(this, 'st-import-check', {});
    else if (step.value === 'check') this.flow.goTo('write');
    else fire(this, 'st-import-commit');
  };
}

customElements.define('st-import-panel', StImportPanel);
