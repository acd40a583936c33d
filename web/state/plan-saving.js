// PlanSaving: the open plan as a file: what goes into it, how large it will be, and the way it was last saved.
import { randomId } from '../lib/ids.js';
import { assemble, containerBytes } from '../storage/container/write.js';
import { packFacts, packText } from '../storage/container/parts.js';
import { canEncrypt } from '../storage/container/seal.js';
import { embedded, textFileBytes } from '../storage/plan-file.js';

/**
 * @typedef {import('../storage/open-plan-file.js').SaveWay} SaveWay
 * @typedef {import('../storage/open-plan-file.js').Format} Format
 * @typedef {import('../storage/container/parts.js').PackedPart} PackedPart
 * @typedef {'everything' | 'plan'} Choice what can be put into a file
 * @typedef {{text: string, id: string, revision: number, plan: PackedPart, facts: PackedPart[]}} Packed
 * @typedef {{contains: Choice, format: Format, encrypted: boolean}} FileKind
 */

export class PlanSaving {
  #engine;
  #tables;
  /** Ways by plan key; chosen: by the manager, so that saving again asks nothing. @type {Map<string, {way: SaveWay, chosen: boolean}>} */
  #ways = new Map();
  /** Tables packed for the sizes, for as long as neither plan nor tables change. @type {{version: number, facts: PackedPart[]} | null} */
  #packed = null;

  /** @param {import('../engine/client.js').EngineClient} engine @param {import('./fact-tables.js').FactTables} tables */
  constructor(engine, tables) {
    this.#engine = engine;
    this.#tables = tables;
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
   * @param {number} version of plan and tables, to know when packed tables are out of date
   * @param {boolean} withFacts
   * @returns {Promise<Packed>}
   */
  async pack(version, withFacts) {
    const { text } = await this.#engine.call('plan.serialize');
    const { id, revision } = JSON.parse(text);
    const facts = withFacts ? await this.#packedFacts(version) : [];
    return { text, id, revision, plan: await packText('plan.json', text), facts };
  }

  /** @param {number} version */
  async #packedFacts(version) {
    if (this.#packed?.version === version) return this.#packed.facts;
    const facts = [];
    for (const [index, part] of (await this.#tables.exportAll()).entries())
      facts.push(await packFacts(part, index + 1));
    this.#packed = { version, facts };
    return facts;
  }

  /** Lets go of what was packed. */
  forget() {
    this.#packed = null;
  }

  /**
   * A file's content.
   * @param {Packed} packed @param {SaveWay} way @param {string | null} parentVersion
   * @returns {Promise<{content: Blob | string, versionId: string | null}>} versionId: null when the format names none
   */
  async content(packed, { format, contains, key }, parentVersion) {
    const facts = contains === 'everything' ? packed.facts : [];
    if (format === 'json') return { content: await embedded(packed.text, facts), versionId: null };
    const version = { id: randomId(), parents: parentVersion ? [parentVersion] : [] };
    const about = { contains, plan: { id: packed.id, revision: packed.revision }, version };
    return { content: await assemble(about, [packed.plan, ...facts], key), versionId: version.id };
  }
}

/**
 * How long a file of a kind will be, in bytes.
 * @param {Packed} packed @param {FileKind} kind @param {boolean} [hasParent]
 */
export function fileBytes(packed, { contains, format, encrypted }, hasParent = true) {
  const facts = contains === 'everything' ? packed.facts : [];
  if (format === 'json') return textFileBytes(packed.text, facts);
  const id = '0'.repeat(36);
  const about = {
    contains,
    plan: { id: packed.id, revision: packed.revision },
    version: { id, parents: hasParent ? [id] : [] },
  };
  return containerBytes(about, [packed.plan, ...facts], encrypted && canEncrypt());
}
