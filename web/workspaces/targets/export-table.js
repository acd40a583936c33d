// The grid out of the page: the selection or all of it to the clipboard as TSV, or as a CSV file.
import { t } from '../../i18n/index.js';
import { copyText, download, safeFileName } from '../../lib/browser-files.js';
import { serializeCsv, serializeTsv } from '../../lib/delimited.js';
import { session } from '../../state/session.js';
import { toast } from '../../components/toast.js';

/**
 * @param {EventTarget} host toasts come from here
 * @param {import('./targets-grid.js').StTargetsGrid | null} grid
 * @param {'selection' | 'tsv' | 'csv'} how
 */
export async function exportTable(host, grid, how) {
  if (!grid) return;
  if (how === 'csv') {
    const name = `${safeFileName(`${session.plan.value?.name ?? ''} ${t('targets.title')}`)}.csv`;
    download(name, serializeCsv(grid.exportRows()), 'text/csv;charset=utf-8');
    return;
  }
  const text = how === 'selection' ? await grid.copySelection() : serializeTsv(grid.exportRows());
  const copied = await copyText(text);
  toast(host, copied ? { tone: 'good', text: t('frame.copied') } : { tone: 'bad', text: t('targets.copyFailed') });
}
