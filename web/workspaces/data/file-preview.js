// <st-file-preview>: the first rows of the file as they are read, under the file's own header.
import { html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { ImportElement } from './import-element.js';

const SHOWN_ROWS = 6;

class StFilePreview extends ImportElement {
  render() {
    const preview = this.choices.preview.value;
    if (!preview) return nothing;
    const first = (preview.headerLine ?? 0) + 1;
    const used = (/** @type {import('./import-choices.js').Column | undefined} */ column) =>
      column && (this.choices.fieldOf(column) || this.choices.becomesRows(column));
    const number = (/** @type {import('./import-choices.js').Column | undefined} */ column) =>
      column?.kind === 'number' ? 'number' : '';
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('data.preview.label')}>
      <table class="data small">
        <thead>
          <tr>
            <th class="number line">${t('data.preview.line')}</th>
            ${preview.columns.map(
              (column) =>
                html`<th class="cell ${used(column) ? 'used' : ''} ${number(column)}" title=${column.header}>${column.header}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${preview.rows.slice(0, SHOWN_ROWS).map(
            (row, i) =>
              html`<tr>
                <td class="number muted">${first + i}</td>
                ${row.map((cell, c) => html`<td class="cell ${number(preview.columns[c])} ${used(preview.columns[c]) ? '' : 'muted'}" title=${cell}>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('st-file-preview', StFilePreview);
