// The app as something this browser keeps and may install: its service worker, told what this window has unsaved. One for the page.
import { effect } from '@preact/signals-core';
import serviceWorker from 'virtual:service-worker';
import { engine } from '../engine/engine.js';
import { pageScript } from '../lib/trusted-types.js';
import { InstallPrompt } from '../offline/install-prompt.js';
import { OfflineApp } from '../offline/offline-app.js';
import { session } from '../state/session.js';

/** How long a window that is asked waits for its own saving; the service worker waits a little longer. */
const PATIENCE_MS = 4000;
/** The app is brought into the browser's cache once the page is at rest, or after so long. */
const REST_MS = 5000;

export const offlineApp = new OfflineApp({
  worker: serviceWorker === null ? null : pageScript(serviceWorker),
  container: globalThis.navigator?.serviceWorker,
  // Its name changes with any part of the app that it imports.
  script: document.querySelector('script[type="module"]')?.getAttribute('src') ?? '',
  isSaved: () => comesTrue(isSaved, PATIENCE_MS),
  reload: () => location.reload(),
});

export const installPrompt = new InstallPrompt();

/** Whether everything of the open plan is on disk. */
export function isSaved() {
  const state = session.saveState.value;
  return session.plan.value === null || state === 'browser' || state === 'file';
}

/** @param {() => boolean} condition on signals @param {number} patience in ms @returns {Promise<boolean>} */
function comesTrue(condition, patience) {
  return new Promise((resolve) => {
    const settle = (/** @type {boolean} */ value) => {
      clearTimeout(over);
      queueMicrotask(() => stop());
      resolve(value);
    };
    const over = setTimeout(() => settle(false), patience);
    const stop = effect(() => {
      if (condition()) settle(true);
    });
  });
}

/** After the first paint and the engine, which the manager waits for: what comes now is for the next visit. @returns {() => void} stops looking */
export function startOfflineApp() {
  const stopOffers = installPrompt.follow(window);
  const begin = () => void offlineApp.start();
  const stop = effect(() => {
    if (engine.status.value === 'starting') return;
    queueMicrotask(() => stop());
    if (typeof requestIdleCallback === 'function') requestIdleCallback(begin, { timeout: REST_MS });
    else setTimeout(begin, REST_MS);
  });
  const look = () => {
    if (document.visibilityState === 'visible') void offlineApp.look();
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', look);
  return () => {
    stopOffers();
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('online', look);
  };
}
