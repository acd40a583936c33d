// A Worker as the client's transport.

/**
 * @param {Worker} worker
 * @param {() => void} [end] ends it and what it was started from
 * @returns {import('./messages.js').Transport}
 */
export const workerTransport = (worker, end = () => worker.terminate()) => ({
  post: (message, transfer = []) => worker.postMessage(message, transfer),
  onMessage: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
  onError: (listener) =>
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      listener(event.message || 'worker error');
    }),
  terminate: end,
});
