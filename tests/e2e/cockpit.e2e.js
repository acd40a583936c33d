// Cockpit: from the whole region down to one seller's order lines, the same figures on every screen on the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, tapEngine } from './engine-tap.js';
import { openApp } from './harness.js';
import { openSampleRegion, settle } from './sample-region.js';

/** @typedef {import('./harness.js').App} App */

/** @param {App} app what the engine says about the unit in the address */
const cockpitOf = (app) => {
  const query = new URLSearchParams(new URL(app.page.url()).hash.split('?')[1]);
  const node = query.get('unit');
  return ask(app, 'performance.cockpit', {
    metric: 'revenue',
    tier: 'base',
    period: query.get('period'),
    ...(node ? { node } : {}),
  });
};

for (const language of /** @type {const} */ (['zh', 'en'])) {
  test(`a region leads down to the order lines behind its figure (${language})`, async (t) => {
    const app = await openApp(t, { language, prepare: tapEngine });
    await openSampleRegion(app);
    const { lastDay: asOf } = await ask(app, 'performance.summary');
    await app.goto(`#/cockpit?period=${asOf.slice(0, 4)}`);
    await settle(app);
    await app.assertAccessible('the cockpit');

    const table = app.page.locator('st-attainment-table').first();
    let cockpit = await cockpitOf(app);
    assert.equal(await table.locator('tbody tr').count(), cockpit.units.length);
    const gaps = cockpit.waterfall.reduce((/** @type {number} */ sum, /** @type {any} */ bar) => sum + bar.gapMinor, 0);
    assert.equal(gaps, cockpit.headline.gapMinor, 'the bars add up to the gap');

    while (cockpit.units.length > 0) {
      const worst = [...cockpit.units].sort((a, b) => (a.gapMinor ?? Infinity) - (b.gapMinor ?? Infinity))[0];
      const first = table.locator('tbody tr').first().locator('td.name button');
      assert.equal((await first.innerText()).trim(), worst.name, 'the largest shortfall comes first');
      await first.click();
      await app.page.waitForURL((url) => url.hash.includes(`unit=${encodeURIComponent(worst.id)}`));
      await settle(app);
      cockpit = await cockpitOf(app);
      assert.equal(cockpit.headline.actualMinor, worst.actualMinor);
    }

    await app.page.locator('st-cockpit-workspace p.records a').click();
    await app.page.locator('st-record-table tbody tr').first().waitFor();
    const { headline, firstDay } = cockpit;
    const records = await ask(app, 'sales.records', {
      table: 'orders',
      unit: headline.id,
      from: firstDay,
      to: asOf,
      limit: 1,
    });
    assert.equal(Math.round(records.sums.amount / 100), headline.actualMinor);
    assert.ok((await app.page.locator('st-records-view header h2').innerText()).includes(headline.name));
  });
}

test('a year shows the course of its months for every unit', async (t) => {
  const app = await openApp(t, { language: 'en', prepare: tapEngine });
  await openSampleRegion(app);
  const { lastDay: asOf } = await ask(app, 'performance.summary');
  const year = asOf.slice(0, 4);
  await app.goto(`#/cockpit?period=${year}`);
  await settle(app);
  const lines = app.page.locator('st-attainment-table').first().locator('st-sparkline');
  const { periods } = await ask(app, 'plan.periods', { year, grain: 'month' });
  const begun = periods.filter((/** @type {any} */ { firstDay }) => firstDay <= asOf);
  if (begun.length < 2) return void assert.equal(await lines.count(), 0, 'one month is no trend');
  await lines.first().waitFor();
  const { units } = await ask(app, 'performance.cockpit', { metric: 'revenue', tier: 'base', period: year });
  assert.equal(await lines.count(), units.length);
  const table = app.page.locator('st-attainment-table').first();
  const hidden = await table.evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.ok(hidden <= 0, `${hidden} px of the table are out of sight on a desktop`);
  const shown = await app.page
    .locator('st-attainment-table')
    .first()
    .evaluate((table) => /** @type {any} */ (table).rows.map((/** @type {any} */ { id, trend }) => [id, trend]));
  const monthly = new Map();
  for (const { period } of begun) {
    const answer = await ask(app, 'performance.attainment', { metric: 'revenue', tier: 'base', period });
    for (const { id, attainmentRatio } of answer.units) monthly.set(id, [...(monthly.get(id) ?? []), attainmentRatio]);
  }
  for (const [id, trend] of shown) assert.deepEqual(trend, monthly.get(id), id);
});
