// PlanRounds: the rounds of the open plan: what was sent to whom and came back; for a plan that is itself a part of another, the round
// it belongs to, and with it what its files need to find their way home.
import { computed, effect, signal } from '@preact/signals-core';
import { packText } from '../storage/container/parts.js';
import { roundHeader, roundOfHeader, roundsOfText, textOfRounds } from '../storage/round-header.js';
import { storageFailure } from '../storage/storage-error.js';

/**
 * @typedef {import('../storage/rounds-store.js').Round} Round
 * @typedef {import('../storage/rounds-store.js').Returned} Returned
 * @typedef {{kind: 'slice' | 'return', round: Record<string, unknown>, base: import('../storage/container/parts.js').PackedPart}} PartOfFile
 *   what makes a file one of a part
 */

export class PlanRounds {
  /** Rounds of the open plan, newest first. @type {import('@preact/signals-core').Signal<Round[]>} */
  list = signal(/** @type {Round[]} */ ([]));
  /** What could not be read of them. @type {import('@preact/signals-core').Signal<unknown>} */
  error = signal(/** @type {unknown} */ (null));
  /** The round the open plan is the part of; null for a whole plan. */
  own = computed(() => this.list.value.find(({ role }) => role === 'received') ?? null);
  /** Rounds of parts that were sent. */
  sent = computed(() => this.list.value.filter(({ role }) => role === 'sent'));

  #store;
  #key = '';

  /**
   * @param {import('../storage/rounds-store.js').RoundsStore | undefined} store without one nothing is kept
   * @param {import('@preact/signals-core').ReadonlySignal<import('./plan-desk.js').PlanInfo | null>} plan the open one
   */
  constructor(store, plan) {
    this.#store = store;
    const key = computed(() => plan.value?.key ?? '');
    effect(() => {
      this.#key = key.value;
      void this.refresh();
    });
  }

  async refresh() {
    const key = this.#key;
    try {
      const rounds = key && this.#store ? await this.#store.list(key) : [];
      if (key !== this.#key) return;
      this.list.value = rounds;
      this.error.value = null;
    } catch (error) {
      if (key === this.#key) this.error.value = error;
    }
  }

  /** Notes parts before their files go out. @param {{round: Round, text: string}[]} sent text: of the part */
  async send(sent) {
    await this.#store?.put(this.#key, sent);
    await this.refresh();
  }

  /** @param {Round} round as it was sent @returns {Promise<string>} storage.round_damaged {unit} */
  sentText({ id }) {
    return this.#require().text(this.#key, id);
  }

  /**
   * Notes a file that came back, or that it is merged now; the same version is noted once.
   * @param {string} id round @param {Returned} returned
   */
  async noteReturn(id, returned) {
    const round = this.list.peek().find((one) => one.id === id);
    if (!round) return;
    const others = round.returns.filter(({ versionId }) => versionId !== returned.versionId);
    const known = round.returns.find(({ versionId }) => versionId === returned.versionId);
    const mergedAt = returned.mergedAt ?? known?.mergedAt ?? null;
    const refused = returned.mergedAt ? returned.refused : (known?.refused ?? returned.refused);
    const returns = [...others, { ...returned, mergedAt, refused }].sort((a, b) => (a.at < b.at ? -1 : 1));
    await this.#store?.put(this.#key, [{ round: { ...round, returns } }]);
    await this.refresh();
  }

  /** @param {string} id */
  async remove(id) {
    await this.#store?.remove(this.#key, id);
    await this.refresh();
  }

  /**
   * The rounds of a plan that has just been opened from a file: of the plan whose place it takes, and those the file tells of.
   * @param {string} key
   * @param {{round: Record<string, unknown> | null, base: string | null, planText: string, fileName: string, rounds: string | null}} file
   * @param {string | null} replaced the plan of this browser whose place it takes
   * @returns {Promise<import('../storage/types.js').ErrorRecord[]>} what could not be taken over; the plan is open without it
   */
  async begin(key, { round: header, base, planText, fileName, rounds }, replaced) {
    if (!this.#store) return [];
    const told = roundOfHeader(header);
    const sent = roundsOfText(rounds);
    try {
      if (told) await this.#store.put(key, [{ round: { ...told.round, fileName }, text: base ?? planText }]);
      else if (replaced) await this.#store.copyAll(replaced, key);
      if (sent) await this.#store.adopt(key, sent);
      if (key === this.#key) await this.refresh();
    } catch (error) {
      this.error.value = error;
    }
    return sent ? [] : storageFailure('file.rounds_unread').errors;
  }

  /** The rounds of sent parts as a plan file carries them. @returns {Promise<import('../storage/container/parts.js').PackedPart | null>} */
  async pack() {
    const rounds = this.sent.peek();
    return rounds.length > 0 ? packText('rounds.json', textOfRounds(rounds)) : null;
  }

  /**
   * What a file of the open plan carries besides it.
   * @param {string} key @param {'slice' | 'return'} [kind] @param {string} [by] who sends it back
   * @returns {Promise<PartOfFile | null>} null for a whole plan
   */
  async partOfFile(key, kind = 'slice', by) {
    const [round] = this.#store ? (await this.#store.list(key)).filter(({ role }) => role === 'received') : [];
    if (!round) return null;
    const base = await packText('base.json', await this.#require().text(key, round.id));
    return { kind, round: roundHeader(round, { by }), base };
  }

  #require() {
    if (!this.#store) throw new Error('rounds are not kept here');
    return this.#store;
  }
}
