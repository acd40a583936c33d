// <st-data-workspace>: import, organisation, order lines and calendar of the plan, and the way between them.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, day, language, t } from '../../i18n/index.js';
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
import './import-panel.js';
import './organisation-panel.js';
import './records-view.js';
import { OrderLines } from './order-lines.js';

const VIEWS = ['import', 'records', 'calendar'];
/** Offered for a new plan; the plan itself may hold any. All have two decimal places. */
const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'TWD', 'SGD'];

class StDataWorkspace extends LitElement {
  static properties = { file: { attribute: false }, planName: { state: true }, currency: { state: true } };
  static styles = [base, sheet, dataStyles];

  flow = new ImportFlow(engine);
  lines = new OrderLines({ engine, session });

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
      router.query.value,
      this.flow.stage.value,
      this.lines.previous.value,
      language.value,
    ]);
  }

  /** @param {import('lit').PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has('file') && this.file) void this.#read(this.file);
  }

  get #view() {
    const { view } = router.query.value;
    return session.plan.value && VIEWS.includes(view) ? view : 'import';
  }

  /** @param {File} file @param {string} [encoding] as the manager says */
  async #read(file, encoding) {
    if (this.#view !== 'import') router.set({ view: null });
    this.planName = '';
    try {
      const kept = session.plan.value?.kind === 'plan' ? (session.parts.settings.factMappings ?? {}) : {};
      await this.flow.start(file, (fingerprint) => kept[fingerprint], encoding);
    } catch (error) {
      showErrors(this, error);
    }
  }

  get #newPlan() {
    const name = this.planName || planNameOf(this.flow.file.value);
    const currency = this.currency || (language.value === 'zh' ? 'CNY' : 'USD');
    return { name, currency, language: language.value };
  }

  async #commit() {
    const replaced = this.lines.present !== null;
    try {
      const report = await this.lines.take(this.flow, this.#newPlan);
      if (!report) return;
      toast(this, {
        tone: 'good',
        text: t('data.imported', { rows: count(report.rows) }),
        action: replaced ? { text: t('frame.undo'), run: () => this.#bringBack() } : undefined,
      });
    } catch (error) {
      showErrors(this, error);
    }
  }

  async #drop() {
    try {
      await this.lines.drop();
      await this.flow.cancel();
      toast(this, {
        text: t('data.tables.dropped'),
        action: { text: t('frame.undo'), run: () => this.#bringBack() },
      });
    } catch (error) {
      showErrors(this, error);
    }
  }

  async #bringBack() {
    try {
      await this.lines.bringBack();
      await this.flow.cancel();
    } catch (error) {
      showErrors(this, error);
    }
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
        .replaces=${this.lines.present !== null}
        @st-import-file=${(/** @type {CustomEvent} */ event) => this.#read(event.detail.file, event.detail.encoding)}
        @st-import-commit=${this.#commit}
        >${this.#destination()}</st-import-panel
      >
      ${session.plan.value ? html`${this.#tables()} ${this.#returnable()}` : nothing}
      ${session.plan.value ? html`<st-organisation-panel ?unmatched=${router.query.value.view === 'unmatched'}></st-organisation-panel>` : nothing}
    `;
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

  #returnable() {
    const kept = this.lines.returnable;
    if (!kept) return nothing;
    return html`<p class="row sheet">
      <st-icon name="undo"></st-icon>
      <span>${t('data.tables.previous', { file: kept.fileName || t('data.tables.orders'), rows: count(kept.rows) })}</span>
      <button class="end" @click=${this.#bringBack}>${t('data.tables.bringBack')}</button>
    </p>`;
  }

  #tables() {
    const tables = session.facts.value;
    if (tables.length === 0) return nothing;
    return html`<section class="sheet stack">
      <h2>${t('data.tables.heading')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('data.tables.heading')}>
        <table class="data">
          <thead>
            <tr>
              <th>${t('data.tables.name')}</th>
              <th>${t('data.tables.source')}</th>
              <th class="number">${t('data.report.rows')}</th>
              <th>${t('data.report.days')}</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            ${tables.map((table) => this.#tableRow(table))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {any} table as facts.list describes it */
  #tableRow(table) {
    return html`<tr>
      <td>${t('data.tables.orders')}</td>
      <td class="cell" title=${table.source?.fileName ?? ''}>${table.source?.fileName || '—'}</td>
      <td class="number">${count(table.rows)}</td>
      <td>${day(table.firstDay)} – ${day(table.lastDay)}</td>
      <td class="number">
        <a href=${router.href('data', { view: 'records' })}>${t('data.tables.browse')}</a>
        <button class="icon" aria-label=${t('data.tables.drop')} title=${t('data.tables.drop')} @click=${this.#drop}>
          <st-icon name="trash"></st-icon>
        </button>
      </td>
    </tr>`;
  }
}

/** @param {File | null} file */
const planNameOf = (file) => file?.name.replace(/\.[^.]*$/, '').trim() || t('data.newPlan');

customElements.define('st-data-workspace', StDataWorkspace);
