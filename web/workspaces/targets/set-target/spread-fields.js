// The fields of how a target lies over the year and the units: season, reserve, limits, finest period, product lines.
import { html, nothing } from 'lit';
import { period, t } from '../../../i18n/index.js';
import { session } from '../../../state/session.js';
import '../../../components/segmented.js';
import './season-editor.js';
import { problemText, textField } from './draft-fields.js';
import { SEASONALITIES } from './target-draft.js';
import { levelName } from '../targets-toolbar.js';

/** @typedef {import('./draft-fields.js').Form} Form */

/** @param {Form} form */
export const spreadFields = (form) => html`${season(form)} ${reserve(form)} ${limits(form)} ${finest(form)}`;

/** @param {Form} form */
function season(form) {
  const { draft } = form;
  const start = session.parts.calendar.fiscalYearStartMonth ?? 1;
  const names = Array.from({ length: 12 }, (_, i) =>
    period(`${draft.year}-${String(((start - 1 + i) % 12) + 1).padStart(2, '0')}`, { short: true }),
  );
  return html`<div class="group">
    <span class="small muted">${t('targets.set.seasonality')}</span>
    <st-segmented
      label=${t('targets.set.seasonality')}
      .options=${SEASONALITIES.map((value) => ({
        value,
        label: t(`targets.seasonality.${value}`),
        title: t(`targets.seasonality.${value}.when`),
      }))}
      .value=${draft.seasonality}
      @st-change=${(/** @type {CustomEvent} */ { detail }) => form.set({ seasonality: detail.value })}
    ></st-segmented>
    <p class="small muted">${t(`targets.seasonality.${draft.seasonality}.when`)}</p>
    ${
      draft.seasonality === 'profile'
        ? html`<st-season-editor
            .profile=${draft.profile}
            .names=${names}
            @st-profile=${(/** @type {CustomEvent} */ { detail }) => form.set(detail)}
          ></st-season-editor>`
        : nothing
    }
  </div>`;
}

/** @param {Form} form */
function reserve(form) {
  const { draft } = form;
  // The lowest level has nobody below to draw for, so it holds no reserve.
  const holders = ['root', ...form.levels.slice(0, -1)].filter((level, i, all) => all.indexOf(level) === i);
  return html`<div class="group">
    <div class="row">${textField(form, 'reserve', t('targets.set.reserve'), { suffix: '%', hint: t('targets.set.reserve.hint') })}</div>
    <details ?open=${Object.values(draft.reserveLevels).some((text) => text !== '')}>
      <summary>${t('targets.set.reserveByLevel')}</summary>
      <div class="grid">
        ${holders.map(
          (level) =>
            html`<st-field label=${t('targets.set.heldByLevel', { level: levelName(level) })} .error=${problemText(form, `reserve.${level}`)}>
              <input
                inputmode="decimal"
                autocomplete="off"
                placeholder=${draft.reserve}
                .value=${draft.reserveLevels[level] ?? ''}
                @input=${(/** @type {any} */ event) =>
                  form.set({ reserveLevels: { ...draft.reserveLevels, [level]: event.target.value } })}
              />
            </st-field>`,
        )}
      </div>
    </details>
  </div>`;
}

/** @param {Form} form */
const limits = (form) =>
  html`<div class="row">
      ${textField(form, 'minGrowth', t('targets.set.minGrowth'), { suffix: '%' })}
      ${textField(form, 'maxGrowth', t('targets.set.maxGrowth'), { suffix: '%' })}
    </div>
    <p class="small muted">${t('targets.set.limits.hint')}</p>`;

/** @param {Form} form */
function finest({ draft, set }) {
  const products = Object.keys(session.parts.products).length;
  return html`<div class="row">
    <div class="group">
      <span class="small muted">${t('targets.set.grain')}</span>
      <st-segmented
        label=${t('targets.set.grain')}
        .options=${['month', 'week'].map((value) => ({ value, label: t(`targets.grain.${value}`) }))}
        .value=${draft.grain}
        @st-change=${(/** @type {CustomEvent} */ { detail }) => set({ grain: detail.value })}
      ></st-segmented>
    </div>
    ${
      products > 0
        ? html`<label class="check">
            <input type="checkbox" .checked=${draft.byProduct} @change=${() => set({ byProduct: !draft.byProduct })} />
            ${t('targets.set.byProduct', { count: products })}
          </label>`
        : nothing
    }
  </div>`;
}
