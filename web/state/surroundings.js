// What the address of the page means for the data: opened as a file, over plain http, or from a secure site.

/** @typedef {'file' | 'insecure' | 'site'} Surroundings insecure: no Web Locks, no promise of storage, no encryption */

/** @returns {Surroundings} */
export function surroundings({ protocol, secure } = { protocol: location.protocol, secure: isSecureContext }) {
  if (protocol === 'file:') return 'file';
  return secure ? 'site' : 'insecure';
}
