// <st-slice-rules>: what is in a part, what stays behind, and what its owner may change: the rules the engine cut it by.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, language, t } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import { exchangeStyles } from './exchange-styles.js';
import { collectionWord, fieldWord } from './place-words.js';

/** @typedef {import('./slicing.js').SliceRule} SliceRule */

export class StSliceRules extends LitElement {
  static properties = { cut: { attribute: false } };
  static styles = [base, exchangeStyles];

  constructor() {
    super();
    /** @type {import('./slicing.js').Cut | null} */
    this.cut = null;
    new SignalController(this, () => language.value);
  }

  render() {
    const { cut } = this;
    if (!cut) return nothing;
    const { unitName, personName } = cut.recipient;
    return html`<h3>${t('exchange.rules.heading', { unit: unitName, person: personName || 'none' })}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('exchange.rules.label')}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col">${t('exchange.rules.what')}</th>
              <th scope="col" class="number">${t('exchange.rules.kept')}</th>
              <th scope="col" class="number">${t('exchange.rules.left')}</th>
              <th scope="col">${t('exchange.rules.editable')}</th>
              <th scope="col">${t('exchange.rules.hidden')}</th>
            </tr>
          </thead>
          <tbody>
            ${cut.rules.map((rule) => this.#row(rule))}
          </tbody>
        </table>
      </div>
      <ul class="plain small muted">
        <li>${t('exchange.rules.above')}</li>
        <li>${t('exchange.rules.facts')}</li>
        <li>${t('exchange.rules.refused')}</li>
      </ul>`;
  }

  /** @param {SliceRule} rule */
  #row({ collection, kept, left, added, editable, hidden }) {
    const words = (/** @type {string[]} */ fields) =>
      fields.map((field) => fieldWord(collection, field)).join(t('frame.listSeparator'));
    const changes = [words(editable), added ? t('exchange.rules.added') : '']
      .filter(Boolean)
      .join(t('exchange.semicolon'));
    return html`<tr>
      <th scope="row">${collectionWord(collection)}</th>
      <td class="number">${count(kept)}</td>
      <td class="number">${count(left)}</td>
      <td class="name">${changes || html`<span class="muted">${t('exchange.rules.nothing')}</span>`}</td>
      <td class="name">${words(hidden) || html`<span class="muted">—</span>`}</td>
    </tr>`;
  }
}

customElements.define('st-slice-rules', StSliceRules);
