// The main job in both ways a manager opens the page: the site and the single file.
import { test } from 'node:test';
import { TARGETS, openApp } from './harness.js';
import { ordersToTry } from './known-orders.js';
import { doMainJob, prepare } from './main-job.js';

for (const target of TARGETS) {
  for (const { name, orders, skip } of ordersToTry()) {
    test(
      `${name} becomes a plan whose numbers survive another browser and another language (${target})`,
      { skip },
      (t) => doMainJob(t, orders, () => openApp(t, { target, language: orders.language, prepare })),
    );
  }
}
