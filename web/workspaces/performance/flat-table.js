// <st-flat-table>: every combination of the pivot's fields as one row, sorted across all: finds the single best and worst.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { download } from '../../lib/browser-files.js';
import { serializeCsv } from '../../lib/delimited.js';
import { count, t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { base, sheet } from '../../components/styles.js';
import '../../components/icon.js';
import { axisName, measureExact, measureHeader, measureText, memberName } from './measures.js';
import { linesCell, linesHead, nameLink, noMatch, standIn } from './parts.js';
import { compareNames, narrowTo, shownState, subject } from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { pivotLayout } from './pivot-scope.js';
import { flatQuestion, serializeLayout, sortedBy } from './pivot-layout.js';
import { flatRows, placesOf } from './pivot-model.js';
import { plainValue } from './pivot-table.js';

const SHOWN = 200;

class StFlatTable extends LitElement {
  static properties = { layout: { attribute: false } };
  static styles = [base, sheet, boardStyles];

  constructor() {
    super();
    this.layout = /** @type {import('./pivot-layout.js').Layout} */ (/** @type {unknown} */ (null));
    this.query = new EngineQuery(this, () => flatQuestion(pivotLayout(), subject()));
    new SignalController(this, shownState);
  }

  /** @param {number} most */
  #rows(most) {
    const { layout } = this;
    const by = layout.by === 'member' ? null : layout.values.indexOf(layout.by);
    return flatRows(this.query.result, { by, descending: layout.descending, most, compareNames: compareNames() });
  }

  render() {
    const { layout } = this;
    const waiting = standIn(this.query);
    if (waiting) return waiting;
    const { axes, measures, groups } = this.query.result;
    const keys = [...layout.rows, ...layout.cols];
    const fits =
      axes.map((/** @type {any} */ { key }) => key).join() === keys.join() &&
      measures.map((/** @type {any} */ { key }) => key).join() === layout.values.join();
    if (!fits) return html`<p class="muted" aria-busy="true">${t('performance.loading')}</p>`;
    if (groups === 0) return noMatch();
    return html`<section class="sheet">
      <header class="section">
        <h2>${t('performance.flat.heading', { count: groups })}</h2>
        <p class="muted small">${t('performance.firstOf', { shown: Math.min(SHOWN, groups), total: groups })}</p>
        <button class="end" data-action="flat-csv" @click=${() => this.#export(measures)}><st-icon name="download"></st-icon>CSV</button>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('performance.flat.heading', { count: groups })}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col" class="number">${t('performance.column.rank')}</th>
              ${keys.map((axis) => html`<th scope="col">${axisName(axis)}</th>`)}
              ${measures.map((/** @type {any} */ measure) => this.#head(measure))}
              ${linesHead()}
            </tr>
          </thead>
          <tbody>
            ${this.#rows(SHOWN).map((row, i) => this.#row(row, i, keys, measures))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {import('./measures.js').Measure} measure */
  #head(measure) {
    const { layout } = this;
    const sorted = layout.by === measure.key;
    return html`<th scope="col" class="number" aria-sort=${sorted ? (layout.descending ? 'descending' : 'ascending') : nothing}>
      <button class="link" @click=${() => router.set(serializeLayout(sortedBy(layout, measure.key)), { replace: false })}>
        ${measureHeader(measure)}${sorted ? html` <st-icon name=${layout.descending ? 'arrow-down' : 'arrow-up'}></st-icon>` : nothing}
      </button>
    </th>`;
  }

  /** @param {ReturnType<typeof flatRows>[number]} row @param {number} index @param {string[]} keys @param {import('./measures.js').Measure[]} measures */
  #row({ path, values }, index, keys, measures) {
    const places = placesOf(keys, path);
    const names = path.map((member, i) => memberName(keys[i], member));
    return html`<tr>
      <td class="number muted">${count(index + 1)}</td>
      ${names.map((name, i) => html`<td>${nameLink(name, () => places && narrowTo([places[i]]))}</td>`)}
      ${values.map((value, m) => html`<td class="number ${value !== null && value < 0 ? 'bad' : ''}" title=${measureExact(value, measures[m])}>${measureText(value, measures[m])}</td>`)}
      ${linesCell(names.join(' · '), places)}
    </tr>`;
  }

  /** @param {import('./measures.js').Measure[]} measures */
  #export(measures) {
    const keys = [...this.layout.rows, ...this.layout.cols];
    const rows = this.#rows(Infinity).map(({ path, values }) => [
      ...path.map((member, i) => memberName(keys[i], member)),
      ...values.map((value, m) => plainValue(value, measures[m])),
    ]);
    download(
      'combinations.csv',
      serializeCsv([[...keys.map(axisName), ...measures.map(measureHeader)], ...rows]),
      'text/csv',
    );
  }
}

customElements.define('st-flat-table', StFlatTable);
