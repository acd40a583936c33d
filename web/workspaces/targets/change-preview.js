// <st-change-preview>: what a change would do before it is done: totals, the most moved units, who absorbs, why; apply or cancel.
// Shows a ProposalFlow; fires st-preview-apply, st-preview-cancel, st-preview-absorb {absorb}, st-preview-reason {reason}.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, period, ratio, t, unitMode } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/segmented.js';
import './infeasible-note.js';
import { previewStyles } from './preview-styles.js';
import { largestMoves } from './preview-model.js';
import { exactValue, shownUnit, shownValue, spokenValue } from './target-figures.js';

const ABSORBERS = ['up', 'siblings', 'reserve'];
const SHOWN = 8;
/** How often, and how many times, to see whether the keyboard stayed. */
const FOCUS_CHECK_MS = 100;
const FOCUS_TRIES = 6;

export class StChangePreview extends LitElement {
  static properties = { flow: { attribute: false }, table: { attribute: false }, unit: {}, revision: { type: Number } };
  static styles = [base, previewStyles];

  /** @type {unknown} the change the keyboard was given for */
  #seen = null;

  constructor() {
    super();
    this.revision = 0;
    /** @type {import('./proposal-flow.js').ProposalFlow | null} */
    this.flow = null;
    /** the table with the proposal laid over it @type {import('./grid-model.js').TargetTable | null} */
    this.table = null;
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  /** Tells floating messages how much of the window's lower edge is taken, so that they leave the bar to be read and pressed. */
  #size = new ResizeObserver(() => {
    const taken = Math.max(0, window.innerHeight - this.getBoundingClientRect().top);
    document.documentElement.style.setProperty('--st-dock', `${Math.round(Math.min(taken, window.innerHeight / 2))}px`);
  });

  /** A new proposal takes the keyboard: Enter applies, Esc goes back. @param {import('lit').PropertyValues} changed */
  updated(changed) {
    const change = this.flow?.change ?? null;
    // The grid takes the focus back when its editor closes, so wait for the engine's answer.
    if (!changed.has('revision') || change === this.#seen || this.flow?.busy) return;
    this.#seen = change;
    if (change) this.#takeKeyboard(FOCUS_TRIES);
  }

  /** The grid gives its focus away piece by piece while it repaints; take it once it stays. @param {number} tries */
  #takeKeyboard(tries) {
    const field = /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector('.reason'));
    if (!field || tries === 0) return;
    field.focus();
    setTimeout(() => {
      if (this.shadowRoot?.activeElement === null) this.#takeKeyboard(tries - 1);
    }, FOCUS_CHECK_MS);
  }

  /** Esc leaves the preview wherever the focus is, unless something else has used it. @param {KeyboardEvent} event */
  #onAnyKey = (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) fire(this, 'st-preview-cancel');
  };

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onAnyKey);
    this.#size.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onAnyKey);
    this.#size.disconnect();
    document.documentElement.style.removeProperty('--st-dock');
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape') fire(this, 'st-preview-cancel');
    else if (event.key === 'Enter' && event.composedPath()[0] instanceof HTMLInputElement)
      fire(this, 'st-preview-apply');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  render() {
    const { flow, table } = this;
    if (!flow?.change || !table) return nothing;
    return html`<section class="bar" aria-label=${t('targets.preview.label')} @keydown=${this.#onKey}>
      <div class="head">
        <h2>${this.#heading()}</h2>
        ${flow.busy ? html`<span class="muted small" role="status">${t('targets.preview.computing')}</span>` : nothing}
      </div>
      ${
        flow.errors.length > 0
          ? html`<st-infeasible
              .errors=${flow.errors}
              .unit=${this.unit}
              .nameOf=${(/** @type {string} */ id) => table.unit(id)?.name ?? id}
            ></st-infeasible>`
          : nothing
      }
      ${flow.result ? this.#effects() : nothing} ${this.#controls()}
    </section>`;
  }

  #heading() {
    const { change } = /** @type {any} */ (this.flow);
    const cells = change.cells ?? [];
    if (cells.length !== 1) return t(`targets.preview.${change.kind}`, { count: cells.length });
    const [{ node, period: name }] = cells;
    const span = this.table?.span(name);
    const unit = this.table?.unit(node)?.name ?? node;
    if (!span || !this.table || !this.flow?.result) return t('targets.preview.cell', { unit, period: period(name) });
    const before = this.table.standing(node, span);
    const after = this.table.value(node, span);
    return t('targets.preview.cellChange', {
      unit,
      period: period(name),
      before: shownValue(before, this.unit),
      after: spokenValue(after, this.unit),
      share: before > 0 ? withSign(ratio(after / before - 1)) : '—',
    });
  }

  #effects() {
    const { table, flow } =
      /** @type {{table: import('./grid-model.js').TargetTable, flow: import('./proposal-flow.js').ProposalFlow}} */ (
        /** @type {unknown} */ (this)
      );
    const moves = largestMoves(table, flow.change?.cells ?? [], SHOWN);
    const changed = flow.result.summary?.changedCells;
    return html`<div class="effects">
      <p class="small muted">
        ${t('targets.preview.at', { period: period(moves.period), unit: shownUnit(this.unit) || 'none' })}
        ${changed === undefined ? nothing : t('targets.preview.changedCells', { count: changed })}
        ${moves.rest > 0 ? t('targets.preview.moreUnits', { count: moves.rest }) : nothing}
      </p>
      <ul class="moves">
        ${moves.shown.map((move) => this.#move(move))}
      </ul>
    </div>`;
  }

  /** @param {import('./preview-model.js').Move} move */
  #move({ name, beforeMinor, afterMinor, role }) {
    const delta = afterMinor - beforeMinor;
    const share = beforeMinor > 0 ? ` (${withSign(ratio(delta / beforeMinor))})` : '';
    return html`<li class=${role} title="${exactValue(beforeMinor, this.unit)} → ${exactValue(afterMinor, this.unit)}">
      <span class="name" title=${name}>${name}</span>
      <span class="figures"
        >${shownValue(beforeMinor, this.unit)} → <b>${shownValue(afterMinor, this.unit)}</b>
        <span class="muted small">${withSign(shownValue(delta, this.unit))}${share}</span></span
      >
    </li>`;
  }

  #controls() {
    const { flow } = this;
    if (!flow?.change) return nothing;
    const { absorbable } = flow.change;
    return html`<div class="controls">
      ${
        absorbable
          ? html`<label class="absorb"
              ><span class="muted">${t('targets.absorb.label')}</span>
              <st-segmented
                label=${t('targets.absorb.label')}
                .options=${ABSORBERS.map((value) => ({
                  value,
                  label: t(`targets.absorb.${value}`),
                  title: t(`targets.absorb.${value}.hint`),
                }))}
                .value=${flow.absorb}
                @st-change=${(/** @type {CustomEvent} */ event) =>
                  fire(this, 'st-preview-absorb', { absorb: event.detail.value })}
              ></st-segmented
            ></label>`
          : nothing
      }
      <input
        class="reason"
        maxlength="200"
        placeholder=${t('targets.preview.reason')}
        aria-label=${t('targets.preview.reason')}
        .value=${flow.reason}
        @input=${(/** @type {any} */ event) => fire(this, 'st-preview-reason', { reason: event.target.value })}
      />
      <button @click=${() => fire(this, 'st-preview-cancel')}>${t('targets.cancel')}</button>
      <button
        class="primary"
        ?disabled=${!flow.result || flow.busy}
        @click=${() => fire(this, 'st-preview-apply')}
      >
        ${t('targets.apply')}
      </button>
    </div>`;
  }
}

customElements.define('st-change-preview', StChangePreview);
