import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlanParts } from '../../../web/state/plan-parts.js';

/** @param {Record<string, unknown>} parts */
async function partsOf(parts) {
  const engine = /** @type {any} */ ({ call: async () => ({ parts: JSON.parse(JSON.stringify(parts)) }) });
  const held = new PlanParts(engine);
  await held.refresh(Object.keys(parts));
  return held;
}

const INHERITED = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

test('an id that objects inherit finds no record, before and after the plan is read', async () => {
  const unit = { id: 'east', name: 'East' };
  const boards = { b1: { name: 'Mine', cards: [] } };
  const read = await partsOf({ orgUnits: { east: unit }, people: {}, settings: { boards, currency: 'CNY' } });
  const empty = new PlanParts(/** @type {any} */ (null));
  assert.deepEqual({ ...read.orgUnits.east }, unit);
  assert.equal(read.settings.boards.b1.name, 'Mine');
  assert.equal(read.settings.currency, 'CNY');
  for (const id of INHERITED) {
    for (const records of [read.orgUnits, read.people, read.settings.boards, empty.orgUnits, empty.targetSets]) {
      assert.equal(records[id], undefined, id);
    }
  }
});

test('a record called __proto__ is a record like any other', async () => {
  const parts = JSON.parse('{"products": {"__proto__": {"id": "__proto__", "name": "Tea"}}}');
  const engine = /** @type {any} */ ({ call: async () => ({ parts }) });
  const held = new PlanParts(engine);
  await held.refresh(['products']);
  assert.deepEqual(Object.keys(held.products), ['__proto__']);
  assert.equal(held.products['__proto__'].name, 'Tea');
  assert.equal(/** @type {any} */ ({}).name, undefined);
});
