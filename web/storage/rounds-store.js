// RoundsStore: which parts of a plan went to whom, when they are due and what came back; and in the plan of an owner, the one part
// that it is. With each the text as it was sent, which the return is compared with. When a round is made is not known here.
import { STRICT } from './database.js';
import { packText, unpackText } from './generations.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {{versionId: string, at: string, by: string, fileName: string, mergedAt: string | null, refused: number}} Returned
 *   one file that came back: which version, when it was written and by whom; mergedAt: when it was merged, null until then
 * @typedef {object} Round
 * @property {string} id 32 hex digits, the same at both ends
 * @property {'sent' | 'received'} role sent: a part of this plan; received: this plan is the part
 * @property {number} number 1 for the first round of these units
 * @property {string} planName of the whole plan
 * @property {string[]} roots orgUnits ids: the part is all of them and what is below
 * @property {string} unitName
 * @property {string} person people id of its owner, '' when unknown
 * @property {string} personName
 * @property {'fixed' | 'proposed'} total
 * @property {string} sentBy name of who sent it
 * @property {string} sentAt ISO instant
 * @property {string | null} dueAt ISO day
 * @property {string} versionId of the file that was sent
 * @property {string} checksum of the text that was sent, as plan.serialize tells it
 * @property {string} fileName
 * @property {Returned[]} returns oldest first
 * @typedef {Round & {key: string, packed?: Uint8Array<ArrayBuffer>, text?: string}} StoredRound
 */

export class RoundsStore {
  #connection;

  /** @param {import('./database.js').Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /**
   * Keeps rounds of a plan, all or none. One that is there already keeps its text.
   * @param {string} key plan
   * @param {{round: Round, text?: string}[]} rounds text: of the part as it was sent
   */
  async put(key, rounds) {
    const records = await Promise.all(rounds.map(async ({ round, text }) => ({ ...round, ...(await content(text)) })));
    await this.#connection.run(async (db) => {
      const tx = db.transaction('rounds', 'readwrite', STRICT);
      for (const record of records) {
        const present = await tx.store.get([key, record.id]);
        await tx.store.put({ ...present, ...record, key });
      }
      await tx.done;
    });
  }

  /** @param {string} key plan @returns {Promise<Round[]>} newest first */
  async list(key) {
    /** @type {StoredRound[]} */
    const stored = await this.#connection.run((db) => db.getAll('rounds', IDBKeyRange.bound([key], [key, []])));
    return stored
      .map(({ key: _key, packed: _packed, text: _text, ...round }) => round)
      .sort((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : a.id < b.id ? -1 : 1));
  }

  /**
   * The part as it was sent.
   * @param {string} key plan @param {string} id round
   * @returns {Promise<string>} storage.round_damaged {unit}, exchange.base_missing {name}: known from another copy of the plan only
   */
  async text(key, id) {
    /** @type {StoredRound | undefined} */
    const stored = await this.#connection.run((db) => db.get('rounds', [key, id]));
    if (!stored?.packed && stored?.text === undefined)
      throw storageFailure('exchange.base_missing', { name: stored?.unitName ?? id });
    const text = stored?.packed ? await unpackText(stored.packed) : stored?.text;
    if (typeof text === 'string') return text;
    throw storageFailure('storage.round_damaged', { unit: stored.unitName });
  }

  /**
   * Takes over what another copy of the plan knows: rounds that are not known here, and returns of those that are.
   * @param {string} key plan @param {Round[]} rounds
   */
  async adopt(key, rounds) {
    await this.#connection.run(async (db) => {
      const tx = db.transaction('rounds', 'readwrite', STRICT);
      for (const round of rounds) {
        /** @type {StoredRound | undefined} */
        const present = await tx.store.get([key, round.id]);
        const returns = present ? unionOf(present.returns, round.returns) : round.returns;
        await tx.store.put({ ...(present ?? round), returns, key });
      }
      await tx.done;
    });
  }

  /** @param {string} key plan @param {string} id round */
  remove(key, id) {
    return this.#connection.run((db) => db.delete('rounds', [key, id]));
  }

  /** Gives another plan the same rounds. @param {string} fromKey @param {string} toKey */
  async copyAll(fromKey, toKey) {
    await this.#connection.run(async (db) => {
      const stored = await db.getAll('rounds', IDBKeyRange.bound([fromKey], [fromKey, []]));
      const tx = db.transaction('rounds', 'readwrite', STRICT);
      await Promise.all([...stored.map((one) => tx.store.put({ ...one, key: toKey })), tx.done]);
    });
  }
}

/** Every version once; what one side knows to be merged is merged. @param {Returned[]} here @param {Returned[]} there */
function unionOf(here, there) {
  const known = new Map(there.map((one) => [one.versionId, one]));
  for (const one of here) {
    const other = known.get(one.versionId);
    if (one.mergedAt || !other?.mergedAt) known.set(one.versionId, one);
  }
  return [...known.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** @param {string | undefined} text @returns {Promise<{packed?: Uint8Array<ArrayBuffer>, text?: string}>} */
async function content(text) {
  if (text === undefined) return {};
  const packed = await packText(text);
  return packed ? { packed } : { text };
}
