// <st-tiers-drawer>: stretch and challenge sets from the base set by two ratios, with their totals before they are made. Fires st-close.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { parseRatio } from '../../lib/typed-numbers.js';
import { errorRecords, language, period, t, unitMode } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import { toast } from '../../components/toast.js';
import '../../components/dialog.js';
import '../../components/field.js';
import '../../components/notice.js';
import { exactValue, shownUnit, shownValue } from './target-figures.js';
import { TIERS, tiersPresent } from './target-scope.js';

const DEBOUNCE_MS = 250;

export class StTiersDrawer extends LitElement {
  static properties = {
    scope: { attribute: false },
    unit: {},
    stretch: { state: true },
    challenge: { state: true },
    result: { state: true },
    stale: { state: true },
    errors: { state: true },
  };
  static styles = [
    base,
    css`
      .body {
        display: grid;
        gap: var(--st-space-4);
      }
      .row {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--st-space-3);
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        gap: var(--st-space-2);
      }
    `,
  ];

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #turn = 0;

  constructor() {
    super();
    /** @type {import('./target-scope.js').Scope | null} */
    this.scope = null;
    /** @type {import('./target-figures.js').ValueUnit} */
    this.unit = 'money';
    this.stretch = '110';
    this.challenge = '120';
    /** @type {any} */
    this.result = null;
    this.stale = false;
    /** @type {import('../../engine/errors.js').ErrorRecord[]} */
    this.errors = [];
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#ask();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  get #ratios() {
    return {
      stretchRatio: parseRatio(this.stretch, { barePercent: true }),
      challengeRatio: parseRatio(this.challenge, { barePercent: true }),
    };
  }

  async #ask() {
    const { stretchRatio, challengeRatio } = this.#ratios;
    const turn = (this.#turn += 1);
    if (!this.scope || stretchRatio === null || challengeRatio === null) {
      this.result = null;
      this.stale = false;
      return;
    }
    const { metric, year } = this.scope;
    try {
      const result = await engine.call('targets.tiers', { metric, year, tier: 'base', stretchRatio, challengeRatio });
      if (turn !== this.#turn) return;
      this.result = result;
      this.stale = false;
      this.errors = [];
    } catch (error) {
      if (turn !== this.#turn) return;
      this.result = null;
      this.errors = errorRecords(error);
    }
  }

  /** @param {'stretch' | 'challenge'} tier @param {string} text */
  #type(tier, text) {
    this[tier] = text;
    this.#turn += 1;
    this.stale = true; // what is shown belongs to the ratios before: not to be applied
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), DEBOUNCE_MS);
  }

  async #apply() {
    if (!this.result || this.stale || !this.scope) return;
    const year = period(this.scope.year);
    try {
      await session.apply(this.result.patch, { label: { key: 'targets.undo.tiers', params: { year } } });
    } catch (error) {
      this.errors = errorRecords(error);
      return;
    }
    toast(this, {
      tone: 'good',
      text: t('targets.done.tiers', { year }),
      action: { text: t('frame.undo'), run: () => session.undo() },
    });
    router.set({ tier: 'stretch' });
    fire(this, 'st-close');
  }

  render() {
    const { scope } = this;
    if (!scope) return nothing;
    const replaces = tiersPresent(session.parts.targetSets, scope).length > 1;
    return html`<st-drawer
      open
      heading=${t('targets.tiers.heading')}
      @st-close=${(/** @type {Event} */ event) => {
        event.stopPropagation();
        fire(this, 'st-close');
      }}
    >
      <div class="body">
        <p class="muted">${t('targets.tiers.text')}</p>
        <div class="row">
          ${this.#field('stretch')} ${this.#field('challenge')}
        </div>
        ${this.errors.length > 0 ? html`<st-error .errors=${this.errors}></st-error>` : nothing}
        ${this.result ? this.#totals(this.result.totals) : nothing}
        ${replaces ? html`<p class="small">${t('targets.tiers.replaces')}</p>` : nothing}
        <div class="actions">
          <button @click=${() => fire(this, 'st-close')}>${t('targets.cancel')}</button>
          <button class="primary" ?disabled=${!this.result || this.stale} @click=${this.#apply}>${t('targets.tiers.apply')}</button>
        </div>
      </div>
    </st-drawer>`;
  }

  /** @param {'stretch' | 'challenge'} tier */
  #field(tier) {
    const bad = this.#ratios[`${tier}Ratio`] === null;
    return html`<st-field
      label=${t('targets.tiers.ratio', { tier: t(`plan.tier.${tier}`) })}
      .error=${bad ? t('targets.set.problem.badPercent') : ''}
    >
      <input
        inputmode="decimal"
        autocomplete="off"
        .value=${this[tier]}
        @input=${(/** @type {any} */ event) => this.#type(tier, event.target.value)}
      />
    </st-field>`;
  }

  /** @param {Record<string, number>} totals */
  #totals(totals) {
    const unit = shownUnit(this.unit);
    const name = t('targets.column.total');
    return html`<table class="data">
      <thead>
        <tr>
          <th>${t('targets.tier')}</th>
          <th class="number">${unit ? t('targets.column.inUnit', { name, unit }) : name}</th>
        </tr>
      </thead>
      <tbody>
        ${TIERS.map(
          (tier) =>
            html`<tr>
              <td>${t(`plan.tier.${tier}`)}</td>
              <td class="number" title=${exactValue(totals[tier], this.unit)}>${shownValue(totals[tier], this.unit)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('st-tiers-drawer', StTiersDrawer);
