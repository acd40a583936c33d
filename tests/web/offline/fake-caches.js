// Stand-ins for the browser's caches and for a host, as far as a service worker's build uses them.

/** Named caches of responses by address. @returns {CacheStorage} */
export function fakeCaches() {
  /** @type {Map<string, ReturnType<typeof fakeCache>>} */
  const named = new Map();
  const storage = {
    keys: async () => [...named.keys()],
    delete: async (/** @type {string} */ name) => named.delete(name),
    open: async (/** @type {string} */ name) => {
      const cache = named.get(name) ?? fakeCache();
      named.set(name, cache);
      return cache;
    },
  };
  return /** @type {any} */ (storage);
}

function fakeCache() {
  /** @type {Map<string, Response>} */
  const entries = new Map();
  const withoutSearch = (/** @type {string} */ address) => address.split('?')[0];
  return {
    keys: async () => [...entries.keys()],
    put: async (/** @type {string} */ key, /** @type {Response} */ response) => void entries.set(key, response),
    match: async (/** @type {string} */ key, { ignoreSearch = false } = {}) => {
      const same = (/** @type {string} */ other) => withoutSearch(other) === withoutSearch(key);
      const found = [...entries.keys()].find((other) => other === key || (ignoreSearch && same(other)));
      return found === undefined ? undefined : entries.get(found)?.clone();
    },
  };
}

/**
 * A host with files by address; counts what is asked for.
 * @param {Record<string, string>} files
 */
export function fakeHost(files) {
  /** @type {{address: string, cache: string | undefined}[]} */
  const asked = [];
  const fetch = async (/** @type {string | Request} */ request, /** @type {RequestInit} */ { cache } = {}) => {
    const address = typeof request === 'string' ? request : request.url;
    asked.push({ address, cache });
    const text = files[address];
    return new Response(text ?? 'Not found', {
      status: text === undefined ? 404 : 200,
      headers: { 'content-type': 'text/plain', 'content-encoding': 'identity', 'x-frame-options': 'DENY' },
    });
  };
  return { asked, files, fetch: /** @type {typeof globalThis.fetch} */ (fetch) };
}
