// What comes back: recognises a file, finds what it began from, and asks the engine what merging it would do. Nothing here changes
// the plan: the answer is a patch, and a file of a stranger is only ever opened in an engine apart.
import { randomId } from '../../lib/ids.js';
import { openPlanFile } from '../../storage/open-plan-file.js';
import { roundOfHeader } from '../../storage/round-header.js';
import { storageFailure } from '../../storage/storage-error.js';

/**
 * @typedef {import('../../storage/rounds-store.js').Round} Round
 * @typedef {import('./slicing.js').Engine} Engine
 * @typedef {'base' | 'mine' | 'theirs'} Side
 * @typedef {{path: string, collection: string, id: string | null, name: string | null, field: string}} Place
 * @typedef {Place & {base: any, mine: any, theirs: any, period?: string, by: {mine: string | null, theirs: string | null},
 *   at: {mine: string | null, theirs: string | null}, choice: Side | null, reason?: string,
 *   cells?: Record<Side, {reason?: string} | null>}} Conflict
 * @typedef {Place & {code: string, params: Record<string, unknown>}} Refusal
 * @typedef {{set: string, unit: string, name: string, baseMinor: number | null, mineMinor: number | null, theirsMinor: number | null,
 *   mergedMinor: number | null}} TotalRow
 * @typedef {{patch: any[], conflicts: Conflict[], refused: Refusal[], taken: {mine: number, theirs: number, both: number},
 *   totals: TotalRow[], absorbed: {set: string, unit: string, product: string | null, period: string, amountMinor: number}[],
 *   violations: any[], accepted?: number}} MergeReply
 * @typedef {{set: string, period: string, beforeMinor: number, afterMinor: number}} PeriodRow of the whole plan
 * @typedef {{choices: Record<string, Side>, all: Side | null, rule: 'move' | 'reserve'}} Decisions
 * @typedef {object} Incoming a file to be merged
 * @property {string} key of the row on screen
 * @property {string} fileName
 * @property {'part' | 'copy'} kind part: of this plan; copy: the whole plan
 * @property {string} text
 * @property {string} base what both began from
 * @property {string} versionId '' when the file names none
 * @property {import('../../storage/types.js').VersionNode[]} nodes the file's own version and those it came from
 * @property {import('../../storage/types.js').Change[]} changes who changed what in it, as the file tells
 * @property {string} by who sent it, '' when not told
 * @property {string} at ISO instant of the file
 * @property {Round | null} round as it was sent from here; null: not known here
 * @property {boolean} merged is part of the plan already
 * @property {boolean} untouched nothing was changed in it
 * @typedef {object} Home the plan that files come back to
 * @property {string} id of the document
 * @property {Round[]} rounds sent
 * @property {(round: Round) => Promise<string>} sentText
 * @property {() => Promise<import('../../state/plan-history.js').LineageNode[]>} lineage
 * @property {(id: string) => Promise<string | null>} versionText
 */

/**
 * Reads a file and finds what it began from.
 * @param {Engine} engine apart
 * @param {File} file
 * @param {Home} home
 * @param {{passphrase: import('../../storage/container/read.js').AskPassphrase}} options
 * @returns {Promise<Incoming>} rejects with file.… or exchange.other_plan, exchange.is_slice, exchange.base_missing, exchange.no_common_ancestor
 */
export async function readIncoming(engine, file, home, { passphrase }) {
  const opened = await openPlanFile(file, { passphrase });
  const { text, document } = await canonical(engine, opened.planText);
  if (document.id !== home.id)
    throw storageFailure('exchange.other_plan', { id: String(document.id), expected: home.id });
  const told = roundOfHeader(opened.round);
  const common = {
    key: randomId(),
    fileName: file.name,
    text,
    versionId: opened.versionId ?? '',
    at: opened.past.nodes[0]?.at ?? new Date(file.lastModified).toISOString(),
  };
  if (!document.slice) return { ...common, ...(await asCopy(engine, opened, home)) };
  const round = home.rounds.find(({ id }) => id === told?.round.id) ?? null;
  const base = await baseOf(opened.base, round, home);
  if (base === null) throw storageFailure('exchange.base_missing', { name: file.name });
  const { already } = await engine.call('exchange.ancestor', {
    mine: await home.lineage(),
    theirs: opened.past.nodes.map(({ id, parents, at }) => ({ id, parents, at })),
  });
  return {
    ...common,
    kind: 'part',
    base,
    nodes: opened.past.nodes,
    changes: opened.past.changes,
    by: told?.returnedBy || told?.round.personName || '',
    round: round ?? told?.round ?? null,
    merged: Boolean(already),
    untouched: (await canonical(engine, base)).text === text,
  };
}

/** A text in the form in which equal documents are equal texts. @param {Engine} engine @param {string} planText */
async function canonical(engine, planText) {
  await engine.call('plan.open', { text: planText });
  const { text } = await engine.call('plan.serialize');
  return { text: /** @type {string} */ (text), document: JSON.parse(text) };
}

/**
 * The part as it was sent: what was kept here counts; the file's own copy serves where nothing was kept.
 * @param {string | null} inFile @param {Round | null} round @param {Home} home
 */
async function baseOf(inFile, round, home) {
  if (!round) return inFile;
  try {
    return await home.sentText(round);
  } catch (error) {
    if (inFile === null) throw error;
    return inFile; // the engine compares its checksum with the round's
  }
}

/**
 * A copy of the whole plan: the last version both have is looked up in what each knows of its past.
 * @param {Engine} engine @param {import('../../storage/open-plan-file.js').OpenedFile} opened @param {Home} home
 */
async function asCopy(engine, { past: { nodes, texts, changes } }, home) {
  const [head] = nodes;
  if (!head) throw storageFailure('exchange.no_common_ancestor'); // readable text names no version
  const theirs = nodes.map(({ id, parents, at }) => ({ id, parents, at, text: texts.has(id) }));
  const { id, already } = await engine.call('exchange.ancestor', { mine: await home.lineage(), theirs });
  const base = id ? ((await home.versionText(id)) ?? texts.get(id) ?? null) : null;
  if (base === null) throw storageFailure('exchange.no_common_ancestor');
  const about = { kind: /** @type {const} */ ('copy'), round: null, untouched: false };
  return { ...about, base, nodes, changes, by: head.by?.name ?? '', merged: Boolean(already) };
}

/**
 * What merging would do. Nothing is changed by asking.
 * @param {Engine} engine apart @param {string} mine the plan as it is now @param {Incoming} incoming @param {Decisions} decisions
 * @returns {Promise<MergeReply>}
 */
export function proposeMerge(engine, mine, incoming, { choices, all, rule }) {
  const decided = { choices, ...(all ? { all } : {}), totals: { rule } };
  const common = { base: incoming.base, mine, ...decided };
  if (incoming.kind === 'copy') return engine.call('exchange.merge', { ...common, theirs: incoming.text });
  const slice = incoming.round?.role === 'sent' ? { slice: { checksum: incoming.round.checksum } } : {};
  return engine.call('exchange.acceptReturn', { ...common, returned: incoming.text, ...slice });
}

/**
 * How the whole plan moves period by period: also where no total of the year does.
 * @param {Engine} engine apart @param {string} mine @param {MergeReply['patch']} patch
 * @returns {Promise<PeriodRow[]>} periods that are different afterwards
 */
export async function movedPeriods(engine, mine, patch) {
  if (patch.length === 0) return [];
  await engine.call('plan.open', { text: mine });
  const before = await periodSums(engine);
  await engine.call('plan.apply', { patch });
  const rows = [];
  for (const [set, { periods, sums }] of await periodSums(engine)) {
    const old = before.get(set)?.sums ?? [];
    for (const [at, period] of periods.entries()) {
      const [beforeMinor, afterMinor] = [old[at] ?? 0, sums[at] ?? 0];
      if (beforeMinor !== afterMinor) rows.push({ set, period, beforeMinor, afterMinor });
    }
  }
  return rows;
}

/**
 * Leaf targets and reserves of every set added up: what all totals are made of.
 * @param {Engine} engine with the plan open
 * @returns {Promise<Map<string, {periods: string[], sums: number[]}>>} by set
 */
async function periodSums(engine) {
  const { parts } = await engine.call('plan.get', { parts: ['targetSets', 'targets'] });
  const rows = /** @type {{set: string, values?: number[], reserve?: number[]}[]} */ (
    Object.values(parts.targets ?? {})
  );
  const found = new Map();
  for (const set of Object.keys(parts.targetSets ?? {})) {
    const { periods } = await engine.call('targets.view', { set });
    /** @type {number[]} */
    const sums = periods.map(() => 0);
    for (const row of rows) {
      if (row.set !== set) continue;
      for (const [at, minor] of (row.values ?? row.reserve ?? []).entries()) sums[at] += minor;
    }
    found.set(set, { periods, sums });
  }
  return found;
}

/**
 * What of a part would be refused if it went back as it is, before it does: it is taken back into the part as it was sent.
 * @param {Engine} engine apart @param {{base: string, text: string}} part
 * @returns {Promise<MergeReply>}
 */
export function checkBeforeReturn(engine, { base, text }) {
  const whole = { ...JSON.parse(base), slice: undefined };
  return engine.call('exchange.acceptReturn', { base, returned: text, mine: JSON.stringify(whole) });
}

/** @param {Conflict[]} conflicts @param {Decisions} decisions @returns {Conflict[]} that nobody has decided */
export const openConflicts = (conflicts, { choices, all }) =>
  all ? [] : conflicts.filter(({ path }) => !Object.hasOwn(choices, path));
