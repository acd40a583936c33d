// Plan files compared, merged, cut and taken back by the native command, as a head office would script it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'sandtable-'));
const file = (/** @type {string} */ name) => join(scratch, name);

/** @param {string} request @param {string[]} options */
const call = (request, ...options) =>
  JSON.parse(execFileSync(join(root, 'build/sandtable'), ['call', request, ...options], { encoding: 'utf8' }));

/** @param {string} name @param {any} content */
function write(name, content) {
  writeFileSync(file(name), typeof content === 'string' ? content : JSON.stringify(content));
  return file(name);
}
const read = (/** @type {string} */ name) => JSON.parse(readFileSync(file(name), 'utf8'));

const { plan } = call('plan.new', '--params', JSON.stringify({ meta: { id: 'east', name: 'East 华东' } }));
plan.collections.orgUnits = {
  east: { id: 'east', name: '华东' },
  shanghai: { id: 'shanghai', name: '上海', parent: 'east' },
  nanjing: { id: 'nanjing', name: '南京', parent: 'east', potential: 4 },
};
const base = write('base.json', plan);

test('two copies are merged into a file', () => {
  const mine = structuredClone(plan);
  mine.collections.orgUnits.shanghai.name = '上海市';
  const theirs = structuredClone(plan);
  theirs.collections.orgUnits.nanjing.potential = 9;
  write('theirs.json', theirs);
  const options = [
    '--plan',
    write('mine.json', mine),
    '--text',
    `base=${base}`,
    '--text',
    `theirs=${file('theirs.json')}`,
  ];
  const reply = call('exchange.merge', ...options, '--save-plan', file('merged.json'));
  assert.deepEqual(reply.conflicts, []);
  const { orgUnits } = read('merged.json').collections;
  assert.equal(orgUnits.shanghai.name, '上海市');
  assert.equal(orgUnits.nanjing.potential, 9);
  const { changes } = call('exchange.compare', '--plan', file('merged.json'), '--text', `before=${base}`);
  assert.deepEqual(
    changes.map((/** @type {any} */ { id, field, after }) => [id, field, after]),
    [
      ['nanjing', 'potential', 9],
      ['shanghai', 'name', '上海市'],
    ],
  );
});

test('a slice is cut into a file, and what its owner may change comes back from one', () => {
  const { text } = call('exchange.slice', '--plan', base, '--params', '{"unit": "nanjing"}');
  const sent = write('slice.json', text);
  const edited = JSON.parse(text);
  edited.collections.orgUnits.nanjing.potential = 7;
  edited.collections.orgUnits.nanjing.name = 'Nanking';
  const returned = write('return.json', edited);
  const files = ['--plan', base, '--text', `base=${sent}`, '--text', `returned=${returned}`];
  const reply = call('exchange.acceptReturn', ...files, '--save-plan', file('after.json'));
  assert.deepEqual(
    reply.refused.map((/** @type {any} */ { path, code }) => [path, code]),
    [['/collections/orgUnits/nanjing/name', 'exchange.not_allowed']],
  );
  const { nanjing } = read('after.json').collections.orgUnits;
  assert.deepEqual([nanjing.potential, nanjing.name], [7, '南京']);
});
