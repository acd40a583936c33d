// <st-csv-export>: a button that writes a long table into a CSV file, read page by page, with its progress and a way to stop.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { download, safeFileName } from '../lib/browser-files.js';
import { pagedCsv } from '../lib/paged-csv.js';
import { language, t } from '../i18n/index.js';
import { base } from './styles.js';
import './icon.js';
import './progress.js';
import { showErrors, toast } from './toast.js';

class StCsvExport extends LitElement {
  static properties = {
    label: {},
    fileName: { attribute: false },
    read: { attribute: false },
    header: { attribute: false },
    disabled: { type: Boolean },
    progress: { state: true },
  };
  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-space-2) var(--st-space-4);
      }
      st-progress {
        flex: 1 1 260px;
      }
    `,
  ];

  /** @type {AbortController | null} */
  #stop = null;

  constructor() {
    super();
    this.label = '';
    this.fileName = '';
    /** @type {import('../lib/paged-csv.js').ReadPage | null} */
    this.read = null;
    /** @type {(page: import('../lib/paged-csv.js').Page) => import('../lib/paged-csv.js').Cell[]} */
    this.header = ({ columns = [] }) => columns;
    this.disabled = false;
    this.progress = /** @type {{done: number, total: number} | null} */ (null);
    new SignalController(this, () => language.value);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  render() {
    const { progress } = this;
    return html`${
      progress
        ? html`<st-progress label=${t('frame.export.running')} .done=${progress.done} .total=${progress.total} unit="rows"
              @st-cancel=${() => this.#stop?.abort()}></st-progress>`
        : nothing
    }
      <button class="export" ?disabled=${this.disabled || progress !== null} @click=${this.#export}>
        <st-icon name="download"></st-icon>${this.label}
      </button>`;
  }

  async #export() {
    const { read, header, fileName } = this;
    if (!read) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.progress = { done: 0, total: 0 };
    try {
      const pieces = await pagedCsv(read, {
        header,
        signal: stop.signal,
        onProgress: (done, total) => (this.progress = { done, total }),
      });
      download(`${safeFileName(fileName)}.csv`, pieces, 'text/csv');
      toast(this, { tone: 'good', text: t('frame.export.done', { count: this.progress.done }) });
    } catch (error) {
      if (stop.signal.aborted) toast(this, { text: t('frame.export.stopped') });
      else showErrors(this, error);
    } finally {
      this.progress = null;
    }
  }
}

customElements.define('st-csv-export', StCsvExport);
