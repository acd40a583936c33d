// <st-draft-form>: the fields of a target draft. Shows what was typed and what is wrong with it; fires st-draft {field: value, …}.
import { LitElement, html, nothing } from 'lit';
import { SignalController } from '../../../lib/signal-controller.js';
import { language, unitMode } from '../../../i18n/index.js';
import { base } from '../../../components/styles.js';
import { fire } from '../../../components/events.js';
import { methodFields } from './method-fields.js';
import { formStyles } from './set-target-styles.js';
import { spreadFields } from './spread-fields.js';
import { totalFields } from './total-fields.js';

/** @typedef {import('./target-draft.js').Draft} Draft */

export class StDraftForm extends LitElement {
  static properties = {
    draft: { attribute: false },
    context: { attribute: false },
    asked: { attribute: false },
    problems: { attribute: false },
    years: { attribute: false },
    levels: { attribute: false },
  };
  static styles = [base, formStyles];

  constructor() {
    super();
    /** @type {Draft | null} */
    this.draft = null;
    /** @type {import('./target-draft.js').DraftContext | null} */
    this.context = null;
    /** @type {ReturnType<typeof import('./target-draft.js').totalOf> | null} */
    this.asked = null;
    /** @type {import('./target-draft.js').Problem[]} */
    this.problems = [];
    /** @type {import('./target-draft.js').DataYear[]} */
    this.years = [];
    /** @type {string[]} */
    this.levels = [];
    new SignalController(this, () => [language.value, unitMode.value]);
  }

  render() {
    const { draft, context, asked, problems, years, levels } = this;
    if (!draft || !context) return nothing;
    const set = (/** @type {Partial<Draft>} */ change) => void fire(this, 'st-draft', change);
    const form = { draft, context, asked, problems, years, levels, set };
    return html`${totalFields(form)} ${methodFields(form)} ${spreadFields(form)}`;
  }
}

customElements.define('st-draft-form', StDraftForm);
