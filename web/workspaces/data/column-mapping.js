// <st-column-mapping>: one row per column of the file: what it was taken for, why, and the choice to change it.
import { LitElement, html } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { dataStyles } from './data-styles.js';

/** Fields in the order a manager thinks of them. Custom columns are kept as "x:<header>". */
export const FIELDS = [
  ...[
    'day',
    'amount',
    'margin',
    'quantity',
    'cost',
    'order',
    'customer',
    'customerName',
    'segment',
    'country',
    'region',
  ],
  ...[
    'province',
    'city',
    'district',
    'channel',
    'rep',
    'productLine',
    'category',
    'subcategory',
    'product',
    'sku',
    'brand',
  ],
];

/** The name of a field in the language on screen. @param {string} field */
export const fieldName = (field) => (field.startsWith('x:') ? field.slice(2) : t(`data.field.${field}`));

class StColumnMapping extends LitElement {
  static properties = { flow: { attribute: false } };
  static styles = [base, dataStyles];

  constructor() {
    super();
    /** @type {import('./import-flow.js').ImportFlow} */
    this.flow = /** @type {any} */ (null);
    new SignalController(this, () => [this.flow?.preview.value, this.flow?.mapping.value, language.value]);
  }

  render() {
    const columns = this.flow.preview.value?.columns ?? [];
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

  /** @param {import('./import-flow.js').Column} column */
  #row(column) {
    const field = this.flow.fieldOf(column);
    const own = `x:${column.header}`;
    const changed = field !== column.field;
    const reason = changed ? 'chosen' : column.reason;
    return html`<tr class=${field ? '' : 'ignored'}>
      <td class="cell header" title=${column.header}>${column.header}</td>
      <td>
        <select
          aria-label=${t('data.mapping.fieldOf', { header: column.header })}
          @change=${(/** @type {any} */ event) => this.flow.choose(column, event.target.value || null)}
        >
          <option value="" ?selected=${!field}>${t('data.mapping.ignore')}</option>
          ${FIELDS.map((name) => html`<option value=${name} ?selected=${field === name}>${fieldName(name)}</option>`)}
          <option value=${own} ?selected=${field === own}>${t('data.mapping.keep')}</option>
        </select>
      </td>
      <td class="small muted wrap">${t(`data.reason.${reason}`)}</td>
      <td class="small muted cell">${column.samples.slice(0, 3).join(' · ')}</td>
    </tr>`;
  }
}

customElements.define('st-column-mapping', StColumnMapping);
