// <st-cross-panel>: where two fields meet, the cells that carry most of a change, and what they carry beyond their row and column.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, ratio, t } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { view } from '../../state/view.js';
import { base, sheet } from '../../components/styles.js';
import {
  axisName,
  isAdditive,
  measureHeader,
  measureName,
  measureText,
  memberName,
  unitOfMeasure,
} from './measures.js';
import { deltaMark, linesCell, linesHead, nameLink, readingList, standIn, tableExport } from './parts.js';
import { asOfDay, comparison, comparisonBase, narrowTo, shownState, subjectOfAllDays } from './performance-scope.js';
import { boardStyles } from './performance-styles.js';
import { pivotLayout } from './pivot-scope.js';
import { isTopAxis } from './pivot-layout.js';
import { readCross } from './reading-pivot.js';

const SHOWN = 12;

/** The innermost row against the first column, or two rows: no time, and a sum; null when the pivot has none. */
function crossQuestion() {
  const { rows, cols, values } = pivotLayout();
  const [inRows, inCols] = [rows.filter(isTopAxis), cols.filter(isTopAxis)];
  const axes = inCols.length > 0 ? [...inRows.slice(-1), ...inCols].slice(0, 2) : inRows.slice(-2);
  const measure = values.find(isAdditive);
  const against = comparisonBase();
  if (axes.length < 2 || !measure || 'target' in against) return null;
  return { axes, measure, base: against, current: { period: view.period.value } };
}

class StCrossPanel extends LitElement {
  static styles = [
    base,
    sheet,
    boardStyles,
    css`
      .section {
        margin-block-start: var(--st-space-2);
      }
    `,
  ];

  constructor() {
    super();
    this.query = new EngineQuery(this, () => {
      const question = crossQuestion();
      return (
        question && {
          request: 'performance.cross',
          params: { ...subjectOfAllDays(), ...question, asOf: asOfDay.value },
        }
      );
    });
    new SignalController(this, shownState);
  }

  render() {
    const question = crossQuestion();
    if (!question) return nothing;
    const waiting = standIn(this.query);
    if (waiting) return html`<section class="sheet">${waiting}</section>`;
    const cross = this.query.result;
    const measure = { key: question.measure, unit: unitOfMeasure(question.measure) };
    const against = comparison();
    const cells = cross.cells.slice(0, SHOWN);
    if (cells.length === 0) return nothing;
    const heading = t('performance.cross.heading', {
      measure: measureName(measure.key),
      against: t(`performance.than.${against}`),
    });
    return html`<section class="sheet">
      ${readingList(readCross(cross, { axes: question.axes, measure }))}
      <header class="section">
        <h2>${heading}</h2>
        <p class="muted small">${t('performance.cross.note')}</p>
        ${tableExport(heading)}
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label=${heading}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col" class="number">${t('performance.column.rank')}</th>
              ${question.axes.map((axis) => html`<th scope="col">${axisName(axis)}</th>`)}
              <th scope="col" class="number">${measureHeader(measure)}</th>
              <th scope="col" class="number">${t('performance.column.gap')}</th>
              <th scope="col" class="number">${t('performance.cross.share')}</th>
              <th scope="col" class="number">${t('performance.cross.excess')}</th>
              <th scope="col" class="number">${t('performance.cross.support')}</th>
              ${linesHead()}
            </tr>
          </thead>
          <tbody>
            ${cells.map((/** @type {import('./reading-pivot.js').CrossCell} */ cell) => this.#row(cell, question.axes, measure))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {import('./reading-pivot.js').CrossCell} cell @param {string[]} axes @param {import('./measures.js').Measure} measure */
  #row(cell, axes, measure) {
    const names = [memberName(axes[0], cell.a), memberName(axes[1], cell.b)];
    const places = [
      { axis: axes[0], key: cell.a.key },
      { axis: axes[1], key: cell.b.key },
    ];
    return html`<tr>
      <td class="number muted">${count(cell.rank)}</td>
      ${names.map((name, i) => html`<td>${nameLink(name, () => narrowTo([places[i]]))}</td>`)}
      <td class="number">${measureText(cell.current, measure)}</td>
      <td class="number">${deltaMark(cell.gap, measureText(cell.gap, measure, { signed: true }))}</td>
      <td class="number">${ratio(cell.shareOfGap)}</td>
      <td class="number">${measureText(cell.excess, measure, { signed: true })}</td>
      <td class="number">${count(cell.support)}</td>
      ${linesCell(names.join(' · '), places)}
    </tr>`;
  }
}

customElements.define('st-cross-panel', StCrossPanel);
