// PlanSaving: the open plan as a file: what goes into it, how large it will be, and the way it was last saved.
import { assemble, containerBytes } from '../storage/container/write.js';
import { packFacts, packText } from '../storage/container/parts.js';
import { canEncrypt } from '../storage/container/seal.js';
import { sumFacts } from '../storage/fact-sums.js';
import { embedded, textFileBytes } from '../storage/plan-file.js';

/**
 * @typedef {import('../storage/open-plan-file.js').SaveWay} SaveWay
 * @typedef {import('../storage/open-plan-file.js').Format} Format
 * @typedef {import('../storage/container/parts.js').PackedPart} PackedPart
 * @typedef {import('../storage/container/header.js').Contains} Choice what can be put into a file
 * @typedef {{facts: PackedPart[]}} Tables
 * @typedef {Tables & {rows: number, lines: number}} Sums rows: that are left of so many lines
 * @typedef {{text: string, id: string, revision: number, plan: PackedPart, history: PackedPart | null, everything: Tables | null,
 *   aggregates: Sums | null, rounds: PackedPart | null}} Packed null: not asked for, or nothing to sum; history, rounds: also when they
 *   could not be packed
 * @typedef {{contains: Choice, format: Format, encrypted: boolean, history?: boolean}} FileKind history: as in SaveWay
 */

export class PlanSaving {
  #engine;
  #tables;
  #history;
  #rounds;
  /** Ways by plan key; chosen: by the manager, so that saving again asks nothing. @type {Map<string, {way: SaveWay, chosen: boolean}>} */
  #ways = new Map();
  /** What was packed for the sizes, for as long as neither plan nor tables change. @type {{version: number, packed: Packed} | null} */
  #kept = null;

  /**
   * @param {{engine: import('../engine/client.js').EngineClient, tables: import('./fact-tables.js').FactTables,
   *   history: Pick<import('./plan-history.js').PlanHistory, 'pack' | 'packOwnLog'>,
   *   rounds: Pick<import('./plan-rounds.js').PlanRounds, 'pack'>}} parts
   */
  constructor({ engine, tables, history, rounds }) {
    this.#engine = engine;
    this.#tables = tables;
    this.#history = history;
    this.#rounds = rounds;
  }

  /** How a plan was saved or came. @param {string} key */
  wayOf(key) {
    return this.#ways.get(key) ?? null;
  }

  /** @param {string} key @param {SaveWay} way @param {boolean} chosen */
  setWay(key, way, chosen) {
    this.#ways.set(key, { way, chosen });
  }

  /** What a plan is saved as before anybody has chosen. @returns {SaveWay} */
  usualWay() {
    return { format: 'container', contains: this.#tables.list.value.length > 0 ? 'everything' : 'plan', key: null };
  }

  /**
   * @param {number} version of plan and tables, to know when what was packed is out of date
   * @param {Choice[]} choices what is wanted
   * @returns {Promise<Packed>}
   */
  async pack(version, choices) {
    if (this.#kept?.version === version) return this.#kept.packed;
    const { text } = await this.#engine.call('plan.serialize');
    const { id, revision, settings } = JSON.parse(text);
    /** @type {Packed} */
    const packed = {
      text,
      id,
      revision,
      plan: await packText('plan.json', text),
      history: null,
      rounds: null,
      everything: null,
      aggregates: null,
    };
    // A past that cannot be read must not keep the plan from being saved; where it is shown, it says what is wrong.
    packed.history = await this.#history.pack(text).catch(() => null);
    packed.rounds = await this.#rounds.pack().catch(() => null);
    const orders = settings?.ordersTable ?? 'orders';
    const sums = choices.includes('aggregates') && this.#tables.list.value.some(({ name }) => name === orders);
    const all = choices.includes('everything');
    if (!all && !sums) return packed;
    const parts = await this.#tables.exportAll((name) => all || name === orders);
    if (all) packed.everything = await tablesOf(parts);
    const order = parts.find(({ table }) => table === orders);
    if (sums && order) {
      const { bytes, rows, lines } = await sumFacts(order.bytes, keptDimensions(settings));
      packed.aggregates = { ...(await tablesOf([{ ...order, bytes }])), rows, lines };
    }
    // What holds all there is to choose from serves the answer too.
    if (choices.length > 1) this.#kept = { version, packed };
    return packed;
  }

  /** Lets go of what was packed. */
  forget() {
    this.#kept = null;
  }

  /**
   * A file's content.
   * @param {Packed} packed @param {SaveWay} way
   * @param {import('../storage/types.js').VersionNode} version what the plan is in this file
   * @param {import('./plan-rounds.js').PartOfFile | null} [part] what makes it a file of a part
   * @returns {Promise<Blob | string>}
   */
  async content(packed, { format, contains, key, history }, { id, parents, at }, part = null) {
    const facts = factsOf(packed, contains);
    if (format === 'json') return embedded(packed.text, facts);
    const { kind, round } = part ?? { kind: /** @type {const} */ ('plan'), round: null };
    const plan = { id: packed.id, revision: packed.revision };
    const about = { kind, round, contains, plan, version: { id, parents }, at };
    // A part tells nothing of the whole plan's past: only what its owner did to it.
    const own = part && history !== false ? await this.#history.packOwnLog(packed.text).catch(() => null) : null;
    const past = part ? [part.base, ...(own ? [own] : [])] : historyOf(packed, history);
    return assemble(about, [packed.plan, ...past, ...facts], key);
  }
}

/** @param {import('../storage/container/parts.js').FactsPart[]} parts @returns {Promise<Tables>} */
async function tablesOf(parts) {
  const facts = [];
  for (const [index, part] of parts.entries()) facts.push(await packFacts(part, index + 1));
  return { facts };
}

/** What attainment of every unit and product line is worked out from. @param {{orgLevels?: string[]}} [settings] */
const keptDimensions = ({ orgLevels = [] } = {}) => [...orgLevels, 'productLine'];

/** @param {Packed} packed @param {Choice} contains @returns {PackedPart[]} */
const factsOf = (packed, contains) => (contains === 'plan' ? [] : (packed[contains]?.facts ?? []));

/** @param {Packed} packed @param {boolean} [wanted] @returns {PackedPart[]} */
const historyOf = ({ history, rounds }, wanted = true) =>
  wanted ? [history, rounds].filter((part) => part !== null) : [];

/**
 * How long a file of a kind will be, in bytes.
 * @param {Packed} packed @param {FileKind} kind @param {boolean} [hasParent]
 */
export function fileBytes(packed, { contains, format, encrypted, history }, hasParent = true) {
  const facts = factsOf(packed, contains);
  if (format === 'json') return textFileBytes(packed.text, facts);
  const id = '0'.repeat(36);
  const about = {
    contains,
    plan: { id: packed.id, revision: packed.revision },
    version: { id, parents: hasParent ? [id] : [] },
  };
  return containerBytes(about, [packed.plan, ...historyOf(packed, history), ...facts], encrypted && canEncrypt());
}
