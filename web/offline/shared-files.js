// Files that another app shares with this one: they arrive as a form at an address that only the service worker answers, which puts
// them aside for the page it then opens. Used on both sides.

const SHARE = 'share';
/** Says in the page's address that something was put aside. */
const MARK = 'shared';
const CACHE = 'sandtable:shared';
const NAME_HEADER = 'x-file-name';

/** @param {Request} request @param {string} scope */
export const isShare = ({ method, url }, scope) => method === 'POST' && url === new URL(SHARE, scope).href;

/**
 * Worker: puts the files of a share aside and sends the browser to the page.
 * @param {Request} request @param {string} scope
 */
export async function keepSharedFiles(request, scope) {
  const form = await request.formData();
  const shared = form.getAll('file').filter((part) => part instanceof File);
  const cache = await caches.open(CACHE);
  for (const [index, file] of shared.entries()) {
    const headers = { 'content-type': file.type, [NAME_HEADER]: encodeURIComponent(file.name) };
    await cache.put(new URL(`${SHARE}/${index}`, scope).href, new Response(file, { headers }));
  }
  return Response.redirect(new URL(`./?${MARK}`, scope).href, 303);
}

/**
 * Page: what was put aside, once; the mark goes from the address.
 * @param {{location: Location, history: History, caches: CacheStorage}} page
 * @returns {Promise<File[]>}
 */
export async function takeSharedFiles({ location, history, caches: storage }) {
  const address = new URL(location.href);
  if (!address.searchParams.has(MARK)) return [];
  address.searchParams.delete(MARK);
  history.replaceState(history.state, '', address);
  const cache = await storage.open(CACHE);
  const kept = await cache.matchAll();
  const files = kept.map(async (response) => {
    const name = decodeURIComponent(response.headers.get(NAME_HEADER) ?? SHARE);
    return new File([await response.blob()], name, { type: response.headers.get('content-type') ?? '' });
  });
  const taken = await Promise.all(files);
  await storage.delete(CACHE);
  return taken;
}
