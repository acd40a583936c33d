// Parts cut from the plan for their owners, and the files of them. Cutting is the engine's (exchange.slice), in an engine apart.
import { today } from '../../lib/dates.js';
import { randomId } from '../../lib/ids.js';
import { roundHeader } from '../../storage/round-header.js';
import { assemble } from '../../storage/container/write.js';
import { packText } from '../../storage/container/parts.js';
import { nextNumber } from './exchange-model.js';
import { partFileName } from './part-names.js';

/**
 * @typedef {import('../../storage/rounds-store.js').Round} Round
 * @typedef {import('./exchange-model.js').Recipient} Recipient
 * @typedef {{collection: string, kept: number, left: number, added: boolean, editable: string[], hidden: string[]}} SliceRule
 *   added: the owner may add records
 * @typedef {{id: string, metric: string, year: string, tier: string, periods: number, totalMinor: number}} SetSum
 * @typedef {{units: number, people: number, products: number, rows: number, sets: SetSum[]}} PartFigures
 * @typedef {{recipient: Recipient, text: string, checksum: string, rules: SliceRule[], figures: PartFigures}} Cut
 * @typedef {{planName: string, sentBy: string, dueAt: string | null, total: 'fixed' | 'proposed'}} Sending
 * @typedef {{call: (name: string, params?: unknown, options?: {signal?: AbortSignal}) => Promise<any>}} Engine
 */

/**
 * Cuts a part for each of them.
 * @param {Engine} engine one apart: it gets the whole plan
 * @param {string} text of the plan
 * @param {Recipient[]} recipients
 * @param {{total: 'fixed' | 'proposed', signal?: AbortSignal, onProgress?: (done: number) => void}} options
 * @returns {Promise<Cut[]>} rejects with EngineError (exchange.…)
 */
export async function cutParts(engine, text, recipients, { total, signal, onProgress = () => {} }) {
  await engine.call('plan.open', { text }, { signal });
  const cuts = [];
  for (const recipient of recipients) {
    const [unit] = recipient.roots;
    const whose = recipient.roots.length > 1 ? { person: recipient.person } : { unit };
    const { text: part, rules, slice } = await engine.call('exchange.slice', { ...whose, total }, { signal });
    const figures = partFigures(JSON.parse(part), slice.units);
    cuts.push({
      recipient: { ...recipient, roots: slice.roots },
      text: part,
      checksum: slice.checksum,
      rules,
      figures,
    });
    onProgress(cuts.length);
  }
  return cuts;
}

/** @param {any} document a part @param {string[]} units the units in it, without those above @returns {PartFigures} */
function partFigures({ collections: { targets = {}, targetSets = {}, people = {}, products = {} } }, units) {
  const rows = /** @type {any[]} */ (Object.values(targets));
  const sets = Object.values(targetSets).map((/** @type {any} */ { id, metric, year, tier }) => {
    const own = rows.filter(({ set }) => set === id);
    const numbers = own.map(({ values, reserve }) => values ?? reserve ?? []);
    const totalMinor = numbers.flat().reduce((sum, minor) => sum + minor, 0);
    return { id, metric, year, tier, periods: Math.max(0, ...numbers.map(({ length }) => length)), totalMinor };
  });
  const [people_, products_] = [people, products].map((records) => Object.keys(records).length);
  return { units: units.length, people: people_, products: products_, rows: rows.length, sets };
}

/**
 * The round that a part begins.
 * @param {Cut} cut @param {Sending} sending @param {{rounds: Round[], versionId: string, now?: Date}} about rounds: sent so far
 * @returns {Round}
 */
export function roundOf(
  { recipient, checksum },
  { planName, sentBy, dueAt, total },
  { rounds, versionId, now = new Date() },
) {
  const { roots, unitName, person, personName } = recipient;
  const number = nextNumber(rounds, roots);
  const fileName = partFileName({ planName, unitName, personName, number }, today(now));
  const whose = { roots, unitName, person, personName, planName };
  const sent = { sentBy, sentAt: now.toISOString(), dueAt, total, versionId, checksum, fileName };
  return { id: randomId(), role: 'sent', number, ...whose, ...sent, returns: [] };
}

/**
 * The file that goes to the owner.
 * @param {Pick<Cut, 'text'>} cut @param {Round} round
 * @param {{parents: string[], key: CryptoKey | null}} options parents: versions of the plan it was cut from; key: encrypted with the
 *   passphrase it stands for
 * @returns {Promise<Blob>}
 */
export async function partFile({ text }, round, { parents, key }) {
  const { id, revision } = JSON.parse(text);
  const about = {
    kind: /** @type {const} */ ('slice'),
    contains: /** @type {const} */ ('plan'),
    plan: { id, revision },
    version: { id: round.versionId, parents },
    round: roundHeader(round),
    at: round.sentAt,
  };
  return assemble(about, [await packText('plan.json', text), await packText('base.json', text)], key);
}
