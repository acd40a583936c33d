// A site served by a process of its own, which a test can stop for good; sites in folders of their own, which a test can change.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * A copy of the built site, removed at the end of the test.
 * @param {import('node:test').TestContext} t
 * @param {string} [path] below the folder that is served; the host has a page of its own then
 * @returns {{folder: string, site: string}} what is to be served, and where the site is in it
 */
export function copyOfSite(t, path = '') {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-site-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const site = join(folder, path);
  cpSync(join(root, 'dist/site'), site, { recursive: true });
  if (path) writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Intranet</title><h1>Intranet</h1>');
  return { folder, site };
}

/**
 * @param {import('node:test').TestContext} t which stops it at its end
 * @param {string} folder
 * @returns {Promise<{url: string, stop: () => Promise<void>}>} stop: nobody answers at the address any more
 */
export async function startServer(t, folder) {
  const server = spawn(process.execPath, [join(root, 'scripts/serve.js'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
  };
  t.after(stop);
  const url = await new Promise((/** @type {(url: string) => void} */ resolve, reject) => {
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = /https?:\/\/\S+/.exec(said.slice(said.indexOf('Sandtable is at')));
      if (found) resolve(found[0]);
    });
    ended.then(() => reject(new Error(`the server ended: ${said}`)));
  });
  return { url, stop };
}
