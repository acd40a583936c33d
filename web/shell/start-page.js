// <st-start-page>: shown while no plan is open: three ways to begin, and the plans of this browser.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { formatInstant } from '../lib/dates.js';
import { router } from '../state/router.js';
import { session, storageBlocked } from '../state/session.js';
import { errorText, language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { WORKSPACES } from '../workspaces/registry.js';
import { choosePlanFile, openRecent, openSample, preparing, removePlan } from './opening.js';
import { whereWarning } from './where-kept.js';
import '../components/icon.js';
import '../components/progress.js';

export class StStartPage extends LitElement {
  static styles = [
    base,
    css`
      :host {
        display: block;
        max-width: 960px;
        margin: 0 auto;
        padding: clamp(24px, 6vh, 72px) var(--st-space-6) var(--st-space-8);
      }
      h1 {
        font-size: var(--st-size-28);
        font-weight: 650;
        line-height: 1.3;
      }
      h2 {
        margin-block: var(--st-space-8) var(--st-space-2);
      }
      .privacy {
        margin-block: var(--st-space-1) var(--st-space-6);
      }
      .ways {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
        border: 1px solid var(--st-line);
        border-radius: var(--st-radius);
        background: var(--st-surface);
        overflow: hidden;
      }
      .ways > button {
        flex-direction: column;
        align-items: flex-start;
        justify-content: flex-start;
        gap: var(--st-space-2);
        padding: var(--st-space-5);
        border: 0;
        border-radius: 0;
        background: none;
        text-align: start;
        white-space: normal;
      }
      .ways > button + button {
        box-shadow: -1px 0 0 var(--st-line), 0 -1px 0 var(--st-line);
      }
      .ways > button:focus-visible {
        outline-offset: -2px;
      }
      .ways st-icon {
        color: var(--st-accent);
        font-size: 20px;
      }
      .ways strong {
        font-size: var(--st-size-16);
      }
      ul {
        margin: 0;
        padding: 0;
        border-block-start: 1px solid var(--st-line);
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--st-space-3);
        border-block-end: 1px solid var(--st-line);
      }
      li .open {
        flex: 1;
        justify-content: flex-start;
        min-width: 0;
        min-height: 44px;
        font-weight: 600;
      }
      li .open span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      summary {
        padding-block: var(--st-space-3);
        color: var(--st-muted);
        cursor: pointer;
      }
      .error {
        margin-block-start: var(--st-space-4);
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => [
      language.value,
      session.recent.value,
      session.saveError.value,
      storageBlocked.value,
      preparing.value,
    ]);
  }

  /** The workspace that takes sales exports. */
  get #importer() {
    return WORKSPACES.find(({ acceptsFile, withoutPlan }) => acceptsFile && withoutPlan);
  }

  render() {
    const work = preparing.value;
    const error = session.saveError.value;
    return html`
      <h1>${t('frame.start.heading')}</h1>
      <p class="privacy muted">${t('frame.start.privacy')}</p>
      <div class="ways">
        ${
          this.#importer
            ? this.#way('upload', 'frame.start.import', 'frame.start.importText', () =>
                router.go(this.#importer?.id ?? ''),
              )
            : nothing
        }
        ${this.#way('folder-open', 'frame.start.open', 'frame.start.openText', () => choosePlanFile(this))}
        ${this.#way('map', 'frame.start.sample', 'frame.start.sampleText', () => openSample(this))}
      </div>
      ${
        work
          ? html`<st-progress
            .label=${work.label}
            .done=${work.done}
            .total=${work.total}
            @st-cancel=${work.stop}
          ></st-progress>`
          : nothing
      }
      ${error && !storageBlocked.value ? html`<p class="error bad" role="alert">${errorText(error)}</p>` : nothing}
      <h2>${t('frame.start.recent')}</h2>
      ${this.#plans()}
      ${
        whereWarning()
          ? html`<section class="where muted">
            <h2>${t('safety.where.heading')}</h2>
            <p>${whereWarning()}</p>
          </section>`
          : nothing
      }
    `;
  }

  #plans() {
    const atWork = session.recent.value.filter(({ archivedAt }) => !archivedAt);
    const earlier = session.recent.value.filter(({ archivedAt }) => archivedAt);
    if (atWork.length + earlier.length === 0 && session.saveError.value)
      return html`<p class="muted">${t('safety.list.unread')}</p>`;
    if (atWork.length + earlier.length === 0) return html`<p class="muted">${t('frame.start.recentEmpty')}</p>`;
    return html`<ul>
        ${atWork.map((record) => this.#recent(record))}
      </ul>
      ${
        earlier.length > 0
          ? html`<details>
            <summary>${t('frame.start.earlier', { count: earlier.length })}</summary>
            <ul>
              ${earlier.map((record) => this.#recent(record))}
            </ul>
          </details>`
          : nothing
      }`;
  }

  /** @param {string} icon @param {string} titleKey @param {string} textKey @param {() => unknown} run */
  #way(icon, titleKey, textKey, run) {
    return html`<button ?disabled=${preparing.value !== null} @click=${run}>
      <st-icon name=${icon}></st-icon><strong>${t(titleKey)}</strong><span class="muted">${t(textKey)}</span>
    </button>`;
  }

  /** @param {import('../storage/types.js').PlanRecord} record */
  #recent({ key, name, kind, updatedAt, revision, archivedAt }) {
    const remove = t('frame.start.delete', { name });
    return html`<li>
      <button class="quiet open" @click=${() => openRecent(this, key)}>
        <st-icon name=${kind === 'sample' ? 'map' : 'file'}></st-icon><span>${name}</span>
      </button>
      ${archivedAt ? html`<span class="muted small">${t('frame.start.revision', { revision })}</span>` : nothing}
      <span class="muted small">${t('frame.start.opened', { at: formatInstant(updatedAt) })}</span>
      <button class="icon" aria-label=${remove} title=${remove} @click=${() => removePlan(this, key, name)}>
        <st-icon name="trash"></st-icon>
      </button>
    </li>`;
  }
}

customElements.define('st-start-page', StStartPage);
