// <st-pivot-board>: cross analysis: a pivot that is built, sorted, shaded and drilled, and the cells that explain a change.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { copyText, download } from '../../lib/browser-files.js';
import { serializeCsv, serializeTsv } from '../../lib/delimited.js';
import { t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { base, sheet } from '../../components/styles.js';
import { toast } from '../../components/toast.js';
import './cross-panel.js';
import './flat-table.js';
import { measureName } from './measures.js';
import { allDaysChoice, noMatch, readingList, standIn } from './parts.js';
import { readPivot } from './reading-pivot.js';
import { narrowTo, openLines, shownState, subject } from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import './pivot-builder.js';
import './pivot-cell-bar.js';
import './pivot-grid.js';
import { MOST_AXES, isTopAxis, pivotQuestions, serializeLayout, sortedBy } from './pivot-layout.js';
import { pivotTable, placesOf, visibleRows } from './pivot-model.js';
import { pivotAxes, pivotLayout, pivotMeasures } from './pivot-scope.js';
import { cellOf, gridColumns, gridRows, sortOfColumn, textRows, totalsRow } from './pivot-table.js';

/** More rows than this begin closed. */
const OPEN_ROWS = 150;
const TOPS = ['', '5', '10', '20', '50'];

class StPivotBoard extends LitElement {
  static properties = { turned: { state: true }, focused: { state: true } };
  static styles = [
    base,
    sheet,
    boardStyles,
    css`
      st-pivot-grid {
        display: block;
      }
    `,
  ];

  constructor() {
    super();
    this.turned = /** @type {ReadonlySet<string>} */ (new Set());
    this.focused = /** @type {{rowId: string, key: string} | null} */ (null);
    this.levels = Array.from(
      { length: MOST_AXES + 1 },
      (_, depth) =>
        new EngineQuery(this, () => {
          const layout = pivotLayout();
          return layout.flat ? null : (pivotQuestions(layout, subject())[depth] ?? null);
        }),
    );
    new SignalController(this, shownState);
  }

  render() {
    const layout = pivotLayout();
    return html`<st-pivot-builder
        .layout=${layout}
        .axes=${pivotAxes()}
        .measures=${pivotMeasures()}
        @st-layout=${(/** @type {CustomEvent} */ { detail }) => this.#set(detail.layout)}
        @st-pivot-filter=${(/** @type {CustomEvent} */ { detail }) => this.#openFilter(detail.field)}
      ></st-pivot-builder>
      ${this.#tools(layout)}
      ${layout.flat ? html`<st-flat-table .layout=${layout}></st-flat-table>` : this.#pivot(layout)}
      <st-cross-panel .axes=${[...layout.rows, ...layout.cols]} .measure=${layout.values[0]}></st-cross-panel>`;
  }

  /** @param {import('./pivot-layout.js').Layout} layout */
  #set(layout) {
    this.turned = new Set();
    this.focused = null;
    router.set(serializeLayout(layout), { replace: false });
  }

  /** Filters live in the one bar over all boards. @param {string} field */
  #openFilter(field) {
    this.dispatchEvent(new CustomEvent('st-open-filter', { detail: { field }, bubbles: true, composed: true }));
  }

  /** @param {import('./pivot-layout.js').Layout} layout */
  #tools(layout) {
    const check = (/** @type {'flat' | 'heat'} */ name) =>
      html`<label class="check"
        ><input type="checkbox" data-option=${name} .checked=${layout[name]} @change=${(/** @type {any} */ event) => this.#set({ ...layout, [name]: event.target.checked })} />${t(`performance.pivot.${name}`)}</label
      >`;
    return html`<div class="bar">
      <label class="inline"
        >${t('performance.pivot.sort')}
        <select data-choice="sort" @change=${(/** @type {any} */ event) => this.#sort(layout, event.target.value)}>
          ${[...layout.values, 'member'].flatMap((by) =>
            [true, false].map(
              (descending) =>
                html`<option value="${by}~${descending ? 'desc' : 'asc'}" ?selected=${layout.by === by && layout.descending === descending}>
                  ${t(`performance.pivot.sorted.${by === 'member' ? 'member' : 'measure'}.${descending ? 'desc' : 'asc'}`, { name: by === 'member' ? '' : measureName(by) })}
                </option>`,
            ),
          )}
        </select>
      </label>
      ${
        !layout.flat && layout.rows[0] && isTopAxis(layout.rows[0])
          ? html`<label class="inline"
              >${t('performance.top')}
              <select data-choice="top" @change=${(/** @type {any} */ event) => this.#set({ ...layout, top: event.target.value ? Number(event.target.value) : null })}>
                ${[...new Set([...TOPS, String(layout.top ?? '')])].map((value) => html`<option value=${value} ?selected=${String(layout.top ?? '') === value}>${value || t('performance.pivot.all')}</option>`)}
              </select></label
            >`
          : nothing
      }
      ${allDaysChoice()} ${check('flat')} ${layout.flat ? nothing : check('heat')}
    </div>`;
  }

  /** @param {import('./pivot-layout.js').Layout} layout @param {string} value */
  #sort(layout, value) {
    const [by, order] = value.split('~');
    this.#set({ ...layout, by, descending: order === 'desc' });
  }

  /** @param {import('./pivot-layout.js').Layout} layout */
  #pivot(layout) {
    const queries = this.levels.slice(0, layout.rows.length + 1);
    const failed = queries.find(({ error }) => error) ?? queries.find(({ result }) => !result);
    if (failed) return standIn(failed);
    const replies = queries.map(({ result }) => result);
    // Answers of another layout stay until the new ones are here.
    const fits = replies.every(
      (reply, depth) =>
        reply.axes.map((/** @type {any} */ { key }) => key).join() ===
          [...layout.rows.slice(0, depth), ...layout.cols].join() && reply.measures.length === layout.values.length,
    );
    if (!fits) return html`<p class="muted" aria-busy="true">${t('performance.loading')}</p>`;
    if (replies[0].lines === 0) return noMatch();
    const table = pivotTable(replies, layout.cols.length);
    const usuallyOpen = table.rows.length <= OPEN_ROWS;
    const isOpen = (/** @type {import('./pivot-model.js').Row} */ row) => usuallyOpen !== this.turned.has(row.id);
    const rows = gridRows(visibleRows(table.rows, isOpen), layout, isOpen);
    return html`${readingList(readPivot(table, layout))}<section class="sheet">
      ${this.#cellBar(table, layout)}
      <st-pivot-grid
        style="height:${Math.min(560, 40 * (layout.values.length > 1 && layout.cols.length > 0 ? 2 : 1) + (rows.length + 1) * 32 + 14)}px"
        label=${t('performance.pivot.label')}
        .columns=${gridColumns(table, layout)}
        .rows=${rows}
        .totals=${totalsRow(table)}
        @st-grid-toggle=${(/** @type {CustomEvent} */ { detail }) => this.#toggle(detail.rowId)}
        @st-grid-focus=${(/** @type {CustomEvent} */ { detail }) => (this.focused = detail)}
        @st-grid-open=${(/** @type {CustomEvent} */ { detail }) => this.#open(detail, table, layout)}
        @st-pivot-sort=${(/** @type {CustomEvent} */ { detail }) => this.#set(sortedBy(layout, sortOfColumn(detail.key, table)))}
      ></st-pivot-grid>
      ${table.truncated ? html`<p class="bad small">${t('performance.pivot.truncated')}</p>` : nothing}
      ${table.moreColumns > 0 ? html`<p class="muted small">${t('performance.pivot.moreColumns', { shown: table.columns.length, more: table.moreColumns })}</p>` : nothing}
    </section>`;
  }

  /** @param {string} id */
  #toggle(id) {
    const turned = new Set(this.turned);
    if (!turned.delete(id)) turned.add(id);
    this.turned = turned;
  }

  /** What a cell stands for; null where it stands for the rest. @param {{rowId: string, key: string}} cell @param {import('./pivot-model.js').Table} table @param {import('./pivot-layout.js').Layout} layout */
  #places({ rowId, key }, table, layout) {
    const row = table.rows.find(({ id }) => id === rowId);
    const cell = cellOf(key);
    const column = cell === null ? undefined : table.columns[Math.floor(cell / table.measures.length)];
    const inRow = row ? placesOf(layout.rows, row.path) : [];
    const inColumn = column && layout.cols.length > 0 ? placesOf(layout.cols, column.path) : [];
    return inRow && inColumn && [...inRow, ...inColumn];
  }

  /** @param {{rowId: string, key: string}} cell @param {import('./pivot-model.js').Table} table @param {import('./pivot-layout.js').Layout} layout */
  #open(cell, table, layout) {
    const places = this.#places(cell, table, layout);
    if (places) openLines(places);
    else toast(this, { text: t('performance.pivot.restHasNoLines') });
  }

  /** @param {import('./pivot-model.js').Table} table @param {import('./pivot-layout.js').Layout} layout */
  #cellBar(table, layout) {
    const places = this.focused && this.#places(this.focused, table, layout);
    return html`<st-pivot-cell-bar
      .places=${places}
      @st-cell-filter=${() => places && narrowTo(places)}
      @st-cell-lines=${() => places && openLines(places)}
      @st-table-copy=${async () => toast(this, { text: t((await copyText(serializeTsv(textRows(table, layout)))) ? 'frame.copied' : 'performance.copyFailed') })}
      @st-table-csv=${() => download('pivot.csv', serializeCsv(textRows(table, layout)), 'text/csv')}
    ></st-pivot-cell-bar>`;
  }
}

customElements.define('st-pivot-board', StPivotBoard);
