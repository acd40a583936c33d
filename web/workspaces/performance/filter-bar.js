// <st-performance-filters>: the one filter bar over all boards: unit path, comparison, chips of any column, clear all.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import '../../components/segmented.js';
import { pathTo } from '../cockpit/cockpit-model.js';
import { parseFilters, serializeFilters } from '../data/filter-address.js';
import '../data/record-filters.js';
import { clearFilters } from './parts.js';
import { comparison, hasTargets, shownState } from './performance-scope.js';
import { COMPARISONS } from './question.js';

class StPerformanceFilters extends LitElement {
  static styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--st-space-2);
        min-width: 0;
      }
      .bar,
      .path {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2) var(--st-space-4);
      }
      .bar {
        align-items: flex-start;
      }
      .bar.end {
        align-items: center;
      }
      .path {
        min-height: var(--st-control);
        gap: var(--st-space-2);
        min-width: 0;
        font-weight: 600;
      }
      .path > * {
        min-width: 0;
        max-width: 24ch;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .path select {
        max-width: 180px;
        font-weight: 400;
      }
      .path button {
        display: block;
      }
      st-record-filters {
        flex: 1 1 240px;
        min-width: 0;
      }
      .end {
        margin-inline-start: auto;
      }
      .muted {
        white-space: nowrap;
      }
      @media (max-width: 640px) {
        .path button {
          min-height: 44px;
        }
        .end {
          margin-inline-start: 0;
        }
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, shownState);
  }

  render() {
    const { filters, unit } = router.query.value;
    const options = COMPARISONS.filter((name) => name !== 'target' || hasTargets()).map((value) => ({
      value,
      label: t(`performance.against.${value}`),
    }));
    return html`<div class="bar">
        ${this.#path()}
        <st-record-filters
          .filters=${parseFilters(filters)}
          .blank=${t('performance.none')}
          @st-filters=${(/** @type {CustomEvent} */ { detail }) => router.set({ filters: serializeFilters(detail.filters) || null }, { replace: false })}
        ></st-record-filters>
        <span class="bar end">
          <span class="muted small" aria-hidden="true">${t('performance.against')}</span>
          <st-segmented
            label=${t('performance.against')}
            .options=${options}
            .value=${comparison()}
            @st-change=${(/** @type {CustomEvent} */ { detail }) => router.set({ against: detail.value }, { replace: false })}
          ></st-segmented>
          ${
            unit
              ? html`<button class="quiet clear" @click=${clearFilters}>${t('performance.clearAll')}</button>`
              : nothing
          }
        </span>
      </div>`;
  }

  /** Opens the list of a column's values. @param {string} dimension */
  openFilter(dimension) {
    /** @type {any} */ (this.renderRoot.querySelector('st-record-filters'))?.openList(dimension);
  }

  /** From the whole region down to the unit shown, and the choice of what is below it. */
  #path() {
    const units = session.parts.orgUnits;
    const root = Object.values(units).find(({ parent }) => !parent);
    if (!root) return nothing;
    const path = pathTo(units, router.query.value.unit ?? root.id);
    const at = path.at(-1)?.id;
    const below = Object.values(units)
      .filter(({ parent }) => parent === at)
      .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    return html`<nav class="path" aria-label=${t('performance.path')}>
      ${path.map((unit, i) =>
        i === path.length - 1
          ? html`<span aria-current="page" title=${unit.name}>${unit.name}</span>`
          : html`<button class="link" title=${unit.name} @click=${() => this.#open(unit.id === root.id ? null : unit.id)}>${unit.name}</button>
              <span class="muted" aria-hidden="true">›</span>`,
      )}
      ${
        below.length > 0
          ? html`<select aria-label=${t('performance.below')} @change=${(/** @type {any} */ event) => this.#open(event.target.value || null)}>
              <option value="" selected>${t('performance.below')}</option>
              ${below.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
            </select>`
          : nothing
      }
    </nav>`;
  }

  /** @param {string | null} unit */
  #open(unit) {
    router.set({ unit }, { replace: false });
  }
}

customElements.define('st-performance-filters', StPerformanceFilters);
