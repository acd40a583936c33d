// A unit's target and earlier actuals along the year, as an ECharts option with its table and finding. Formatting only.
import { axisMoney } from '../../charts/axes.js';
import { seriesColor, token } from '../../charts/colors.js';
import { period, t } from '../../i18n/index.js';
import { periodColumns } from './period-axis.js';
import { shownUnit, shownValue } from './target-figures.js';
import { biggestShift } from './course-finding.js';

/**
 * @param {import('./grid-model.js').TargetTable} table
 * @param {import('./grid-model.js').ViewUnit} unit
 * @param {readonly {year: string, actualMinor: readonly (number | null)[]}[]} earlier newest first
 * @param {import('./target-figures.js').ValueUnit} valueUnit
 */
export function courseOption(table, unit, earlier, valueUnit) {
  const spans = periodColumns(table.axis, table.axis.grain).filter(({ grain }) => grain === table.axis.grain);
  const targets = spans.map((span) => table.value(unit.id, span));
  const format = (/** @type {unknown} */ value) => shownValue(typeof value === 'number' ? value : null, valueUnit);
  const tooltip = { valueFormatter: format };
  const target = t('targets.course.target', { year: period(table.axis.year) });
  const comparable = table.axis.grain === 'month' ? earlier : [];
  const series = [
    {
      name: target,
      type: 'bar',
      barMaxWidth: 20,
      data: targets,
      itemStyle: { color: seriesColor('target') },
      tooltip,
    },
    ...comparable.map(({ year, actualMinor }, i) => ({
      name: t('targets.row.actual', { year }),
      type: 'line',
      symbol: 'circle',
      symbolSize: 4,
      lineStyle: { width: i === 0 ? 2 : 1, type: i === 0 ? 'solid' : 'dashed' },
      itemStyle: { color: i === 0 ? seriesColor('actual') : token('--st-muted') },
      data: [...actualMinor],
      tooltip,
    })),
  ];
  const names = spans.map((span) => period(span.period, { short: true }));
  const unitText = shownUnit(valueUnit);
  return {
    heading: heading(unit, spans, targets, comparable[0]),
    option: {
      grid: { left: 8, right: 8, top: 56, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, data: series.map(({ name }) => name) },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: names },
      yAxis: { ...(valueUnit === 'money' ? axisMoney() : { type: 'value' }), name: unitText },
      series,
    },
    table: {
      columns: [{ name: t('targets.column.period') }, ...series.map(({ name }) => ({ name, number: true }))],
      rows: spans.map((span, i) => [period(span.period), ...series.map(({ data }) => format(data[i]))]),
    },
  };
}

/**
 * @param {import('./grid-model.js').ViewUnit} unit
 * @param {import('./period-axis.js').Span[]} spans
 * @param {number[]} targets
 * @param {{year: string, actualMinor: readonly (number | null)[]} | undefined} last
 */
function heading(unit, spans, targets, last) {
  const shift = last ? biggestShift(targets, last.actualMinor) : null;
  if (!shift || !last) {
    const peak = targets.indexOf(Math.max(...targets));
    return t('targets.course.peak', { unit: unit.name, period: period(spans[peak].period, { short: true }) });
  }
  const points = Math.abs(shift.shareShift * 100).toFixed(1);
  return t(shift.shareShift > 0 ? 'targets.course.more' : 'targets.course.less', {
    unit: unit.name,
    period: period(spans[shift.index].period, { short: true }),
    points,
    year: period(last.year),
  });
}
