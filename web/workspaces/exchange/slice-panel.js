// <st-slice-panel .flow>: parts for owners: whom, on what terms, what is in them by which rules, and then the files with their mails.
import { LitElement, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { count, errorRecords, figure, language, t, unitMode } from '../../i18n/index.js';
import { preferences } from '../../state/preferences.js';
import { askNewPassphrase } from '../../state/plan-file-questions.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/notice.js';
import '../../components/progress.js';
import { downloadAll } from './deliver.js';
import { exchangeStyles } from './exchange-styles.js';
import { FlowController } from './flow-controller.js';
import { nextNumber } from './exchange-model.js';
import { setName, setUnit, withUnitOf } from './set-name.js';
import './send-terms.js';
import './sent-files.js';
import './slice-rules.js';
import './unit-picker.js';

/** @typedef {import('./slicing.js').Cut} Cut */

export class StSlicePanel extends LitElement {
  static properties = { flow: { attribute: false } };
  static styles = [base, exchangeStyles];

  /** Whose rules are shown. */
  #shown = signal('');
  #making = signal(false);

  constructor() {
    super();
    /** @type {import('./send-flow.js').SendFlow | null} */
    this.flow = null;
    new FlowController(this, () => this.flow);
    new SignalController(this, () => [
      language.value,
      unitMode.value,
      session.rounds.list.value,
      this.#shown.value,
      this.#making.value,
      this.flow?.picked.value,
      this.flow?.cuts.value,
      this.flow?.done.value,
      this.flow?.error.value,
      this.flow?.files.value,
    ]);
  }

  async #make() {
    const flow = /** @type {import('./send-flow.js').SendFlow} */ (this.flow);
    try {
      const key = flow.encrypted.value ? await askNewPassphrase() : null;
      if (flow.encrypted.value && !key) return;
      this.#making.value = true;
      const planName = session.plan.value?.name ?? '';
      const files = await flow.make({ planName, sentBy: preferences.author.value, key });
      await downloadAll(files.map(({ round, content }) => ({ fileName: round.fileName, content })));
      toast(this, { tone: 'good', text: t('exchange.send.made', { count: files.length }) });
      flow.picked.value = [];
    } catch (error) {
      showErrors(this, error);
    } finally {
      this.#making.value = false;
    }
  }

  render() {
    const { flow } = this;
    if (!flow) return nothing;
    if (Object.keys(session.parts.orgUnits).length === 0) {
      return html`<st-empty icon="users" heading=${t('exchange.send.noUnits')} text=${t('exchange.send.noUnits.text')}>
        <a slot="actions" class="button primary" href="#/data">${t('exchange.send.toData')}</a>
      </st-empty>`;
    }
    return html`<div class="columns">
      <st-unit-picker
        .picked=${flow.picked.value}
        @st-pick=${(/** @type {CustomEvent} */ { detail }) => (flow.picked.value = detail.ids)}
      ></st-unit-picker>
      <div class="stack">
        ${flow.files.value.length > 0 ? html`<st-sent-files .files=${flow.files.value} @st-close=${() => (flow.files.value = [])}></st-sent-files>` : nothing}
        <st-send-terms .flow=${flow}></st-send-terms>
        ${this.#outgoing(flow)}
      </div>
    </div>`;
  }

  /** @param {import('./send-flow.js').SendFlow} flow */
  #outgoing(flow) {
    const cuts = flow.cuts.value;
    if (flow.error.value) {
      return html`<st-error heading=${t('exchange.send.failed')} .errors=${errorRecords(flow.error.value)}></st-error>`;
    }
    if (flow.picked.value.length === 0) return html`<p class="muted">${t('exchange.send.pickFirst')}</p>`;
    if (cuts === null) {
      return html`<st-progress
        label=${t('exchange.send.cutting')}
        unit="steps"
        .done=${flow.done.value}
        .total=${flow.picked.value.length}
        @st-cancel=${() => flow.cancel()}
      ></st-progress>`;
    }
    const shown = cuts.find(({ recipient }) => recipient.id === this.#shown.value) ?? cuts[0] ?? null;
    return html`<section class="sheet">
      <div class="row">
        <h2>${t('exchange.send.heading', { count: cuts.length })}</h2>
        <button class="primary end" data-action="make" ?disabled=${this.#making.value || cuts.length === 0} @click=${this.#make}>
          ${t('exchange.send.make', { count: cuts.length })}
        </button>
      </div>
      ${this.#table(cuts, shown)}
      <st-slice-rules .cut=${shown}></st-slice-rules>
    </section>`;
  }

  /** @param {Cut[]} cuts @param {Cut | null} shown */
  #table(cuts, shown) {
    const sets = cuts[0]?.figures.sets ?? [];
    return html`<div class="scroll low" tabindex="0" role="region" aria-label=${t('exchange.send.label')}>
      <table class="data">
        <thead>
          <tr>
            <th scope="col">${t('exchange.column.whom')}</th>
            <th scope="col" class="number">${t('exchange.column.round')}</th>
            <th scope="col" class="number">${t('exchange.column.units')}</th>
            <th scope="col" class="number">${t('exchange.column.products')}</th>
            ${sets.map((set) => html`<th scope="col" class="number">${withUnitOf(setName(set), setUnit(set))}</th>`)}
            <th scope="col"><span class="visually-hidden">${t('exchange.column.rules')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${cuts.map((cut) => this.#cut(cut, cut === shown))}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {Cut} cut @param {boolean} shown */
  #cut({ recipient, figures }, shown) {
    const show = () => (this.#shown.value = recipient.id);
    return html`<tr aria-current=${shown ? 'true' : nothing}>
      <td class="name">${recipient.unitName} <span class="muted">${recipient.personName}</span></td>
      <td class="number">${nextNumber(session.rounds.sent.value, recipient.roots)}</td>
      <td class="number">${count(figures.units)}</td>
      <td class="number">${count(figures.products)}</td>
      ${figures.sets.map((set) => html`<td class="number">${figure(set.totalMinor, setUnit(set)).text}</td>`)}
      <td>
        ${
          shown
            ? html`<span class="muted small">${t('exchange.column.rulesShown')}</span>`
            : html`<button class="link" @click=${show}>${t('exchange.column.rules')}</button>`
        }
      </td>
    </tr>`;
  }
}

customElements.define('st-slice-panel', StSlicePanel);
