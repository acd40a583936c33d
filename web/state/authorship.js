// Who makes the changes of this page: the name given in the settings, and an id of this browser that stays when the name changes.
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
