// The connection to the browser's database: opened again when it is lost, upgraded beside other tabs, let go for newer pages.
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap } from 'idb';
import { Connection, PLAN_STORES, VERSION } from '../../../web/storage/database.js';
import { freshDatabase } from '../fixtures/visit.js';

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('a database of the first version keeps what is in it and gets the stores it lacks', async () => {
  const name = freshDatabase();
  const old = new Connection(name, { version: 1 });
  await old.run((db) => db.put('plans', { key: 'p', name: '华东' }));
  await old.run((db) => db.put('journal', { key: 'p', seq: 1, text: '{}' }));
  assert.equal((await old.database()).objectStoreNames.contains('versions'), false);
  old.close();

  const now = new Connection(name);
  const db = await now.database();
  assert.equal(db.version, VERSION);
  assert.deepEqual([...db.objectStoreNames].sort(), [...PLAN_STORES, 'prefs'].sort());
  assert.deepEqual(await db.get('plans', 'p'), { key: 'p', name: '华东' });
  assert.equal(await db.count('journal'), 1);
  await db.put('versions', { key: 'p', id: 'v' });
  await db.put('rounds', { key: 'p', id: 'r' });
  await db.put('handles', { key: 'p' });
});

test('a connection that closed without a word is opened again, and the work is done once', async () => {
  let opened = 0;
  const connection = new Connection(freshDatabase(), { watcher: { opened: () => (opened += 1) } });
  await connection.run((db) => db.put('plans', { key: 'p' }));
  (await connection.database()).close();
  await connection.run((db) => db.add('plans', { key: 'q' }));
  assert.deepEqual(await connection.run((db) => db.getAllKeys('plans')), ['p', 'q']);
  assert.equal(opened, 2);
});

test('a connection the browser ends is opened again at the next use', async () => {
  let lost = 0;
  const connection = new Connection(freshDatabase(), { watcher: { lost: () => (lost += 1) } });
  await connection.run((db) => db.put('plans', { key: 'p' }));
  forceCloseDatabase(/** @type {any} */ (unwrap(await connection.database())));
  await pause(20);
  assert.equal(lost, 1);
  assert.equal(await connection.run((db) => db.count('plans')), 1);
});

test('deleting the site’s data is not held up by an open page, which begins anew', async () => {
  const name = freshDatabase();
  const connection = new Connection(name);
  await connection.run((db) => db.put('plans', { key: 'p' }));
  await deleteDB(name);
  assert.equal(await connection.run((db) => db.count('plans')), 0);
});

test('a failure that is not of the connection is not tried twice', async () => {
  const connection = new Connection(freshDatabase());
  let tries = 0;
  const full = () => {
    tries += 1;
    throw new DOMException('no room', 'QuotaExceededError');
  };
  await assert.rejects(connection.run(full), { code: 'storage.quota' });
  assert.equal(tries, 1);
});

test('a page makes way for a newer one when it has written what it had, and writes no more', async () => {
  const name = freshDatabase();
  let writing = true;
  const older = new Connection(name, {
    watcher: {
      outdated: async () => {
        while (writing) await pause(5);
        await older.run((db) => db.put('plans', { key: 'last' }));
      },
    },
  });
  await older.run((db) => db.put('plans', { key: 'first' }));
  const newer = new Connection(name, { version: VERSION + 1 });
  const opening = newer.run((db) => db.getAllKeys('plans'));
  await pause(30);
  await older.run((db) => db.put('plans', { key: 'meanwhile' }));
  writing = false;
  assert.deepEqual(await opening, ['first', 'last', 'meanwhile']);
  await assert.rejects(
    older.run((db) => db.put('plans', { key: 'x' })),
    { code: 'storage.newer' },
  );
});

test('a page that comes after a newer one is told so', async () => {
  const name = freshDatabase();
  const newer = new Connection(name, { version: VERSION + 1 });
  await newer.database();
  newer.close();
  await assert.rejects(
    new Connection(name).run((db) => db.count('plans')),
    { code: 'storage.newer' },
  );
});

test('an older page that does not let go is named, nothing waits for it, and all goes on when it does', async () => {
  const name = freshDatabase();
  const older = await openDB(name, 1); // holds on: it does not listen
  /** @type {string[]} */
  const told = [];
  const newer = new Connection(name, {
    version: VERSION,
    watcher: { blocked: () => told.push('blocked'), opened: (late) => told.push(late ? 'opened late' : 'opened') },
  });
  await assert.rejects(newer.database(), { code: 'storage.blocked' });
  await assert.rejects(
    newer.run((db) => db.count('plans')),
    { code: 'storage.blocked' },
  );
  assert.deepEqual(told, ['blocked']);
  older.close();
  while (told.length < 2) await pause(5);
  assert.equal((await newer.database()).version, VERSION);
  assert.deepEqual(told, ['blocked', 'opened late']);
});

test('files that a browser holds for a moment after dying are asked for again', async (t) => {
  const refusing = t.mock.method(indexedDB, 'open', () => {
    if (refusing.mock.callCount() === 1) refusing.mock.restore();
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  });
  assert.equal((await new Connection(freshDatabase()).database()).version, VERSION);
  assert.equal(refusing.mock.callCount(), 2);
});
