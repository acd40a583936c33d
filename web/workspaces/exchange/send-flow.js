// SendFlow: whom parts go to, on what terms, what is in them, and the files. Cutting again follows plan and choices; nothing is noted
// as sent before the files are made.
import { effect, signal } from '@preact/signals-core';
import { isoDay, parseDay, today } from '../../lib/dates.js';
import { recipientOf } from './exchange-model.js';
import { cutParts, partFile, roundOf } from './slicing.js';

/**
 * @typedef {import('./slicing.js').Cut} Cut
 * @typedef {import('./slicing.js').Engine} Engine
 * @typedef {import('../../storage/rounds-store.js').Round} Round
 * @typedef {{round: Round, content: Blob}} SentFile
 */

const USUAL_DAYS = 7;
/** Ticking several boxes asks once. */
const PATIENCE_MS = 150;

/** @param {string} day ISO @param {number} days */
const later = (day, days) => isoDay(Number(parseDay(day)) + days);

export class SendFlow {
  /** Ticked: "unit:…", "person:…". */
  picked = signal(/** @type {string[]} */ ([]));
  total = signal(/** @type {'fixed' | 'proposed'} */ ('fixed'));
  /** ISO day, '' for none. */
  dueAt = signal(later(today(), USUAL_DAYS));
  encrypted = signal(false);
  /** What would go out; null while it is worked out. @type {import('@preact/signals-core').Signal<Cut[] | null>} */
  cuts = signal(/** @type {Cut[] | null} */ ([]));
  done = signal(0);
  error = signal(/** @type {unknown} */ (null));
  /** Files made in this visit, the latest ones. @type {import('@preact/signals-core').Signal<SentFile[]>} */
  files = signal(/** @type {SentFile[]} */ ([]));

  #engine;
  #apart;
  #session;
  #stop = new AbortController();

  /**
   * @param {{engine: Engine, apart: <T>(work: (engine: Engine) => Promise<T>) => Promise<T>,
   *   session: import('../../state/session-core.js').Session}} parts
   */
  constructor({ engine, apart, session }) {
    this.#engine = engine;
    this.#apart = apart;
    this.#session = session;
  }

  /** Keeps the cuts in step with plan and choices. @returns {() => void} stops */
  follow() {
    const stop = effect(() => {
      const asked = [this.#session.version.value, this.picked.value, this.total.value];
      this.#stop.abort();
      this.#stop = new AbortController();
      const { signal: wanted } = this.#stop;
      if (asked[1] === undefined || this.picked.value.length === 0) {
        this.cuts.value = [];
        this.error.value = null;
        return;
      }
      this.cuts.value = null;
      setTimeout(() => !wanted.aborted && void this.#cut(wanted), PATIENCE_MS);
    });
    return () => {
      stop();
      this.#stop.abort();
    };
  }

  /** Gives up cutting. */
  cancel() {
    this.#stop.abort();
    this.picked.value = [];
  }

  /** @param {AbortSignal} wanted */
  async #cut(wanted) {
    const { orgUnits, people } = this.#session.parts;
    this.done.value = 0;
    try {
      const recipients = this.picked.peek().flatMap((id) => recipientOf(id, orgUnits, people) ?? []);
      const { text } = await this.#engine.call('plan.serialize');
      const cuts = await this.#apart((apart) =>
        cutParts(apart, text, recipients, {
          total: this.total.peek(),
          signal: wanted,
          onProgress: (done) => (this.done.value = done),
        }),
      );
      if (wanted.aborted) return;
      this.error.value = null;
      this.cuts.value = cuts;
    } catch (error) {
      if (wanted.aborted) return;
      this.error.value = error;
      this.cuts.value = [];
    }
  }

  /**
   * Makes the files and notes the rounds; the rounds first, so that no file is out of which nothing is known.
   * @param {{planName: string, sentBy: string, key: CryptoKey | null}} options key: of the passphrase they are encrypted with
   * @returns {Promise<SentFile[]>}
   */
  async make({ planName, sentBy, key }) {
    const session = this.#session;
    const cuts = this.cuts.peek() ?? [];
    const sending = { planName, sentBy, dueAt: this.dueAt.peek() || null, total: this.total.peek() };
    /** @type {(SentFile & {text: string})[]} */
    const made = [];
    for (const cut of cuts) {
      const { unitName, personName } = cut.recipient;
      const label = [unitName, personName].filter(Boolean).join(' ');
      const { id, parents } = await session.history.add('slice', { label, text: null });
      const rounds = [...session.rounds.sent.peek(), ...made.map(({ round }) => round)];
      const round = roundOf(cut, sending, { rounds, versionId: id });
      made.push({ round, text: cut.text, content: await partFile(cut, round, { parents, key }) });
    }
    await session.rounds.send(made);
    this.files.value = made.map(({ round, content }) => ({ round, content }));
    return this.files.value;
  }
}
