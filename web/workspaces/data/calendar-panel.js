// <st-calendar-panel>: the fiscal calendar of the plan: year start, pattern, weeks, working days, holidays; with its effect.
import { LitElement, html, nothing } from 'lit';
import { signal } from '@preact/signals-core';
import { SignalController } from '../../lib/signal-controller.js';
import { count, day, language, period, t } from '../../i18n/index.js';
import { engine } from '../../engine/engine.js';
import { EngineQuery } from '../../state/engine-query.js';
import { session } from '../../state/session.js';
import { view } from '../../state/view.js';
import { base, sheet } from '../../components/styles.js';
import { showErrors, toast } from '../../components/toast.js';
import '../../components/field.js';
import '../../components/icon.js';
import { dataStyles } from './data-styles.js';

const PATTERNS = ['gregorian', '4-4-5', '4-5-4', '5-4-4'];
const WEEK_RULES = ['iso', 'sunday'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

class StCalendarPanel extends LitElement {
  static styles = [base, sheet, dataStyles];

  /** The year whose working days are shown. */
  #year = signal(Number(view.period.peek().slice(0, 4)));

  constructor() {
    super();
    this.months = new EngineQuery(this, () => ({
      request: 'plan.periods',
      params: { year: String(this.#year.value), grain: 'month' },
    }));
    new SignalController(this, () => [session.version.value, this.#year.value, language.value]);
  }

  get #calendar() {
    return session.parts.calendar;
  }

  /** Applies changed rules as one undo step. @param {Record<string, unknown>} change */
  async #change(change) {
    const value = { ...this.#calendar, ...change };
    try {
      await session.apply([{ op: 'replace', path: '/calendar', value }], { label: { key: 'data.undo.calendar' } });
      toast(this, {
        text: t('data.calendar.changed'),
        action: { text: t('frame.undo'), run: () => session.undo() },
      });
    } catch (error) {
      showErrors(this, error);
      this.requestUpdate();
    }
  }

  async #addHolidays() {
    const orders = session.facts.value.find(({ name }) => name === 'orders');
    const first = Number((orders?.firstDay ?? view.asOf.value).slice(0, 4));
    const last = Math.max(this.#year.value, Number(view.asOf.value.slice(0, 4))) + 1;
    const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    try {
      const { days } = await engine.call('plan.calendarPreset', { country: 'CN', years });
      await this.#change({ days: { ...days, ...(this.#calendar.days ?? {}) } });
    } catch (error) {
      showErrors(this, error);
    }
  }

  render() {
    return html`<div class="stack">
      <section class="sheet stack">
        <h2>${t('data.calendar.rules')}</h2>
        ${this.#rules()}
      </section>
      <section class="sheet stack">${this.#workingDays()}</section>
      <section class="sheet stack">${this.#days()}</section>
    </div>`;
  }

  #rules() {
    const {
      fiscalYearStartMonth = 1,
      pattern = 'gregorian',
      weekRule = 'iso',
      workweek = [1, 2, 3, 4, 5],
    } = this.#calendar;
    const months = Array.from({ length: 12 }, (_, i) => i + 1);
    return html`<div class="row">
        <st-field label=${t('data.calendar.start')}>
          <select @change=${(/** @type {any} */ e) => this.#change({ fiscalYearStartMonth: Number(e.target.value) })}>
            ${months.map((month) => html`<option value=${month} ?selected=${month === fiscalYearStartMonth}>${t('data.calendar.month', { month: new Date(2024, month - 1, 15) })}</option>`)}
          </select>
        </st-field>
        <st-field label=${t('data.calendar.pattern')}>
          <select @change=${(/** @type {any} */ e) => this.#change({ pattern: e.target.value })}>
            ${PATTERNS.map((name) => html`<option value=${name} ?selected=${name === pattern}>${t(`data.calendar.pattern.${name}`)}</option>`)}
          </select>
        </st-field>
        <st-field label=${t('data.calendar.weekRule')}>
          <select @change=${(/** @type {any} */ e) => this.#change({ weekRule: e.target.value })}>
            ${WEEK_RULES.map((name) => html`<option value=${name} ?selected=${name === weekRule}>${t(`data.calendar.weekRule.${name}`)}</option>`)}
          </select>
        </st-field>
      </div>
      <fieldset class="row plain">
        <legend class="muted small">${t('data.calendar.workweek')}</legend>
        ${WEEKDAYS.map(
          (weekday) =>
            html`<label class="check"
              ><input
                type="checkbox"
                .checked=${workweek.includes(weekday)}
                @change=${() => this.#toggleWeekday(workweek, weekday)}
              />${t('data.calendar.weekday', { day: new Date(2024, 0, weekday) })}</label
            >`,
        )}
      </fieldset>`;
  }

  /** @param {number[]} workweek @param {number} weekday */
  #toggleWeekday(workweek, weekday) {
    const next = workweek.includes(weekday) ? workweek.filter((other) => other !== weekday) : [...workweek, weekday];
    void this.#change({ workweek: next.sort((a, b) => a - b) });
  }

  #workingDays() {
    const periods = this.months.result?.periods ?? [];
    const total = periods.reduce((/** @type {number} */ sum, /** @type {any} */ p) => sum + p.workingDays, 0);
    return html`<header class="row">
        <h2>${t('data.calendar.effect', { year: String(this.#year.value), count: total })}</h2>
        <span class="row end">
          <button class="icon" aria-label=${t('data.calendar.earlier')} @click=${() => (this.#year.value -= 1)}><st-icon name="chevron-left"></st-icon></button>
          <button class="icon" aria-label=${t('data.calendar.later')} @click=${() => (this.#year.value += 1)}><st-icon name="chevron-right"></st-icon></button>
        </span>
      </header>
      <div class="scroll whole" tabindex="0" role="region" aria-label=${t('data.calendar.workingDays')}>
        <table class="data">
          <thead>
            <tr>
              <th>${t('data.calendar.period')}</th>
              <th>${t('data.calendar.from')}</th>
              <th>${t('data.calendar.to')}</th>
              <th class="number">${t('data.calendar.workingDays')}</th>
            </tr>
          </thead>
          <tbody>
            ${periods.map(
              (/** @type {any} */ row) =>
                html`<tr>
                  <td>${period(row.period)}</td>
                  <td>${day(row.firstDay)}</td>
                  <td>${day(row.lastDay)}</td>
                  <td class="number">${count(row.workingDays)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #days() {
    const prefix = String(this.#year.value);
    const days = Object.entries(this.#calendar.days ?? {})
      .filter(([date]) => date.startsWith(prefix))
      .sort(([a], [b]) => a.localeCompare(b));
    return html`<header class="row">
        <h2>${t('data.calendar.days', { year: prefix })}</h2>
        <button class="end" @click=${this.#addHolidays}>${t('data.calendar.preset')}</button>
      </header>
      <p class="muted small">${t('data.calendar.presetNote')}</p>
      <form class="row" @submit=${this.#addDay}>
        <st-field label=${t('data.calendar.date')}><input type="date" name="date" required /></st-field>
        <st-field label=${t('data.calendar.kind')}>
          <select name="works">
            <option value="">${t('data.calendar.off')}</option>
            <option value="yes">${t('data.calendar.works')}</option>
          </select>
        </st-field>
        <st-field label=${t('data.calendar.name')}><input name="name" maxlength="60" /></st-field>
        <button type="submit"><st-icon name="plus"></st-icon>${t('data.calendar.add')}</button>
      </form>
      ${
        days.length === 0
          ? html`<p class="muted">${t('data.calendar.none')}</p>`
          : html`<div class="scroll tall" tabindex="0" role="region" aria-label=${t('data.calendar.days', { year: prefix })}>
              <table class="data">
                <tbody>
                  ${days.map(([date, { works, name }]) => this.#dayRow(date, works, name))}
                </tbody>
              </table>
            </div>`
      }`;
  }

  /** @param {string} date @param {boolean} works @param {string | undefined} name */
  #dayRow(date, works, name) {
    return html`<tr>
      <td>${day(date)}</td>
      <td>${t('data.calendar.weekday', { day: new Date(`${date}T00:00:00`) })}</td>
      <td>${works ? t('data.calendar.works') : t('data.calendar.off')}</td>
      <td>${name ?? nothing}</td>
      <td class="number">
        <button class="icon" aria-label=${t('data.calendar.remove', { date: day(date) })} @click=${() => this.#removeDay(date)}>
          <st-icon name="trash"></st-icon>
        </button>
      </td>
    </tr>`;
  }

  /** @param {SubmitEvent} event */
  #addDay(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const data = new FormData(form);
    const name = String(data.get('name') ?? '').trim();
    const entry = { works: data.get('works') === 'yes', ...(name ? { name } : {}) };
    void this.#change({ days: { ...(this.#calendar.days ?? {}), [String(data.get('date'))]: entry } });
    form.reset();
  }

  /** @param {string} date */
  #removeDay(date) {
    const days = Object.entries(this.#calendar.days).filter(([other]) => other !== date);
    void this.#change({ days: Object.fromEntries(days) });
  }
}

customElements.define('st-calendar-panel', StCalendarPanel);
