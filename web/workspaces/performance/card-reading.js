// What the cards of a personal board read out, and which of their sentences the board says. Rules only; no causes are guessed.
import { axisName } from './measures.js';
import {
  readAttainment,
  readChange,
  readCustomers,
  readEffects,
  readExtremes,
  readNodes,
  readPareto,
  readStreak,
} from './reading.js';
import { readCross, readLeak, readLowest } from './reading-pivot.js';

/** @typedef {import('./reading.js').Line} Line @typedef {import('./boards-model.js').Card} Card */

const MOST = 5;

/**
 * The sentences of one card, the most telling first.
 * @param {Card} card
 * @param {any} reply the engine's answer to its question
 * @param {{axis: string, axes: string[], against: 'yoy' | 'mom', minorDigits: number, unit: string | null}} options
 * @returns {Line[]}
 */
export function readCard(card, reply, { axis, axes, against, minorDigits, unit }) {
  switch (card.kind) {
    case 'kpi':
      return readChange(reply, { against, minorDigits });
    case 'course':
      return [...readStreak(reply), ...readChange(reply, { against, minorDigits }), ...readExtremes(reply)];
    case 'attainment':
      return readAttainment(reply, { unit, minorDigits });
    case 'contribution':
      return readNodes(reply, { axis });
    case 'nodes':
      return readNodes(reply, { axis });
    case 'effects':
      return readEffects(reply);
    case 'pareto':
      return readPareto(reply, { axis, axisName: axisName(axis) });
    case 'segments':
      return readCustomers(reply);
    case 'lowest':
      return readLowest(reply, { axis });
    case 'leak':
      return readLeak(reply, { axis });
    case 'cross':
      return readCross(reply, { axes, measure: { key: 'amount', unit: 'money' } });
    default:
      return [];
  }
}

/** @param {Line} line */
const identity = ({ key, params }) => `${key} ${JSON.stringify(params)}`;

/**
 * Five sentences at most: the first of every card in turn, then the second of every card; none twice.
 * @param {readonly (readonly Line[])[]} cards
 * @returns {Line[]}
 */
export function readBoard(cards) {
  /** @type {Map<string, Line>} */
  const told = new Map();
  const deepest = Math.max(0, ...cards.map(({ length }) => length));
  for (let depth = 0; depth < deepest; depth++)
    for (const lines of cards) {
      const line = lines[depth];
      if (line && told.size < MOST && !told.has(identity(line))) told.set(identity(line), line);
    }
  return [...told.values()];
}
