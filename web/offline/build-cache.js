// BuildCache: the files of one build in the browser's cache, each checked against its SHA-256 before it counts. There is one cache
// per build and place; a build is there whole or not at all, and nothing is added to it later.

/**
 * @typedef {import('./types.js').Build} Build
 * @typedef {import('./types.js').BuildFile} BuildFile
 * @typedef {{caches: CacheStorage, fetch: typeof fetch}} Browser
 */

/** Files fetched at a time: the page itself is at work meanwhile. */
const AT_ONCE = 3;

/** Headers of a transfer, wrong for the bytes it brought. */
const OF_THE_TRANSFER = ['content-encoding', 'content-length', 'transfer-encoding', 'set-cookie', 'vary'];

/** @param {ArrayBuffer} bytes @returns {Promise<string>} in hex */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How addresses and cache keys name the content of a file that keeps its name. @param {BuildFile} file */
const versionOf = ({ sha256: digest }) => digest.slice(0, 12);

export class BuildCache {
  #build;
  #scope;
  #caches;
  #fetch;
  /** @type {Map<string, BuildFile>} by path */
  #files;

  /** @param {Build} build @param {string} scope address of the folder the app is served from @param {Browser} browser */
  constructor(build, scope, { caches, fetch }) {
    this.#build = build;
    this.#scope = scope;
    this.#caches = caches;
    this.#fetch = fetch;
    this.#files = new Map(build.files.map((file) => [file.path, file]));
  }

  /** Apps at different places of one host keep out of each other's way. */
  get #prefix() {
    return `sandtable:${new URL(this.#scope).pathname}:`;
  }

  get #name() {
    return this.#prefix + this.#build.id;
  }

  /**
   * The path of an address below the scope; null when it is not of this app. The page has two addresses, the folder and index.html.
   * @param {string} address
   */
  pathOf(address) {
    const { origin, pathname } = new URL(address);
    const scope = new URL(this.#scope);
    if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
    const path = pathname.slice(scope.pathname.length);
    return path === 'index.html' ? '' : path;
  }

  /** Whether a request is for a file of this build or of an earlier one. @param {Request} request */
  serves({ method, url }) {
    const path = this.pathOf(url);
    return method === 'GET' && path !== null && (this.#files.has(path) || path.startsWith('assets/'));
  }

  /**
   * Brings every file in: from what is there already, from earlier builds, from the host. Rejects, and leaves what it has for the next
   * attempt, when the host does not deliver the files of this build.
   */
  async fill() {
    const own = await this.#caches.open(this.#name);
    const earlier = await this.#earlierCaches();
    const left = [...this.#build.files];
    const work = async () => {
      for (let file = left.shift(); file; file = left.shift()) await this.#bring(file, own, earlier);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const kept = await (await this.#caches.open(this.#name)).keys();
    if (kept.length < this.#build.files.length) throw new Error(`build ${this.#build.id} was removed while it came in`);
  }

  /**
   * @param {Request} request that `serves` accepts
   * @returns {Promise<Response>} from this build, else from the one that names the file, else from the host
   */
  async answer(request) {
    const found = await this.#find(new URL(request.url), this.pathOf(request.url) ?? '');
    return found ?? this.#fetch(request);
  }

  /** @param {URL} url @param {string} path */
  async #find(url, path) {
    const file = this.#files.get(path);
    const asked = url.searchParams.get('v');
    if (file && (path === '' || asked === null || asked === versionOf(file))) {
      const own = await this.#caches.open(this.#name);
      return own.match(this.#keyOf(file), { ignoreVary: true });
    }
    // A page that was loaded before this build took over asks for a part of its own.
    for (const cache of await this.#earlierCaches()) {
      const found = await cache.match(new URL(path + url.search, this.#scope).href, { ignoreSearch: asked === null });
      if (found) return found;
    }
    return undefined;
  }

  /**
   * Removes the caches of builds that no window runs any more.
   * @param {string[]} scripts that windows run, relative to the scope
   * @param {() => boolean} newerComes another build is coming in or waits: its cache is not to be taken for an old one
   */
  async tidy(scripts, newerComes) {
    for (const name of await this.#earlierNames()) {
      const cache = await this.#caches.open(name);
      const used = await Promise.all(
        scripts.map((script) => cache.match(new URL(script, this.#scope).href, { ignoreSearch: true })),
      );
      if (!newerComes() && used.every((found) => found === undefined)) await this.#caches.delete(name);
    }
  }

  async #earlierNames() {
    const names = await this.#caches.keys();
    return names.filter((name) => name.startsWith(this.#prefix) && name !== this.#name);
  }

  async #earlierCaches() {
    return Promise.all((await this.#earlierNames()).map((name) => this.#caches.open(name)));
  }

  /** @param {BuildFile} file */
  #keyOf(file) {
    return new URL(`${file.path}?v=${versionOf(file)}`, this.#scope).href;
  }

  /** @param {BuildFile} file @param {Cache} own @param {Cache[]} earlier */
  async #bring(file, own, earlier) {
    const key = this.#keyOf(file);
    for (const cache of [own, ...earlier]) {
      const kept = await cache.match(key, { ignoreVary: true });
      if (!kept) continue;
      const sound = await checked(file, kept.clone());
      if (sound) return cache === own ? undefined : own.put(key, sound);
    }
    const address = new URL(file.path, this.#scope).href;
    // What the page has just loaded is only asked about; an intermediate cache that keeps an older build is passed by.
    for (const cache of /** @type {const} */ (['no-cache', 'reload'])) {
      const response = await this.#fetch(address, { cache });
      const sound = response.ok ? await checked(file, response) : null;
      if (sound) return own.put(key, sound);
    }
    throw new Error(`${address} is not the file of build ${this.#build.id}`);
  }
}

/**
 * The response as it is kept, with the headers of the host that say how to treat it; null when it is another content.
 * @param {BuildFile} file @param {Response} response
 */
async function checked(file, response) {
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== file.sha256) return null;
  const headers = new Headers(response.headers);
  for (const name of OF_THE_TRANSFER) headers.delete(name);
  return new Response(bytes, { headers });
}
