// Names meant to break pages: to run as script or formula, to turn the text around, to push everything off the page, to be taken for
// a part of the machinery. Every one of them is a name somebody could give a customer, and must come back as it was.

/** Left on the document, or on every object, when a name is ever taken for markup, code or a prototype. */
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
  quotes: `'"\`\\ O'Brien & <b>Söhne</b> <!-- ]]> &lt;`,
  prototype: '__proto__',
  inherited: 'constructor',
  drawing: `<svg onload="${RUN}"><a xlink:href="javascript:${RUN}">`,
  plus: '+1-800-555',
  minus: '-2+3+cmd|" /C calc"!A0',
  percent: '%s%n%x %00 ../../etc/passwd \\u0000',
};

/** Characters no field of a table keeps, but a plan document does: NUL, other controls, a line end, one half of a pair as it is escaped. */
export const CONTROLS = `a\u0000b\u0007c\u001bd\u2028e\u0085f\ufefff`;
