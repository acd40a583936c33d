// <st-data-workspace>: import, organisation and order lines. Decides into which plan an import goes: never into the sample.
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
import { keepTable, restoreTable } from './table-undo.js';

const VIEWS = ['import', 'records', 'calendar'];

class StDataWorkspace extends LitElement {
  static properties = { file: { attribute: false } };
  static styles = [base, sheet, dataStyles];

  flow = new ImportFlow(engine);

  constructor() {
    super();
    /** A file dropped anywhere in the app. @type {File | null} */
    this.file = null;
    new SignalController(this, () => [
      session.version.value,
      session.plan.value,
      session.facts.value,
      router.query.value,
      this.flow.stage.value,
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

  /** @param {File} file */
  async #read(file) {
    if (this.#view !== 'import') router.set({ view: null });
    try {
      const kept = session.plan.value?.kind === 'plan' ? (session.parts.settings.factMappings ?? {}) : {};
      await this.flow.start(file, (fingerprint) => kept[fingerprint]);
    } catch (error) {
      showErrors(this, error);
    }
  }

  /** The plan's order lines, if it is a plan rows can go into. */
  get #existing() {
    if (session.plan.value?.kind !== 'plan') return undefined;
    return session.facts.value.find(({ name }) => name === 'orders');
  }

  get #destination() {
    const plan = session.plan.value;
    if (plan?.kind === 'plan') return t('data.into.plan', { name: plan.name });
    const name = planNameOf(this.flow.file.value);
    return plan ? t('data.into.newNotSample', { name }) : t('data.into.new', { name });
  }

  async #commit() {
    const file = /** @type {File} */ (this.flow.file.value);
    try {
      const before = this.#existing ? await keepTable(engine, 'orders') : null;
      if (session.plan.value?.kind !== 'plan') {
        await session.newPlan({ name: planNameOf(file), language: language.value });
      }
      const report = await this.flow.commit();
      if (!report) return;
      await session.keepFacts('orders', file.name);
      await this.#rememberMapping(report);
      toast(this, {
        tone: 'good',
        text: t('data.imported', { rows: count(report.rows) }),
        action: before ? { text: t('frame.undo'), run: () => this.#undo(before) } : undefined,
      });
    } catch (error) {
      showErrors(this, error);
    }
  }

  /** @param {Uint8Array<ArrayBuffer>} before */
  async #undo(before) {
    await restoreTable(engine, 'orders', before);
    await session.keepFacts('orders', '');
    await this.flow.cancel();
  }

  /** @param {import('./import-flow.js').Report} report */
  async #rememberMapping({ fingerprint, mapping }) {
    const kept = session.parts.settings.factMappings ?? {};
    if (JSON.stringify(kept[fingerprint]) === JSON.stringify(mapping)) return;
    const path = '/settings/factMappings';
    await session.apply([{ op: 'add', path, value: { ...kept, [fingerprint]: mapping } }], {
      label: { key: 'data.undo.mapping' },
    });
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
        .note=${this.#destination}
        .replaces=${this.#existing !== undefined}
        @st-import-file=${(/** @type {CustomEvent} */ event) => this.#read(event.detail.file)}
        @st-import-commit=${this.#commit}
      ></st-import-panel>
      ${session.plan.value ? html`${this.#tables()} <st-organisation-panel></st-organisation-panel>` : nothing}
    `;
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

  async #drop() {
    try {
      const before = await keepTable(engine, 'orders');
      await session.dropFacts('orders');
      toast(this, {
        text: t('data.tables.dropped'),
        action: { text: t('frame.undo'), run: () => this.#undo(before) },
      });
    } catch (error) {
      showErrors(this, error);
    }
  }
}

/** @param {File | null} file */
const planNameOf = (file) => file?.name.replace(/\.[^.]*$/, '').trim() || t('data.newPlan');

customElements.define('st-data-workspace', StDataWorkspace);
