// An engine that knows imports and nothing else, and writes down what it is asked.

/**
 * @param {string} header
 * @param {number} index
 * @param {string | null} field
 * @param {object} [more]
 * @returns {import('../../../web/workspaces/data/import-choices.js').Column}
 */
export const column = (header, index, field, more = {}) => ({
  ...{
    header,
    index,
    field,
    confidence: 1,
    reason: 'header',
    kind: /** @type {const} */ ('text'),
    samples: [],
    distinctSoFar: 1,
  },
  ...more,
});

export const FIELDS = /** @type {Record<string, object[]>} */ ({
  orders: [
    { key: 'day', type: 'day', required: true },
    { key: 'amount', type: 'number', required: true, unit: 'money' },
    { key: 'margin', type: 'number', required: false, unit: 'money' },
  ],
  contracts: [
    { key: 'day', type: 'day', required: true },
    { key: 'amount', type: 'number', required: true, unless: 'received', unit: 'money' },
    { key: 'received', type: 'number', required: false, unit: 'money' },
  ],
});
export const COLUMNS = [column('Date', 0, 'day'), column('Sales', 1, 'amount'), column('Net', 2, null)];

/** An engine that knows imports and nothing else; `answers` replace what a request gives. */
export class RecordingEngine {
  /** @type {{request: string, params: any}[]} */
  calls = [];
  /** @type {{id: string, bytes: number[]}[]} */
  loads = [];
  /** @type {Set<string>} */
  open = new Set();
  /** @type {(() => void) | null} set to hold loads until called */
  release = null;
  holdLoads = false;
  next = 1;

  /** @param {Record<string, (params: any, options: any) => any>} [answers] */
  constructor(answers = {}) {
    this.answers = answers;
  }

  /** @param {string} request @param {any} [params] @param {any} [options] */
  async call(request, params, options) {
    this.calls.push({ request, params });
    if (this.answers[request]) return this.answers[request](params, options);
    if (request === 'facts.begin') {
      const id = `imp-${this.next++}`;
      this.open.add(id);
      return { import: id };
    }
    if (request === 'facts.cancel') return this.open.delete(params.import) ? {} : refuse('facts.unknown_import');
    if (request === 'facts.preview') {
      return {
        header: COLUMNS.map(({ header }) => header),
        columns: COLUMNS,
        rows: [],
        rowsRead: 2,
        fingerprint: 'f1',
      };
    }
    if (request === 'facts.fields') {
      return { fields: FIELDS[params.table] };
    }
    if (request === 'facts.proposeKey')
      return { key: ['order'], candidates: [{ key: ['order'], repeats: 0, missing: 0 }] };
    if (request === 'facts.commit' && params.dryRun) return { rows: 2, changes: { new: 2 }, mapping: params.mapping };
    if (request === 'facts.commit') {
      this.open.delete(params.import);
      return { rows: 2, fileName: 'orders.csv', mapping: params.mapping };
    }
    throw new Error(`unexpected request ${request}`);
  }

  /** @param {string} id @param {Uint8Array} bytes */
  async load(id, bytes) {
    if (this.holdLoads) await new Promise((resolve) => (this.release = () => resolve(undefined)));
    if (!this.open.has(id)) return refuse('facts.unknown_import');
    this.loads.push({ id, bytes: [bytes.length, bytes[0]] });
    return { bytes: this.loads.reduce((sum, load) => sum + load.bytes[0], 0), rows: this.loads.length };
  }

  /** @param {string} request */
  asked(request) {
    return this.calls.filter((call) => call.request === request);
  }
}

/** @param {string} code @param {object} [params] @returns {never} */
export function refuse(code, params = {}) {
  throw Object.assign(new Error(code), { errors: [{ code, params }] });
}

/** @param {BlobPart[]} parts @param {string} [name] */
export const fileOf = (parts, name = 'orders.csv') => new File(parts, name);
export const SMALL = () => fileOf(['Date,Sales,Net\n2026-01-02,10,9\n']);
export const nothingKept = () => undefined;

/** Refuses everything with a byte above 0x7F that is no UTF-8, as the engine does. @param {string} guess */
export function refusingEngine(guess) {
  const engine = new RecordingEngine();
  const texts = /** @type {string[]} */ ([]);
  const load = engine.load.bind(engine);
  engine.load = async (id, bytes) => {
    try {
      texts.push(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return refuse('facts.not_utf8', { guess });
    }
    return load(id, bytes);
  };
  return { engine, texts };
}
