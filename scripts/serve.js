// node scripts/serve.js [folder]: serves the built site on this computer only and prints its address.
// Browsers keep the data of a page per address, so the port stays the same as long as it is free.
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const PREFERRED_PORT = 8642;

/**
 * @param {import('node:http').Server} server
 * @param {number} port 0 = any free one
 * @returns {Promise<number>} the port
 */
function listen(server, port) {
  return new Promise((resolvePort, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolvePort(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * @param {string} folder
 * @param {number} [port]
 * @returns {Promise<{url: string, unref: () => void}>} unref: the server no longer keeps the process alive
 */
export async function serveFolder(folder, port = 0) {
  const files = sirv(folder, { dev: true, etag: true, gzip: true }); // gzip: where a file.gz lies beside the file
  const server = createServer((request, response) =>
    files(request, response, () => {
      response.statusCode = 404;
      response.end('Not found');
    }),
  );
  const actual = await listen(server, port);
  return { url: `http://127.0.0.1:${actual}/`, unref: () => server.unref() };
}

/** @param {string} folder */
async function serveOnFamiliarPort(folder) {
  for (let port = PREFERRED_PORT; port < PREFERRED_PORT + 10; port++) {
    try {
      return await serveFolder(folder, port);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
      console.log(`Port ${port} is taken. Data saved in the browser belongs to one port; plan files open on any.`);
    }
  }
  return serveFolder(folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../dist/site'));
  if (!existsSync(join(folder, 'index.html'))) {
    console.error(`${folder} holds no index.html: run \`make site\` first`);
    process.exit(1);
  }
  const { url } = await serveOnFamiliarPort(folder);
  console.log(`\n  Sandtable is at  ${url}\n  Ctrl-C stops it.\n`);
}
