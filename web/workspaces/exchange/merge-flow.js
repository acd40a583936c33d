// MergeFlow: files that came back, one of them looked at, what is decided about it, and what merging it would do. The plan changes in
// `merge` only, by one patch, which is one undo step.
import { computed, effect, signal } from '@preact/signals-core';
import { movedPeriods, openConflicts, proposeMerge, readIncoming } from './merging.js';

/**
 * @typedef {import('./merging.js').Incoming} Incoming
 * @typedef {import('./merging.js').MergeReply} MergeReply
 * @typedef {import('./merging.js').Decisions} Decisions
 * @typedef {import('./merging.js').Side} Side
 * @typedef {import('./slicing.js').Engine} Engine
 * @typedef {{key: string, file: File, incoming: Incoming | null, error: unknown, state: 'reading' | 'ready' | 'failed' | 'merged'}} Arrival
 * @typedef {{reply: MergeReply, periods: import('./merging.js').PeriodRow[], revision: number}} Proposal periods: that move;
 *   revision: of the plan that the patch is for
 * @typedef {{engine: Engine, apart: <T>(work: (engine: Engine) => Promise<T>) => Promise<T>,
 *   session: import('../../state/session-core.js').Session,
 *   passphrase: (fileName: string) => import('../../storage/container/read.js').AskPassphrase, passphraseDone: () => void}} FlowParts
 */

const UNDECIDED = Object.freeze({ choices: {}, all: null, rule: /** @type {const} */ ('move') });

export class MergeFlow {
  /** Files in the order they came. @type {import('@preact/signals-core').Signal<Arrival[]>} */
  arrivals = signal(/** @type {Arrival[]} */ ([]));
  /** Key of the one looked at. */
  chosen = signal('');
  decisions = signal(/** @type {Decisions} */ (UNDECIDED));
  /** What merging would do; null while it is worked out or cannot be. */
  proposal = signal(/** @type {Proposal | null} */ (null));
  error = signal(/** @type {unknown} */ (null));
  busy = signal(false);

  current = computed(() => this.arrivals.value.find(({ key }) => key === this.chosen.value) ?? null);
  /** Conflicts nobody has decided. */
  open = computed(() => openConflicts(this.proposal.value?.reply.conflicts ?? [], this.decisions.value));

  #parts;
  #asked = 0;
  /** What was decided about files that were looked at before. @type {Map<string, Decisions>} */
  #decided = new Map();

  /** @param {FlowParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Keeps the proposal in step with plan and decisions. @returns {() => void} stops */
  follow() {
    return effect(() => {
      const { version } = this.#parts.session;
      const asked = { version: version.value, incoming: this.current.value?.incoming, decisions: this.decisions.value };
      if (asked.incoming && this.current.value?.state === 'ready') void this.#propose(asked.incoming, asked.decisions);
      else this.#forget();
    });
  }

  #forget() {
    this.#asked += 1;
    this.proposal.value = null;
    this.error.value = null;
    this.busy.value = false;
  }

  /** @param {Incoming} incoming @param {Decisions} decisions */
  async #propose(incoming, decisions) {
    const asked = (this.#asked += 1);
    this.busy.value = true;
    this.error.value = null;
    try {
      const { text, revision } = await this.#parts.engine.call('plan.serialize');
      const found = await this.#parts.apart(async (apart) => {
        const reply = await proposeMerge(apart, text, incoming, decisions);
        return { reply, periods: await movedPeriods(apart, text, reply.patch) };
      });
      if (asked === this.#asked) this.proposal.value = { ...found, revision };
    } catch (error) {
      if (asked !== this.#asked) return;
      this.proposal.value = null;
      this.error.value = error;
    } finally {
      if (asked === this.#asked) this.busy.value = false;
    }
  }

  /** Takes files up, one after the other; the first that can be merged is looked at. @param {File[]} files */
  async add(files) {
    const { session } = this.#parts;
    const fresh = files.map((file, at) => ({
      key: `${Date.now()}-${this.arrivals.peek().length + at}`,
      file,
      incoming: null,
      error: null,
      state: /** @type {const} */ ('reading'),
    }));
    this.arrivals.value = [...this.arrivals.peek(), ...fresh];
    for (const { key, file } of fresh) {
      try {
        const incoming = await this.#read(file);
        this.#change(key, { incoming, state: 'ready' });
        const isBack = incoming.round?.role === 'sent' && !incoming.untouched;
        if (incoming.round && isBack) await session.rounds.noteReturn(incoming.round.id, returnedOf(incoming));
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError') this.remove(key);
        else this.#change(key, { error, state: 'failed' });
      }
      if (this.current.peek()?.state !== 'ready') this.choose(key);
    }
  }

  /** @param {File} file */
  async #read(file) {
    const { session, engine, apart, passphrase, passphraseDone } = this.#parts;
    const { text } = await engine.call('plan.serialize');
    const home = {
      id: String(JSON.parse(text).id),
      rounds: session.rounds.sent.peek(),
      sentText: (/** @type {import('./merging.js').Round} */ round) => session.rounds.sentText(round),
      lineage: () => session.history.lineage(),
      versionText: (/** @type {string} */ id) => session.history.text(id),
    };
    try {
      return await apart((quarantine) => readIncoming(quarantine, file, home, { passphrase: passphrase(file.name) }));
    } finally {
      passphraseDone();
    }
  }

  /** @param {string} key @param {Partial<Arrival>} changes */
  #change(key, changes) {
    this.arrivals.value = this.arrivals.peek().map((one) => (one.key === key ? { ...one, ...changes } : one));
  }

  /** @param {string} key */
  choose(key) {
    if (key === this.chosen.peek()) return;
    this.proposal.value = null;
    const { incoming } = this.arrivals.peek().find((one) => one.key === key) ?? {};
    // What was merged once is not asked about again.
    const fresh = incoming?.merged ? { ...UNDECIDED, all: /** @type {const} */ ('mine') } : UNDECIDED;
    this.#decided.set(this.chosen.peek(), this.decisions.peek());
    this.decisions.value = this.#decided.get(key) ?? fresh;
    this.chosen.value = key;
  }

  /** @param {string} key */
  remove(key) {
    this.arrivals.value = this.arrivals.peek().filter((one) => one.key !== key);
    if (this.chosen.peek() === key) this.choose(this.arrivals.peek().find(({ state }) => state === 'ready')?.key ?? '');
  }

  /** @param {string} path of a conflict @param {Side} side */
  decide(path, side) {
    const { choices, ...others } = this.decisions.peek();
    this.decisions.value = { ...others, choices: { ...choices, [path]: side } };
  }

  /** What has not been decided one by one. @param {Side | null} all */
  decideAll(all) {
    this.decisions.value = { ...this.decisions.peek(), choices: {}, all };
  }

  /** @param {'move' | 'reserve'} rule */
  setRule(rule) {
    this.decisions.value = { ...this.decisions.peek(), rule };
  }

  /**
   * Merges the file looked at: one step of undo, and a version that has both as parents.
   * @param {import('../../storage/types.js').Label} label what the step is called
   * @param {string} versionLabel what the version is called
   * @returns {Promise<boolean>} false when the plan has changed since the proposal: look again
   */
  async merge(label, versionLabel) {
    const { session } = this.#parts;
    const [proposal, arrival] = [this.proposal.peek(), this.current.peek()];
    if (!proposal || !arrival?.incoming || this.open.peek().length > 0) return false;
    const { incoming } = arrival;
    const plan = session.plan.peek();
    if (plan?.revision !== proposal.revision) return false;
    const { patch, refused } = proposal.reply;
    if (patch.length > 0) await session.apply(patch, { label });
    await session.history.adopt({ nodes: incoming.nodes, texts: new Map(), changes: signed(incoming) });
    const parents = [plan.versionId, incoming.versionId].filter((id) => typeof id === 'string' && id !== '');
    await session.history.add('merge', { label: versionLabel, parents: /** @type {string[]} */ (parents) });
    this.#change(arrival.key, { state: 'merged' });
    if (incoming.round?.role === 'sent') {
      const done = { mergedAt: new Date().toISOString(), refused: refused.length };
      await session.rounds.noteReturn(incoming.round.id, { ...returnedOf(incoming), ...done });
    }
    return true;
  }
}

/** Changes made before their author had given a name are those of whoever sent the file. @param {Incoming} incoming */
const signed = ({ changes, by: sender }) =>
  changes.map((change) => (change.by?.name === '' ? { ...change, by: { ...change.by, name: sender } } : change));

/** @param {Incoming} incoming @returns {import('../../storage/rounds-store.js').Returned} */
const returnedOf = ({ versionId, at, by, fileName }) => ({ versionId, at, by, fileName, mergedAt: null, refused: 0 });
