// The pages of a long list: which one is shown, and buttons to turn them.
import { html, nothing } from 'lit';
import { count, t } from '../../i18n/index.js';

/**
 * @param {{page: number, rows: number, perPage: number, go: (page: number) => void}} state page: from 0
 */
export function pager({ page, rows, perPage, go }) {
  const last = Math.max(0, Math.ceil(rows / perPage) - 1);
  if (last === 0) return nothing;
  const shown = {
    from: count(page * perPage + 1),
    to: count(Math.min(rows, (page + 1) * perPage)),
    count: count(rows),
  };
  return html`<nav class="bar" aria-label=${t('history.pages')}>
    <button ?disabled=${page === 0} @click=${() => go(page - 1)}>${t('history.page.previous')}</button>
    <span class="muted">${t('history.page.shown', shown)}</span>
    <button ?disabled=${page >= last} @click=${() => go(page + 1)}>${t('history.page.next')}</button>
  </nav>`;
}
