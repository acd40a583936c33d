// Keys and mouse as the W3C WebDriver names them in its actions.

/** KeyboardEvent.key → code point of the protocol. @type {Record<string, string>} */
export const KEYS = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Backspace: '\uE003',
  Delete: '\uE017',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`F${i + 1}`, String.fromCharCode(0xe031 + i)])),
};

/** @param {string[]} keys @param {string[]} [modifiers] held meanwhile */
export function keyStrokes(keys, modifiers = []) {
  const held = modifiers.map((name) => KEYS[name]);
  const step = (/** @type {'keyDown' | 'keyUp'} */ type) => (/** @type {string} */ value) => ({ type, value });
  const strokes = keys.flatMap((value) => [step('keyDown')(value), step('keyUp')(value)]);
  return [
    { type: 'key', id: 'keyboard', actions: [...held.map(step('keyDown')), ...strokes, ...held.map(step('keyUp'))] },
  ];
}

/** @param {number} x @param {number} y */
export const mousePress = (x, y) => [
  {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x, y, duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
];
