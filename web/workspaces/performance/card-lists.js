// The lists that some cards of a board are: customer segments, lowest members, crossed changes. Each row opens what it names.
import { html, nothing } from 'lit';
import { amount, count, ratio, t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { axisName, measureHeader, measureName, measureText, memberName, unitText } from './measures.js';
import { LARGEST, marginLeaks } from './margin-leak.js';
import { narrowTo } from './performance-scope.js';
import { inOrderOfWorth } from './rfm-model.js';
import { nameCell, tableExport } from './parts.js';

const AMOUNT = /** @type {import('./measures.js').Measure} */ ({ key: 'amount', unit: 'money' });
const MOST_CELLS = 8;
const MOST_LEAKS = 10;

/** @typedef {{cells: string[], open: () => unknown}} Row */

/** @param {any} reply of customers.rfm @param {number} height 0: as high as it is */
export function segmentList({ segments, customers }, height) {
  const rows = inOrderOfWorth(segments).map((/** @type {any} */ one) => ({
    cells: [
      t(`performance.segment.${one.key}`),
      count(one.customers),
      ratio(one.customers / customers),
      amount(one.amount),
      ratio(one.share),
    ],
    open: () => router.set({ tab: 'customers', segment: one.key }, { replace: false }),
  }));
  const heads = [
    t('performance.rfm.segment'),
    t('performance.measure.customers'),
    t('performance.pareto.ofMembers'),
    measureHeader(AMOUNT),
    t('performance.column.share'),
  ];
  return list(t('performance.rfm.segments'), heads, rows, height);
}

/** @param {any} reply of sales.pivot over one axis @param {string} axis @param {number} height */
export function lowestList({ axes, rows, measures }, axis, height) {
  const shown = rows.map((/** @type {import('./pivot-model.js').Group} */ { at, values }) => {
    const member = axes[0].members[at[0]];
    return {
      cells: [memberName(axis, member), measureText(values[0], measures[0])],
      open: () => member.key !== null && narrowTo([{ axis, key: member.key }]),
    };
  });
  const name = axisName(axis);
  const heading = t('performance.card.lowestOf', { axis: name, measure: measureName(measures[0].key) });
  return list(heading, [name, measureHeader(measures[0])], shown, height);
}

/** @param {any} reply of sales.pivot over one axis: amount and margin @param {string} axis @param {number} height */
export function leakList(reply, axis, height) {
  const { ratio: usual, leaks } = marginLeaks(reply);
  const rows = leaks.slice(0, MOST_LEAKS).map(({ member, amount: sold, ratio: own, leak }) => ({
    cells: [memberName(axis, member), measureText(sold, AMOUNT), ratio(own), measureText(leak, AMOUNT)],
    open: () => member.key !== null && narrowTo([{ axis, key: member.key }]),
  }));
  const heads = [
    axisName(axis),
    measureHeader(AMOUNT),
    measureName('marginRatio'),
    t('performance.withUnit', { name: t('performance.leak.column'), unit: unitText(AMOUNT) }),
  ];
  return html`${list(t('performance.leak.heading', { axis: axisName(axis), ratio: ratio(usual) }), heads, rows, height)}
    <p class="muted small">${t('performance.leak.note', { ratio: ratio(usual), count: LARGEST })}</p>`;
}

/** @param {any} reply of performance.cross @param {string[]} axes @param {'yoy' | 'mom'} against @param {number} height */
export function crossList({ cells }, axes, against, height) {
  const rows = cells.slice(0, MOST_CELLS).map((/** @type {import('./reading-pivot.js').CrossCell} */ cell) => ({
    cells: [
      `${memberName(axes[0], cell.a)} × ${memberName(axes[1], cell.b)}`,
      measureText(cell.current, AMOUNT),
      measureText(cell.gap, AMOUNT, { signed: true }),
      measureText(cell.excess, AMOUNT, { signed: true }),
    ],
    open: () =>
      narrowTo([
        { axis: axes[0], key: cell.a.key },
        { axis: axes[1], key: cell.b.key },
      ]),
  }));
  const heads = [
    axes.map(axisName).join(' × '),
    measureHeader(AMOUNT),
    t('performance.column.gap'),
    t('performance.cross.excess'),
  ];
  const words = { measure: measureName('amount'), against: t(`performance.than.${against}`) };
  return list(t('performance.cross.heading', words), heads, rows, height);
}

/** @param {string} heading @param {string[]} heads @param {Row[]} rows @param {number} height 0: as high as it is */
const list = (heading, heads, rows, height) =>
  html`<header class="section"><h3>${heading}</h3>${tableExport(heading)}</header>
    <div class="scroll" style=${height > 0 ? `height:${height}px;max-height:none` : nothing} tabindex="0" role="region" aria-label=${heading}>
      <table class="data">
        <thead>
          <tr>
            ${heads.map((head, i) => html`<th scope="col" class=${i === 0 ? '' : 'number'}>${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ cells: [first, ...rest], open }) =>
              html`<tr>
                ${nameCell(first, open)}
                ${rest.map((cell) => html`<td class="number">${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
