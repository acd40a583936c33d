// What can be done with the set on screen as a whole, at the head of the page.
import { html } from 'lit';
import { t } from '../../i18n/index.js';
import '../../components/icon.js';
import '../../components/menu.js';

/**
 * @param {{open: (drawer: 'set' | 'tiers') => void, take: (how: 'tsv' | 'csv') => void}} ways take: the whole table out
 */
export function setActions({ open, take }) {
  const items = [
    { id: 'tiers', text: t('targets.tiers.open'), icon: 'layers' },
    { id: 'tsv', text: t('targets.copyAll'), icon: 'copy', separator: true },
    { id: 'csv', text: t('targets.downloadCsv'), icon: 'download' },
  ];
  return html`<st-menu
      slot="action"
      align="end"
      label=${t('targets.more')}
      .items=${items}
      @st-select=${(/** @type {CustomEvent} */ { detail }) => (detail.id === 'tiers' ? open('tiers') : take(detail.id))}
    >
      <button slot="trigger"><st-icon name="more"></st-icon>${t('targets.more')}</button>
    </st-menu>
    <button slot="action" class="primary" @click=${() => open('set')}>${t('targets.set.again')}</button>`;
}
