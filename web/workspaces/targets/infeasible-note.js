// <st-infeasible>: why a change is refused, in place: the cells that contradict each other, each a way to go there or to unlock it.
// Fires st-conflict-focus {unit, period}, st-conflict-unlock {unit, period, product}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language, period, t, unitMode } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/notice.js';
import { spokenValue } from './target-figures.js';

/**
 * @typedef {{node: string, nodeName?: string, period: string, minor: number, product?: string,
 *   kind: 'edit' | 'lock' | 'min' | 'max' | 'held' | 'nonnegative'}} Conflict of targets.infeasible
 */

const CODES = ['targets.infeasible', 'targets.undecided'];

const SHOWN = 6;

/** What can be lifted comes first: locks and limits, then the edit itself. @param {readonly Conflict[]} conflicts */
const inOrder = (conflicts) => {
  const rank = { lock: 0, min: 1, max: 1, held: 2, edit: 3, nonnegative: 4 };
  return [...conflicts].sort((a, b) => rank[a.kind] - rank[b.kind]);
};

export class StInfeasible extends LitElement {
  static properties = { errors: { attribute: false }, unit: {}, nameOf: { attribute: false } };
  static styles = [
    base,
    css`
      .box {
        padding: var(--st-space-2) var(--st-space-3);
        border: 1px solid var(--st-bad);
        border-radius: var(--st-radius);
        background: var(--st-bad-soft);
      }
      h3 {
        color: var(--st-bad);
      }
      ul {
        display: grid;
        gap: var(--st-space-1);
        margin: var(--st-space-2) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-1) var(--st-space-3);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../engine/errors.js').ErrorRecord[]} */
    this.errors = [];
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    /** @type {(id: string) => string} */
    this.nameOf = (id) => id;
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    const explained = this.errors.filter(({ code }) => CODES.includes(code));
    const others = this.errors.filter(({ code }) => !CODES.includes(code));
    return html`
      ${explained.map((error) => this.#explanation(error))}
      ${others.length > 0 ? html`<st-error .errors=${others}></st-error>` : nothing}
    `;
  }

  /** @param {import('../../engine/errors.js').ErrorRecord} error */
  #explanation({ code, params }) {
    const conflicts = inOrder(/** @type {Conflict[]} */ (params?.conflicts ?? []));
    const rest = conflicts.length - SHOWN;
    const undecided = code === 'targets.undecided';
    return html`<div class="box" role="alert">
      <h3>
        <st-icon name="warning"></st-icon>
        ${t(undecided ? 'targets.conflict.undecided' : 'targets.conflict.heading', { count: conflicts.length })}
      </h3>
      <ul>
        ${conflicts.slice(0, SHOWN).map((conflict) => this.#conflict(conflict))}
        ${rest > 0 ? html`<li class="muted">${t('targets.conflict.more', { count: rest })}</li>` : nothing}
      </ul>
    </div>`;
  }

  /** @param {Conflict} conflict */
  #conflict(conflict) {
    const { node, kind, minor } = conflict;
    const place = { unit: node, period: conflict.period, product: conflict.product };
    const name = conflict.nodeName ?? this.nameOf(node);
    return html`<li>
      <button class="link" @click=${() => fire(this, 'st-conflict-focus', place)}>
        ${name} · ${period(conflict.period)}
      </button>
      <span>${t(`targets.conflict.${kind}`, { value: spokenValue(minor, this.unit) })}</span>
      ${
        kind === 'lock'
          ? html`<button class="quiet" @click=${() => fire(this, 'st-conflict-unlock', place)}>
              <st-icon name="unlock"></st-icon>${t('targets.unlock')}
            </button>`
          : nothing
      }
    </li>`;
  }
}

customElements.define('st-infeasible', StInfeasible);
