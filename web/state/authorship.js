// Who makes the changes of this page: the name given in the settings, and an id of this browser that stays when the name changes.
import { signal } from '@preact/signals-core';
import { randomId } from '../lib/ids.js';
import { preferences } from './preferences.js';

const BROWSER_ID = 'sandtable.browserId';

/** Of this visit, where the browser keeps nothing. */
let browserId = '';

function ownId() {
  if (browserId) return browserId;
  browserId = randomId();
  try {
    browserId = localStorage.getItem(BROWSER_ID) ?? browserId;
    localStorage.setItem(BROWSER_ID, browserId);
  } catch {
    // storage is forbidden here: the id lasts as long as the page, as do the changes it is written on
  }
  return browserId;
}

/** @returns {import('../storage/types.js').Author} */
export const currentAuthor = () => ({ id: ownId(), name: preferences.author.peek() });

/** Names stand beside changes in lists and files. */
export const LONGEST_NAME = 80;

/** The name being asked for. @type {import('@preact/signals-core').Signal<{answer: (given: boolean) => void} | null>} */
export const authorQuestion = signal(/** @type {{answer: (given: boolean) => void} | null} */ (null));

/** Asks for the name that is written beside the changes made here. @returns {Promise<boolean>} whether one was given */
export function askForName() {
  authorQuestion.peek()?.answer(false);
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ given) => {
      authorQuestion.value = null;
      resolve(given);
    };
    authorQuestion.value = { answer };
  });
}

/** @param {string} name as typed */
export const setAuthorName = (name) => void (preferences.author.value = name.trim().slice(0, LONGEST_NAME));
