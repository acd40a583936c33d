// <st-rail>: the workspaces, in the order of the manager's week; a bottom bar on phones.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { preferences } from '../state/preferences.js';
import { router } from '../state/router.js';
import { session } from '../state/session.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { WORKSPACES } from '../workspaces/registry.js';
import '../components/icon.js';

export class StRail extends LitElement {
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        width: var(--st-rail);
        border-inline-end: 1px solid var(--st-line);
        background: var(--st-surface);
      }
      :host([collapsed]) {
        width: 56px;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: var(--st-space-2);
        height: var(--st-bar);
        padding: 0 var(--st-space-4);
        color: var(--st-ink);
        font-weight: 650;
        text-decoration: none;
      }
      .mark {
        width: 24px;
        height: 24px;
        flex: none;
      }
      nav {
        display: contents;
      }
      .links {
        display: flex;
        flex: 1;
        flex-direction: column;
        gap: 2px;
        padding: var(--st-space-2);
        overflow: auto;
      }
      .links a {
        display: flex;
        align-items: center;
        gap: var(--st-space-3);
        min-height: 36px;
        padding: 0 var(--st-space-3);
        border-radius: var(--st-radius);
        color: var(--st-ink);
        text-decoration: none;
      }
      .links a:hover {
        background: var(--st-sunken);
      }
      .links a[aria-current] {
        background: var(--st-accent-soft);
        color: var(--st-accent);
        font-weight: 600;
      }
      .links a[aria-disabled='true'] {
        color: var(--st-muted);
      }
      .foot {
        padding: var(--st-space-2);
      }
      :host([collapsed]) :is(.word, .name) {
        display: none;
      }
      @media (max-width: 640px) {
        :host,
        :host([collapsed]) {
          width: 100%;
          border: 0;
          border-block-start: 1px solid var(--st-line);
          padding-block-end: env(safe-area-inset-bottom);
        }
        .brand,
        .foot {
          display: none;
        }
        .links {
          flex-direction: row;
          padding: 0;
          overflow-x: auto;
        }
        .links a {
          flex: 1;
          flex-direction: column;
          justify-content: center;
          gap: 2px;
          min-height: 56px;
          padding: 0 var(--st-space-1);
          border-radius: 0;
          font-size: var(--st-size-13);
        }
        :host([collapsed]) .word {
          display: inline;
        }
      }
      @media print {
        :host {
          display: none !important;
        }
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => {
      this.toggleAttribute('collapsed', preferences.railCollapsed.value);
      return [language.value, router.path.value, router.query.value, session.plan.value];
    });
  }

  render() {
    const collapsed = preferences.railCollapsed.value;
    const toggleText = t(collapsed ? 'frame.nav.expand' : 'frame.nav.collapse');
    return html`
      <nav aria-label=${t('frame.nav')}>
      <a class="brand" href=${router.href('')} title=${t('frame.nav.start')}>
        <st-icon class="mark" name="sandtable"></st-icon>
        <span class="name">${t('frame.appName')}</span>
      </a>
        <div class="links">${WORKSPACES.map((workspace) => this.#link(workspace))}</div>
      <div class="foot">
        <button class="quiet" aria-expanded=${collapsed ? 'false' : 'true'} title=${toggleText} @click=${this.#toggle}>
          <st-icon name="panel-left"></st-icon><span class=${collapsed ? 'visually-hidden' : 'word'}>${toggleText}</span>
        </button>
      </div>
      </nav>
    `;
  }

  #toggle() {
    preferences.railCollapsed.value = !preferences.railCollapsed.value;
  }

  /** @param {import('../workspaces/registry.js').Workspace} workspace */
  #link({ id, icon, titleKey, withoutPlan }) {
    const current = router.path.value === id;
    const usable = withoutPlan || session.plan.value !== null;
    const period = router.query.value.period;
    return html`<a
      href=${usable ? router.href(id, period ? { period } : {}) : nothing}
      role=${usable ? nothing : 'link'}
      aria-disabled=${usable ? nothing : 'true'}
      aria-current=${current ? 'page' : nothing}
      title=${t(titleKey)}
    >
      <st-icon name=${icon}></st-icon><span class="word">${t(titleKey)}</span>
    </a>`;
  }
}

customElements.define('st-rail', StRail);
