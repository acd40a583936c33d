// <st-history-workspace>: versions of the plan, what changed between any two, and the log of all changes.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { formatInstant } from '../../lib/dates.js';
import { count, errorRecords, language, t } from '../../i18n/index.js';
import { commands } from '../../state/commands.js';
import { router } from '../../state/router.js';
import { session } from '../../state/session.js';
import { base } from '../../components/styles.js';
import '../../components/icon.js';
import '../../components/notice.js';
import '../../components/page.js';
import '../../components/segmented.js';
import './compare-panel.js';
import './log-panel.js';
import './rename-dialog.js';
import './restore-dialog.js';
import { NOW, VersionComparison } from './version-comparison.js';
import './version-list.js';
import { isOfPlan, versionTitle } from './version-words.js';

/** @typedef {import('../../storage/versions-store.js').ListedVersion} ListedVersion */

const VIEWS = ['versions', 'log'];
const READABLE = 60;

class StHistoryWorkspace extends LitElement {
  static properties = { restoring: { state: true }, renaming: { state: true } };
  static styles = [
    base,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(220px, 300px) minmax(0, 1fr);
        gap: var(--st-space-5);
        align-items: start;
      }
      @media (max-width: 900px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  #comparison = new VersionComparison(this, () => this.#pair);
  /** Versions that turned out to be damaged. @type {Set<string>} */
  #damaged = new Set();

  constructor() {
    super();
    /** @type {ListedVersion | null} */
    this.restoring = null;
    /** @type {ListedVersion | null} */
    this.renaming = null;
    new SignalController(this, () => [
      language.value,
      router.query.value,
      session.plan.value,
      session.history.versions.value,
      session.history.error.value,
      session.rounds.own.value,
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    void session.history.refresh(); // another tab may have added to it
  }

  /** What is compared: as the address says, else the latest version with the plan. @returns {import('./version-comparison.js').Pair | null} */
  get #pair() {
    const versions = session.history.versions.value.filter(({ bytes }) => bytes > 0);
    const known = (/** @type {string | undefined} */ id) => id === NOW || versions.some((version) => version.id === id);
    const { from, to, view } = router.query.value;
    const latest = versions.find(({ kind }) => isOfPlan(kind, session.rounds.own.value !== null));
    const first = from && known(from) ? from : latest?.id;
    if (view === 'log' || router.path.value !== 'history' || !first) return null;
    return { from: first, to: to && known(to) ? to : NOW };
  }

  willUpdate() {
    const damaged = errorRecords(this.#comparison.error).find(({ code }) => code === 'storage.version_damaged');
    const version = session.history.versions.value.find(({ at }) => at === damaged?.params?.instant);
    if (version && !this.#damaged.has(version.id)) this.#damaged = new Set([...this.#damaged, version.id]);
  }

  /** @param {CustomEvent<{id: string}>} event @returns {ListedVersion | null} */
  #version({ detail }) {
    return session.history.versions.value.find(({ id }) => id === detail.id) ?? null;
  }

  #nameVersion() {
    void commands.value.find(({ id }) => id === 'nameVersion')?.run();
  }

  render() {
    const { view = VIEWS[0] } = router.query.value;
    return html`<st-page
      .heading=${t('history.heading', { plan: session.plan.value?.name ?? '' })}
      .subheading=${t('history.subheading')}
      @st-rename=${(/** @type {CustomEvent} */ event) => (this.renaming = this.#version(event))}
      @st-restore=${(/** @type {CustomEvent} */ event) => (this.restoring = this.#version(event))}
    >
      <button slot="action" class="primary" ?disabled=${session.plan.value?.readOnly} @click=${this.#nameVersion}>
        <st-icon name="bookmark"></st-icon>${t('history.name')}
      </button>
      ${this.#reading()}
      <st-segmented
        slot="filters"
        label=${t('history.view')}
        .options=${VIEWS.map((value) => ({ value, label: t(`history.view.${value}`) }))}
        .value=${view}
        @st-change=${(/** @type {CustomEvent} */ { detail }) => router.set({ view: detail.value === VIEWS[0] ? null : detail.value }, { replace: false })}
      ></st-segmented>
      ${session.history.error.value ? html`<st-error .errors=${errorRecords(session.history.error.value)}></st-error>` : nothing}
      ${view === 'log' ? html`<st-change-log></st-change-log>` : this.#versions()}
      ${this.#dialogs()}
    </st-page>`;
  }

  /** What happened since the latest version that stands for the whole plan. */
  #reading() {
    const { result } = this.#comparison;
    const pair = this.#pair;
    if (!result || pair?.to !== NOW) return nothing;
    const from = session.history.versions.value.find(({ id }) => id === pair.from);
    if (!from) return nothing;
    const about = { title: shortTitle(from), moment: formatInstant(from.at), count: result.fields };
    return html`<p slot="reading">${t('history.reading', about)}</p>`;
  }

  #versions() {
    const { result, error, pending } = this.#comparison;
    const pair = this.#pair;
    if (session.history.versions.value.length === 0)
      return html`<st-empty icon="bookmark" heading=${t('history.empty.heading')} text=${t('history.empty.text')}>
        <button slot="actions" ?disabled=${session.plan.value?.readOnly} @click=${this.#nameVersion}>${t('history.name')}</button>
      </st-empty>`;
    return html`<div class="columns">
      <st-version-list
        .chosen=${pair?.from ?? ''}
        .damaged=${this.#damaged}
        @st-version=${(/** @type {CustomEvent} */ { detail }) => router.set({ from: detail.id, to: null })}
      ></st-version-list>
      ${
        pair
          ? html`<st-compare-panel
              .pair=${pair}
              .comparison=${result}
              .error=${error}
              ?pending=${pending}
              @st-pair=${(/** @type {CustomEvent} */ { detail }) => router.set(detail)}
            ></st-compare-panel>`
          : html`<p class="muted">${t('history.nothingToCompare', { count: count(session.history.versions.value.length) })}</p>`
      }
    </div>`;
  }

  #dialogs() {
    const close = () => Object.assign(this, { restoring: null, renaming: null });
    if (this.restoring)
      return html`<st-restore-dialog .version=${this.restoring} @st-close=${close} @st-restored=${close}></st-restore-dialog>`;
    return this.renaming
      ? html`<st-rename-version .version=${this.renaming} @st-close=${close}></st-rename-version>`
      : nothing;
  }
}

/** As much of a title as a sentence bears. @param {ListedVersion} version */
function shortTitle(version) {
  const title = versionTitle(version);
  return title.length > READABLE ? `${title.slice(0, READABLE)}…` : title;
}

customElements.define('st-history-workspace', StHistoryWorkspace);
