import { expect, test } from 'vitest';
import type { GoroutineGroup } from '../goroutine-groups.ts';
import { filterGroups, pickGroups, sortGroups } from './pick-groups.ts';

function group(key: string, change: Partial<GoroutineGroup> = {}): GoroutineGroup {
  return {
    key,
    title: key,
    count: 1,
    counts: [1],
    state: 'waiting',
    wait: 'chan receive',
    isWaitInferred: false,
    waitMinutes: null,
    leaked: false,
    lockedToThread: 0,
    labels: {},
    stack: [{ function: `main.${key}`, file: 'main.go', line: 3, isInlined: false, origin: 'user' }],
    stacks: 1,
    createdBy: null,
    userFrame: 0,
    ids: null,
    system: false,
    benign: null,
    addresses: [],
    ...change,
  };
}

const keys = (groups: readonly GoroutineGroup[]): string[] => groups.map(({ key }) => key);

test('every word of the filter must occur, anywhere in the group', () => {
  const groups = [group('watch', { labels: { tenant: 'Blue' } }), group('serve', { wait: 'IO wait' })];
  expect(keys(filterGroups(groups, 'MAIN chan', false))).toEqual(['watch']);
  expect(keys(filterGroups(groups, 'tenant=blue', false))).toEqual(['watch']);
  expect(keys(filterGroups(groups, 'watch io', false))).toEqual([]);
});

test('a goroutine is found by its id', () => {
  const groups = [group('a', { ids: [7, 12] }), group('b', { ids: [112] }), group('c', { ids: null })];
  expect(keys(filterGroups(groups, '#12', false))).toEqual(['a']);
});

test('the runtime’s own goroutines are folded away until asked for', () => {
  const groups = [group('a'), group('gc', { system: true })];
  expect(keys(filterGroups(groups, '', false))).toEqual(['a']);
  expect(keys(filterGroups(groups, '', true))).toEqual(['a', 'gc']);
});

test('numbers sort largest first, names A to Z, and equal ones by count', () => {
  const groups = [
    group('b', { count: 2, counts: [9, 2] }),
    group('a', { count: 5, counts: [1, 5] }),
    group('c', { count: 5, counts: [4, 5] }),
  ];
  expect(keys(sortGroups(groups, 'count', false))).toEqual(['a', 'c', 'b']);
  expect(keys(sortGroups(groups, 'delta', false))).toEqual(['a', 'c', 'b']);
  expect(keys(sortGroups(groups, 'delta', true))).toEqual(['b', 'c', 'a']);
  expect(keys(sortGroups(groups, 'function', false))).toEqual(['a', 'b', 'c']);
  expect(keys(sortGroups(groups, 'creator', false))).toEqual(['a', 'c', 'b']);
});

test('a limit counts what it leaves out, and keeps the selected group', () => {
  const groups = [
    group('a', { count: 3 }),
    group('b', { count: 2 }),
    group('c'),
    group('gc', { system: true }),
  ];
  const all = { total: 7, totals: [7], groups, labelKeys: [], matched: { groups: 4, goroutines: 7 } };
  const pick = {
    filter: '',
    showsSystem: false,
    sort: 'count',
    isReversed: false,
    limit: 1,
    keep: 'c',
  } as const;
  const picked = pickGroups(all, pick);
  expect(keys(picked.groups)).toEqual(['a', 'c']);
  expect(picked.matched).toEqual({ groups: 3, goroutines: 6 });
  expect(picked.total).toBe(7);
});
