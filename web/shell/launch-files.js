// Files that the app was started with: opened from the file manager, or shared from another app. They are taken like dropped ones.
import { takeSharedFiles } from '../offline/shared-files.js';
import { t } from '../i18n/index.js';
import { showErrors, toast } from '../components/toast.js';
import { takeDroppedFile } from './opening.js';

/** @typedef {{files?: {getFile: () => Promise<File>}[]}} LaunchParams the part of the browser's LaunchParams used here */

/** A window that is opened for a file shows the start page, where no earlier plan comes back. @param {EventTarget} source of messages */
export function followLaunches(source) {
  const take = async (/** @type {() => Promise<File[]>} */ bring) => {
    try {
      const files = await bring();
      if (files.length > 0) await takeFirst(source, files);
    } catch (error) {
      showErrors(source, error); // a file that has been moved or may not be read
    }
  };
  const { launchQueue } = /** @type {any} */ (window);
  launchQueue?.setConsumer(({ files = [] } = /** @type {LaunchParams} */ ({})) =>
    take(() => Promise.all(files.map((handle) => handle.getFile()))),
  );
  if ('caches' in window) void take(() => takeSharedFiles({ location, history, caches }));
}

/** One plan or one table is worked on at a time. @param {EventTarget} source @param {File[]} files */
async function takeFirst(source, [first, ...others]) {
  if (others.length > 0)
    toast(source, { text: t('offline.launch.several', { name: first.name, count: others.length }) });
  await takeDroppedFile(source, first);
}
