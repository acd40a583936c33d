// <st-decomposition-preview>: what a draft amounts to: totals, first-level units before and after, growth, course of the year.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../../lib/signal-controller.js';
import { errorText, language, period, ratio, t, unitMode } from '../../../i18n/index.js';
import { withSign } from '../../../lib/numbers.js';
import { base } from '../../../components/styles.js';
import '../../../components/notice.js';
import './season-editor.js';
import { exactValue, shownUnit, shownValue, spokenValue } from '../target-figures.js';
import { previewRows, seasonOf } from './decomposition-rows.js';

export class StDecompositionPreview extends LitElement {
  static properties = {
    result: { attribute: false },
    errors: { attribute: false },
    standing: { attribute: false },
    lastYear: { attribute: false },
    unit: {},
    busy: { type: Boolean },
    year: {},
  };
  static styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-3);
      }
      .scroll {
        overflow-x: auto;
      }
      .busy {
        opacity: 0.6;
      }
      tfoot td {
        font-weight: 600;
      }
      .warnings {
        margin: 0;
        padding-inline-start: var(--st-space-5);
      }
      td.name {
        max-width: 18ch;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {any} what targets.decompose answered */
    this.result = null;
    /** @type {import('../../../engine/errors.js').ErrorRecord[]} */
    this.errors = [];
    /** the set that stands, null for a new one @type {import('../grid-model.js').TargetTable | null} */
    this.standing = null;
    /** last year's actual by unit @type {ReadonlyMap<string, number | null>} */
    this.lastYear = new Map();
    /** @type {import('../target-figures.js').ValueUnit} */
    this.unit = 'money';
    this.busy = false;
    this.year = '';
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    if (this.errors.length > 0) return html`<st-error .errors=${this.errors}></st-error>`;
    if (!this.result) return html`<p class="muted">${t('targets.set.previewEmpty')}</p>`;
    const { rows, root } = previewRows(this.result.nodes, this.standing, this.lastYear);
    const season = seasonOf(this.result.nodes);
    return html`<div
        class="scroll ${this.busy ? 'busy' : ''}"
        tabindex="0"
        role="region"
        aria-label=${t('targets.set.preview')}
        aria-busy=${this.busy ? 'true' : 'false'}>
        <table class="data">
          <caption class="visually-hidden">
            ${t('targets.set.preview')}
          </caption>
          <thead>
            <tr>
              <th>${t('targets.column.unit')}</th>
              ${this.standing ? html`<th class="number">${this.#inUnit('targets.set.before')}</th>` : nothing}
              <th class="number">${this.#inUnit(this.standing ? 'targets.set.after' : 'targets.column.total')}</th>
              <th class="number">${t('targets.column.share')}</th>
              <th class="number">${t('targets.column.growth')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(row, root.afterMinor))}
            ${root.reserveMinor > 0 ? this.#reserveRow(root) : nothing}
          </tbody>
          <tfoot>
            ${this.#row(root, root.afterMinor)}
          </tfoot>
        </table>
      </div>
      <st-season-editor readOnly .profile=${season.weights} .names=${season.periods.map((name) => period(name, { short: true }))}></st-season-editor>
      ${this.#warnings()}`;
  }

  /** @param {string} key */
  #inUnit(key) {
    const unit = shownUnit(this.unit);
    return unit ? t('targets.column.inUnit', { name: t(key), unit }) : t(key);
  }

  /** @param {import('./decomposition-rows.js').PreviewRow} row @param {number} whole */
  #row({ name, beforeMinor, afterMinor, growthRatio }, whole) {
    return html`<tr>
      <td class="name" title=${name}>${name}</td>
      ${this.standing ? html`<td class="number muted" title=${exactValue(beforeMinor, this.unit)}>${shownValue(beforeMinor, this.unit)}</td>` : nothing}
      <td class="number" title=${exactValue(afterMinor, this.unit)}>${shownValue(afterMinor, this.unit)}</td>
      <td class="number">${whole > 0 ? ratio(afterMinor / whole) : '—'}</td>
      <td class="number ${growthRatio !== null && growthRatio < 0 ? 'bad' : ''}">${withSign(ratio(growthRatio))}</td>
    </tr>`;
  }

  /** @param {import('./decomposition-rows.js').PreviewRow & {reserveMinor: number}} root */
  #reserveRow({ reserveMinor, afterMinor, name }) {
    return html`<tr>
      <td class="name">${t('targets.set.heldBy', { unit: name })}</td>
      ${this.standing ? html`<td></td>` : nothing}
      <td class="number" title=${exactValue(reserveMinor, this.unit)}>${shownValue(reserveMinor, this.unit)}</td>
      <td class="number">${ratio(reserveMinor / afterMinor)}</td>
      <td></td>
    </tr>`;
  }

  #warnings() {
    const warnings = this.result.warnings ?? [];
    if (warnings.length === 0) return nothing;
    return html`<div role="note">
      <h3>${t('targets.set.warnings', { count: warnings.length })}</h3>
      <ul class="warnings small">
        ${warnings.slice(0, 5).map((/** @type {any} */ warning) => html`<li>${errorText(warning)}</li>`)}
        ${warnings.length > 5 ? html`<li class="muted">${t('targets.set.moreWarnings', { count: warnings.length - 5 })}</li>` : nothing}
      </ul>
      <p class="visually-hidden">${spokenValue(this.result.totalMinor, this.unit)}</p>
    </div>`;
  }
}

customElements.define('st-decomposition-preview', StDecompositionPreview);
