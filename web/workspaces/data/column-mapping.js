// <st-column-mapping>: one row per column of the file: what it was taken for, why, and the choice to change it.
import { html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { ImportElement } from './import-element.js';
import { fieldName } from './fields.js';

export { FIELDS, fieldName } from './fields.js';

class StColumnMapping extends ImportElement {
  render() {
    const columns = this.choices.preview.value?.columns ?? [];
    return html`<div class="scroll whole" tabindex="0" role="region" aria-label=${t('data.mapping.label')}>
      <table class="data roomy">
        <thead>
          <tr>
            <th>${t('data.mapping.column')}</th>
            <th>${t('data.mapping.field')}</th>
            <th>${t('data.mapping.reason')}</th>
            <th>${t('data.mapping.samples')}</th>
          </tr>
        </thead>
        <tbody>
          ${columns.map((column) => this.#row(column))}
        </tbody>
      </table>
    </div>`;
  }

  /** What stands below a month is no field of its own: that is chosen for all months together. */
  #month() {
    return html`<span class="month">${t('data.mapping.month', { table: t(`data.table.${this.choices.table.value}`) })}</span>`;
  }

  /** @param {import('./import-choices.js').Column} column @param {string | null} field @param {string} own the column's own name as a field */
  #choice(column, field, own) {
    return html`<select
      aria-label=${t('data.mapping.fieldOf', { header: column.header })}
      @change=${(/** @type {any} */ event) => this.choices.choose(column, event.target.value || null)}
    >
      <option value="" ?selected=${!field}>${t('data.mapping.ignore')}</option>
      ${this.choices.fields.value.map(
        ({ key, required }) =>
          html`<option value=${key} ?selected=${field === key}>${fieldName(key, this.choices.table.value)}${required ? ' *' : ''}</option>`,
      )}
      <option value=${own} ?selected=${field === own}>${t('data.mapping.keep')}</option>
    </select>`;
  }

  /** @param {import('./import-choices.js').Column} column */
  #row(column) {
    const field = this.choices.fieldOf(column);
    const own = `x:${column.header}`;
    const changed = field !== column.field;
    const reason = changed ? 'chosen' : column.reason;
    const month = this.choices.becomesRows(column);
    return html`<tr class=${field || month ? '' : 'ignored'}>
      <td class="cell header" title=${column.header}>${column.header}</td>
      <td>${month ? this.#month() : this.#choice(column, field, own)}</td>
      <td class="small muted wrap">${t(`data.reason.${reason}`)}${column.months && field ? html`<br />${t('data.mapping.months')}` : nothing}</td>
      <td class="small muted cell">${column.samples.slice(0, 3).join(' · ')}</td>
    </tr>`;
  }
}

customElements.define('st-column-mapping', StColumnMapping);
