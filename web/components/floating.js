// Places a popover beside its anchor, inside the window. Knows no component.

const GAP = 4;
const EDGE = 8;

/**
 * @param {HTMLElement} floating an open popover
 * @param {DOMRect} anchor
 * @param {{align?: 'start' | 'end' | 'center'}} [options]
 */
export function placeBeside(floating, anchor, { align = 'start' } = {}) {
  const { width, height } = floating.getBoundingClientRect();
  const wanted = { start: anchor.left, end: anchor.right - width, center: (anchor.left + anchor.right - width) / 2 }[
    align
  ];
  const left = Math.max(EDGE, Math.min(wanted, innerWidth - width - EDGE));
  const below = anchor.bottom + GAP;
  const fitsBelow = below + height <= innerHeight - EDGE;
  const top = fitsBelow ? below : Math.max(EDGE, anchor.top - GAP - height);
  Object.assign(floating.style, { inset: 'auto', left: `${left}px`, top: `${top}px`, margin: '0' });
}
