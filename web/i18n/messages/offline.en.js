// Texts about the app itself: kept in this browser, updated, installed, opened with a file.
export default {
  'offline.install.text': 'It can be installed like a program: with an icon of its own, in a window of its own, and .sandtable files open with it.',
  'offline.launch.several': 'Several files came at once: {name} is opened, {count, plural, one {one more is} other {# more are}} not.',
  'offline.update.asking': 'Asking the other windows whether everything is saved …',
  'offline.update.elsewhere': 'It is already in use in another window. This one goes on with the version it has until you reload; what is saved stays, a form you are filling in does not.',
  'offline.update.heading': 'A new version of Sandtable is ready',
  'offline.update.later': 'Later',
  'offline.update.now': 'Reload now',
  'offline.update.ready': 'It begins when you reload, at a time that suits you. What is saved stays; a form you are filling in does not.',
  'offline.update.silent': 'Not yet: a window of Sandtable does not answer, so nobody knows whether its work is saved. Go to it once or close it, then try again.',
  'offline.update.unsaved': 'Not yet: something in another window is not saved. Save it there or close the plan, then try again.',
  'offline.update.unsavedHere': 'It waits until the changes here are saved.',
  'offline.where.failed': 'This browser could not keep the app itself, so the page opens only with a network. The single file sandtable.html works without one.',
  'offline.where.file': 'This file is the whole app: it needs no network.',
  'offline.where.insecure': 'Over plain http browsers keep no app, so this page opens only with a network; over https, or as the single file, it works without.',
  'offline.where.preparing': 'The app is being kept in this browser, so that the page opens without a network next time.',
  'offline.where.ready': 'The app itself is kept in this browser: the page opens and works without a network.',
};
