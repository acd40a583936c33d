// Keeps the list of licences honest: fails a build that holds a package the list does not name, and puts the texts beside the site.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thirdParty } from '../third-party.js';

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/;

/** @param {{root: string}} options @returns {import('vite').Plugin} */
export function licencesPlugin({ root }) {
  return {
    name: 'sandtable-licences',
    apply: 'build',
    generateBundle(_, bundle) {
      const listed = new Set(thirdParty(root).map(({ name }) => name));
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
      const unlisted = new Set(modules.map((id) => PACKAGE.exec(id)?.[1]).filter((name) => name && !listed.has(name)));
      if (unlisted.size > 0)
        this.error(`no licence is listed for ${[...unlisted].join(', ')} (scripts/third-party.js)`);
      this.emitFile({
        type: 'asset',
        fileName: 'licenses.txt',
        source: readFileSync(join(root, 'public/licenses.txt')),
      });
    },
  };
}
