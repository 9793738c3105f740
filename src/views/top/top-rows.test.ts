import { expect, test } from 'vitest';
import type { TopTable } from '../../analysis/profile/question.ts';
import { runningFlat, topRows } from './top-rows.ts';

const table = {
  length: 4,
  name: ['main.b', 'main.a', 'io.Copy', 'main.c'],
  file: ['/b.go', '/a.go', '/io.go', '/c.go'],
  flat: Float64Array.from([5, -9, 5, 1]),
  cum: Float64Array.from([5, 2, 8, 8]),
} as unknown as TopTable;

const names = (rows: Int32Array): string[] => Array.from(rows, (row) => table.name[row]);
const plain = { search: '', sort: 'flat', isReversed: false };

test('values are sorted by size as pprof sorts them, equal ones by the other value and by name', () => {
  expect(names(topRows(table, plain))).toEqual(['main.a', 'io.Copy', 'main.b', 'main.c']);
  expect(names(topRows(table, { ...plain, sort: 'cum' }))).toEqual(['io.Copy', 'main.c', 'main.b', 'main.a']);
  expect(names(topRows(table, { ...plain, isReversed: true }))[0]).toBe('main.c');
});

test('names are sorted from A up unless reversed', () => {
  const byName = names(topRows(table, { ...plain, sort: 'function', isReversed: true }));
  expect(byName).toEqual(['io.Copy', 'main.a', 'main.b', 'main.c']);
});

test('the search looks at names and files, in any case', () => {
  expect(names(topRows(table, { ...plain, search: 'MAIN' }))).toHaveLength(3);
  expect(names(topRows(table, { ...plain, search: 'io.go' }))).toEqual(['io.Copy']);
});

test('sum runs over the rows as shown', () => {
  expect([...runningFlat(table, topRows(table, plain))]).toEqual([-9, -4, 1, 2]);
});
