// What stands in place of the grid while there is no set to show: why there is none, and the way to one.
import { html } from 'lit';
import { period, t } from '../../i18n/index.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import '../../components/notice.js';
import { tiersPresent } from './target-scope.js';

/**
 * @param {import('./target-scope.js').Scope} scope
 * @param {{readOnly: boolean, open: (drawer: 'set' | 'tiers') => void}} ways open: the drawer that makes the set
 * @returns {import('lit').TemplateResult | null} null when there is a set
 */
export function missingSet(scope, { readOnly, open }) {
  if (Object.keys(session.parts.orgUnits).length === 0) {
    return html`<st-empty icon="map" heading=${t('targets.noTree.heading')} text=${t('targets.noTree.text')}>
      <a slot="actions" class="button primary" href=${router.href('data')}>${t('targets.noTree.action')}</a>
    </st-empty>`;
  }
  if (scope.set) return null;
  const year = period(scope.year);
  if (tiersPresent(session.parts.targetSets, scope).length > 0) {
    const heading = t('targets.noTier.heading', { tier: t(`plan.tier.${scope.tier}`), year });
    return html`<st-empty icon="layers" heading=${heading} text=${t('targets.noTier.text')}>
      <button slot="actions" class="primary" ?disabled=${readOnly} @click=${() => open('tiers')}>
        ${t('targets.tiers.open')}
      </button>
      <button slot="actions" @click=${() => router.set({ tier: 'base' })}>${t('targets.noTier.back')}</button>
    </st-empty>`;
  }
  return html`<st-empty icon="target" heading=${t('targets.noSet.heading', { year })} text=${t('targets.noSet.text')}>
    <button slot="actions" class="primary" ?disabled=${readOnly} @click=${() => open('set')}>
      ${t('targets.set.open')}
    </button>
  </st-empty>`;
}
