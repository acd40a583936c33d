// ImportElement: a part of the import that shows what is chosen for the file and lets it be changed; drawn anew when that changes.
import { LitElement } from 'lit';
import { SignalController } from '../../lib/signal-controller.js';
import { language } from '../../i18n/index.js';
import { base } from '../../components/styles.js';
import { dataStyles } from './data-styles.js';

export class ImportElement extends LitElement {
  static properties = { choices: { attribute: false } };
  /** @type {import('lit').CSSResultGroup} */
  static styles = [base, dataStyles];

  constructor() {
    super();
    /** @type {import('./import-choices.js').ImportChoices} */
    this.choices = /** @type {any} */ (null);
    new SignalController(this, () => [
      this.choices?.preview.value,
      this.choices?.mapping.value,
      this.choices?.fields.value,
      this.choices?.table.value,
      language.value,
    ]);
  }
}
