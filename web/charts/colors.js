// One colour per entity, everywhere: the same region is the same colour in every chart of a visit.

const SERIES = 8;
/** @type {Map<string, number>} entity → slot, in order of first appearance */
const slots = new Map();

/** @param {string} entityId @returns {string} a CSS variable reference usable in SVG charts */
export function seriesColor(entityId) {
  let slot = slots.get(entityId);
  if (slot === undefined) {
    slot = slots.size % SERIES;
    slots.set(entityId, slot);
  }
  return token(`--st-series-${slot + 1}`);
}

/** The present value of a token; charts cannot read CSS variables themselves. @param {string} name */
export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Colours of good, watch, bad and none as the theme has them now. */
export const statusColors = () => ({
  good: token('--st-good-fill'),
  watch: token('--st-watch-fill'),
  bad: token('--st-bad-fill'),
  none: token('--st-muted'),
});
