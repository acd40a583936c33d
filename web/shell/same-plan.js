// <st-same-plan>: a file holds a plan that is in this browser already. Shows both versions and asks; nothing is ever dropped.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { formatInstant } from '../lib/dates.js';
import { language, t } from '../i18n/index.js';
import { base } from '../components/styles.js';
import '../components/dialog.js';
import '../components/icon.js';
import { samePlanQuestion } from './opening.js';

export class StSamePlan extends LitElement {
  static styles = [
    base,
    css`
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--st-space-4);
      }
      table.data td {
        white-space: normal;
        overflow-wrap: anywhere;
      }
      table.data td.number,
      table.data td.at {
        overflow-wrap: normal;
      }
      @media (max-width: 640px) {
        .named {
          display: none;
        }
      }
      .verdict {
        font-weight: 600;
      }
      tr.newer td {
        font-weight: 600;
      }
      ul {
        display: grid;
        gap: var(--st-space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li button {
        flex-direction: column;
        align-items: flex-start;
        gap: 2px;
        width: 100%;
        height: auto;
        padding: var(--st-space-2) var(--st-space-3);
        text-align: start;
        white-space: normal;
      }
      li .muted {
        font-weight: 400;
      }
    `,
  ];

  constructor() {
    super();
    new SignalController(this, () => [language.value, samePlanQuestion.value]);
  }

  render() {
    const question = samePlanQuestion.value;
    if (!question) return nothing;
    const { present, incoming, newer, answer, fileName } = question;
    const copyName = t('frame.same.copyName', { name: incoming.name, at: formatInstant(incoming.at) });
    return html`<st-dialog open heading=${t('frame.same.heading', { name: present.name })} @st-close=${() => answer({ choice: 'cancel' })}>
      <div class="body">
        <table class="data">
          <thead>
            <tr>
              <th>${t('frame.same.where')}</th>
              <th class="named">${t('frame.plan.name')}</th>
              <th class="number">${t('frame.same.revision')}</th>
              <th>${t('frame.same.changed')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.#version(t('frame.same.browser'), present, newer === 'browser')} ${this.#version(fileName, incoming, newer === 'file')}
          </tbody>
        </table>
        <p class="verdict">${t(`frame.same.newer.${newer}`)}</p>
        <ul>
          ${question.part ? nothing : this.#choice('merge', () => answer({ choice: 'merge' }))}
          ${question.part ? nothing : this.#choice('copy', () => answer({ choice: 'copy', name: copyName }), { name: copyName })}
          ${this.#choice('replace', () => answer({ choice: 'replace' }))}
          ${this.#choice('present', () => answer({ choice: 'present' }))}
        </ul>
      </div>
      <button slot="footer" @click=${() => answer({ choice: 'cancel' })}>${t('frame.same.cancel')}</button>
    </st-dialog>`;
  }

  /** @param {string} where @param {import('../state/plan-versions.js').Version} version @param {boolean} newer */
  #version(where, { name, revision, at }, newer) {
    return html`<tr class=${newer ? 'newer' : ''}>
      <td>${where}</td>
      <td class="named">${name}</td>
      <td class="number">${revision}</td>
      <td class="at">${formatInstant(at)}</td>
    </tr>`;
  }

  /** @param {'copy' | 'merge' | 'replace' | 'present'} choice @param {() => void} run @param {Record<string, string>} [params] */
  #choice(choice, run, params = {}) {
    return html`<li>
      <button data-choice=${choice} @click=${run}>
        <strong>${t(`frame.same.${choice}`)}</strong><span class="muted">${t(`frame.same.${choice}.text`, params)}</span>
      </button>
    </li>`;
  }
}

customElements.define('st-same-plan', StSamePlan);
