// <st-pivot-cell-bar>: what the chosen cell is and what can be done with it; copy and file of the whole table.
// Fires st-cell-filter, st-cell-lines, st-table-copy, st-table-csv.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import { axisName, memberName, shortName } from './measures.js';
import { canNarrow } from './question.js';

class StPivotCellBar extends LitElement {
  static properties = { places: { attribute: false } };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2);
        min-height: var(--st-control);
        margin-block-end: var(--st-space-2);
      }
      .text {
        flex: 1 1 200px;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./question.js').Place[] | null} */
    this.places = null;
    new SignalController(this, () => language.value);
  }

  render() {
    const { places } = this;
    const name = (/** @type {import('./question.js').Place} */ { axis, key }) =>
      `${axisName(axis)} ${shortName(memberName(axis, { key, name: axis.startsWith('org') ? session.parts.orgUnits[key]?.name : undefined }))}`;
    const tool = (
      /** @type {string} */ event,
      /** @type {string} */ text,
      /** @type {string} */ icon,
      enabled = true,
    ) =>
      html`<button data-action=${event} ?disabled=${!enabled} @click=${() => fire(this, event)}><st-icon name=${icon}></st-icon>${text}</button>`;
    return html`<span class="text small ${places?.length ? '' : 'muted'}" role="status">${places?.length ? places.map(name).join(' · ') : t('performance.pivot.hint')}</span>
      ${tool('st-cell-filter', t('performance.pivot.filterCell'), 'search', Boolean(places?.some(canNarrow)))}
      ${tool('st-cell-lines', t('performance.lines.open'), 'table', places !== null)}
      ${tool('st-table-copy', t('frame.copy'), 'copy')} ${tool('st-table-csv', 'CSV', 'download')}${nothing}`;
  }
}

customElements.define('st-pivot-cell-bar', StPivotCellBar);
