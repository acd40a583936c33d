// What the fields of a target draft share: what they are filled from, a text field, and what is wrong with one.
import { html } from 'lit';
import { t } from '../../../i18n/index.js';
import '../../../components/field.js';

/**
 * @typedef {import('./target-draft.js').Draft} Draft
 * @typedef {{draft: Draft, context: import('./target-draft.js').DraftContext, asked: ReturnType<typeof import('./target-draft.js').totalOf> | null,
 *   problems: import('./target-draft.js').Problem[], years: import('./target-draft.js').DataYear[], levels: string[],
 *   set: (change: Partial<Draft>) => void}} Form asked: the total the draft asks for; years: of data, ascending; levels: top down
 */

/** @param {Form} form @param {string} field @returns {string} what is wrong with a field, '' when nothing is */
export function problemText({ problems }, field) {
  const found = problems.find((problem) => problem.field === field);
  return found && found.key !== 'totalMissing' ? t(`targets.set.problem.${found.key}`) : '';
}

/** @param {Form} form @param {keyof Draft} field @param {string} label @param {{hint?: string, suffix?: string}} [options] */
export function textField(form, field, label, { hint = '', suffix = '' } = {}) {
  return html`<st-field label=${suffix ? `${label} (${suffix})` : label} hint=${hint} .error=${problemText(form, field)}>
    <input
      inputmode="decimal"
      autocomplete="off"
      .value=${String(form.draft[field])}
      @input=${(/** @type {any} */ event) => form.set({ [field]: event.target.value })}
    />
  </st-field>`;
}
