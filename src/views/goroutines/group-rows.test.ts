import { expect, test } from 'vitest';
import type { GoroutineGroup } from '../../analysis/goroutine-groups.ts';
import { filterGroups, sortGroups } from './group-rows.ts';
import { groupsText } from './groups-text.ts';

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

test('copied text quotes what a spreadsheet would break or run', () => {
  const groups = [group('x', { title: 'a,"b"', counts: [1, 2], count: 2, labels: { k: '=HYPERLINK(1)' } })];
  const [head, row] = groupsText(groups, ['S0', 'S1'], 'csv').trimEnd().split('\n');
  expect(head.startsWith('count,S0,S1,delta')).toBe(true);
  expect(row).toContain('"a,""b"""');
  expect(groupsText([group('x', { title: '=1+1' })], ['S0'], 'csv')).toContain("'=1+1");
  expect(groupsText([group('x', { title: 'a\tb' })], ['S0'], 'tsv').split('\n')[1]).toContain('a b');
});
