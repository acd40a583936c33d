// <st-compare-panel>: two versions side by side: sums of targets, then field by field. Fires st-pair {from, to}, st-restore {id}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { errorRecords, language, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base, toolbar } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/notice.js';
import './change-list.js';
import './sums-table.js';
import { NOW } from './version-comparison.js';
import { versionMoment, versionTitle } from './version-words.js';

class StComparePanel extends LitElement {
  static properties = {
    pair: { attribute: false },
    comparison: { attribute: false },
    error: { attribute: false },
    pending: { type: Boolean },
  };
  static styles = [
    base,
    toolbar,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-4);
        align-content: start;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-3);
      }
      .inline select {
        max-width: 230px;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./version-comparison.js').Pair} */
    this.pair = { from: NOW, to: NOW };
    /** @type {import('./version-comparison.js').Comparison | null} */
    this.comparison = null;
    /** @type {unknown} */
    this.error = null;
    this.pending = false;
    new SignalController(this, () => [language.value, session.history.versions.value, session.plan.value]);
  }

  render() {
    return html`<div class="bar">
        ${this.#choice('from')} ${this.#choice('to')}
        <button class="quiet" title=${t('history.compare.swap')} @click=${this.#swap}>${t('history.compare.swap')}</button>
        ${this.pending ? html`<span class="muted" role="status" aria-busy="true">${t('history.compare.working')}</span>` : nothing}
        ${this.#restoreButton()}
      </div>
      ${this.error ? html`<st-error .heading=${t('history.compare.failed')} .errors=${errorRecords(this.error)}></st-error>` : this.#result()}`;
  }

  /** @param {'from' | 'to'} side */
  #choice(side) {
    const versions = session.history.versions.value.filter(({ bytes }) => bytes > 0);
    const chosen = this.pair[side];
    return html`<label class="inline">
      ${t(`history.compare.${side}`)}
      <select name=${side} @change=${(/** @type {any} */ { target }) => this.#set({ [side]: target.value })}>
        <option value=${NOW} ?selected=${chosen === NOW}>${t('history.now')}</option>
        ${versions.map(
          (version) => html`<option value=${version.id} ?selected=${chosen === version.id}>
            ${t('history.version.option', { title: versionTitle(version), moment: versionMoment(version) })}
          </option>`,
        )}
      </select>
    </label>`;
  }

  /** @param {Partial<import('./version-comparison.js').Pair>} change */
  #set(change) {
    fire(this, 'st-pair', { ...this.pair, ...change });
  }

  #swap() {
    this.#set({ from: this.pair.to, to: this.pair.from });
  }

  #restoreButton() {
    const { from, to } = this.pair;
    if (to !== NOW || from === NOW || session.plan.value?.readOnly) return nothing;
    return html`<button
      class="end restore"
      ?disabled=${!this.comparison || this.pending || this.comparison.patch.length === 0}
      @click=${() => fire(this, 'st-restore', { id: from })}
    >
      <st-icon name="undo"></st-icon>${t('history.restore')}
    </button>`;
  }

  #result() {
    const { comparison } = this;
    if (!comparison) return nothing;
    const { rows, sums, reading } = comparison;
    if (rows.length === 0)
      return html`<st-empty icon="check" heading=${t('history.same.heading')} text=${t('history.same.text')}></st-empty>`;
    return html`<section>
        <h2>${t('history.sums.title')}</h2>
        ${
          sums.size > 0
            ? html`<st-version-sums .sums=${sums} .reading=${reading}></st-version-sums>`
            : html`<p class="muted">${t('history.sums.none')}</p>`
        }
      </section>
      <section>
        <h2>${t('history.changes.title')}</h2>
        <st-change-list .comparison=${comparison} .fileName=${this.#fileName}></st-change-list>
      </section>`;
  }

  get #fileName() {
    const title = (/** @type {string} */ id) => {
      const version = session.history.versions.value.find((one) => one.id === id);
      return version ? versionTitle(version) : t('history.now');
    };
    const { from, to } = this.pair;
    return t('history.export.name', { plan: session.plan.value?.name ?? '', from: title(from), to: title(to) });
  }
}

customElements.define('st-compare-panel', StComparePanel);
