// What saving and opening a plan file ask the manager: each question is a signal that its dialog shows and answers.
import { signal } from '@preact/signals-core';
import { passphraseKey } from '../storage/container/seal.js';
import { session } from './session.js';

/**
 * @typedef {import('../storage/open-plan-file.js').SaveWay} SaveWay
 * @typedef {import('../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {{way: SaveWay, answer: (way: SaveWay | null) => void}} SaveQuestion way: what is proposed
 * @typedef {{fileName: string, wrong: ErrorRecord | null, busy: boolean, answer: (passphrase: string | null) => void}} PassphraseQuestion
 *   busy: an answer is being tried
 */

export const saveQuestion = signal(/** @type {SaveQuestion | null} */ (null));
/** A passphrase for files that are about to be made. */
export const newPassphraseQuestion = signal(/** @type {{answer: (passphrase: string | null) => void} | null} */ (null));
export const passphraseQuestion = signal(/** @type {PassphraseQuestion | null} */ (null));

/**
 * A question that stands is not asked again: what was typed into it must not be lost to another Ctrl+S.
 * @param {SaveWay} way
 * @returns {Promise<SaveWay | null>} null: not to be saved
 */
export const askHowToSave = (way) =>
  new Promise((resolve) => {
    if (saveQuestion.peek()) return resolve(null);
    const answer = (/** @type {SaveWay | null} */ said) => {
      saveQuestion.value = null;
      resolve(said);
    };
    saveQuestion.value = { way, answer };
  });

/** @returns {Promise<CryptoKey | null>} of the passphrase chosen for new files; null: given up */
export async function askNewPassphrase() {
  newPassphraseQuestion.peek()?.answer(null);
  const passphrase = await new Promise((/** @type {(said: string | null) => void} */ resolve) => {
    const answer = (/** @type {string | null} */ said) => {
      newPassphraseQuestion.value = null;
      resolve(said);
    };
    newPassphraseQuestion.value = { answer };
  });
  return passphrase === null ? null : passphraseKey(passphrase);
}

/** @param {string} fileName @returns {import('../storage/container/read.js').AskPassphrase} */
export const passphraseFor =
  (fileName) =>
  ({ wrong }) =>
    new Promise((resolve) => {
      const previous = passphraseQuestion.peek();
      if (previous && !previous.busy) previous.answer(null);
      const answer = (/** @type {string | null} */ said) => {
        passphraseQuestion.value = said === null ? null : { fileName, wrong: null, busy: true, answer: () => {} };
        resolve(said);
      };
      passphraseQuestion.value = { fileName, wrong, busy: false, answer };
    });

/** Takes the question away once the file is open, or is not going to be. */
export const passphraseDone = () => void (passphraseQuestion.value = null);

/** What somebody who knows the open plan would try as its passphrase. @returns {string[]} */
export function namesOfPlan() {
  const { meta, orgUnits, people, products } = /** @type {any} */ (session.parts);
  const names = [orgUnits, people, products].flatMap((records) =>
    Object.values(records ?? {}).map((/** @type {any} */ { name }) => String(name ?? '')),
  );
  return [String(meta?.name ?? ''), ...names.slice(0, 2000)];
}
