// CellCommands: what the board does with the selected cell or range: lock, revert, explain, limits, panels; as commands with keys
// while the board is on screen. Knows no layout.
import { registerCommands } from '../../state/commands.js';
import { router } from '../../state/router.js';
import { fire } from '../../components/events.js';
import { openWhy } from '../../components/why.js';
import { isForRanges } from './cell-actions.js';
import { exportTable } from './export-table.js';

/**
 * @typedef {{unit: string, period: string}} Cell
 * @typedef {import('lit').LitElement & {cell: Cell | null, scope: import('./target-scope.js').Scope | null,
 *   standing: import('./grid-model.js').TargetTable | null, readOnly: boolean,
 *   actions: import('./target-actions.js').TargetActions | null,
 *   grid: import('./targets-grid.js').StTargetsGrid | null}} Board
 */

export class CellCommands {
  #board;
  /** @type {(() => void) | null} */
  #removeCommands = null;

  /** @param {Board} board */
  constructor(board) {
    this.#board = board;
    board.addController(this);
  }

  hostConnected() {
    const board = this.#board;
    const chosen = () => board.cell !== null && board.standing !== null;
    const changeable = () => chosen() && !board.readOnly;
    /** @type {[string, string, () => boolean, () => void, string?][]} */
    const commands = [
      ['lock', 'lock', changeable, () => this.#toggleLock(), 'Mod+Shift+L'],
      ['why', 'help', chosen, () => void this.act('why', board.cell), 'Mod+Shift+Y'],
      ['revert', 'undo', changeable, () => void this.act('revert', board.cell)],
    ];
    this.#removeCommands = registerCommands(
      commands.map(([id, icon, enabled, run, shortcut]) => ({
        id: `targets.${id}`,
        title: { key: `targets.command.${id}` },
        icon,
        enabled,
        run,
        shortcut,
      })),
    );
  }

  hostDisconnected() {
    this.#removeCommands?.();
  }

  #toggleLock() {
    const { cell, standing } = this.#board;
    if (cell && standing) void this.act(standing.isLocked(cell.unit, cell.period) ? 'unlock' : 'lock', cell);
  }

  /** @param {string} action @param {Cell | null} cell */
  async act(action, cell) {
    const board = this.#board;
    if (!cell || !board.scope) return;
    if (isForRanges(action)) await this.#actOnRange(action, cell);
    else if (action === 'why') this.why(cell);
    else if (action === 'limits') fire(board, 'st-board-limits', { unit: cell.unit });
    else if (action === 'copy') void exportTable(board, board.grid, 'selection');
    else router.set({ panel: action, unit: cell.unit });
  }

  /** All of the range the cell is in, as one step; cells that are so already are left out. @param {string} action @param {Cell} cell */
  async #actOnRange(action, cell) {
    const { standing, actions, grid } = this.#board;
    if (!standing) return;
    const range = grid?.selectedCells ?? [];
    const inRange = range.some(({ unit, period }) => unit === cell.unit && period === cell.period);
    const wanted = { lock: false, unlock: true };
    const cells = (inRange ? range : [cell])
      .filter(({ unit, period }) =>
        action === 'revert'
          ? standing.isOverridden(unit, period) && !standing.isLocked(unit, period)
          : standing.isLocked(unit, period) === wanted[/** @type {'lock' | 'unlock'} */ (action)],
      )
      .map(({ unit, period }) => ({ node: unit, period }));
    if (action === 'revert') await actions?.revert(cells);
    else await actions?.lock(cells, action === 'lock');
  }

  /** @param {Cell} cell */
  why({ unit, period }) {
    const { scope, standing } = this.#board;
    const product = scope?.product;
    const params = { set: standing?.view.set, node: unit, period, ...(product ? { product } : {}) };
    openWhy(this.#board, { request: 'targets.why', params });
  }
}
