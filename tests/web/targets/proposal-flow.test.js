// Propose, preview, apply: what the flow asks, when it applies, and what it shows when the engine refuses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineError } from '../../../web/engine/errors.js';
import { ProposalFlow } from '../../../web/workspaces/targets/proposal-flow.js';

const CHANGE = /** @type {import('../../../web/workspaces/targets/proposal-flow.js').Change} */ ({
  kind: 'edit',
  request: 'targets.edit',
  params: { set: 's', edits: [{ node: 'sh', period: '2026-01', valueMinor: 5 }] },
  label: { key: 'targets.undo.edit' },
  absorbable: true,
});

/** @param {(request: string, params: any) => any} answer */
function flowWith(answer) {
  /** @type {{asked: {request: string, params: any}[], applied: any[]}} */
  const log = { asked: [], applied: [] };
  const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };
  const flow = new ProposalFlow(host, {
    call: async (request, params) => {
      log.asked.push({ request, params });
      return answer(request, params);
    },
    apply: async (patch, { label }) => log.applied.push({ patch, label }),
    author: () => 'Wang',
    now: () => '2026-03-01T00:00:00Z',
  });
  return { flow, log };
}

test('a proposal is asked for with author, time and who absorbs, and waits for apply', async () => {
  const { flow, log } = flowWith(() => ({ patch: ['p'] }));
  assert.equal(await flow.propose(CHANGE), false);
  assert.deepEqual(log.asked, [
    {
      request: 'targets.edit',
      params: { ...CHANGE.params, absorb: 'up', author: 'Wang', at: '2026-03-01T00:00:00Z' },
    },
  ]);
  assert.deepEqual(log.applied, []);
  assert.equal(await flow.apply(), true);
  assert.deepEqual(log.applied, [{ patch: ['p'], label: CHANGE.label }]);
  assert.equal(flow.change, null);
});

test('a change at once needs no second step', async () => {
  const { flow, log } = flowWith(() => ({ patch: ['p'] }));
  assert.equal(await flow.propose({ ...CHANGE, atOnce: true }), true);
  assert.equal(log.applied.length, 1);
});

test('a refused change stays open with its reasons, even one meant to go at once', async () => {
  const refusal = [{ code: 'targets.infeasible', params: { conflicts: [] } }];
  const { flow, log } = flowWith(() => {
    throw new EngineError(refusal);
  });
  assert.equal(await flow.propose({ ...CHANGE, atOnce: true }), false);
  assert.deepEqual(flow.errors, refusal);
  assert.equal(flow.change?.kind, 'edit');
  assert.equal(await flow.apply(), false);
  assert.deepEqual(log.applied, []);
});

test('the reason typed into the preview goes into the patch that is applied', async () => {
  const { flow, log } = flowWith((_request, params) => ({ patch: [params.reason ?? 'none'] }));
  await flow.propose(CHANGE);
  flow.setReason(' key account lost ');
  await flow.apply();
  assert.deepEqual(log.applied[0].patch, ['key account lost']);
  await flow.propose(CHANGE);
  assert.equal(flow.reason, '');
});

test('who absorbs is asked again at once and remembered for the next edit', async () => {
  const { flow, log } = flowWith(() => ({ patch: [] }));
  await flow.propose(CHANGE);
  await flow.setAbsorb('reserve');
  assert.deepEqual(
    log.asked.map(({ params }) => params.absorb),
    ['up', 'reserve'],
  );
  assert.equal(flow.quick, false);
  flow.cancel();
  await flow.propose(CHANGE);
  assert.equal(log.asked.at(-1)?.params.absorb, 'reserve');
});

test('an older answer never replaces a newer one', async () => {
  /** @type {((value: any) => void)[]} */
  const waiting = [];
  const { flow } = flowWith(() => new Promise((resolve) => waiting.push(resolve)));
  const first = flow.propose(CHANGE);
  const second = flow.propose({ ...CHANGE, kind: 'revert' });
  waiting[1]({ patch: ['second'] });
  waiting[0]({ patch: ['first'] });
  await Promise.all([first, second]);
  assert.deepEqual(flow.result.patch, ['second']);
});

test('what is not a refusal is our own defect and goes up', async () => {
  const { flow } = flowWith(() => {
    throw new TypeError('boom');
  });
  await assert.rejects(() => flow.propose(CHANGE), TypeError);
  assert.equal(flow.busy, false);
});
