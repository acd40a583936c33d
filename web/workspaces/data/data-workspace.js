// <st-data-workspace>: import, organisation, order lines and calendar of the plan, and the way between them.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, language, t } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base, sheet } from '../../components/styles.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/icon.js';
import '../../components/page.js';
import '../../components/segmented.js';
import { dataStyles } from './data-styles.js';
import { ImportFlow } from './import-flow.js';
import './calendar-panel.js';
import './data-tables.js';
import { tableName } from './data-tables.js';
import './import-panel.js';
import './organisation-panel.js';
import './records-view.js';
import { PlanTables } from './plan-tables.js';
import { fileOfCells } from '../../import-formats/pasted-cells.js';

const VIEWS = ['import', 'records', 'calendar'];
/** Offered for a new plan; the plan itself may hold any. All have two decimal places. */
const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'TWD', 'SGD'];

class StDataWorkspace extends LitElement {
  static properties = { file: { attribute: false }, planName: { state: true }, currency: { state: true } };
  static styles = [base, sheet, dataStyles];

  flow = new ImportFlow(engine);
  tables = new PlanTables({ engine, session });

  constructor() {
    super();
    /** A file dropped anywhere in the app. @type {File | null} */
    this.file = null;
    /** typed for the plan that an import makes; the file's own until then */
    this.planName = '';
    /** chosen for the plan that an import makes; the language's own until then @type {string} */
    this.currency = '';
    new SignalController(this, () => [
      session.version.value,
      session.plan.value,
      session.facts.value,
      session.undoGone.value,
      router.query.value,
      this.flow.stage.value,
      this.flow.choices.table.value,
      language.value,
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('paste', this.#onPaste);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('paste', this.#onPaste);
  }

  /** Cells pasted anywhere in the workspace but into a field. @param {ClipboardEvent} event */
  #onPaste = (event) => {
    const target = event.composedPath()[0];
    const inField = target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
    if (inField || event.defaultPrevented || this.#view !== 'import' || this.flow.stage.value !== 'idle') return;
    const [file] = event.clipboardData?.files ?? [];
    const pasted = file ?? fileOfCells(event.clipboardData?.getData('text/plain') ?? '', t('data.paste.name'));
    if (!pasted) return;
    event.preventDefault();
    void this.#read(pasted);
  };

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has('file') && this.file) void this.#read(this.file);
    // The report of an import that has been undone is about nothing.
    if (this.flow.stage.value === 'done' && session.redoLabel.value?.key === 'data.undo.import')
      void this.flow.cancel();
  }

  get #view() {
    const { view } = router.query.value;
    return session.plan.value && VIEWS.includes(view) ? view : 'import';
  }

  /** What was chosen for files with the same header. @returns {(fingerprint: string) => any} */
  get #recall() {
    const kept = session.plan.value?.kind === 'plan' ? (session.parts.settings.factMappings ?? {}) : {};
    return (fingerprint) => kept[fingerprint];
  }

  /** @param {File} file */
  async #read(file) {
    if (this.#view !== 'import') router.set({ view: null });
    this.planName = '';
    await this.#tell(() => this.flow.start(file, this.#recall));
  }

  /** Shows what goes wrong. @param {() => Promise<unknown>} work */
  async #tell(work) {
    try {
      await work();
    } catch (error) {
      showErrors(this, error);
    }
  }

  /** The table an import would change. */
  get #present() {
    return this.tables.present(this.flow.choices.table.value);
  }

  get #newPlan() {
    const name = this.planName || planNameOf(this.flow.file.value);
    const currency = this.currency || (language.value === 'zh' ? 'CNY' : 'USD');
    return { name, currency, language: language.value };
  }

  #commit = () =>
    this.#tell(async () => {
      const report = await this.tables.take(this.flow, this.#newPlan);
      if (!report) return;
      const text = t('data.imported', { rows: count(report.file.rows), table: tableName(report.table) });
      toast(this, { tone: 'good', text, action: this.#undo });
    });

  /** @param {{name: string, source: string}} table */
  #drop({ name, source }) {
    return this.#tell(async () => {
      await this.tables.drop(name, source);
      toast(this, { text: t('data.tables.dropped', { name: tableName(name) }), action: this.#undo });
    });
  }

  get #undo() {
    return { text: t('frame.undo'), run: () => this.#tell(() => session.undo()) };
  }

  render() {
    return html`<st-page heading=${t('data.title')} subheading=${t('data.subheading')}>
      ${session.plan.value ? html`<div slot="filters">${this.#tabs()}</div>` : nothing} ${this.#content()}
    </st-page>`;
  }

  #tabs() {
    return html`<st-segmented
      label=${t('data.views')}
      .options=${VIEWS.map((value) => ({ value, label: t(`data.view.${value}`) }))}
      .value=${this.#view}
      @st-change=${(/** @type {CustomEvent} */ event) => router.go('data', { view: event.detail.value })}
    ></st-segmented>`;
  }

  #content() {
    if (this.#view === 'records') return html`<st-records-view></st-records-view>`;
    if (this.#view === 'calendar') return html`<st-calendar-panel></st-calendar-panel>`;
    return html`
      <st-import-panel
        .flow=${this.flow}
        .present=${this.#present}
        @st-import-file=${(/** @type {CustomEvent} */ event) => this.#read(event.detail.file)}
        @st-import-reading=${(/** @type {CustomEvent} */ event) => this.#tell(() => this.flow.readAgain(event.detail, this.#recall))}
        @st-import-check=${(/** @type {CustomEvent} */ event) =>
          this.#tell(() => this.flow.tryOut({ hasTable: this.#present !== null, merge: event.detail.merge }))}
        @st-import-commit=${this.#commit}
        >${this.#destination()}</st-import-panel
      >
      ${session.plan.value ? html`<st-data-tables @st-table-drop=${(/** @type {CustomEvent} */ event) => this.#drop(event.detail)}></st-data-tables>` : nothing}
      ${this.#undoGone()}
      ${session.plan.value ? html`<st-organisation-panel ?unmatched=${router.query.value.view === 'unmatched'}></st-organisation-panel>` : nothing}
    `;
  }

  /** Undo of a table lasts as long as the page: said before anybody looks for it in vain. */
  #undoGone() {
    const gone = session.undoGone.value;
    if (!gone) return nothing;
    return html`<p class="small muted undo-gone">
      <st-icon name="info"></st-icon> ${t('frame.undoGone', { label: t(gone.key, gone.params) })}
    </p>`;
  }

  /** Where the rows will go; for a new plan also in which currency they are. */
  #destination() {
    const plan = session.plan.value;
    if (plan?.kind === 'plan') return html`<span slot="into">${t('data.into.plan', { name: plan.name })}</span>`;
    const { name, currency } = this.#newPlan;
    const names = new Intl.DisplayNames([language.value], { type: 'currency' });
    return html`<span slot="into">${t(plan ? 'data.into.newNotSample' : 'data.into.new')}</span>
      <label slot="into" class="check">
        ${t('data.into.name')}
        <input maxlength="80" .value=${name} @change=${(/** @type {any} */ event) => (this.planName = event.target.value.trim())} />
      </label>
      <label slot="into" class="check">
        ${t('data.into.currency')}
        <select @change=${(/** @type {any} */ event) => (this.currency = event.target.value)}>
          ${CURRENCIES.map((code) => html`<option value=${code} ?selected=${code === currency}>${names.of(code)} (${code})</option>`)}
        </select>
      </label>`;
  }
}

/** @param {File | null} file */
const planNameOf = (file) => file?.name.replace(/\.[^.]*$/, '').trim() || t('data.newPlan');

customElements.define('st-data-workspace', StDataWorkspace);
