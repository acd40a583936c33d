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

/** The same, previewed without its patch. */
const LIGHT = { ...CHANGE, lightPreview: true };
const COLUMNS = ['values', 'reserve'];

/** @param {(request: string, params: any) => any} answer */
function flowWith(answer) {
  /** @type {{asked: {request: string, params: any, options?: any}[], applied: any[], version: number}} version: of the plan */
  const log = { asked: [], applied: [], version: 1 };
  const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };
  const flow = new ProposalFlow(host, {
    call: async (request, params, options) => {
      log.asked.push({ request, params, ...(options ? { options } : {}) });
      return answer(request, params);
    },
    apply: async (patch, { label }) => log.applied.push({ patch, label }),
    version: () => log.version,
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

test('a light preview is asked for without the patch, which is asked for when the change is applied', async () => {
  const { flow, log } = flowWith((_request, { reply }) =>
    reply === 'preview' ? { columns: {} } : { patch: [`for ${reply}`] },
  );
  await flow.propose(LIGHT);
  const params = { ...LIGHT.params, absorb: 'up', author: 'Wang', at: '2026-03-01T00:00:00Z' };
  assert.deepEqual(log.asked, [
    { request: 'targets.edit', params: { ...params, reply: 'preview' }, options: { columns: COLUMNS } },
  ]);
  assert.deepEqual(flow.result, { columns: {} });
  flow.setReason('key account lost');
  assert.equal(await flow.apply(), true);
  assert.deepEqual(log.asked[1], {
    request: 'targets.edit',
    params: { ...params, reason: 'key account lost', reply: 'patch' },
  });
  assert.equal(log.asked.length, 2);
  assert.deepEqual(log.applied, [{ patch: ['for patch'], label: LIGHT.label }]);
});

test('what was previewed on another plan is previewed anew instead of applied', async () => {
  const { flow, log } = flowWith(() => ({ patch: ['p'] }));
  await flow.propose(CHANGE);
  log.version += 1;
  assert.equal(await flow.apply(), false);
  assert.equal(log.asked.length, 2);
  assert.deepEqual(log.applied, []);
  assert.equal(await flow.apply(), true);
});

test('a plan that changes while the patch is made stops the change', async () => {
  const { flow, log } = flowWith((_request, { reply }) => {
    if (reply === 'patch') log.version += 1;
    return reply === 'preview' ? { columns: {} } : { patch: ['p'] };
  });
  await flow.propose(LIGHT);
  assert.equal(await flow.apply(), false);
  assert.deepEqual(log.applied, []);
  assert.equal(flow.busy, false);
  assert.equal(flow.change?.kind, 'edit');
});

test('a change called off while its patch is made is not applied', async () => {
  /** @type {(() => void)[]} */
  const waiting = [];
  const { flow, log } = flowWith((_request, { reply }) =>
    reply === 'preview' ? { columns: {} } : new Promise((resolve) => waiting.push(() => resolve({ patch: ['p'] }))),
  );
  await flow.propose(LIGHT);
  const applying = flow.apply();
  flow.cancel();
  waiting[0]();
  assert.equal(await applying, false);
  assert.deepEqual(log.applied, []);
});

test('an open proposal is asked anew when the plan changes under it, and not otherwise', async () => {
  const { flow, log } = flowWith(() => ({ patch: [] }));
  flow.hostUpdate();
  await flow.propose(CHANGE);
  flow.hostUpdate();
  assert.equal(log.asked.length, 1);
  log.version += 1;
  flow.hostUpdate();
  assert.equal(flow.result, null);
  flow.hostUpdate(); // the same question is under way
  await new Promise(setImmediate);
  assert.equal(log.asked.length, 2);
  assert.deepEqual(flow.result, { patch: [] });
});

test('what could not be written may be applied again', async () => {
  const { flow, log } = flowWith(() => ({ patch: ['p'] }));
  await flow.propose(CHANGE);
  const refusal = [{ code: 'plan.open_elsewhere', params: {} }];
  const { push } = log.applied;
  log.applied.push = () => {
    throw new EngineError(refusal);
  };
  assert.equal(await flow.apply(), false);
  assert.deepEqual(flow.errors, refusal);
  log.applied.push = push;
  assert.equal(await flow.apply(), true);
  assert.equal(log.applied.length, 1);
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
