// Opening a plan from the browser store: the newest good snapshot plus the journal after it, or a generation before.
// Never drops an acknowledged change silently: what cannot be replayed is named.
import { EngineError } from '../engine/errors.js';
import { storageFailure } from '../storage/storage-error.js';
import { OpenPlan } from './open-plan.js';

/**
 * @typedef {import('../storage/types.js').LoadedPlan} LoadedPlan
 * @typedef {import('../storage/types.js').Snapshot} Snapshot
 * @typedef {import('../storage/types.js').JournalEntry} JournalEntry
 * @typedef {import('../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {import('../engine/client.js').EngineHandle} EngineHandle
 */

/**
 * @param {LoadedPlan} loaded
 * @param {EngineHandle} engine afterwards holds the document
 * @param {import('./open-plan.js').Journal} journal
 * @param {{mayWrite?: boolean}} [options] false while another tab writes the plan
 * @returns {Promise<{plan: OpenPlan, problems: ErrorRecord[]}>} problems: what was damaged and what that cost
 */
export async function recoverPlan(loaded, engine, journal, { mayWrite = true } = {}) {
  const problems = [...loaded.problems];
  const damaged = [...loaded.damaged];
  for await (const snapshot of generations(loaded, journal, problems, damaged)) {
    try {
      const replayed = await replay(snapshot, loaded.entries, engine);
      const { patches, applied, readOnly } = replayed;
      const lost = countLost(loaded, snapshot, applied);
      if (lost > 0) problems.push({ code: 'storage.changes_lost', params: { count: lost }, kind: 'internal' });
      const state = applied.at(-1)?.to ?? snapshot.state;
      const plan = new OpenPlan({
        record: { ...loaded.record, revision: replayed.revision },
        state,
        lastSeq: loaded.lastSeq,
        entries: chainUpTo(state, [...loaded.entries.filter(({ seq }) => seq <= snapshot.seq), ...applied]),
        text: snapshot.text,
        patches,
        stored: true,
        engine,
        journal,
        foldedAt: Date.parse(snapshot.at),
      });
      plan.readOnly = readOnly;
      // A gap in the journal must never be replayed over: a snapshot behind it closes it. Damaged generations go when nothing was
      // lost with them; otherwise they stay once more, for whoever wants to save what is readable.
      if (problems.length > 0 && !readOnly && mayWrite) await plan.fold({ instead: lost > 0 ? [] : damaged });
      return { plan, problems: problems.filter((problem) => !isPast(problem, snapshot)) };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      problems.push(...error.errors);
    }
  }
  throw problems.length > 0
    ? new EngineError(problems)
    : storageFailure('storage.no_such_plan', { key: loaded.record.key });
}

/** A damaged entry whose change the snapshot holds costs nothing but a step of undo. @param {ErrorRecord} problem @param {Snapshot} snapshot */
const isPast = ({ code, params }, { seq }) => code === 'storage.entry_damaged' && Number(params?.seq) <= seq;

/**
 * The intact generations, newest first; earlier ones are read only when they are wanted.
 * @param {LoadedPlan} loaded @param {import('./open-plan.js').Journal} journal
 * @param {ErrorRecord[]} problems gets what was found damaged
 * @param {number[]} damaged gets their sequence numbers
 * @returns {AsyncGenerator<Snapshot>}
 */
async function* generations(loaded, journal, problems, damaged) {
  yield* loaded.snapshots;
  for (const seq of loaded.earlier) {
    const { snapshot, problem } = await journal.generation(loaded.record.key, seq);
    if (snapshot) yield snapshot;
    if (!problem) continue;
    problems.push(problem);
    damaged.push(seq);
  }
}

/**
 * Opens a snapshot and applies the entries that follow it without a gap.
 * @param {Snapshot} snapshot
 * @param {JournalEntry[]} entries
 * @param {EngineHandle} engine
 */
async function replay(snapshot, entries, engine) {
  const opened = await engine.call('plan.open', { text: snapshot.text });
  let { revision } = opened;
  /** @type {JournalEntry[]} */
  const applied = [];
  let expected = snapshot.seq + 1;
  let { state } = snapshot;
  for (const entry of entries) {
    if (entry.seq <= snapshot.seq) continue;
    if (entry.seq !== expected || entry.from !== state) break;
    ({ revision } = await engine.call('plan.apply', { patch: entry.patch }));
    if (revision !== entry.revision) {
      throw new EngineError([{ code: 'storage.replay_differs', params: { seq: entry.seq }, kind: 'internal' }]);
    }
    applied.push(entry);
    expected += 1;
    state = entry.to;
  }
  return { revision, readOnly: Boolean(opened.readOnly), applied, patches: applied.map(({ patch }) => patch) };
}

/**
 * The entries that lead to a state without a gap: what undo can take back one by one.
 * @param {number} state
 * @param {JournalEntry[]} entries oldest first
 */
function chainUpTo(state, entries) {
  /** @type {JournalEntry[]} */
  const chain = [];
  for (const entry of entries.toReversed()) {
    const next = chain[0];
    const leadsOn = next ? entry.seq === next.seq - 1 && entry.to === next.from : entry.to === state;
    if (!leadsOn) break;
    chain.unshift(entry);
  }
  return chain;
}

/**
 * Changes after the snapshot that could not be replayed.
 * @param {LoadedPlan} loaded @param {Snapshot} snapshot @param {JournalEntry[]} applied
 */
const countLost = (loaded, snapshot, applied) => Math.max(0, loaded.lastSeq - snapshot.seq - applied.length);
