// The page's policy demands Trusted Types: every screen, chart, table and overlay works under it, and no text becomes markup or script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepViolations, misdeeds, watch } from '../hostile/witness.js';
import { TARGETS, openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';
import { MORE_OF_A_FULL_PLAN, WORKSPACES } from './screens.js';

for (const target of TARGETS) {
  test(`every screen works where only the page's own policies make markup or scripts (${target})`, async (t) => {
    const app = await openApp(t, { target, prepare: keepViolations });
    watch(app);
    await openSampleRegion(app);
    for (const route of Object.values({ ...WORKSPACES, ...MORE_OF_A_FULL_PLAN })) {
      await app.goto(route);
      await settle(app);
      assert.deepEqual(await misdeeds(app), [], route);
    }
  });
}

test('text is refused where it would become markup or script, and the only ways in check what they are given', async (t) => {
  const app = await openApp(t, { language: 'en' });
  app.expected.push(/TrustedHTML|TrustedScriptURL|TrustedTypePolicy/);
  const refused = await app.page.evaluate(() => {
    const tried = {
      innerHTML: () => (document.createElement('div').innerHTML = '<b>x</b>'),
      fragment: () => document.createRange().createContextualFragment('<img src=x onerror=1>'),
      worker: () => new Worker('assets/worker.js'),
      'another policy': () => /** @type {any} */ (window).trustedTypes.createPolicy('mine', {}),
      'the same policy again': () => /** @type {any} */ (window).trustedTypes.createPolicy('sandtable', {}),
    };
    return Object.entries(tried)
      .filter(([, attempt]) => {
        try {
          attempt();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      })
      .map(([name]) => name);
  });
  assert.deepEqual(refused, ['innerHTML', 'fragment', 'worker', 'another policy', 'the same policy again']);
});
