// <st-version-list>: the versions of the plan, newest first, the plan as it is now above them. Fires st-version {id} to compare one with
// the plan, st-rename {id}, st-restore {id}.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { count, language, t } from '../../i18n/index.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import { fire } from '../../components/events.js';
import '../../components/icon.js';
import '../../components/menu.js';
import { KIND_ICONS, isOfPlan, versionMoment, versionTitle } from './version-words.js';

/** @typedef {import('../../storage/versions-store.js').ListedVersion} ListedVersion */

const PAGE = 40;

class StVersionList extends LitElement {
  static properties = { chosen: {}, damaged: { attribute: false }, shown: { state: true } };
  static styles = [
    base,
    css`
      ol {
        margin: 0;
        padding: 0;
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        border-block-end: 1px solid var(--st-line);
      }
      li:last-child {
        border-block-end: 0;
      }
      li.chosen {
        background: var(--st-accent-soft);
        box-shadow: inset 3px 0 0 var(--st-accent);
      }
      .version {
        display: grid;
        flex: 1;
        grid-template-columns: auto minmax(0, 1fr);
        column-gap: var(--st-space-2);
        justify-content: start;
        min-width: 0;
        min-height: 44px;
        padding: var(--st-space-2) var(--st-space-3);
        border: 0;
        background: none;
        text-align: start;
        white-space: normal;
      }
      .version:hover:not(:disabled) {
        background: var(--st-accent-soft);
      }
      .title {
        overflow: hidden;
        text-overflow: ellipsis;
        overflow-wrap: anywhere;
        line-height: 1.4;
      }
      .named .title {
        font-weight: 600;
      }
      .moment {
        grid-column: 2;
        line-height: 1.4;
      }
      .more {
        width: 100%;
        border: 0;
      }
    `,
  ];

  constructor() {
    super();
    /** The version that is compared with the plan. */
    this.chosen = '';
    /** Versions whose documents cannot be read. @type {Set<string>} */
    this.damaged = new Set();
    this.shown = PAGE;
    new SignalController(this, () => [language.value, session.history.versions.value, session.plan.value]);
  }

  render() {
    const versions = session.history.versions.value;
    return html`<ol aria-label=${t('history.versions')}>
      ${versions.slice(0, this.shown).map((version) => this.#row(version))}
      ${
        versions.length > this.shown
          ? html`<li>
              <button class="more" @click=${() => (this.shown += PAGE)}>
                ${t('history.more', { count: count(versions.length - this.shown) })}
              </button>
            </li>`
          : nothing
      }
    </ol>`;
  }

  /** @param {ListedVersion} version */
  #row(version) {
    const { id, kind } = version;
    const chosen = id === this.chosen;
    return html`<li class="${kind} ${chosen ? 'chosen' : ''}">
      <button
        class="version"
        data-version=${id}
        aria-pressed=${chosen ? 'true' : 'false'}
        ?disabled=${version.bytes === 0}
        @click=${() => fire(this, 'st-version', { id })}
      >
        <st-icon name=${KIND_ICONS[kind]}></st-icon>
        <span class="title">${versionTitle(version)}</span>
        <span class="moment small muted">${versionMoment(version)}${this.#note(version)}</span>
      </button>
      ${this.#menu(version)}
    </li>`;
  }

  /** @param {ListedVersion} version */
  #note({ id, kind, label, bytes }) {
    if (this.damaged.has(id)) return html`<br /><span class="bad">${t('history.version.damaged')}</span>`;
    if (bytes === 0) return html`<br />${t('history.version.letGo')}`;
    return label && kind !== 'named' ? html` · ${t(`history.kind.${kind}`)}` : nothing;
  }

  /** @param {ListedVersion} version */
  #menu({ id, kind, label, bytes }) {
    const readOnly = session.plan.value?.readOnly ?? true;
    const items = [
      { id: 'rename', text: t('history.rename'), icon: 'pencil', disabled: readOnly },
      {
        id: 'restore',
        text: t('history.restore'),
        icon: 'undo',
        disabled: readOnly || bytes === 0 || !isOfPlan(kind, session.rounds.own.value !== null),
      },
    ];
    const name = t('history.version.actions', { title: versionTitle({ kind, label }) });
    return html`<st-menu
      align="end"
      .items=${items}
      .label=${name}
      @st-select=${(/** @type {CustomEvent} */ { detail }) => fire(this, `st-${detail.id}`, { id })}
    >
      <button slot="trigger" class="icon" aria-label=${name} title=${name}><st-icon name="more"></st-icon></button>
    </st-menu>`;
  }
}

customElements.define('st-version-list', StVersionList);
