// A second line to the engine: lets a test put questions of its own to the worker the page has started, so that it can
// compare what the engine answers and not only what is drawn. The page knows nothing of it.

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */

/** Runs in the page before anything else: remembers the engine's worker when the page makes it. */
export function rememberEngineWorker() {
  const taps = /** @type {any} */ (window);
  taps.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      const ready = new Promise((resolve) => {
        this.addEventListener('message', ({ data }) => data.type === 'ready' && resolve(undefined));
      });
      this.tap = { worker: this, nextId: 1e12, ready };
      taps.engineTap ??= this.tap;
    }

    /** The engine's worker is the one that is given the engine. @param {any} message @param {any} transfer */
    postMessage(message, transfer) {
      if (message?.type === 'init') taps.engineTap = this.tap;
      super.postMessage(message, transfer);
    }
  };
}

/** @param {BrowserContext} context whose pages are still to be opened */
export async function tapEngine(context) {
  await context.addInitScript(rememberEngineWorker);
}

/**
 * One request to the page's engine. Only questions: what changes plan or facts belongs to the page.
 * @param {{page: {evaluate: (work: any, arg?: any) => Promise<any>}}} app with a tapped engine
 * @param {string} name "<room>.<verb>"
 * @param {object} [params]
 * @param {string[]} [columns] bulk columns to bring along; missing numbers are null
 * @returns {Promise<any>} the result without resultId; rejects with the engine's error records
 */
export function ask(app, name, params = {}, columns) {
  return app.page.evaluate(async (/** @type {readonly any[]} */ [request, asked, wanted]) => {
    const { engineTap } = /** @type {any} */ (window);
    await engineTap.ready;
    const id = engineTap.nextId++;
    const reply = await new Promise((resolve) => {
      const listen = (/** @type {MessageEvent} */ { data }) => {
        if (data.id !== id || data.type === 'progress') return;
        engineTap.worker.removeEventListener('message', listen);
        resolve(data);
      };
      engineTap.worker.addEventListener('message', listen);
      engineTap.worker.postMessage({
        type: 'job',
        id,
        job: { kind: 'call', name: request, params: asked, columns: wanted },
      });
    });
    const { ok, result, errors, detail } =
      reply.type === 'text' ? JSON.parse(reply.text) : { ...reply, ok: reply.type === 'reply' };
    if (!ok) throw new Error(`${request}: ${JSON.stringify(errors ?? detail)}`);
    delete result.resultId; // another number each time
    for (const [column, numbers] of Object.entries(result.columns ?? {})) {
      result.columns[column] = Array.from(/** @type {Float64Array} */ (numbers), (n) => (Number.isNaN(n) ? null : n));
    }
    return result;
  }, /** @type {const} */ ([name, params, columns]));
}
