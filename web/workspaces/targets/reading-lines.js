// The sentences above the grid: what the set asks for, who grows most and least, what was touched by hand. Each leads to its cell.
import { html } from 'lit';
import { period, ratio, t } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';
import { yearSpan } from './period-axis.js';
import { spokenValue } from './target-figures.js';
import { summarize } from './table-summary.js';

/** Growth rates closer than this read as the same number. */
const SPREAD_WORTH_SAYING = 0.001;

/**
 * @param {import('./grid-model.js').TargetTable} table
 * @param {import('./target-figures.js').ValueUnit} unit
 * @param {string | null} compareYear
 * @param {(place: {unit: string, period: string}) => unknown} goTo
 */
export function readingLines(table, unit, compareYear, goTo) {
  const summary = summarize(table);
  const year = yearSpan(table.axis);
  const line = (/** @type {{unit: string, period: string}} */ place, /** @type {string} */ text) =>
    html`<p slot="reading">
      <a
        class="reading-link"
        href="#"
        @click=${(/** @type {Event} */ event) => {
          event.preventDefault();
          goTo(place);
        }}
        >${text}</a
      >
    </p>`;
  const lines = [];
  const total = spokenValue(summary.totalMinor, unit);
  const root = { unit: table.units[0].id, period: year.period };
  if (summary.growthRatio === null || compareYear === null) {
    lines.push(line(root, t('targets.reading.total', { year: period(year.period), total })));
  } else {
    const params = {
      year: period(year.period),
      total,
      before: period(compareYear),
      growth: withSign(ratio(summary.growthRatio)),
    };
    lines.push(line(root, t('targets.reading.growth', params)));
  }
  const { most, least } = summary;
  if (most && least && most.growthRatio - least.growthRatio >= SPREAD_WORTH_SAYING) {
    const params = {
      most: most.name,
      mostGrowth: withSign(ratio(most.growthRatio)),
      least: least.name,
      leastGrowth: withSign(ratio(least.growthRatio)),
    };
    lines.push(line({ unit: most.id, period: year.period }, t('targets.reading.spread', params)));
  }
  if (summary.overridden + summary.locked > 0) {
    const { overridden, locked } = summary;
    const place = summary.firstMark ?? root;
    lines.push(line(place, t('targets.reading.marks', { overridden, locked })));
  }
  return lines;
}
