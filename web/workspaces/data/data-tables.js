// <st-data-tables>: the tables of rows in this plan. Fires st-table-drop {name, source}.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, day, hasMessage, language, t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base, sheet } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';

/** @param {string} name */
export const tableName = (name) => (hasMessage(`data.table.${name}`) ? t(`data.table.${name}`) : name);

class StDataTables extends LitElement {
  static styles = [base, sheet, dataStyles];

  constructor() {
    super();
    new SignalController(this, () => [session.facts.value, session.plan.value, language.value]);
  }

  render() {
    const tables = session.facts.value;
    if (tables.length === 0) return nothing;
    return html`<section class="sheet stack">
      <h2>${t('data.tables.heading')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('data.tables.heading')}>
        <table class="data">
          <thead>
            <tr>
              <th>${t('data.tables.name')}</th>
              <th>${t('data.tables.source')}</th>
              <th class="number">${t('data.tables.rows')}</th>
              <th>${t('data.report.days')}</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            ${tables.map((table) => this.#row(table))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {import('../../state/fact-tables.js').TableInfo} table */
  #row({ name, source, rows, firstDay, lastDay }) {
    const drop = t('data.tables.drop', { name: tableName(name) });
    return html`<tr>
      <td>${tableName(name)}</td>
      <td class="cell" title=${source?.fileName ?? ''}>${source?.fileName || '—'}</td>
      <td class="number">${count(rows)}</td>
      <td>${firstDay ? `${day(firstDay)} – ${day(lastDay)}` : '—'}</td>
      <td class="number">
        <a href=${router.href('data', { view: 'records', ...(name === 'orders' ? {} : { table: name }) })}>${t('data.tables.browse')}</a>
        <button class="icon" aria-label=${drop} title=${drop} @click=${() => fire(this, 'st-table-drop', { name, source: source?.fileName ?? '' })}>
          <st-icon name="trash"></st-icon>
        </button>
      </td>
    </tr>`;
  }
}

customElements.define('st-data-tables', StDataTables);
