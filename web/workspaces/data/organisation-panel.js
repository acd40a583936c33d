// <st-organisation-panel>: which columns form the organisation, what tree that gives, and names the tree does not know.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { amount, count, errorRecords, language, moneyUnit, t, unitMode } from '../../i18n/index.js';
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { signal } from '@preact/signals-core';
import { base, sheet } from '../../components/styles.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/field.js';
import '../../components/icon.js';
import '../../components/notice.js';
import { fieldName } from './column-mapping.js';
import { dataStyles } from './data-styles.js';
import { candidateLevels, suggestLevels } from './org-levels.js';

const SHOWN_UNMATCHED = 50;
const SHOWN_UNITS = 8;

class StOrganisationPanel extends LitElement {
  static properties = { unmatched: { type: Boolean } };
  static styles = [base, sheet, dataStyles];

  /** The levels being tried out, null while the plan's own or the suggested ones stand. */
  #chosen = signal(/** @type {string[] | null} */ (null));
  #editing = signal(false);
  /** What the whole is to be called, '' while the plan's or the present tree's name stands. */
  #typedRoot = signal('');

  constructor() {
    super();
    /** the address asks for the order lines of no unit: they are brought into view once they are known */
    this.unmatched = false;
    this.proposal = new EngineQuery(this, () => {
      const levels = this.#levels;
      if (!this.#showsEditor || levels.length === 0) return null;
      return { request: 'facts.proposeOrg', params: { table: 'orders', levels, rootName: this.#rootName } };
    });
    this.match = new EngineQuery(this, () =>
      this.#hasTree && this.#orders ? { request: 'facts.matchOrg', params: { table: 'orders' } } : null,
    );
    new SignalController(this, () => [
      session.version.value,
      this.#chosen.value,
      this.#editing.value,
      this.#typedRoot.value,
      language.value,
      unitMode.value,
    ]);
  }

  updated() {
    const list = this.unmatched && this.match.result ? this.renderRoot.querySelector('.matching') : null;
    if (!list) return;
    this.unmatched = false;
    list.scrollIntoView({ block: 'center' });
    /** @type {HTMLElement} */ (list).focus({ preventScroll: true });
  }

  get #orders() {
    return session.facts.value.find(({ name }) => name === 'orders');
  }

  get #hasTree() {
    return Object.keys(session.parts.orgUnits).length > 0;
  }

  get #showsEditor() {
    return Boolean(this.#orders) && (!this.#hasTree || this.#editing.value);
  }

  get #candidates() {
    return candidateLevels(this.#orders?.dimensions ?? []);
  }

  get #levels() {
    const kept = /** @type {string[]} */ (session.parts.settings.orgLevels ?? []);
    return this.#chosen.value ?? (this.#hasTree && kept.length > 0 ? kept : suggestLevels(this.#candidates));
  }

  get #rootName() {
    if (this.#typedRoot.value.trim()) return this.#typedRoot.value.trim();
    const root = Object.values(session.parts.orgUnits).find(({ parent }) => !parent);
    return root?.name ?? session.plan.value?.name ?? '';
  }

  render() {
    if (!this.#orders) return nothing;
    return html`<section class="sheet stack">
      <header class="row">
        <h2>${t('data.org.heading')}</h2>
        ${
          this.#hasTree
            ? html`<span class="muted">${this.#treeText()}</span>
                <button class="quiet end" @click=${() => (this.#editing.value = !this.#editing.value)}>
                  ${this.#editing.value ? t('data.org.keep') : t('data.org.change')}
                </button>`
            : html`<p class="muted">${t('data.org.text')}</p>`
        }
      </header>
      ${this.#showsEditor ? this.#editor() : nothing} ${this.#hasTree && !this.#editing.value ? this.#matching() : nothing}
    </section>`;
  }

  #treeText() {
    const levels = /** @type {string[]} */ (session.parts.settings.orgLevels ?? []);
    const units = Object.values(session.parts.orgUnits);
    const perLevel = levels.map(
      (level) => `${fieldName(level)} ${count(units.filter((unit) => unit.level === level).length)}`,
    );
    return perLevel.join(' → ');
  }

  #editor() {
    const levels = this.#levels;
    const rest = this.#candidates.filter(({ key }) => !levels.includes(key));
    const proposal = this.proposal.result;
    return html`
      <st-field class="root" label=${t('data.org.root')}>
        <input maxlength="80" .value=${this.#rootName} @change=${(/** @type {any} */ event) => (this.#typedRoot.value = event.target.value)} />
      </st-field>
      <ol class="levels" aria-label=${t('data.org.levels')}>
        ${levels.map((key, i) => this.#levelRow(key, i, levels))} ${rest.map(({ key }) => this.#levelRow(key, -1, levels))}
      </ol>
      ${this.proposal.error ? html`<st-error .errors=${errorRecords(this.proposal.error)}></st-error>` : nothing}
      ${proposal ? this.#preview(proposal) : nothing}
      <footer class="actions">
        <p class="muted">${this.#hasTree ? t('data.org.replaces') : t('data.org.undoable')}</p>
        <button class="primary" ?disabled=${!proposal || levels.length === 0 || this.proposal.pending !== null} @click=${this.#apply}>${t('data.org.apply')}</button>
      </footer>
    `;
  }

  /** @param {string} key @param {number} at place among the chosen levels, −1 when not chosen @param {string[]} levels */
  #levelRow(key, at, levels) {
    const distinct = this.#candidates.find((candidate) => candidate.key === key)?.distinct;
    const chosen = at >= 0;
    const toggle = () => (this.#chosen.value = chosen ? levels.filter((level) => level !== key) : [...levels, key]);
    const move = (/** @type {number} */ by) => {
      const next = levels.filter((level) => level !== key);
      next.splice(at + by, 0, key);
      this.#chosen.value = next;
    };
    const name = fieldName(key);
    return html`<li>
      <label>
        <input type="checkbox" .checked=${chosen} @change=${toggle} />
        <span>${chosen ? `${at + 1}. ` : ''}${name}</span>
        <span class="muted small">${t('data.org.distinct', { count: distinct ?? 0 })}</span>
      </label>
      ${
        chosen && levels.length > 1
          ? html`<button class="icon" aria-label=${t('data.org.up', { name })} ?disabled=${at === 0} @click=${() => move(-1)}>
                <st-icon name="arrow-up"></st-icon>
              </button>
              <button class="icon" aria-label=${t('data.org.down', { name })} ?disabled=${at === levels.length - 1} @click=${() => move(1)}>
                <st-icon name="arrow-down"></st-icon>
              </button>`
          : nothing
      }
    </li>`;
  }

  /** @param {{orgUnits: Record<string, any>, unitsPerLevel: Record<string, number>}} proposal */
  #preview({ orgUnits, unitsPerLevel }) {
    const units = Object.values(orgUnits);
    const root = units.find(({ parent }) => !parent);
    const first = units.filter(({ parent }) => parent === root?.id).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    const below = (/** @type {string} */ id) => units.filter(({ parent }) => parent === id).length;
    return html`<div>
      <p>
        <strong>${root?.name}</strong>
        ${this.#levels.map((level) => html` → ${fieldName(level)} <strong>${count(unitsPerLevel[level])}</strong>`)}
      </p>
      <p class="muted small">
        ${first
          .slice(0, SHOWN_UNITS)
          .map(
            ({ id, name }, i) =>
              html`${i > 0 ? ' · ' : ''}${name}${below(id) > 0 ? html` <span>(${count(below(id))})</span>` : nothing}`,
          )}${first.length > SHOWN_UNITS ? html` · ${t('data.org.more', { count: first.length - SHOWN_UNITS })}` : nothing}
      </p>
    </div>`;
  }

  async #apply() {
    try {
      await session.apply(this.proposal.result.patch, { label: { key: 'data.undo.org' } });
      this.#editing.value = false;
      this.#chosen.value = null;
      this.#typedRoot.value = '';
      toast(this, {
        text: t('data.org.applied'),
        tone: 'good',
        action: { text: t('frame.undo'), run: () => session.undo() },
      });
    } catch (error) {
      showErrors(this, error);
    }
  }

  #matching() {
    const match = this.match.result;
    if (this.match.error) return html`<st-error .errors=${errorRecords(this.match.error)}></st-error>`;
    if (!match) return nothing;
    if (match.unmatchedRows === 0) {
      return html`<div class="actions matching" tabindex="-1">
        <p><st-icon name="check" class="good"></st-icon> ${t('data.match.all', { rows: count(match.rows) })}</p>
        <a class="button primary" href=${router.href('targets')}>${t('data.next.targets')}</a>
      </div>`;
    }
    return html`<div class="stack matching" tabindex="-1">
      <p class="watch">
        <st-icon name="warning"></st-icon>
        ${t('data.match.some', { rows: count(match.unmatchedRows), amount: `${amount(match.unmatchedAmount)} ${moneyUnit()}` })}
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('data.match.list')}>
        <table class="data">
          <thead>
            <tr>
              <th>${t('data.match.name')}</th>
              <th class="number">${t('data.match.rows')}</th>
              <th class="number">${t('data.match.amount')} (${moneyUnit()})</th>
            </tr>
          </thead>
          <tbody>
            ${match.unmatched.slice(0, SHOWN_UNMATCHED).map(
              (/** @type {any} */ { path, rows, amount: sum }) =>
                html`<tr>
                  <td>${path.map((/** @type {string} */ name) => name || t('data.match.blank')).join(' › ')}</td>
                  <td class="number">${count(rows)}</td>
                  <td class="number">${amount(sum)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <footer class="actions">
        <p class="muted">${t('data.match.proposal', { count: match.patch.length })}</p>
        <button class="primary" ?disabled=${match.patch.length === 0} @click=${() => this.#addMissing(match.patch)}>
          ${t('data.match.add')}
        </button>
      </footer>
    </div>`;
  }

  /** @param {any[]} patch */
  async #addMissing(patch) {
    try {
      await session.apply(patch, { label: { key: 'data.undo.match' } });
    } catch (error) {
      showErrors(this, error);
    }
  }
}

customElements.define('st-organisation-panel', StOrganisationPanel);
