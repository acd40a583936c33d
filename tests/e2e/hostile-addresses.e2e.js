// Addresses that somebody else made up: whatever they choose does not exist, and the page shows what there is instead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMES } from '../hostile/names.js';
import { keepViolations, misdeeds, watch } from '../hostile/witness.js';
import { openApp } from './harness.js';
import { whatIsForgotten } from './page-checks.js';
import { openSampleRegion, settle } from './sample-region.js';
import { MORE_OF_A_FULL_PLAN, WORKSPACES } from './screens.js';

const WORDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', NAMES.image, NAMES.link, '%', '0', '\u202E'];
/** What addresses choose by, on any screen. */
const CHOICES = [
  ...[
    'unit',
    'set',
    'metric',
    'year',
    'period',
    'asOf',
    'tier',
    'product',
    'grain',
    'depth',
    'panel',
    'tab',
    'view',
    'board',
  ],
  ...[
    'axis',
    'axis2',
    'measure',
    'compare',
    'against',
    'round',
    'version',
    'before',
    'after',
    'table',
    'segment',
    'f',
    'by',
    'sort',
  ],
];

for (const withoutPolicy of [false, true]) {
  test(`addresses that name what does not exist show what does${withoutPolicy ? ', without policy' : ''}`, async (t) => {
    const app = await openApp(t, { language: 'en', withoutPolicy, prepare: keepViolations });
    watch(app);
    await openSampleRegion(app);
    const screens = new Set(
      Object.values({ ...WORKSPACES, ...MORE_OF_A_FULL_PLAN }).map((route) => route.split('?')[0]),
    );
    const faults = [];
    for (const word of WORDS) {
      const query = new URLSearchParams(CHOICES.map((choice) => [choice, word]));
      for (const route of [...[...screens].map((screen) => `${screen}?${query}`), `#/${encodeURIComponent(word)}`]) {
        const before = app.problems.length;
        await app.goto(route);
        await settle(app);
        const place = `${route.split('?')[0]} with ${word}`;
        const wrong = [...(await misdeeds(app)), ...(await whatIsForgotten(app)), ...app.problems.slice(before)];
        faults.push(...wrong.map((fault) => `${place}: ${fault}`));
      }
    }
    app.problems.length = 0; // told below, with their places
    assert.deepEqual([...new Set(faults)], []);
  });
}
