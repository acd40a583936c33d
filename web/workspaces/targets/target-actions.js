// TargetActions: everything a manager can do to a target set, as changes for the ProposalFlow with their undo labels and toasts.
// Knows requests and texts; draws nothing.
import { period, t } from '../../i18n/index.js';
import { randomId } from '../../lib/ids.js';
import { session } from '../../state/session.js';
import { showErrors, toast } from '../../components/toast.js';
import { isSingleLeafCell, readEdits } from './typed-edits.js';
import { typedExponent, valueDigits } from './target-figures.js';

/**
 * @typedef {import('./grid-model.js').TargetTable} TargetTable
 * @typedef {{table: TargetTable, product: string, unit: import('./target-figures.js').ValueUnit}} Context
 * @typedef {{node: string, period: string}} Cell
 */

export class TargetActions {
  #host;
  #flow;
  #context;

  /**
   * @param {EventTarget} host toasts come from here
   * @param {import('./proposal-flow.js').ProposalFlow} flow
   * @param {() => Context | null} context what is on screen now
   */
  constructor(host, flow, context) {
    this.#host = host;
    this.#flow = flow;
    this.#context = context;
  }

  /** @param {Context} context */
  #setParams({ table, product }) {
    return { set: table.view.set, ...(product ? { product } : {}) };
  }

  /** @param {TargetTable} table @param {readonly Cell[]} cells */
  #place(table, cells) {
    const [{ node, period: name }] = cells;
    return { unit: table.unit(node)?.name ?? node, period: period(name), count: cells.length };
  }

  /** Proposes and, when it went through at once, says so with the way back. @param {import('./proposal-flow.js').Change} change @param {string} done */
  async #run(change, done) {
    try {
      if (await this.#flow.propose(change)) this.said(done);
    } catch (error) {
      this.#flow.cancel();
      showErrors(this.#host, error);
    }
  }

  /** A done change with its undo. @param {string} text */
  said(text) {
    toast(this.#host, { tone: 'good', text, action: { text: t('frame.undo'), run: () => session.undo() } });
  }

  /** @param {readonly import('./typed-edits.js').TypedCell[]} typed typed, pasted or cleared cells */
  async edit(typed) {
    const context = this.#context();
    if (!context) return;
    const { table, unit } = context;
    const read = readEdits(table, typed, { unit, unitExponent: typedExponent(unit), minorDigits: valueDigits(unit) });
    this.#sayUnreadable(table, read.unreadable);
    // Half a pasted block would be worse than none: nothing is proposed until all of it can be read.
    if (read.unreadable.length > 0) return;
    if (read.edits.length === 0) {
      if (read.reverts.length > 0) await this.revert(read.reverts);
      else if (typed.every(({ text }) => text.trim() === ''))
        toast(this.#host, { text: t('targets.edit.nothingToRevert') });
      return;
    }
    const cells = read.edits.map(({ node, period: name }) => ({ node, period: name }));
    const place = this.#place(table, cells);
    const changes = read.edits.map((edit) => (context.product ? { ...edit, product: context.product } : edit));
    await this.#run(
      {
        kind: 'edit',
        request: 'targets.edit',
        // The columns of a preview are sums over product lines: one line's figures come with the nodes.
        lightPreview: context.product === '',
        params: { set: table.view.set, edits: changes, ...(context.product ? { changedOnly: true } : {}) },
        label: { key: 'targets.undo.edit', params: place },
        cells,
        absorbable: true,
        atOnce: this.#flow.quick && isSingleLeafCell(table, read.edits),
      },
      t('targets.done.edit', place),
    );
  }

  /** @param {TargetTable} table @param {readonly import('./typed-edits.js').Unreadable[]} unreadable */
  #sayUnreadable(table, unreadable) {
    if (unreadable.length === 0) return;
    const lines = unreadable
      .slice(0, 3)
      .map(({ unit, period: name, text, error }) =>
        t(`targets.edit.${error}`, { unit: table.unit(unit)?.name ?? unit, period: period(name), text }),
      );
    if (unreadable.length > 3) lines.push(t('targets.edit.moreUnreadable', { count: unreadable.length - 3 }));
    toast(this.#host, { tone: 'bad', text: lines.join('\n') });
  }

  /** Back to what the method computed. @param {Cell[]} cells */
  async revert(cells) {
    const context = this.#context();
    if (!context || cells.length === 0) return;
    const place = this.#place(context.table, cells);
    await this.#run(
      {
        kind: 'revert',
        request: 'targets.revert',
        params: { set: context.table.view.set, cells: this.#named(context, cells), changedOnly: true },
        label: { key: 'targets.undo.revert', params: place },
        cells,
      },
      t('targets.done.revert', place),
    );
  }

  /** @param {Context} context @param {readonly Cell[]} cells */
  #named({ product }, cells) {
    return cells.map((cell) => (product ? { ...cell, product } : cell));
  }

  /** Locks or unlocks without touching a value: done at once, beside any open preview. @param {Cell[]} cells @param {boolean} locked */
  async lock(cells, locked) {
    const context = this.#context();
    if (!context || cells.length === 0) return;
    const place = this.#place(context.table, cells);
    const params = {
      set: context.table.view.set,
      cells: this.#named(context, cells).map((cell) => ({ ...cell, locked })),
    };
    const key = locked ? 'lock' : 'unlock';
    try {
      const { patch } = await this.#flow.ask('targets.lock', params);
      await session.apply(patch, { label: { key: `targets.undo.${key}`, params: place } });
      this.said(t(`targets.done.${key}`, place));
    } catch (error) {
      showErrors(this.#host, error);
    }
  }

  /** @param {string} unit @param {Record<string, number | null>} limits minMinor, maxMinor, minGrowthRatio, maxGrowthRatio */
  async limits(unit, limits) {
    const context = this.#context();
    if (!context) return;
    const cells = [{ node: unit, period: context.table.axis.year }];
    const place = this.#place(context.table, cells);
    await this.#run(
      {
        kind: 'limits',
        request: 'targets.limits',
        params: { ...this.#setParams(context), node: unit, ...limits, changedOnly: true },
        label: { key: 'targets.undo.limits', params: place },
        cells,
      },
      t('targets.done.limits', place),
    );
  }

  /**
   * @param {{node: string, toNode: string, period: string, amountMinor: number, kind: 'draw' | 'return'}} move
   */
  async moveReserve(move) {
    const context = this.#context();
    if (!context) return;
    const { table } = context;
    const names = { unit: table.unit(move.node)?.name ?? '', to: table.unit(move.toNode)?.name ?? '' };
    await this.#run(
      {
        kind: 'reserve',
        request: 'targets.moveReserve',
        params: { set: table.view.set, ...move, nonce: randomId() },
        label: { key: `targets.undo.${move.kind}`, params: names },
        cells: [
          { node: move.node, period: move.period },
          { node: move.toNode, period: move.period },
        ],
      },
      t(`targets.done.${move.kind}`, names),
    );
  }

  /** @param {{node: string, round: number, totalMinor: number, note?: string}} proposal a unit's own, bottom-up */
  async proposeBottomUp(proposal) {
    const context = this.#context();
    if (!context) return;
    const unit = context.table.unit(proposal.node)?.name ?? '';
    try {
      const { patch } = await this.#flow.ask('targets.propose', { set: context.table.view.set, ...proposal });
      await session.apply(patch, { label: { key: 'targets.undo.propose', params: { unit, round: proposal.round } } });
      this.said(t('targets.done.propose', { unit, round: proposal.round }));
    } catch (error) {
      showErrors(this.#host, error);
    }
  }
}
