// An orders file whose names try to run as script or formula, to turn the text around, and to push everything off the page.

/** Leaves this mark on the document when a name is ever taken for markup or code. */
export const MARK = 'hacked';
const RUN = `document.documentElement.dataset.${MARK}=1`;

/** @type {Record<string, string>} */
export const NAMES = {
  image: `<img src=x onerror="${RUN}">`,
  script: `"><script>${RUN}</script>`,
  template: `\${${RUN}} {{constructor.constructor('${RUN}')()}}`,
  link: `javascript:${RUN}`,
  formula: '=CMD("/C calc")',
  at: '@SUM(1+1)*cmd|"/C calc"!A0',
  turned: '\u202Egnp.segaw\u202C \u2067abc',
  emoji: '👩‍👩‍👧‍👦🏴‍☠️🇨🇳 Z̸̡̛͎͉̞̻a̶l̷g̴o',
  message: '{count, plural, one {#} other {#}} {missing}',
  long: 'W'.repeat(10_000),
  longChinese: '超'.repeat(10_000),
  quotes: `'"\`\\ O'Brien & <b>Söhne</b> \u0000`.replace('\u0000', ''),
};

const quoted = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`;

/** Two years of months; every name is a region, a city, a customer and a product somewhere. */
export function hostileOrders() {
  const names = Object.values(NAMES);
  const header = ['Order Date', 'Region', 'City', 'Customer Name', 'Product Name', 'Sales', 'Quantity'];
  const lines = [2024, 2025].flatMap((year) =>
    names.flatMap((name, i) =>
      Array.from({ length: 12 }, (_, month) => [
        `${year}-${String(month + 1).padStart(2, '0')}-10`,
        quoted(names[i % 6]),
        quoted(name),
        quoted(names[(i + 5) % names.length]),
        quoted(names[(i + 7) % names.length]),
        String(1000 + 10 * i + month),
        '1',
      ]),
    ),
  );
  return {
    name: `<img src=x onerror=${RUN}> =CMD() \u202Egnp.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from([header, ...lines].map((line) => line.join(',')).join('\n')),
  };
}
