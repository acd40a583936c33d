// Pieces several boards share: the reading list, choices, delta marks, and what stands where there is nothing to show.
import { html, nothing } from 'lit';
import { errorRecords, messageText, t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import '../../charts/table-export.js';
import '../../components/icon.js';
import '../../components/notice.js';
import { ofAllDays, openLines } from './performance-scope.js';

/**
 * Sentences, each a link to its numbers.
 * @param {import('./reading.js').Line[]} lines
 */
export const readingList = (lines) =>
  lines.length === 0
    ? nothing
    : html`<ul class="reading" aria-label=${t('performance.reading')}>
        ${lines
          .slice(0, 5)
          .map(
            (line) =>
              html`<li><a href=${router.href('performance', { ...router.query.value, ...line.query })}>${messageText(line)}</a></li>`,
          )}
      </ul>`;

/**
 * A labelled select whose choice goes into the address.
 * @param {{label: string, options: {value: string, label: string}[], value: string | null, name: string, also?: Record<string, null>}} choice
 *   name: the parameter of the address; also: parameters that lose their meaning with the choice
 */
export const choice = ({ label, options, value, name, also = {} }) =>
  html`<label class="inline"
    >${label}
    <select data-choice=${name} @change=${(/** @type {any} */ event) => router.set({ [name]: event.target.value, ...also }, { replace: false })}>
      ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}
    </select>
  </label>`;

/** Whether the period shown or all days are looked at. */
export const allDaysChoice = () =>
  html`<label class="check"
    ><input
      type="checkbox"
      data-option="days"
      .checked=${ofAllDays()}
      @change=${(/** @type {any} */ event) => router.set({ days: event.target.checked ? 'all' : null }, { replace: false })}
    />${t('performance.allDays')}</label
  >`;

/** A name that can be pressed: it narrows what is shown, or opens what it names. @param {string} name @param {() => unknown} open */
export const nameLink = (name, open) => html`<button class="link" title=${name} @click=${open}>${name}</button>`;

/** The first cell of a row, which stays while the others scroll. @param {string} name @param {() => unknown} open */
export const nameCell = (name, open) => html`<td class="name">${nameLink(name, open)}</td>`;

/** Copy and CSV of the table of the section it stands in. @param {string} name of the file */
export const tableExport = (name) => html`<st-table-export class="end" .name=${name}></st-table-export>`;

/** The head of the column of linesCell. */
export const linesHead = () =>
  html`<th scope="col" data-tool><span class="visually-hidden">${t('performance.lines.open')}</span></th>`;

/**
 * The last cell of a row: opens the order lines behind it.
 * @param {string} name of the row
 * @param {import('./question.js').Place[] | null} places null: a row that stands for the rest has no lines of its own
 */
export const linesCell = (name, places) =>
  html`<td class="number">${
    places
      ? html`<button class="icon" aria-label=${t('performance.lines.of', { name })} title=${t('performance.lines.open')} @click=${() => openLines(places)}>
          <st-icon name="table"></st-icon>
        </button>`
      : nothing
  }</td>`;

/**
 * A change with its direction as shape and colour.
 * @param {number | null} value sign decides @param {string} text @param {boolean} [moreIsBetter]
 */
export function deltaMark(value, text, moreIsBetter = true) {
  if (value === null || !/[1-9∞]/.test(text)) return html`<span class="muted">${text}</span>`;
  const good = value > 0 === moreIsBetter;
  return html`<span class="mark ${good ? 'good' : 'bad'}"
    ><st-icon name=${value > 0 ? 'arrow-up' : 'arrow-down'}></st-icon>${text}</span
  >`;
}

/**
 * What a board shows while it has no answer: the error, the loading note, or nothing found.
 * @param {import('../../state/engine-query.js').EngineQuery} query
 * @param {boolean} [empty] answered, but no line matches
 */
export function standIn(query, empty = false) {
  if (query.error) return html`<st-error .errors=${errorRecords(query.error)}></st-error>`;
  if (!query.result)
    return html`<p class="muted" aria-live="polite" aria-busy=${query.pending ? 'true' : 'false'}>${t('performance.loading')}</p>`;
  return empty ? noMatch() : null;
}

/** No order line matches: which filters are set, and the way out of them. */
export function noMatch() {
  const filtered = Boolean(router.query.value.filters || router.query.value.unit);
  return html`<st-empty
    icon="search"
    heading=${t('performance.noMatch.heading')}
    text=${t(filtered ? 'performance.noMatch.filters' : 'performance.noMatch.period')}
  >
    ${
      filtered
        ? html`<button slot="actions" class="primary" @click=${clearFilters}>${t('performance.clearAll')}</button>`
        : html`<a slot="actions" class="button" href=${router.href('data')}>${t('performance.toData')}</a>`
    }
  </st-empty>`;
}

export const clearFilters = () => router.set({ filters: null, unit: null }, { replace: false });

/** A column this board needs is not in the table. @param {string} name */
export const missingColumn = (name) =>
  html`<st-empty icon="table" heading=${t('performance.missing.heading', { name })} text=${t('performance.missing.text')}>
    <a slot="actions" class="button primary" href=${router.href('data')}>${t('performance.toData')}</a>
  </st-empty>`;
