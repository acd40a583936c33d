// Turns the build into one HTML file: script and styles inline, no link to anything, a policy with the script's hash.
// The only form that browsers run from file:// (module scripts from files, fetch and module workers are refused there).
import { insertContentSecurityPolicy } from './csp-plugin.js';

/**
 * Text that may stand between <script> and </script>: the HTML parser must not see a tag, nor change a character.
 * @param {string} code
 */
export function escapeInlineScript(code) {
  if (code.includes('\0')) throw new Error('the script holds a NUL character, which HTML replaces');
  return code.replace(/\r\n?/g, '\n').replace(/<(?=\/script|script[\s/>])/gi, '\\x3C');
}

/**
 * @param {string} html
 * @param {{script: string, style: string, icon: string}} parts icon: an SVG
 */
export function assembleSingleFile(html, { script, style, icon }) {
  const body = html
    .replace(/\s*<script[^>]*\ssrc="[^"]*"[^>]*><\/script>/g, '')
    .replace(/\s*<link[^>]*\srel="(?:stylesheet|modulepreload|manifest|preload|apple-touch-icon)"[^>]*>/g, '')
    .replace(
      /(<link[^>]*\srel="icon"[^>]*\shref=")[^"]*"/,
      (_, start) => `${start}data:image/svg+xml,${encodeURIComponent(icon)}"`,
    )
    .replace('</head>', () => `<style>${style.replace(/<(?=\/style)/gi, '\\3C ')}</style>\n  </head>`)
    .replace('</body>', () => `<script type="module">${escapeInlineScript(script)}</script>\n  </body>`);
  const leftover = /(?:src|href)="(?!data:|#)[^"]*"/.exec(body.slice(0, body.indexOf('<script type="module">')));
  if (leftover) throw new Error(`the single file would still load ${leftover[0]}`);
  return insertContentSecurityPolicy(body, { external: false });
}

/**
 * @param {{icon: () => string}} options
 * @returns {import('vite').Plugin}
 */
export function singleFilePlugin({ icon }) {
  return {
    name: 'sandtable-single-file',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post', // after Vite has finished the script's import() calls
      handler(_, bundle) {
        const files = Object.values(bundle);
        const chunks = files.filter((file) => file.type === 'chunk');
        const page = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.html'));
        if (chunks.length !== 1 || page?.type !== 'asset') {
          throw new Error(`expected one script and one page, got ${files.map((file) => file.fileName).join(', ')}`);
        }
        const styles = files.flatMap((file) =>
          file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
        );
        const html = assembleSingleFile(String(page.source), {
          script: chunks[0].code,
          style: styles.join('\n'),
          icon: icon(),
        });
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName: 'sandtable.html', source: html });
      },
    },
  };
}
