// <st-merge-panel .flow>: files that came back: dropped or chosen, looked at one by one, merged as one step of undo each.
import { LitElement, css, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { chooseFiles } from '../../lib/browser-files.js';
import { formatInstant } from '../../lib/dates.js';
import { errorRecords, language, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/icon.js';
import '../../components/notice.js';
import '../../components/progress.js';
import './conflict-list.js';
import { exchangeStyles } from './exchange-styles.js';
import { FlowController } from './flow-controller.js';
import './merge-preview.js';

/** @typedef {import('./merge-flow.js').Arrival} Arrival */

const MARKS = { reading: ['…', 'muted'], ready: ['▲', 'watch'], failed: ['■', 'bad'], merged: ['●', 'good'] };

export class StMergePanel extends LitElement {
  static properties = { flow: { attribute: false } };
  static styles = [
    base,
    exchangeStyles,
    css`
      .drop {
        display: grid;
        gap: var(--st-space-2);
        justify-items: start;
        padding: var(--st-space-4);
        border: 2px dashed var(--st-line-strong);
        border-radius: var(--st-radius);
      }
      .drop.over {
        border-color: var(--st-accent);
        background: var(--st-accent-soft);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: start;
      }
      li > button:first-child {
        flex-direction: column;
        align-items: flex-start;
        height: auto;
        padding-block: var(--st-space-2);
        text-align: start;
        white-space: normal;
      }
      li > button[aria-current='true'] {
        border-color: var(--st-accent);
        background: var(--st-accent-soft);
      }
    `,
  ];

  #over = signal(false);
  #merging = signal(false);

  constructor() {
    super();
    /** @type {import('./merge-flow.js').MergeFlow | null} */
    this.flow = null;
    new FlowController(this, () => this.flow);
    new SignalController(this, () => [
      language.value,
      session.plan.value,
      this.#over.value,
      this.#merging.value,
      this.flow?.arrivals.value,
      this.flow?.current.value,
      this.flow?.proposal.value,
      this.flow?.open.value,
      this.flow?.error.value,
      this.flow?.busy.value,
    ]);
  }

  async #choose() {
    const files = await chooseFiles({ accept: '.sandtable,.json,application/octet-stream', multiple: true });
    if (files.length > 0) await this.flow?.add(files);
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    this.#over.value = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) void this.flow?.add(files);
  }

  async #merge() {
    const flow = /** @type {import('./merge-flow.js').MergeFlow} */ (this.flow);
    const name = whoOf(flow.current.value);
    const number = flow.current.value?.incoming?.round?.number ?? 0;
    this.#merging.value = true;
    try {
      const label = { key: 'exchange.undo.merge', params: { name, number } };
      const taken = flow.proposal.value?.reply.patch.length ?? 0;
      if (await flow.merge(label, t('exchange.version.merge', { name, number }))) {
        const undo = { text: t('frame.undo'), run: () => session.undo().catch((error) => showErrors(this, error)) };
        toast(this, { tone: 'good', text: t('exchange.merge.done', { name }), ...(taken > 0 ? { action: undo } : {}) });
      } else toast(this, { text: t('exchange.merge.changed') });
    } catch (error) {
      showErrors(this, error);
    }
    this.#merging.value = false;
  }

  render() {
    const { flow } = this;
    if (!flow) return nothing;
    return html`<div class="columns">
      <section class="sheet">
        <div
          class="drop ${this.#over.value ? 'over' : ''}"
          @dragover=${(/** @type {DragEvent} */ event) => {
            event.preventDefault();
            this.#over.value = true;
          }}
          @dragleave=${() => (this.#over.value = false)}
          @drop=${this.#drop}
        >
          <strong>${t('exchange.merge.drop')}</strong>
          <span class="muted small">${t('exchange.merge.dropText')}</span>
          <button class="primary" data-action="choose" @click=${this.#choose}>${t('exchange.merge.choose')}</button>
        </div>
        <ul class="plain">
          ${flow.arrivals.value.map((arrival) => this.#arrival(arrival))}
        </ul>
      </section>
      <div class="stack">${this.#current(flow)}</div>
    </div>`;
  }

  /** @param {Arrival} arrival */
  #arrival({ key, file, incoming, state }) {
    const [mark, tone] = MARKS[state];
    const current = key === this.flow?.chosen.value;
    const about = incoming ? aboutOf(incoming) : '';
    return html`<li data-state=${state}>
      <button aria-current=${current ? 'true' : 'false'} @click=${() => this.flow?.choose(key)}>
        <span class=${tone}><span aria-hidden="true">${mark}</span> ${t(`exchange.arrival.${state}`)}</span>
        <strong class="name">${file.name}</strong>
        <span class="muted small name">${about}</span>
      </button>
      <button class="icon" aria-label=${t('exchange.merge.remove', { file: file.name })} @click=${() => this.flow?.remove(key)}>
        <st-icon name="close"></st-icon>
      </button>
    </li>`;
  }

  /** @param {import('./merge-flow.js').MergeFlow} flow */
  #current(flow) {
    const arrival = flow.current.value;
    if (!arrival) return html`<p class="muted">${t('exchange.merge.none')}</p>`;
    if (arrival.state === 'reading')
      return html`<p class="muted" role="status" aria-busy="true">${t('exchange.merge.reading')}</p>`;
    if (arrival.state === 'failed') {
      const lost = errorRecords(arrival.error).some(({ code }) => code === 'exchange.no_common_ancestor');
      return html`<st-error heading=${t('exchange.merge.failed', { file: arrival.file.name })} .errors=${errorRecords(arrival.error)}>
        ${lost ? html`<p>${t('exchange.merge.noAncestor')}</p>` : nothing}
      </st-error>`;
    }
    if (arrival.state === 'merged')
      return html`<p class="good" role="status" data-merged>● ${t('exchange.merge.isMerged')}</p>`;
    if (flow.error.value) return html`<st-error .errors=${errorRecords(flow.error.value)}></st-error>`;
    if (!flow.proposal.value)
      return html`<p class="muted" role="status" aria-busy="true">${t('exchange.merge.working')}</p>`;
    return this.#proposal(flow, arrival);
  }

  /** @param {import('./merge-flow.js').MergeFlow} flow @param {Arrival} arrival */
  #proposal(flow, arrival) {
    const incoming = /** @type {import('./merging.js').Incoming} */ (arrival.incoming);
    const { patch } = /** @type {import('./merge-flow.js').Proposal} */ (flow.proposal.value).reply;
    const who = whoOf(arrival);
    const open = flow.open.value.length;
    const again = incoming.merged;
    const disabled =
      open > 0 ||
      this.#merging.value ||
      flow.busy.value ||
      session.plan.value?.readOnly ||
      (again && patch.length === 0);
    return html`<section class="sheet">
        <div class="row">
          <div>
            <h2 class="name">${who || arrival.file.name}</h2>
            <p class="muted small name">${aboutOf(incoming)}</p>
          </div>
          <button class="primary end" data-action="merge" ?disabled=${disabled} @click=${this.#merge}>
            ${open > 0 ? t('exchange.merge.decideFirst', { count: open }) : t(again ? 'exchange.merge.again' : 'exchange.merge.go')}
          </button>
        </div>
        ${again ? html`<p class="watch" role="status" data-already>${t(patch.length > 0 ? 'exchange.merge.alreadyUndone' : 'exchange.merge.already')}</p>` : nothing}
        ${incoming.round?.role === 'received' ? html`<p class="watch">${t('exchange.merge.unknownRound')}</p>` : nothing}
        ${
          incoming.untouched
            ? html`<p class="watch">${t('exchange.merge.untouched')}
          <button class="link" @click=${() => fire(this, 'st-open-part', { file: arrival.file })}>${t('exchange.merge.openPart')}</button></p>`
            : nothing
        }
      </section>
      <st-conflict-list .flow=${flow} .theirs=${who}></st-conflict-list>
      <st-merge-preview .flow=${flow} .theirs=${who}></st-merge-preview>`;
  }
}

/** @param {Arrival | null} arrival */
const whoOf = (arrival) => {
  const { by = '', round = null } = arrival?.incoming ?? {};
  return [round?.unitName, by].filter(Boolean).join(' ');
};

/** @param {import('./merging.js').Incoming} incoming */
const aboutOf = ({ kind, round, at }) => {
  const number = round?.number ?? 0;
  return t(`exchange.arrival.about.${kind}`, { number, at: formatInstant(at) });
};

customElements.define('st-merge-panel', StMergePanel);
