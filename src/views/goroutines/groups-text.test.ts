import { expect, test } from 'vitest';
import type { GoroutineGroup } from '../../analysis/goroutine-groups.ts';
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

test('copied text quotes what a spreadsheet would break or run', () => {
  const groups = [group('x', { title: 'a,"b"', counts: [1, 2], count: 2, labels: { k: '=HYPERLINK(1)' } })];
  const [head, row] = groupsText(groups, ['S0', 'S1'], 'csv').trimEnd().split('\n');
  expect(head.startsWith('count,S0,S1,delta')).toBe(true);
  expect(row).toContain('"a,""b"""');
  expect(groupsText([group('x', { title: '=1+1' })], ['S0'], 'csv')).toContain("'=1+1");
  expect(groupsText([group('x', { title: 'a\tb' })], ['S0'], 'tsv').split('\n')[1]).toContain('a b');
});
