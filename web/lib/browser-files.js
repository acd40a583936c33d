// Files in and out of the page: downloads, the file picker, the clipboard. Knows no file format.

/**
 * Offers bytes or text as a download.
 * @param {string} fileName
 * @param {BlobPart | BlobPart[]} content
 * @param {string} type MIME type
 */
export function download(fileName, content, type) {
  const url = URL.createObjectURL(new Blob([content].flat(), { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.style.display = 'none';
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own reference once the click has been handled; a minute is generous for slow disks.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Asks for files with the browser's picker.
 * @param {{accept?: string, multiple?: boolean}} [options]
 * @returns {Promise<File[]>} empty when dismissed
 */
export function chooseFiles({ accept = '', multiple = false } = {}) {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    input.style.display = 'none';
    const finish = () => {
      resolve([...(input.files ?? [])]);
      input.remove();
    };
    input.addEventListener('change', finish);
    input.addEventListener('cancel', finish);
    document.body.append(input);
    input.click();
  });
}

/**
 * Copies text; falls back to a selection where the asynchronous clipboard is not offered (file:// pages).
 * @param {string} text
 * @returns {Promise<boolean>} whether it reached the clipboard
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // no permission or no secure context: the old way works there
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/**
 * A name every file system takes: forbidden characters become spaces, no trailing dots, at most 120 characters.
 * @param {string} name
 */
export function safeFileName(name) {
  const cleaned = name
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '');
  return [...cleaned].slice(0, 120).join('') || 'sandtable';
}
