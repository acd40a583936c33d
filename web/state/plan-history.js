// PlanHistory: the versions of the open plan: named, saved as files, sent, returned, merged. Each knows what it came from, so that two
// copies find what they last had in common. Where versions are kept is versions-store.js; how a file carries them is container/history.js.
import { effect, signal } from '@preact/signals-core';
import { crc32 } from '../lib/bytes.js';
import { randomId } from '../lib/ids.js';
import { changeOf, mergedLog } from '../storage/change-log.js';
import { LIMITS, packHistory } from '../storage/container/history.js';
import { storageFailure } from '../storage/storage-error.js';
import { currentAuthor } from './authorship.js';

/**
 * @typedef {import('../storage/types.js').VersionNode} VersionNode
 * @typedef {import('../storage/versions-store.js').ListedVersion} ListedVersion
 * @typedef {{id: string, parents: string[], at: string, text: boolean}} LineageNode text: whether its document is there
 * @typedef {{label?: string, text?: string | null, parents?: string[]}} NewVersion text: of the version when it is not the open plan as it is
 *   now; null: only its place in the lineage. parents: the version the open plan was last, when absent
 * @typedef {(key: string) => Promise<Iterable<string>>} Holder tells which versions of a plan have to keep their texts
 */

/** Kinds that say what the open plan itself is now; the others are about parts of it that went to somebody or came back. */
const OWN = new Set(['named', 'file', 'merge']);
/** What exchange.ancestor takes. */
const MOST_NODES = 2000;

export class PlanHistory {
  /** Versions of the open plan, newest first. @type {import('@preact/signals-core').Signal<ListedVersion[]>} */
  versions = signal(/** @type {ListedVersion[]} */ ([]));
  /** Why they could not be listed. @type {import('@preact/signals-core').Signal<unknown>} */
  error = signal(/** @type {unknown} */ (null));

  #desk;
  #engine;
  #plans;
  #store;
  #changes;
  /** @type {Holder[]} */
  #holders = [];

  /**
   * @param {{desk: import('./plan-desk.js').PlanDesk, engine: import('../engine/client.js').EngineClient,
   *   plans: import('../storage/plan-store.js').PlanStore, versions: import('../storage/versions-store.js').VersionsStore,
   *   changes: import('../storage/changes-store.js').ChangesStore}} parts
   */
  constructor({ desk, engine, plans, versions, changes }) {
    this.#desk = desk;
    this.#engine = engine;
    this.#plans = plans;
    this.#store = versions;
    this.#changes = changes;
    let shown = '';
    effect(() => {
      const { key = '', versionId = '' } = desk.plan.value ?? {};
      if (shown === `${key} ${versionId}`) return;
      if (!shown.startsWith(`${key} `)) this.versions.value = [];
      shown = `${key} ${versionId}`;
      void this.refresh();
    });
  }

  /** Reads the list anew: another tab may have added to it. */
  async refresh() {
    const key = this.#desk.plan.peek()?.key;
    try {
      const listed = key ? await this.#store.list(key) : [];
      if (this.#desk.plan.peek()?.key !== key) return;
      this.versions.value = listed;
      this.error.value = null;
    } catch (error) {
      this.error.value = error;
    }
  }

  /**
   * Keeps a version of the open plan.
   * @param {VersionNode['kind']} kind
   * @param {NewVersion} [version]
   * @returns {Promise<VersionNode>} rejects with StorageError; nothing was kept then
   */
  add(kind, { label = '', text, parents } = {}) {
    return this.#desk.serial(async () => {
      const plan = OWN.has(kind) ? this.#desk.requireWritable() : this.#desk.requireOpen();
      const content = text === undefined ? (await this.#engine.call('plan.serialize')).text : text;
      const node = this.next(kind, { label, parents, ...contentOf(content, plan.record.revision) });
      await this.#store.put(plan.record.key, node, content);
      if (OWN.has(kind) && text === undefined) await this.#moveTo(node.id);
      await this.#settle(plan.record.key);
      return node;
    });
  }

  /**
   * A version that is about to be made.
   * @param {VersionNode['kind']} kind
   * @param {{label: string, revision: number, checksum: string, parents?: string[]}} about
   * @returns {VersionNode}
   */
  next(kind, { label, revision, checksum, parents }) {
    const { versionId } = this.#desk.requireOpen().record;
    return {
      id: randomId(),
      parents: parents ?? (versionId ? [versionId] : []),
      kind,
      label,
      at: new Date().toISOString(),
      by: currentAuthor(),
      revision,
      checksum,
    };
  }

  /**
   * Keeps the version that a file has just been written as. That the browser does not take it is no reason to call the file unsaved.
   * @param {VersionNode} node of `next`
   * @param {import('../storage/container/parts.js').PackedPart} plan the text, packed for the file
   * @returns {Promise<{versionId?: string}>} what the plan's record says of it
   */
  async keepFiled(node, { entry, packed }) {
    const { key } = this.#desk.requireOpen().record;
    const content = entry.codec === 'gzip' ? { crc: entry.crc32, packed } : new TextDecoder().decode(packed);
    try {
      await this.#store.put(key, node, content);
    } catch (error) {
      this.#desk.reportSave(error);
      return {};
    }
    await this.#settle(key);
    return { versionId: node.id };
  }

  /** @param {string} versionId what the open plan is now */
  async #moveTo(versionId) {
    const plan = this.#desk.requireOpen();
    plan.record = { ...plan.record, versionId }; // goes to disk with the next change, should it not be possible now
    await this.#desk.note({ versionId });
  }

  /** Makes room and shows what there is. @param {string} key */
  async #settle(key) {
    // A few texts too many do no harm; the next version tries again.
    await this.#thin(key, new Set()).catch(() => {});
    await this.refresh();
  }

  /**
   * @param {string} id
   * @returns {Promise<string | null>} its document; null when only its place in the lineage is known. Rejects with
   *   storage.version_damaged {label, instant}
   */
  text(id) {
    return this.#store.text(this.#desk.requireOpen().record.key, id);
  }

  /**
   * The open plan and what it came from, itself first, for exchange.ancestor.
   * @returns {Promise<LineageNode[]>}
   */
  async lineage() {
    const plan = this.#desk.requireOpen();
    const { key, versionId } = plan.record;
    const { checksum } = await this.#engine.call('plan.serialize');
    const listed = await this.#store.list(key);
    const head = listed.find(({ id }) => id === versionId);
    const nodes = listed
      .filter((node) => node !== head)
      .map(({ id, parents, at, bytes }) => ({ id, parents, at, text: bytes > 0 }));
    const itself = head ? [{ id: head.id, parents: head.parents, at: head.at, text: head.bytes > 0 }] : [];
    // Changed since: the plan is a version of its own, which nobody else can have.
    const unnamed = { id: randomId(), parents: versionId ? [versionId] : [], at: plan.record.updatedAt, text: false };
    const first = head?.checksum === checksum ? itself : [unnamed, ...itself];
    return [...first, ...nodes].slice(0, MOST_NODES);
  }

  /**
   * Who changed what in the open plan, here and wherever its files came from.
   * @returns {Promise<import('../storage/types.js').Change[]>} newest first
   */
  log() {
    return this.#logOf(this.#desk.requireOpen().record.key);
  }

  /** @param {string} key */
  async #logOf(key) {
    const [{ entries }, before] = await Promise.all([this.#plans.since(key, 0), this.#changes.list(key)]);
    return mergedLog(before, entries.map(changeOf));
  }

  /**
   * The past of the open plan as a part of its file: as much of it as a file carries.
   * @param {string} plan the document the file will hold
   */
  async pack(plan) {
    const { key } = this.#desk.requireOpen().record;
    const [nodes, changes] = await Promise.all([this.#store.list(key), this.#logOf(key)]);
    /** @type {Map<string, string>} */
    const texts = new Map();
    let left = LIMITS.characters;
    for (const { id, bytes } of nodes) {
      if (bytes === 0) continue;
      const text = await this.#store.text(key, id).catch(() => null); // a damaged one stays behind; the list of versions names it
      left -= text?.length ?? 0;
      if (left < 0) break;
      if (text !== null) texts.set(id, text);
    }
    return packHistory(
      plan,
      { nodes: nodes.map(({ bytes: _bytes, ...node }) => node), texts, changes },
      currentAuthor(),
    );
  }

  /**
   * What was changed in the open plan by whoever works here, since it came: all that a part tells of the past.
   * @param {string} plan the document the file will hold
   */
  async packOwnLog(plan) {
    const { key, createdAt } = this.#desk.requireOpen().record;
    const author = currentAuthor();
    const changes = (await this.#logOf(key)).filter(({ by, at }) => by?.id === author.id && at >= createdAt);
    return packHistory(plan, { nodes: [], texts: new Map(), changes }, author);
  }

  /**
   * Takes over what a file tells of the open plan's past. What is known here stays as it is.
   * @param {{nodes: VersionNode[], texts: Map<string, string>, changes?: import('../storage/types.js').Change[]}} past a text that its node's
   *   checksum does not vouch for is left
   */
  async adopt({ nodes, texts, changes = [] }) {
    const { key } = this.#desk.requireOpen().record;
    await this.#store.adopt(key, nodes, texts);
    if (changes.length > 0) await this.#changes.adopt(key, changes);
    await this.refresh();
  }

  /**
   * The past of a plan that has just been opened from a file. The plan is open without it, should the browser not take it.
   * @param {import('../storage/open-plan-file.js').Past} past @param {string | null} replaced the plan of this browser whose place it takes
   */
  async begin(past, replaced) {
    try {
      if (replaced) await this.copyFrom(replaced);
      await this.adopt(past);
    } catch (error) {
      this.#desk.reportSave(error);
    }
  }

  /** Gives the open plan the past of another one of this browser. @param {string} fromKey */
  async copyFrom(fromKey) {
    const { key } = this.#desk.requireOpen().record;
    await this.#store.copyAll(fromKey, key);
    await this.#changes.adopt(key, await this.#logOf(fromKey));
    await this.refresh();
  }

  /** @param {string} id @param {string} label */
  async rename(id, label) {
    if (!(await this.#store.rename(this.#desk.requireOpen().record.key, id, label)))
      throw storageFailure('storage.no_such_version');
    await this.refresh();
  }

  /** Versions that somebody may come back to: called before texts are let go. @param {Holder} holder */
  holdFor(holder) {
    this.#holders.push(holder);
  }

  /**
   * Lets go of the oldest texts where there are too many; never of named ones, of the plan's own version, and of those that are held.
   * @param {Set<string>} [stay] more that must stay
   */
  async thin(stay = new Set()) {
    await this.#thin(this.#desk.requireOpen().record.key, stay);
    await this.refresh();
  }

  /** @param {string} key @param {Set<string>} stay */
  async #thin(key, stay) {
    const held = await Promise.all(this.#holders.map((holder) => holder(key)));
    const own = this.#desk.requireOpen().record.versionId;
    await this.#store.thin(key, {
      stay: new Set([...stay, ...(own ? [own] : []), ...held.flatMap((ids) => [...ids])]),
    });
  }
}

/**
 * What a node says of a text.
 * @param {string | null} text @param {number} revision when there is none
 * @returns {{revision: number, checksum: string}}
 */
const contentOf = (text, revision) =>
  text === null ? { revision, checksum: '' } : { revision: JSON.parse(text).revision, checksum: crc32(text) };
