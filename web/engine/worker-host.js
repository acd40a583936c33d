// What the worker does with each message, apart from being a worker: so that it also runs under unit tests.

/**
 * @typedef {import('./messages.js').ToWorker} ToWorker
 * @typedef {import('./messages.js').FromWorker} FromWorker
 * @typedef {import('./messages.js').Job} Job
 * @typedef {import('./messages.js').NumberColumn} NumberColumn
 * @typedef {{
 *   call: (requestJson: string) => string,
 *   load: (importId: string, bytes: Uint8Array) => string,
 *   column: (resultId: string, name: string) => NumberColumn | null,
 *   release: (resultId: string) => void,
 *   setProgress: (sink: (done: number, total: number) => boolean) => void,
 * }} EngineObject what embind exposes
 * @typedef {{Engine: new () => EngineObject}} EngineModule
 */

/** The engine refused: its own error records, to be passed on as they are. */
class Refusal {
  /** @param {import('./errors.js').ErrorRecord[]} errors */
  constructor(errors) {
    this.errors = errors;
  }
}

/**
 * @param {{createModule: (wasm: ArrayBuffer | Uint8Array) => Promise<EngineModule>,
 *   post: (message: FromWorker, transfer: Transferable[]) => void}} parts
 */
export function createHost({ createModule, post }) {
  /** @type {EngineObject | null} */
  let engine = null;
  let currentId = 0;

  /** @param {ArrayBuffer | Uint8Array} wasm */
  async function start(wasm) {
    try {
      const module = await createModule(wasm);
      engine = new module.Engine();
      engine.setProgress((done, total) => {
        post({ type: 'progress', id: currentId, done, total }, []);
        return true;
      });
      post({ type: 'ready' }, []);
    } catch (error) {
      post({ type: 'failed', code: 'engine.not_started', detail: String(error) }, []);
    }
  }

  /** @param {number} id @param {Job} job */
  function run(id, job) {
    currentId = id;
    /** @type {Transferable[]} */
    const transfer = [];
    try {
      post({ id, ...perform(/** @type {EngineObject} */ (engine), job, transfer) }, transfer);
    } catch (error) {
      if (error instanceof Refusal) post({ type: 'refused', id, errors: error.errors }, []);
      // The engine never throws: what arrives here is a trap or an abort, after which its memory cannot be trusted.
      else post({ type: 'crashed', id, code: crashCode(error), detail: String(error) }, []);
    }
  }

  return {
    /** @param {ToWorker} message */
    receive: (message) => (message.type === 'init' ? start(message.wasm) : run(message.id, message.job)),
  };
}

/** @param {unknown} error */
const crashCode = (error) =>
  /out of memory|OOM|Cannot enlarge memory|bad_alloc/i.test(String(error)) ? 'engine.out_of_memory' : 'engine.crashed';

/**
 * A reply's text goes over as it is and is read once, in the page: twice as fast as reading it here and cloning what was read.
 * @param {EngineObject} engine
 * @param {Job} job
 * @param {Transferable[]} transfer filled with the buffers of the columns in the result
 * @returns {{type: 'text', text: string} | {type: 'reply', result: unknown}}
 */
function perform(engine, job, transfer) {
  switch (job.kind) {
    case 'call': {
      const text = engine.call(JSON.stringify({ request: job.name, params: job.params ?? {} }));
      if (!job.columns) return { type: 'text', text };
      const result = unwrap(text);
      takeColumns(engine, result, job.columns, transfer);
      return { type: 'reply', result };
    }
    case 'load':
      return { type: 'text', text: engine.load(job.importId, job.bytes) };
    case 'column':
      return { type: 'reply', result: takeColumn(engine, job.resultId, job.name, transfer) };
    default:
      engine.release(job.resultId);
      return { type: 'reply', result: null };
  }
}

/** @param {string} replyJson */
function unwrap(replyJson) {
  const reply = JSON.parse(replyJson);
  if (!reply.ok) throw new Refusal(reply.errors);
  return reply.result;
}

/**
 * @param {EngineObject} engine @param {any} result @param {string[]} names @param {Transferable[]} transfer
 */
function takeColumns(engine, result, names, transfer) {
  try {
    result.columns = Object.fromEntries(
      names.map((name) => [name, takeColumn(engine, result.resultId, name, transfer)]),
    );
  } finally {
    engine.release(result.resultId);
  }
}

/** @param {EngineObject} engine @param {string} resultId @param {string} name @param {Transferable[]} transfer */
function takeColumn(engine, resultId, name, transfer) {
  const column = engine.column(resultId, name);
  if (!column) {
    throw new Refusal([{ code: 'engine.unknown_column', path: '', params: { resultId, name }, kind: 'internal' }]);
  }
  transfer.push(/** @type {ArrayBuffer} */ (column.buffer));
  return column;
}
