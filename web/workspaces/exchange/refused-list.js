// Changes that are not taken, each with its reason, as a table.
import { html } from 'lit';
import { count, errorText, t } from '../../i18n/index.js';
import { fieldWord, placeWords } from './place-words.js';

const MOST_ROWS = 200;

/**
 * @param {import('./merging.js').Refusal[]} refused
 * @param {Record<string, {name?: string}>} units
 */
export const refusedRows = (refused, units) =>
  html`<div class="scroll low" tabindex="0" role="region" aria-label=${t('exchange.refused.label')}>
    <table class="data">
      <thead>
        <tr>
          <th scope="col">${t('exchange.column.place')}</th>
          <th scope="col">${t('exchange.column.reason')}</th>
        </tr>
      </thead>
      <tbody>
        ${refused.slice(0, MOST_ROWS).map((one) => row(one, units))}
        ${
          refused.length > MOST_ROWS
            ? html`<tr>
                <td colspan="2" class="muted">${t('exchange.refused.more', { count: count(refused.length - MOST_ROWS) })}</td>
              </tr>`
            : ''
        }
      </tbody>
    </table>
  </div>`;

/** @param {import('./merging.js').Refusal} refusal @param {Record<string, {name?: string}>} units */
function row(refusal, units) {
  const { what, whose, when, above } = placeWords(refusal, units);
  const named = String(refusal.params?.unit ?? '');
  const unit = Object.hasOwn(units, named) ? (units[named].name ?? named) : named;
  const { field } = refusal.params ?? {};
  const words = typeof field === 'string' && field !== 'none' ? { field: fieldWord(refusal.collection, field) } : {};
  const reason = errorText({ code: refusal.code, params: { ...refusal.params, ...words, ...(named ? { unit } : {}) } });
  return html`<tr>
    <td class="name"><strong>${whose}</strong> ${when} <span class="muted small">${[above, what].filter(Boolean).join(t('exchange.place.of'))}</span></td>
    <td class="name">${reason}</td>
  </tr>`;
}
