// <st-app>: the frame. Ties signals, commands, drawers and dropped files together and shows the workspace of the address.
import { LitElement, css, html, nothing } from 'lit';
import { effect } from '@preact/signals-core';
import { SignalController } from '../lib/signal-controller.js';
import { engine } from '../engine/engine.js';
import { askWhenNeeded } from '../state/persistence.js';
import { keepPreferences } from '../state/preferences.js';
import { registerCommands, runShortcut } from '../state/commands.js';
import { followAddress, router } from '../state/router.js';
import { session } from '../state/session.js';
import { view } from '../state/view.js';
import { formatInstant } from '../lib/dates.js';
import { errorRecords, language, period, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import { WORKSPACES } from '../workspaces/registry.js';
import { appCommands } from './app-commands.js';
import { followPreferences } from './display-settings.js';
import { followDrops } from './drop-target.js';
import { handedFile, takeDroppedFile } from './opening.js';
import { startOfflineApp } from './installed-app.js';
import { followLaunches } from './launch-files.js';
import { guardUnsaved, reopenLastPlan } from './lifecycle.js';
import { WhyPanel } from './why-panel.js';
import './author-dialog.js';
import './choose-passphrase.js';
import './help.js';
import './name-version.js';
import './notices.js';
import './open-passphrase.js';
import './palette.js';
import './rail.js';
import './same-plan.js';
import './save-dialog.js';
import './start-page.js';
import './top-bar.js';
import '../components/notice.js';
import '../components/toasts.js';

export class StApp extends LitElement {
  static properties = {
    dropping: { state: true },
    helpOpen: { state: true },
    failure: { state: true },
    printedAt: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template: auto 1fr / auto 1fr;
        grid-template-areas: 'rail bar' 'rail main';
        height: 100dvh;
        background: var(--st-bg);
      }
      st-rail {
        grid-area: rail;
        min-height: 0;
      }
      header {
        grid-area: bar;
        min-width: 0;
      }
      main {
        grid-area: main;
        position: relative;
        min-width: 0;
        overflow: auto;
      }
      main:focus {
        outline: none;
      }
      .notice {
        margin: var(--st-space-4) var(--st-space-6) 0;
      }
      .skip {
        position: absolute;
        inset: 8px auto auto 8px;
        z-index: 40;
        padding: var(--st-space-2) var(--st-space-3);
        border-radius: var(--st-radius);
        background: var(--st-accent);
        color: var(--st-on-accent);
      }
      .skip:not(:focus) {
        width: 1px;
        height: 1px;
        padding: 0;
        overflow: hidden;
        clip-path: inset(50%);
      }
      .drop {
        position: fixed;
        inset: 8px;
        z-index: 50;
        display: grid;
        place-items: center;
        border: 3px dashed var(--st-accent);
        border-radius: 12px;
        background: color-mix(in srgb, var(--st-bg) 88%, transparent);
        font-size: var(--st-size-20);
        font-weight: 600;
        pointer-events: none;
      }
      @media (max-width: 640px) {
        :host {
          grid-template: auto 1fr auto / 1fr;
          grid-template-areas: 'bar' 'main' 'rail';
        }
      }
      .on-paper {
        display: none;
      }
      @media print {
        .on-paper {
          display: block;
          margin: 0 0 12px;
          border-block-end: 1px solid var(--st-line);
          color: var(--st-muted);
        }
        :host {
          display: block;
          height: auto;
        }
        main {
          overflow: visible;
        }
      }
    `,
  ];

  #why = new WhyPanel(this);
  /** @type {Map<string, HTMLElement & {file?: File}>} workspaces shown in this visit, with what is in them */
  #elements = new Map();
  /** @type {(() => void)[]} */
  #stops = [];
  /** @type {Set<string>} */
  #loading = new Set();

  constructor() {
    super();
    this.dropping = false;
    this.helpOpen = false;
    this.printedAt = '';
    /** @type {{id: string, error: unknown} | null} */
    this.failure = null;
    new SignalController(this, () => [
      language.value,
      router.path.value,
      session.plan.value,
      view.period.value,
      handedFile.value,
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    const commands = appCommands(this, {
      showPalette: () => this.#part('st-palette')?.show(),
      showHelp: () => (this.helpOpen = true),
      startRenaming: () => this.#part('st-top-bar')?.startRenaming(),
      nameVersion: () => this.#part('st-name-version')?.show(),
    });
    const onKey = (/** @type {KeyboardEvent} */ event) => void runShortcut(event);
    const onPrint = () => {
      this.printedAt = formatInstant(new Date().toISOString());
      this.performUpdate();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('beforeprint', onPrint);
    this.#stops = [
      keepPreferences(),
      followPreferences(),
      followAddress(),
      registerCommands(commands),
      followDrops({ onHover: (over) => (this.dropping = over), onFile: (file) => takeDroppedFile(this, file) }),
      guardUnsaved(),
      askWhenNeeded(),
      startOfflineApp(),
      effect(() => {
        document.title = [session.plan.value?.name, t('frame.appName')].filter(Boolean).join(' · ');
      }),
      () => window.removeEventListener('keydown', onKey),
      () => window.removeEventListener('beforeprint', onPrint),
    ];
    engine.start();
    this.#stops.push(reopenLastPlan(this));
    followLaunches(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** @param {string} name @returns {any} */
  #part(name) {
    return this.renderRoot.querySelector(name);
  }

  render() {
    return html`
      <st-rail></st-rail>
      <header>
        <a class="skip" href="#main" @click=${this.#skip}>${t('frame.skip')}</a>
        <st-top-bar
          @st-palette=${() => this.#part('st-palette').show()}
          @st-help=${() => (this.helpOpen = true)}
        ></st-top-bar>
      </header>
      <main
        id="main"
        tabindex="-1"
        @st-why=${(/** @type {CustomEvent} */ { detail }) => this.#why.open(detail)}
      >
        ${this.#printHeader()}
        <st-notices></st-notices>
        ${this.#content()}
      </main>
      <div @st-why=${(/** @type {CustomEvent} */ { detail }) => this.#why.open(detail)}>${this.#why.template()}</div>
      <st-palette></st-palette>
      <st-save-dialog></st-save-dialog>
      <st-open-passphrase></st-open-passphrase>
      <st-choose-passphrase></st-choose-passphrase>
      <st-name-version></st-name-version>
      <st-author-dialog></st-author-dialog>
      <st-same-plan></st-same-plan>
      <st-help .open=${this.helpOpen} @st-close=${() => (this.helpOpen = false)}></st-help>
      <st-toasts></st-toasts>
      ${this.dropping ? html`<div class="drop" aria-hidden="true">${t('frame.drop.hint')}</div>` : nothing}
    `;
  }

  firstUpdated() {
    this.addEventListener('st-toast', (event) =>
      this.#part('st-toasts').add(/** @type {CustomEvent} */ (event).detail),
    );
  }

  /** @param {Event} event */
  #skip(event) {
    event.preventDefault();
    this.#part('main').focus();
  }

  /** On paper: what this is, for which period, and when it was printed. */
  #printHeader() {
    const parts = [session.plan.value?.name, period(view.period.value), this.printedAt].filter(Boolean);
    return html`<p class="on-paper">${parts.join(' · ')}</p>`;
  }

  #content() {
    const workspace = WORKSPACES.find(({ id }) => id === router.path.value);
    if (!workspace || (!workspace.withoutPlan && session.plan.value === null)) {
      return html`<st-start-page></st-start-page>`;
    }
    if (this.failure?.id === workspace.id) {
      return html`<st-error
        class="notice"
        .heading=${t('frame.workspaceFailed')}
        .errors=${errorRecords(this.failure.error)}
      ></st-error>`;
    }
    return this.#workspaceElement(workspace);
  }

  /** @param {import('../workspaces/registry.js').Workspace} workspace */
  #workspaceElement(workspace) {
    const { id } = workspace;
    const element = this.#elements.get(id);
    if (!element) {
      if (!this.#loading.has(id)) void this.#load(workspace);
      return html`<p class="notice muted" role="status">${t('frame.loading')}</p>`;
    }
    const handed = handedFile.peek();
    if (handed?.workspace === id) {
      element.file = handed.file;
      handedFile.value = null;
    }
    return element;
  }

  /** @param {import('../workspaces/registry.js').Workspace} workspace */
  async #load({ id, load }) {
    this.#loading.add(id);
    try {
      await load();
      this.#elements.set(id, document.createElement(`st-${id}-workspace`));
      this.failure = null;
    } catch (error) {
      this.failure = { id, error };
    }
    this.#loading.delete(id);
    this.requestUpdate();
  }
}

customElements.define('st-app', StApp);
