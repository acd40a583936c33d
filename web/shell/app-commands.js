// The frame's own commands, for palette and keys.
import { askForName } from '../state/authorship.js';
import { preferences } from '../state/preferences.js';
import { router } from '../state/router.js';
import { session } from '../state/session.js';
import { moneyUnit } from '../i18n/index.js';
import { WORKSPACES } from '../workspaces/registry.js';
import { installPrompt } from './installed-app.js';
import { choosePlanFile, closePlan, duplicatePlan, openSample, savePlanFile, step } from './opening.js';

/**
 * @param {EventTarget} source where messages come from
 * @param {{showPalette: () => void, showHelp: () => void, startRenaming: () => void, nameVersion: () => void}} frame
 * @returns {import('../state/commands.js').Command[]}
 */
export function appCommands(source, { showPalette, showHelp, startRenaming, nameVersion }) {
  const open = () => session.plan.value !== null;
  return [
    ...WORKSPACES.map(({ id, titleKey, icon, withoutPlan }, index) => ({
      id: `go.${id}`,
      title: () => ({ key: 'frame.command.go', params: { name: { key: titleKey } } }),
      icon,
      shortcut: `Alt+${index + 1}`,
      enabled: () => withoutPlan === true || open(),
      run: () => router.go(id),
    })),
    command('palette', 'Mod+K', 'search', showPalette),
    command(
      'undo',
      'Mod+Z',
      'undo',
      () => step(source, 'undo'),
      () => session.undoLabel.value !== null,
    ),
    command(
      'redo',
      'Mod+Shift+Z',
      'redo',
      () => step(source, 'redo'),
      () => session.redoLabel.value !== null,
    ),
    {
      ...command(
        'redo',
        'Mod+Y',
        'redo',
        () => step(source, 'redo'),
        () => session.redoLabel.value !== null,
      ),
      id: 'redo.y',
      hidden: true,
    },
    command('save', 'Mod+S', 'save', () => savePlanFile(source), open),
    command('saveAs', 'Mod+Shift+S', 'save', () => savePlanFile(source, { ask: true }), open),
    command('openFile', 'Mod+O', 'folder-open', () => choosePlanFile(source)),
    command('sample', '', 'map', () => openSample(source)),
    command('rename', 'F2', 'pencil', startRenaming, open),
    command('nameVersion', 'Alt+Shift+S', 'bookmark', nameVersion, () => session.plan.value?.readOnly === false),
    command('author', '', 'users', askForName),
    command('duplicate', '', 'copy', () => duplicatePlan(source), open),
    command('close', '', 'close', () => closePlan(source), open),
    command(
      'install',
      '',
      'download',
      () => installPrompt.ask(),
      () => installPrompt.available.value,
    ),
    command('help', '?', 'help', showHelp),
    ...switches(),
  ];
}

/**
 * @param {string} name @param {string} shortcut @param {string} icon @param {() => unknown} run @param {() => boolean} [enabled]
 */
const command = (name, shortcut, icon, run, enabled) => ({
  id: name,
  title: { key: `frame.command.${name}` },
  shortcut: shortcut || undefined,
  icon,
  run,
  enabled,
});

/** Language, theme and unit as commands. */
function switches() {
  return [
    ...['zh', 'en'].map((value) => ({
      id: `language.${value}`,
      title: { key: 'frame.command.language', params: { language: value } },
      icon: 'language',
      run: () => (preferences.language.value = /** @type {'en' | 'zh'} */ (value)),
    })),
    ...['auto', 'light', 'dark'].map((value) => ({
      id: `theme.${value}`,
      title: { key: 'frame.command.theme', params: { theme: value } },
      icon: 'sun',
      run: () => (preferences.theme.value = /** @type {'auto' | 'light' | 'dark'} */ (value)),
    })),
    ...['one', 'mid', 'large'].map((value) => ({
      id: `unit.${value}`,
      title: () => ({
        key: 'frame.command.unit',
        params: { unit: moneyUnit(/** @type {'one' | 'mid' | 'large'} */ (value)) },
      }),
      icon: 'gauge',
      run: () => (preferences.unitMode.value = /** @type {'one' | 'mid' | 'large'} */ (value)),
    })),
  ];
}
