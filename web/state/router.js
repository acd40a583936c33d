// The address is the view: "#/targets?metric=revenue&year=2026&unit=east". Knows no workspace.
import { batch, computed, signal } from '@preact/signals-core';

/** @typedef {{path: string, query: Record<string, string>}} Route */

/**
 * @param {string} hash location.hash
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [, path, search = ''] = /** @type {RegExpExecArray} */ (/^#?\/?([^?]*)\??(.*)$/s.exec(hash));
  return { path: decodePath(path), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** @param {string} path */
function decodePath(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return ''; // a mistyped address ("#/%") shows the start page
  }
}

/**
 * @param {string} path
 * @param {Record<string, string | number | null | undefined>} [query] null and undefined leave the key out
 */
export function formatRoute(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const search = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return `#/${encodeURIComponent(path)}${search ? `?${search}` : ''}`;
}

const route = signal(/** @type {Route} */ (parseRoute(typeof location === 'undefined' ? '' : location.hash)));

export const router = {
  /** id of the workspace; '' is the start page */
  path: computed(() => route.value.path),
  query: computed(() => route.value.query),

  /**
   * Shows a view. Parameters every view shares (period) go along unless named.
   * @param {string} path
   * @param {Record<string, string | number | null | undefined>} [query]
   * @param {{replace?: boolean}} [options] replace: no new entry in the history
   */
  go(path, query = {}, { replace = false } = {}) {
    const shared = route.peek().query.period;
    const hash = formatRoute(path, shared ? { period: shared, ...query } : query);
    if (replace) history.replaceState(null, '', hash);
    else if (location.hash !== hash) history.pushState(null, '', hash);
    update();
  },

  /**
   * Changes parameters of the present view, keeping the others.
   * @param {Record<string, string | number | null | undefined>} query
   * @param {{replace?: boolean}} [options]
   */
  set(query, options = { replace: true }) {
    const { path, query: present } = route.peek();
    this.go(path, { ...present, ...query }, options);
  },

  /** The address of a view, for links. @param {string} path @param {Record<string, string | number | null | undefined>} [query] */
  href: (path, query) => formatRoute(path, query),
};

function update() {
  const next = parseRoute(location.hash);
  batch(() => {
    if (JSON.stringify(next) !== JSON.stringify(route.peek())) route.value = next;
  });
}

/** Follows the browser's back and forward. @returns {() => void} stops */
export function followAddress() {
  window.addEventListener('hashchange', update);
  window.addEventListener('popstate', update);
  return () => {
    window.removeEventListener('hashchange', update);
    window.removeEventListener('popstate', update);
  };
}
