// Functions that run in the page: they cross as text, so each stands alone. Selection reaches through open shadow roots.

/**
 * What the visible matches of a selector show.
 * @param {string} selector words are looked for anywhere below what the word before found
 * @param {string} text that a match has to show
 * @returns {string[]}
 */
export function chosen(selector, text) {
  /** @param {ParentNode} root @param {string} word @param {Set<Element>} found */
  const collect = (root, word, found) => {
    if (root instanceof Element && root.shadowRoot) collect(root.shadowRoot, word, found);
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(word)) found.add(element);
      if (element.shadowRoot) collect(element.shadowRoot, word, found);
    }
    return found;
  };
  /** An element without a box of its own is as visible as what is in it. @param {Element} element */
  const visible = (element) => element.checkVisibility() || getComputedStyle(element).display === 'contents';
  /** Text through shadow roots and slots. @param {Node} node @returns {string} */
  const shown = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element) || node.matches('style, script') || !visible(node)) return '';
    const inside =
      node instanceof HTMLSlotElement
        ? node.assignedNodes({ flatten: true })
        : [...(node.shadowRoot ?? node).childNodes];
    return inside.map(shown).join('');
  };
  /** @type {ParentNode[]} */
  let scopes = [document];
  for (const word of selector.match(/(?:\[[^\]]*\]|\([^)]*\)|[^\s[(])+/g) ?? []) {
    const found = /** @type {Set<Element>} */ (new Set());
    for (const scope of scopes) collect(scope, word, found);
    scopes = [...found];
  }
  const seen = /** @type {Element[]} */ (scopes).filter(visible);
  const matches = seen.map((element) => ({ element, text: shown(element).replace(/\s+/g, ' ').trim() }));
  const right = matches.filter((match) => match.text.includes(text));
  /** @type {any} */ (window).chosenElements = right.map(({ element }) => element);
  return right.map((match) => match.text);
}

/**
 * Where the first match of the last `chosen` can be pressed; null while it is covered, moving or cannot be used.
 * @returns {{x: number, y: number} | null}
 */
export function pressable() {
  const element = /** @type {HTMLElement | undefined} */ (/** @type {any} */ (window).chosenElements[0]);
  if (!element || element.matches(':disabled')) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = element.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
  const page = /** @type {any} */ (window);
  const still = page.pressing?.element === element && page.pressing.x === x && page.pressing.y === y;
  if (!still) page.pressing = { element, x, y, since: performance.now() };
  if (performance.now() - page.pressing.since < 150) return null;
  let hit = document.elementFromPoint(x, y);
  for (let deeper = hit?.shadowRoot?.elementFromPoint(x, y); deeper && deeper !== hit;) {
    hit = deeper;
    deeper = hit.shadowRoot?.elementFromPoint(x, y);
  }
  /** @type {Node | null} */
  let node = hit;
  for (; node; node = /** @type {any} */ (node).assignedSlot ?? node.parentNode ?? /** @type {any} */ (node).host) {
    if (node === element) return { x, y };
  }
  return null;
}

/** An attribute of what was chosen last. @param {string} name @returns {string[]} */
export function attributes(name) {
  const elements = /** @type {Element[]} */ (/** @type {any} */ (window).chosenElements);
  return elements.map((element) => element.getAttribute(name) ?? '');
}

/** Chooses in the list that was chosen last. @param {string} value */
export function selected(value) {
  const list = /** @type {HTMLSelectElement} */ (/** @type {any} */ (window).chosenElements[0]);
  list.value = value;
  if (list.value !== value) throw new Error(`the list has no ${value}`);
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * A file dropped on the window.
 * @param {string} name @param {string} type @param {string} base64
 */
export function dropped(name, type, base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type }));
  const event = new DragEvent('drop', { bubbles: true, cancelable: true, composed: true, dataTransfer: data });
  document.body.dispatchEvent(event);
}

/** Keeps what the page offers as a download instead of leaving it to the browser: `offeredFile` gives it. */
export function catchDownloads() {
  const page = /** @type {any} */ (window);
  page.showSaveFilePicker = undefined;
  const make = URL.createObjectURL;
  URL.createObjectURL = (source) => {
    const url = make.call(URL, source);
    if (source instanceof Blob) page.lastBlob = { url, blob: source };
    return url;
  };
  HTMLAnchorElement.prototype.click = function click() {
    if (this.download && page.lastBlob?.url === this.href) page.offered = { name: this.download, ...page.lastBlob };
    else this.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
  };
}

/** @returns {Promise<{name: string, base64: string} | null>} the file offered last */
export async function offeredFile() {
  const { offered } = /** @type {any} */ (window);
  if (!offered) return null;
  const bytes = new Uint8Array(await offered.blob.arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { name: offered.name, base64: btoa(letters) };
}
