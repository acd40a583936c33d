// <st-why-drawer>: the explanation of one figure. Data in, events out: st-why for an operand, st-why-page for records,
// st-why-back, st-close.
import { LitElement, css, html, nothing } from 'lit';
import { SignalController } from '../lib/signal-controller.js';
import { formatInstant } from '../lib/dates.js';
import { currency, day, figure, hasMessage, language, messageText, period, t, unitMode } from '../i18n/index.js';
import { base } from './styles.js';
import { fire } from './events.js';
import './dialog.js';
import './figure.js';
import './icon.js';
import './notice.js';
import './record-table.js';

/**
 * @typedef {import('../i18n/messages.js').Message} Message
 * @typedef {import('../i18n/display.js').FigureUnit} FigureUnit
 * @typedef {import('./why.js').Why} Why
 * @typedef {Message & {value?: number | null, unit?: FigureUnit, why?: Why}} Operand
 * @typedef {{
 *   title: Message,
 *   value?: {amount: number | null, unit: FigureUnit},
 *   definition?: Message,
 *   formula?: Message & {operands?: Operand[]},
 *   scope?: {unit?: string, unitName?: string, period?: string, asOf?: string, filters?: Record<string, unknown>},
 *   records?: {request: string, params: Record<string, unknown>} | null,
 *   changes?: {at: string, author?: string, reason?: string, beforeMinor?: number | null, afterMinor?: number | null}[],
 *   levers?: Message[],
 * }} Explanation
 * @typedef {import('./record-table.js').RecordPage} RecordPage
 */

export class StWhyDrawer extends LitElement {
  static properties = {
    open: { type: Boolean },
    explanation: { attribute: false },
    errors: { attribute: false },
    records: { attribute: false },
    deep: { type: Boolean },
  };
  static styles = [
    base,
    css`
      section {
        margin-block-end: var(--st-space-5);
      }
      h3 {
        margin-block-end: var(--st-space-1);
        color: var(--st-muted);
        font-size: var(--st-size-13);
        font-weight: 500;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--st-space-1) var(--st-space-3);
        margin: var(--st-space-2) 0 0;
        padding: var(--st-space-2) var(--st-space-3);
        border-radius: var(--st-radius);
        background: var(--st-sunken);
      }
      dd {
        margin: 0;
        text-align: end;
      }
      ul {
        margin: 0;
        padding-inline-start: var(--st-space-5);
      }
      li {
        margin-block-end: var(--st-space-1);
      }
      .formula {
        font-weight: 500;
      }
      .back {
        margin-block-end: var(--st-space-2);
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
    /** @type {Explanation | null} */
    this.explanation = null;
    /** @type {import('../i18n/errors.js').ErrorRecord[]} */
    this.errors = [];
    /** @type {RecordPage | null} */
    this.records = null;
    /** whether there is a figure to go back to */
    this.deep = false;
    new SignalController(this, () => [language.value, unitMode.value, currency.value]);
  }

  render() {
    const { explanation } = this;
    const heading = explanation ? messageText(explanation.title) : t('frame.why.heading');
    return html`<st-drawer .heading=${heading} .open=${this.open} ?wide=${(this.records?.rows.length ?? 0) > 10}>
      ${
        this.deep
          ? html`<button class="link back" @click=${() => fire(this, 'st-why-back')}>${t('frame.why.back')}</button>`
          : nothing
      }
      <st-error .errors=${this.errors}></st-error>
      ${explanation ? this.#body(explanation) : this.errors.length ? nothing : html`<p class="muted">${t('frame.loading')}</p>`}
    </st-drawer>`;
  }

  /** @param {Explanation} explanation */
  #body({ value, definition, formula, scope, changes = [], levers = [], records }) {
    return html`
      ${value ? html`<section><st-figure size="large" .value=${value.amount} .unit=${value.unit}></st-figure></section>` : nothing}
      ${definition ? html`<section><h3>${t('frame.why.definition')}</h3><p>${messageText(definition)}</p></section>` : nothing}
      ${formula ? this.#formula(formula) : nothing} ${scope ? this.#scope(scope) : nothing}
      ${changes.length > 0 ? this.#changes(changes) : nothing}
      ${
        levers.length > 0
          ? html`<section>
            <h3>${t('frame.why.levers')}</h3>
            <ul>
              ${levers.map((lever) => html`<li>${messageText(lever)}</li>`)}
            </ul>
          </section>`
          : nothing
      }
      ${records ? this.#records() : nothing}
    `;
  }

  /** @param {Message & {operands?: Operand[]}} formula */
  #formula(formula) {
    return html`<section>
      <h3>${t('frame.why.formula')}</h3>
      <p class="formula">${messageText(formula)}</p>
      ${
        formula.operands?.length
          ? html`<dl>
            ${formula.operands.map(
              (operand) => html`<dt>${messageText(operand)}</dt>
                <dd>
                  <st-figure
                    size="inline"
                    .value=${operand.value ?? null}
                    .unit=${operand.unit ?? 'count'}
                    .why=${operand.why ?? null}
                    .spokenLabel=${messageText(operand)}
                  ></st-figure>
                </dd>`,
            )}
          </dl>`
          : nothing
      }
    </section>`;
  }

  /** @param {NonNullable<Explanation['scope']>} scope */
  #scope({ unitName, period: shownPeriod, asOf, filters = {} }) {
    const parts = [unitName, shownPeriod && period(shownPeriod), asOf && t('frame.why.asOf', { asOf: day(asOf) })];
    const filtered = Object.entries(filters).map(filterText);
    const lines = [parts.filter(Boolean).join(' · '), ...filtered].filter(Boolean);
    if (lines.length === 0) return nothing;
    return html`<section>
      <h3>${t('frame.why.scope')}</h3>
      ${lines.map((line) => html`<p>${line}</p>`)}
    </section>`;
  }

  /** @param {NonNullable<Explanation['changes']>} changes */
  #changes(changes) {
    const text = (/** @type {number | null | undefined} */ minor) => figure(minor, 'money').text;
    return html`<section>
      <h3>${t('frame.why.changes')} <span class="small">(${figure(0, 'money').unit})</span></h3>
      <ul>
        ${changes.map(
          ({ at, author, reason, beforeMinor, afterMinor }) =>
            html`<li>
              ${t('frame.why.changeLine', { before: text(beforeMinor), after: text(afterMinor) })}
              <span class="muted small">${[author, formatInstant(at)].filter(Boolean).join(' · ')}</span>
              ${reason ? html`<br />${reason}` : nothing}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #records() {
    return html`<section>
      <h3>${t('frame.why.records')}</h3>
      <st-record-table .page=${this.records}></st-record-table>
    </section>`;
  }
}

/** "Revenue", "Region: East, North": what is known by name is named. @param {[string, unknown]} filter */
function filterText([key, value]) {
  const values = [value].flat().map((entry) => {
    const known = `plan.${key}.${entry}`;
    return hasMessage(known) ? t(known) : String(entry);
  });
  const list = values.join(t('frame.listSeparator'));
  if (key === 'metric' || key === 'tier') return list;
  return `${hasMessage(`data.field.${key}`) ? t(`data.field.${key}`) : key}: ${list}`;
}

customElements.define('st-why-drawer', StWhyDrawer);
