// VersionComparison: a Lit controller that keeps what is different between two versions in step with the choice and, when one of them
// is the plan as it is now, with the plan. A newer question makes an older answer void.
import { effect } from '@preact/signals-core';
import { engine, inQuarantine } from '../../engine/engine.js';
import { setMember } from '../../lib/json-text.js';
import { documentId } from '../../state/plan-versions.js';
import { session } from '../../state/session.js';
import { storageFailure } from '../../storage/storage-error.js';
import { attribution } from './attribution.js';
import { changeRows, isDerived, sumRows } from './change-rows.js';

/** Stands for the plan as it is, among versions. */
export const NOW = 'now';

/**
 * @typedef {import('./field-words.js').Reading} Reading
 * @typedef {{patch: import('../../storage/types.js').PatchOperation[], rows: import('./change-rows.js').ChangeRow[],
 *   sums: Map<string, import('./change-rows.js').SumRow[]>, reading: Reading, fields: number}} Comparison patch: makes the second of the first;
 *   fields: how many changed, but for what was only worked out
 * @typedef {{from: string, to: string}} Pair ids of versions, or NOW
 */

/**
 * The documents of two versions, as documents of the open plan: a copy of a plan has its past under another id.
 * @param {Pair} pair
 * @returns {Promise<[string, string]>} storage.version_damaged; storage.version_let_go when only its place in the lineage is known
 */
async function documentsOf({ from, to }) {
  const { text: now } = await engine.call('plan.serialize');
  const planId = documentId(now);
  const documentOf = async (/** @type {string} */ id) => {
    if (id === NOW) return now;
    const text = await session.history.text(id);
    if (text === null) throw storageFailure('storage.version_let_go');
    return documentId(text) === planId ? text : setMember(text, ['id'], planId);
  };
  return [await documentOf(from), await documentOf(to)];
}

/**
 * Compares in an engine apart: documents of a file's past are a stranger's, and the open plan's engine goes on answering.
 * @param {Pair} pair
 * @returns {Promise<Comparison>}
 */
export async function compareVersions(pair) {
  const [[before, after], log] = await Promise.all([documentsOf(pair), session.history.log()]);
  const { patch, changes, sums } = await inQuarantine((apart) => apart.call('exchange.compare', { before, after }));
  const names = namesOf(JSON.parse(before), JSON.parse(after));
  return {
    patch,
    fields: changes.filter((/** @type {import('./change-rows.js').FieldChange} */ change) => !isDerived(change)).length,
    rows: changeRows(changes, attribution(log, between(pair))),
    sums: sumRows(sums, parentsOf(names.orgUnits)),
    reading: { names, periods: await periodsOf(names.targetSets) },
  };
}

/** Instants of the two, the earlier first. @param {Pair} pair */
function between({ from, to }) {
  const at = (/** @type {string} */ id) =>
    session.history.versions.peek().find((version) => version.id === id)?.at ?? '\uffff';
  const [after, upTo] = [at(from), at(to)].sort();
  return { after, upTo };
}

/** Records of both documents by collection and id, the second's first. @param {any} old @param {any} now @returns {import('./field-words.js').Names} */
function namesOf(old, now) {
  const rooms = ['orgUnits', 'people', 'products', 'metrics', 'targetSets', 'targets', 'proposals', 'reserveMoves'];
  return Object.fromEntries(rooms.map((room) => [room, { ...old.collections?.[room], ...now.collections?.[room] }]));
}

/** @param {Record<string, any>} units @returns {Map<string, string | null>} */
const parentsOf = (units) => new Map(Object.entries(units).map(([id, { parent }]) => [id, parent ?? null]));

/** @param {Record<string, any>} sets @returns {Promise<Map<string, string[]>>} */
async function periodsOf(sets) {
  const asked = Object.entries(sets).map(async ([id, { grain, year }]) => {
    const { periods } = await engine.call('plan.periods', { grain, year: String(year) });
    return /** @type {[string, string[]]} */ ([id, periods.map((/** @type {any} */ { period }) => period)]);
  });
  return new Map(await Promise.all(asked));
}

export class VersionComparison {
  /** @type {Comparison | null} the latest answer; an older one stays while a newer is on its way */
  result = null;
  /** @type {unknown} */
  error = null;
  pending = false;
  #host;
  #ask;
  #latest = 0;
  /** @type {(() => void) | null} */
  #stop = null;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => Pair | null} ask reads signals; null asks nothing
   */
  constructor(host, ask) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  hostConnected() {
    let asked = '';
    this.#stop = effect(() => {
      const pair = this.#ask();
      // Two versions stay as they are; the plan does not.
      const version = pair?.from === NOW || pair?.to === NOW ? session.version.value : 0;
      const asking = JSON.stringify([session.plan.value?.key, pair, version]);
      if (asking === asked) return;
      asked = asking;
      queueMicrotask(() => void this.#run(pair));
    });
  }

  hostDisconnected() {
    this.#stop?.();
    this.#latest += 1;
  }

  /** @param {Pair | null} pair */
  async #run(pair) {
    const turn = (this.#latest += 1);
    const settle = (/** @type {Comparison | null} */ result, /** @type {unknown} */ error, pending = false) => {
      if (turn !== this.#latest) return;
      Object.assign(this, { result, error, pending });
      this.#host.requestUpdate();
    };
    if (!pair) return settle(null, null);
    settle(this.result, null, true);
    try {
      settle(await compareVersions(pair), null);
    } catch (error) {
      settle(null, error);
    }
  }
}
