// The icons of the page: lucide drawings bundled under the names the page uses, and the page's own mark (public/icon.svg). A unit test knows the names in use.
import arrowLeftRight from 'lucide-static/icons/arrow-left-right.svg?raw';
import arrowDown from 'lucide-static/icons/arrow-down.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw';
import bookmark from 'lucide-static/icons/bookmark.svg?raw';
import chartColumn from 'lucide-static/icons/chart-column.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleHelp from 'lucide-static/icons/circle-question-mark.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import database from 'lucide-static/icons/database.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw';
import file from 'lucide-static/icons/file.svg?raw';
import filePlus from 'lucide-static/icons/file-plus.svg?raw';
import folderOpen from 'lucide-static/icons/folder-open.svg?raw';
import gauge from 'lucide-static/icons/gauge.svg?raw';
import merge from 'lucide-static/icons/git-merge.svg?raw';
import hardDrive from 'lucide-static/icons/hard-drive.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import grip from 'lucide-static/icons/grip-vertical.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import languages from 'lucide-static/icons/languages.svg?raw';
import layers from 'lucide-static/icons/layers.svg?raw';
import loader from 'lucide-static/icons/loader-circle.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import lockOpen from 'lucide-static/icons/lock-open.svg?raw';
import mail from 'lucide-static/icons/mail.svg?raw';
import map from 'lucide-static/icons/map.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import monitor from 'lucide-static/icons/monitor.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import panelLeft from 'lucide-static/icons/panel-left.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import redo from 'lucide-static/icons/redo-2.svg?raw';
import save from 'lucide-static/icons/save.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import settings from 'lucide-static/icons/settings-2.svg?raw';
import split from 'lucide-static/icons/split.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import table from 'lucide-static/icons/table-2.svg?raw';
import target from 'lucide-static/icons/target.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import trendingDown from 'lucide-static/icons/trending-down.svg?raw';
import trendingUp from 'lucide-static/icons/trending-up.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import upload from 'lucide-static/icons/upload.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';
import sandtable from '../../public/icon.svg?raw';

/** @type {Record<string, string>} */
export const ICONS = {
  'arrow-down': arrowDown,
  'arrow-right': arrowRight,
  'arrow-up': arrowUp,
  bookmark,
  chart: chartColumn,
  check,
  'chevron-down': chevronDown,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  alert: circleAlert,
  help: circleHelp,
  clock,
  copy,
  database,
  download,
  exchange: arrowLeftRight,
  more: ellipsis,
  file,
  'file-plus': filePlus,
  'folder-open': folderOpen,
  gauge,
  grip,
  'hard-drive': hardDrive,
  history,
  info,
  language: languages,
  layers,
  loader,
  lock,
  unlock: lockOpen,
  mail,
  map,
  merge,
  minus,
  monitor,
  moon,
  'panel-left': panelLeft,
  pencil,
  plus,
  redo,
  sandtable,
  save,
  search,
  send,
  settings,
  split,
  sun,
  table,
  target,
  trash,
  'trending-down': trendingDown,
  'trending-up': trendingUp,
  warning: triangleAlert,
  undo,
  upload,
  users,
  close: x,
};
