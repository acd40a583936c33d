// <st-import-write>: how the rows go into what is there, and what that would change, before it is done. Fires st-import-merge {merge}.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { formatExact } from '../../lib/numbers.js';
import { count, day, language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/field.js';
import { dataStyles } from './data-styles.js';
import './key-fields.js';
import { MEASURES, fieldName } from './fields.js';

/** @typedef {import('./import-flow.js').Merge} Merge */

const MODES = /** @type {const} */ (['upsert', 'append', 'replace']);
const CHANGES = /** @type {const} */ (['new', 'changed', 'unchanged', 'removed', 'kept']);
const SAMPLES = 20;

class StImportWrite extends LitElement {
  static properties = { flow: { attribute: false }, present: { attribute: false }, disabled: { type: Boolean } };
  static styles = [base, dataStyles];

  constructor() {
    super();
    /** @type {import('./import-flow.js').ImportFlow} */
    this.flow = /** @type {any} */ (null);
    /** the table that is there, as facts.list describes it @type {any} */
    this.present = null;
    this.disabled = false;
    new SignalController(this, () => [
      this.flow?.check.value,
      this.flow?.merge.value,
      this.flow?.keys.value,
      language.value,
    ]);
  }

  render() {
    const report = this.flow.check.value;
    return html`<div class="stack">
      ${this.present ? this.#ways() : nothing}
      ${report ? html`${this.#counts(report)} ${this.#samples(report)}` : nothing}
    </div>`;
  }

  /** @param {Merge} merge */
  #choose(merge) {
    fire(this, 'st-import-merge', { merge });
  }

  #ways() {
    const { mode, key, removeMissing = 'none' } = this.flow.merge.value;
    return html`<fieldset class="ways">
      <legend>${t('data.merge.legend', { rows: count(this.present.rows), table: t(`data.table.${this.flow.choices.table.value}`) })}</legend>
      ${MODES.map(
        (way) =>
          html`<label>
            <input
              type="radio"
              name="merge"
              value=${way}
              .checked=${way === mode}
              ?disabled=${this.disabled || (way === 'upsert' && this.#firstKey.length === 0)}
              @change=${() => this.#choose({ mode: way, key: way === 'upsert' && key.length === 0 ? this.#firstKey : key, removeMissing })}
            />
            <span><strong>${t(`data.merge.${way}`)}</strong> <span class="muted">${t(`data.merge.${way}.text`)}</span></span>
          </label>
            ${way === 'upsert' && mode === 'upsert' ? html`${this.#key(key)} ${this.#removal(key, removeMissing)}` : nothing}`,
      )}
    </fieldset>`;
  }

  /** Keys to choose from: those proposed, and the one in use. */
  get #keyChoices() {
    const { key, candidates } = this.flow.keys.value;
    const all = [key, ...candidates.map((candidate) => candidate.key), this.flow.merge.value.key].filter(
      (one) => one.length > 0,
    );
    return [...new Map(all.map((one) => [one.join('\n'), one])).values()];
  }

  /** What an update begins with when nothing was proposed: the day. */
  get #firstKey() {
    return this.#keyChoices[0] ?? this.flow.keys.value.fields.slice(0, 1).map(({ field }) => field);
  }

  /** @param {string[]} key */
  #key(key) {
    const choices = this.#keyChoices;
    const quality = this.flow.keys.value.candidates.find((one) => one.key.join('\n') === key.join('\n'));
    const open = (quality?.repeats ?? 0) + (quality?.missing ?? 0) > 0;
    return html`<st-field label=${t('data.merge.key')} hint=${t('data.merge.keyHint')}>
        <select
          class="key"
          ?disabled=${this.disabled}
          @change=${(/** @type {any} */ event) => this.#choose({ ...this.flow.merge.value, key: choices[Number(event.target.value)] })}
        >
          ${choices.map(
            (one, i) =>
              html`<option value=${i} .selected=${one.join('\n') === key.join('\n')}>${one.map((field) => fieldName(field, this.flow.choices.table.value)).join(' + ')}</option>`,
          )}
        </select>
      </st-field>
      ${
        quality
          ? html`<p class="small ${open ? 'watch' : 'muted'}" data-key-quality>
              ${open ? html`<st-icon name="warning"></st-icon>` : nothing}
              ${t('data.merge.quality', { distinct: quality.distinct, repeats: quality.repeats, missing: quality.missing })}
            </p>`
          : nothing
      }
      <st-key-fields
        .table=${this.flow.choices.table.value}
        .fields=${this.flow.keys.value.fields}
        .chosen=${key}
        ?disabled=${this.disabled}
        @st-key=${(/** @type {CustomEvent} */ event) => this.#choose({ ...this.flow.merge.value, key: event.detail.key })}
      ></st-key-fields>`;
  }

  /** @param {string[]} key @param {string} removeMissing */
  #removal(key, removeMissing) {
    const change = (/** @type {any} */ event) =>
      this.#choose({ mode: 'upsert', key, removeMissing: event.target.checked ? 'sameDays' : 'none' });
    return html`<label class="inner">
      <input type="checkbox" class="remove" .checked=${removeMissing === 'sameDays'} ?disabled=${this.disabled} @change=${change} />
      <span>${t('data.merge.removeMissing')}</span>
    </label>`;
  }

  /** @param {import('./import-flow.js').Report} report */
  #counts({ changes: found, rows, file }) {
    // Without a table of this plan everything is new, whatever stands in the engine (the sample's).
    const changes = this.present ? found : { ...found, new: file.rows };
    const shown = CHANGES.filter((key) => this.present || key === 'new');
    return html`<dl class="figures changes">
        ${shown.map(
          (key) =>
            html`<div class=${changes[key] === 0 ? 'none' : key}>
              <dt>${t(`data.changes.${key}`)}</dt>
              <dd data-change=${key}>${count(changes[key])}</dd>
            </div>`,
        )}
        ${
          this.present
            ? html`<div>
                <dt>${t('data.changes.after')}</dt>
                <dd data-change="after">${count(rows)}</dd>
              </div>`
            : nothing
        }
      </dl>
      ${
        nothingChanges(changes)
          ? html`<p class="good" role="status"><st-icon name="check"></st-icon> ${t('data.changes.nothing')}</p>`
          : nothing
      }`;
  }

  /** @param {import('./import-flow.js').Report} report */
  #samples({ samples = [], changes }) {
    if (samples.length === 0) return nothing;
    return html`<section class="stack">
      <h3>${t('data.samples.heading', { shown: Math.min(SAMPLES, samples.length), total: changes.changed })}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('data.changes.changed')}>
        <table class="data small">
          <thead>
            <tr>
              <th class="number line">${t('data.reject.line')}</th>
              <th>${t('data.samples.row')}</th>
              <th>${t('data.samples.field')}</th>
              <th>${t('data.samples.old')}</th>
              <th>${t('data.samples.new')}</th>
            </tr>
          </thead>
          <tbody>
            ${[...samples]
              .sort((a, b) => a.line - b.line)
              .slice(0, SAMPLES)
              .flatMap(({ key, line, cells }) =>
                cells.map(
                  (cell, i) =>
                    html`<tr>
                    <td class="number muted">${i === 0 ? count(line) : ''}</td>
                    <td class="cell">${
                      i === 0
                        ? Object.entries(key)
                            .map(([field, value]) => shownValue(field, value))
                            .join(' · ')
                        : ''
                    }</td>
                    <td>${fieldName(cell.field, this.flow.choices.table.value)}</td>
                    <td class="cell old">${shownValue(cell.field, cell.old)}</td>
                    <td class="cell new">${shownValue(cell.field, cell.new)}</td>
                  </tr>`,
                ),
              )}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}

/** @param {import('./import-flow.js').Changes} changes */
export const nothingChanges = (changes) => changes.new === 0 && changes.changed === 0 && changes.removed === 0;

/** @param {string} field @param {any} value as the engine gives it */
function shownValue(field, value) {
  if (value === null || value === undefined || value === '') return '—';
  if (MEASURES.has(field) && typeof value === 'number') return formatExact(value, 4, 0);
  return field === 'day' ? day(value) : String(value);
}

customElements.define('st-import-write', StImportWrite);
