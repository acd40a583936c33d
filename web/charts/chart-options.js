// What every chart gets from the page around its own option: theme, language, screen-reader text, safe tooltips.
import { language } from '../i18n/index.js';
import { token } from './colors.js';

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8];

/** Colours and type as the theme has them now. */
function theme() {
  const ink = token('--st-ink');
  const muted = token('--st-muted');
  const line = token('--st-line');
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: muted, fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: muted },
  };
  return { ink, muted, line, axis, surface: token('--st-surface') };
}

/** @param {any} part one object, several, or none @param {any} defaults merged under each */
const withDefaults = (part, defaults) => {
  if (part === undefined) return undefined;
  const list = Array.isArray(part) ? part : [part];
  const merged = list.map((own) => ({
    ...defaults,
    ...own,
    axisLabel: { ...defaults.axisLabel, ...own.axisLabel },
    splitLine: { ...defaults.splitLine, ...own.splitLine },
  }));
  return Array.isArray(part) ? merged : merged[0];
};

/** Helper bars that only carry others (a waterfall's base) must not show a pattern. @param {any} series */
const withoutDecalWhenInvisible = (series) =>
  series.itemStyle?.color === 'transparent' || series.itemStyle?.opacity === 0
    ? { ...series, itemStyle: { ...series.itemStyle, decal: { symbol: 'none', color: 'transparent' } } }
    : series;

/**
 * @param {any} option the caller's ECharts option: series, axes, dataset
 * @param {{finding: string, reducedMotion: boolean}} context finding: read out as the chart's description
 * @returns {any}
 */
export function completeOption(option, { finding, reducedMotion }) {
  const { ink, muted, line, axis, surface } = theme();
  const several = Array.isArray(option.series) && option.series.length > 1;
  return {
    color: SERIES.map((index) => token(`--st-series-${index}`)),
    backgroundColor: 'transparent',
    textStyle: { color: ink, fontFamily: token('--st-font'), fontSize: 12 },
    animation: !reducedMotion,
    animationDuration: 160,
    animationDurationUpdate: 160,
    aria: { enabled: true, label: { description: finding }, decal: { show: several } },
    ...option,
    series: [option.series ?? []].flat().map(withoutDecalWhenInvisible),
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true, ...option.grid },
    xAxis: withDefaults(option.xAxis, axis),
    yAxis: withDefaults(option.yAxis, axis),
    legend: option.legend && {
      type: 'scroll',
      top: 0,
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: muted },
      ...option.legend,
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: ink, fontSize: 12 },
      axisPointer: { type: 'line', lineStyle: { color: muted } },
      ...option.tooltip,
      // Never HTML: names in tooltips are data.
      renderMode: 'richText',
    },
  };
}

/** ECharts' name of the language on screen. */
export const chartLocale = () => (language.value === 'zh' ? 'ZH' : 'EN');

/**
 * Two charts with the same key look the same. Functions count by their text: what they close over shows in the chart's table, whose
 * texts are formatted the same way.
 * @param {unknown} parts
 */
export const chartKey = (parts) =>
  JSON.stringify(parts, (_, value) => (typeof value === 'function' ? String(value) : value));
