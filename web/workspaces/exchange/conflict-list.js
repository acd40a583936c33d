// <st-conflict-list .flow>: places that both sides changed: base, mine, theirs, who and when; one is chosen, one by one or for all.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { formatInstant, parseDay } from '../../lib/dates.js';
import { currency, day, language, t, unitMode } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { exchangeStyles } from './exchange-styles.js';
import { placeWords, valueWords } from './place-words.js';
import { setNameById, setUnitById } from './set-name.js';

/** @typedef {import('./merging.js').Conflict} Conflict */
/** @typedef {import('./merging.js').Side} Side */

const SIDES = /** @type {Side[]} */ (['base', 'mine', 'theirs']);
const MOST_ROWS = 200;

export class StConflictList extends LitElement {
  static properties = { flow: { attribute: false }, theirs: {} };
  static styles = [
    base,
    exchangeStyles,
    css`
      td label {
        display: flex;
        gap: var(--st-space-2);
        align-items: center;
        justify-content: flex-end;
        min-height: var(--st-row);
      }
      td label > span {
        text-align: end;
      }
      td .small {
        display: block;
      }
      .side {
        display: none;
      }
      @media (max-width: 640px) {
        thead {
          display: none;
        }
        tr {
          display: grid;
          border-block-end: 1px solid var(--st-line);
        }
        table.data td {
          height: auto;
          max-width: none;
          padding-block: var(--st-space-2);
          border: 0;
        }
        td label {
          min-height: 44px;
        }
        .side {
          display: block;
          flex: 1;
          color: var(--st-muted);
          text-align: start;
        }
      }
      tr.open td:first-child {
        box-shadow: inset 3px 0 0 var(--st-watch);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('./merge-flow.js').MergeFlow | null} */
    this.flow = null;
    /** name of who sent it */
    this.theirs = '';
    new SignalController(this, () => [
      language.value,
      unitMode.value,
      currency.value,
      this.flow?.proposal.value,
      this.flow?.decisions.value,
    ]);
  }

  render() {
    const { flow } = this;
    const conflicts = flow?.proposal.value?.reply.conflicts ?? [];
    if (!flow || conflicts.length === 0) return nothing;
    const open = flow.open.value.length;
    const who = this.theirs || t('exchange.merge.them');
    const { all } = flow.decisions.value;
    return html`<section class="sheet">
      <div class="row">
        <h2>${t('exchange.conflicts.heading', { count: conflicts.length })}</h2>
        <span class=${open > 0 ? 'watch' : 'good'} role="status">${t('exchange.conflicts.open', { count: open })}</span>
        <span class="row end">
          <button aria-pressed=${all === 'theirs' ? 'true' : 'false'} data-all="theirs" @click=${() => flow.decideAll('theirs')}>
            ${t('exchange.conflicts.allTheirs', { who })}
          </button>
          <button aria-pressed=${all === 'mine' ? 'true' : 'false'} data-all="mine" @click=${() => flow.decideAll('mine')}>
            ${t('exchange.conflicts.allMine')}
          </button>
        </span>
      </div>
      <p class="muted small">${t('exchange.conflicts.text')}</p>
      <div class="scroll low" tabindex="0" role="region" aria-label=${t('exchange.conflicts.label')}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${t('exchange.column.place')}</th>
              <th scope="col" class="number">${t('exchange.side.base')}</th>
              <th scope="col" class="number">${t('exchange.side.mine')}</th>
              <th scope="col" class="number">${t('exchange.side.theirs', { who })}</th>
            </tr>
          </thead>
          <tbody>
            ${conflicts.slice(0, MOST_ROWS).map((conflict) => this.#row(conflict))}
          </tbody>
        </table>
      </div>
      ${
        conflicts.length > MOST_ROWS
          ? html`<p class="muted small">${t('exchange.conflicts.more', { count: conflicts.length - MOST_ROWS })}</p>`
          : nothing
      }
    </section>`;
  }

  /** @param {Conflict} conflict */
  #row(conflict) {
    const flow = /** @type {import('./merge-flow.js').MergeFlow} */ (this.flow);
    const { choices, all } = flow.decisions.value;
    const chosen = choices[conflict.path] ?? all;
    const { what, whose, when, above } = placeWords(conflict, session.parts.orgUnits);
    const [set] = String(conflict.id ?? '').split('.');
    const inSet = Object.hasOwn(session.parts.targetSets, set) ? setNameById(set) : '';
    return html`<tr class=${chosen ? '' : 'open'} data-path=${conflict.path}>
      <td class="name">
        <strong>${whose}</strong> ${when}<span class="small muted">${[above, what, inSet].filter(Boolean).join(t('exchange.place.of'))}</span>
      </td>
      ${SIDES.map((side) => this.#side(conflict, side, { chosen: chosen === side, unit: setUnitById(set) }))}
    </tr>`;
  }

  /** @param {Conflict} conflict @param {Side} side @param {{chosen: boolean, unit: 'money' | 'count'}} shown */
  #side(conflict, side, { chosen, unit }) {
    const name = t(`exchange.side.${side}`, { who: this.theirs || t('exchange.merge.them') });
    const { text, exact } = valueWords(conflict.field, conflict[side], unit);
    const by = side === 'base' ? null : conflict.by[side];
    const at = side === 'base' ? null : conflict.at[side];
    const reason = conflict.cells?.[side]?.reason;
    const when = at ? (parseDay(at) === null ? formatInstant(at) : day(at)) : '';
    return html`<td class="number">
      <label>
        <span class="side" aria-hidden="true">${name}</span>
        <span>
          <span title=${exact || nothing}>${text}</span>
          ${by || when ? html`<span class="small muted">${[by, when].filter(Boolean).join(' · ')}</span>` : nothing}
          ${reason ? html`<span class="small muted name">${reason}</span>` : nothing}
        </span>
        <input
          type="radio"
          name=${conflict.path}
          value=${side}
          aria-label=${name}
          .checked=${chosen}
          @change=${() => this.flow?.decide(conflict.path, side)}
        />
      </label>
    </td>`;
  }
}

customElements.define('st-conflict-list', StConflictList);
