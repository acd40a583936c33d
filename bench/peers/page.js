// One engine in one tab. The driver (tab.js) calls these one after the other; every time is taken here, in the page's thread.
const OPEN = {
  sandtable: async () => (await import('./engines/sandtable.js')).open(),
  'typed-arrays': async () => (await import('./engines/typed-arrays.js')).open(),
  duckdb: async () => (await import('./engines/duckdb.js')).open(),
  'duckdb-enum': async () => (await import('./engines/duckdb.js')).open({ enums: true }),
  'duckdb-threads': async () => (await import('./engines/duckdb.js')).open({ threads: true }),
  arquero: async () => (await import('./engines/arquero.js')).open(),
  crossfilter: async () => (await import('./engines/crossfilter.js')).open(),
  perspective: async () => (await import('./engines/perspective.js')).open(),
};

/** @type {import('./questions.js').Peer} */
let engine;
/** @type {Uint8Array | null} */
let file = null;

/** @param {() => any} work @returns {Promise<[number, any]>} milliseconds, and what it gave */
async function timed(work) {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

const wholeStore = () =>
  /** @type {Promise<IDBDatabase>} */ (
    new Promise((resolve, reject) => {
      const request = indexedDB.open('bench', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('tables');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    })
  );

/** @param {IDBRequest} request @returns {Promise<any>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** All seven, asked at once as a dashboard does. @returns {Promise<any[]>} */
const dashboard = () => Promise.all(engine.ask.map((ask) => ask()));

const bench = {
  /** @param {keyof typeof OPEN} name */
  async open(name) {
    const [ms, opened] = await timed(OPEN[name]);
    engine = opened;
    return { ms, canReopen: Boolean(opened.reopen) };
  },

  /** The file's bytes into this tab's memory; not timed. @param {string} url */
  async fetchFile(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    file = new Uint8Array(await response.arrayBuffer());
    return file.length;
  },

  async load() {
    const [ms] = await timed(() => engine.load(/** @type {Uint8Array} */ (file)));
    file = null;
    return ms;
  },

  /** Every answer in the form of questions.js, to be compared. @param {import('./questions.js').Filter} filter */
  async answers(filter) {
    await engine.use(filter);
    const rows = [];
    for (const [i, ask] of engine.ask.entries()) rows.push(engine.rows[i](await ask()));
    return rows;
  },

  /** From the change of the filter to the last of seven answers. @param {import('./questions.js').Filter} filter */
  async change(filter) {
    const [ms] = await timed(async () => {
      await engine.use(filter);
      return await dashboard();
    });
    return ms;
  },

  /** Each question by itself after a change of the filter. @param {import('./questions.js').Filter} filter */
  async each(filter) {
    await engine.use(filter);
    const times = [];
    for (const ask of engine.ask) times.push((await timed(ask))[0]);
    return times;
  },

  async save() {
    const [ms, saved] = await timed(() => engine.save?.());
    const db = await wholeStore();
    const transaction = db.transaction('tables', 'readwrite', { durability: 'strict' });
    transaction.objectStore('tables').put(saved, 'orders');
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    db.close();
    return { ms, bytes: saved.byteLength ?? null };
  },

  /** A new visit: the engine started, the table out of IndexedDB, the first seven answers. @param {keyof typeof OPEN} name */
  async reopen(name) {
    const [ms] = await timed(async () => {
      const [db, opened] = await Promise.all([wholeStore(), OPEN[name]()]);
      engine = opened;
      const saved = await done(db.transaction('tables').objectStore('tables').get('orders'));
      await engine.reopen?.(saved);
      await engine.use(null);
      await dashboard();
      db.close();
    });
    return ms;
  },

  async memory() {
    if (!crossOriginIsolated || !('measureUserAgentSpecificMemory' in performance)) return null;
    return (await /** @type {any} */ (performance).measureUserAgentSpecificMemory()).bytes;
  },
};

export default bench;
Object.assign(globalThis, { bench });
