// Opening plans from the frame: new, file, sample, recent. Says what went wrong; leads to the right workspace.
import { signal } from '@preact/signals-core';
import { chooseFiles } from '../lib/browser-files.js';
import { isContainer } from '../storage/container/layout.js';
import { looksLikePlanFile } from '../storage/open-plan-file.js';
import { session } from '../state/session.js';
import { router } from '../state/router.js';
import { language, t } from '../i18n/index.js';
import { showErrors, toast } from '../components/toast.js';
import { WORKSPACES } from '../workspaces/registry.js';
import { askHowToSave, passphraseDone, passphraseFor, saveQuestion } from '../state/plan-file-questions.js';

/** What is being prepared right now, null when nothing. */
export const preparing = signal(
  /** @type {{label: string, done: number, total: number, stop: () => void} | null} */ (null),
);

/** A file handed to a workspace, until it takes it. */
export const handedFile = signal(/** @type {{workspace: string, file: File} | null} */ (null));

/** A file that holds a plan this browser has already, until the manager has said what to do. */
export const samePlanQuestion = signal(
  /** @type {(import('../state/plan-versions.js').SamePlan & {answer: (answer: Answer) => void}) | null} */ (null),
);

/** @typedef {import('../state/plan-versions.js').Answer} Answer */

/** @param {import('../state/plan-versions.js').SamePlan} question @returns {Promise<Answer>} */
const askWhatToDo = (question) =>
  new Promise((resolve) => {
    samePlanQuestion.peek()?.answer({ choice: 'cancel' }); // one question at a time: the latest file counts
    const answer = (/** @type {Answer} */ said) => {
      samePlanQuestion.value = null;
      resolve(said);
    };
    samePlanQuestion.value = { ...question, answer };
  });

/** The workspace a freshly opened plan shows first. */
const home = () => WORKSPACES[0]?.id ?? '';

/** @param {EventTarget} source @param {() => Promise<unknown>} work @returns {Promise<boolean>} whether it went well */
async function attempt(source, work) {
  try {
    await work();
    return true;
  } catch (error) {
    showErrors(source, error);
    return false;
  }
}

/** @param {EventTarget} source @param {string} key */
export async function openRecent(source, key) {
  if (await attempt(source, () => session.openPlan(key))) router.go(home());
}

/** @param {EventTarget} source */
export async function choosePlanFile(source) {
  // Browsers on phones know no such ending and offer only what they take for bytes.
  const [file] = await chooseFiles({ accept: '.sandtable,.json,application/octet-stream' });
  if (file) await openPlanFile(source, file);
}

/** @param {EventTarget} source @param {File} file */
export async function openPlanFile(source, file) {
  let merging = false;
  const ask = async (/** @type {import('../state/plan-versions.js').SamePlan} */ question) => {
    passphraseDone();
    const said = await askWhatToDo(question);
    merging = said.choice === 'merge';
    return merging ? { choice: /** @type {const} */ ('present') } : said;
  };
  await attempt(source, async () => {
    const whole = await session.wholePlanOf(file);
    if (whole) {
      if (session.plan.value?.key !== whole.key) await session.openPlan(whole.key);
      return mergeFile(file);
    }
    if (!(await session.openFile(file, { ask, passphrase: passphraseFor(file.name) }))) return;
    if (merging) mergeFile(file);
    else router.go(home());
  });
  passphraseDone();
}

/** Looked at there before anything is taken over. @param {File} file */
function mergeFile(file) {
  handedFile.value = { workspace: 'exchange', file };
  router.go('exchange', { view: 'merge' });
}

/** @param {EventTarget} source */
export async function openSample(source) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  preparing.value = { label: t('frame.start.samplePreparing'), done: 0, total: 0, stop };
  const done = await attempt(source, () =>
    session.openSample({
      language: language.value,
      signal: controller.signal,
      onProgress: (rows, total) => {
        preparing.value = { label: t('frame.start.samplePreparing'), done: rows, total, stop };
      },
    }),
  );
  preparing.value = null;
  if (done) router.go(home());
}

/**
 * A file dropped anywhere: plan files open, data goes to the workspace that takes it.
 * @param {EventTarget} source @param {File} file
 */
export async function takeDroppedFile(source, file) {
  if (looksLikePlanFile(file.name) || (await isContainer(file).catch(() => false))) return openPlanFile(source, file);
  const taker = WORKSPACES.find((workspace) => workspace.acceptsFile?.(file));
  if (!taker) return void toast(source, { tone: 'bad', text: t('frame.drop.unknown', { name: file.name }) });
  handedFile.value = { workspace: taker.id, file };
  router.go(taker.id);
}

/**
 * Saves the plan as a file: as last time; the first time, or when asked to, it asks how.
 * @param {EventTarget} source @param {{ask?: boolean}} [options]
 */
export async function savePlanFile(source, { ask = false } = {}) {
  if (!session.plan.value) return;
  const { way, chosen } = session.saveWay;
  if (session.plan.value.part.length > 0) return savePart(source, way.key, ask);
  const answer = ask || !chosen ? await askHowToSave(way) : way;
  if (answer) await saveAs(source, answer, ask);
  else if (!saveQuestion.peek()) session.forgetPacked();
}

/**
 * A part of a plan is saved as such, which only one kind of file can tell.
 * @param {EventTarget} source @param {CryptoKey | null} key @param {boolean} asNew
 */
const savePart = (source, key, asNew) => saveAs(source, { format: 'container', contains: 'plan', key }, asNew);

/** Everything at once and without a question, where there is no time for one. @param {EventTarget} source */
export const rescuePlanFile = (source) => saveAs(source, { ...session.saveWay.way, contains: 'everything' }, true);

/** @param {EventTarget} source @param {import('../storage/open-plan-file.js').SaveWay} way @param {boolean} asNew */
async function saveAs(source, way, asNew) {
  await attempt(source, async () => {
    const name = await session.saveFile({ way, asNew });
    if (!name) return;
    toast(source, { tone: 'good', text: t(savedKey(way), { name }) });
  });
}

/** What is not in the file is said. @param {import('../storage/open-plan-file.js').SaveWay} way */
function savedKey({ contains, key }) {
  if (contains === 'aggregates') return 'files.saved.aggregates';
  if (contains === 'plan' && session.facts.value.length > 0) return 'files.saved.planOnly';
  return key ? 'files.saved.encrypted' : 'files.saved';
}

/** @param {EventTarget} source @param {string} key @param {string} name */
export async function removePlan(source, key, name) {
  const wasOpen = session.plan.value?.key === key;
  if (!(await attempt(source, () => session.remove(key)))) return;
  if (wasOpen) router.go('');
  const restore = () => attempt(source, () => session.restore(key));
  toast(source, { text: t('frame.plan.deleted', { name }), action: { text: t('frame.undo'), run: restore } });
}

/** @param {EventTarget} source @param {'undo' | 'redo'} which */
export const step = (source, which) => attempt(source, () => session[which]());

/** @param {EventTarget} source @param {string} name */
export const renamePlan = (source, name) => attempt(source, () => session.rename(name));

/** @param {EventTarget} source */
export async function duplicatePlan(source) {
  const name = t('frame.plan.copyName', { name: session.plan.value?.name ?? '' });
  await attempt(source, () => session.duplicate(name));
}

/** Closes the plan and shows the start page. @param {EventTarget} source */
export async function closePlan(source) {
  if (await attempt(source, () => session.close())) router.go('', { period: null });
}
