import { expect, test } from 'vitest';
import type { GoroutineGroup } from '../../analysis/goroutine-groups.ts';
import type { Finding, LeakReport } from '../../analysis/leaks/finding.ts';
import { failsOn, parseFailOn } from './fail-on.ts';
import { groupsJson } from './goroutines-json.ts';
import { groupsText } from './goroutines-text.ts';
import { reportJson } from './report-json.ts';
import { reportText } from './report-text.ts';

const line = {
  function: 'main.watch',
  file: '/src/main.go',
  line: 31,
  isInlined: false,
  origin: 'user',
} as const;

function finding(more: Partial<Finding> = {}): Finding {
  return {
    key: 'k',
    rule: 'receiver',
    pattern: 'Receiver without a sender',
    title: '12 goroutines wait in main.watch',
    confidence: 'likely',
    score: 60,
    source: 'goroutines',
    state: 'waiting',
    wait: 'chan receive',
    isWaitInferred: false,
    function: 'main.watch',
    root: 'main.watch',
    createdBy: { function: 'main.main', file: '/src/main.go', line: 12, goroutine: 1 },
    counts: [2, 12],
    unit: 'goroutines',
    growthPerMinute: 10,
    doublingMinutes: 1.2,
    oldestMinutes: 41,
    stack: [line],
    evidence: [
      { isFor: true, text: '10 more, none ended' },
      { isFor: false, text: 'one sends' },
    ],
    fix: 'Close the channel.',
    reference: 'spec',
    goroutineIds: [7],
    labels: {},
    why: null,
    ...more,
  };
}

function report(findings: readonly Finding[], benign: readonly Finding[] = []): LeakReport {
  const snapshot = { doc: 'd', timeMs: Date.UTC(2026, 0, 2), system: 1 };
  return {
    snapshots: [
      { ...snapshot, name: 'a.txt', total: 5 },
      { ...snapshot, name: 'b.txt', total: 15 },
    ],
    perMinute: 10,
    doublingMinutes: 1.5,
    trendRefused: null,
    goVersion: 'go1.26',
    program: 'orders',
    survivors: 4,
    groupsGrown: 1,
    findings,
    benign,
    harmless: { groups: benign.length, goroutines: 12 * benign.length },
    unlisted: { findings: 0, goroutines: 0 },
    explanation: [],
    notices: [],
  };
}

test('a report for a terminal: one sentence, then the findings with their evidence', () => {
  expect(reportText(report([finding()], [finding({ why: 'idle' })]))).toBe(
    `5 → 15 goroutines (+10, +10 a minute, doubles in 2 min) · orders · go1.26

1. likely: Receiver without a sender · 12 (+10)
   12 goroutines wait in main.watch
   chan receive · oldest ≥ 41 min
   at main.watch  /src/main.go:31
   created by main.main /src/main.go:12
   + 10 more, none ended
   - one sends
   fix: Close the channel.

1 group (12 goroutines) judged harmless; --json lists them, each with the reason.
`,
  );
});

test('names of a file cannot steer the terminal', () => {
  const text = reportText(report([finding({ title: 'a\u001b[31mb\r\nc\u202e' })]));
  expect(text).toContain('a [31mb c ');
  for (const mark of ['\u001b', '\r', '\u202e']) expect(text).not.toContain(mark);
});

test('the JSON has the keys of the contract', () => {
  expect(reportJson(report([finding()], [finding({ why: 'idle' })]))).toMatchObject({
    snapshots: [
      { file: 'a.txt', time: '2026-01-02T00:00:00.000Z', total: 5 },
      { file: 'b.txt', total: 15 },
    ],
    perMinute: 10,
    findings: [
      {
        rule: 'receiver',
        confidence: 'likely',
        wait: 'chan receive',
        function: 'main.watch',
        root: 'main.watch',
        createdBy: { function: 'main.main', file: '/src/main.go', line: 12, goroutine: 1 },
        counts: [2, 12],
        growthPerMinute: 10,
        oldestMinutes: 41,
        stack: [{ function: 'main.watch', file: '/src/main.go', line: 31 }],
        evidence: [
          { for: true, text: '10 more, none ended' },
          { for: false, text: 'one sends' },
        ],
      },
    ],
    benign: [{ why: 'idle' }],
  });
});

test('fails on a leak, on growth, or on so many leaking goroutines', () => {
  const leaking = report([finding(), finding({ confidence: 'possible', counts: [9, 9] })]);
  const possible = report([finding({ confidence: 'possible', counts: [9, 9] })]);
  expect([leaking, possible].map((one) => failsOn(one, 'leak'))).toEqual([true, false]);
  expect([leaking, possible].map((one) => failsOn(one, 'growth'))).toEqual([true, false]);
  expect([12, 13].map((n) => failsOn(leaking, n))).toEqual([true, false]);
  expect(parseFailOn('20')).toBe(20);
  expect(() => parseFailOn('often')).toThrow('--fail-on often');
});

test('groups: counts, flags, ids and labels', () => {
  const group: GoroutineGroup = {
    key: 'k',
    title: 'main.watch',
    count: 12,
    counts: [12],
    state: 'waiting',
    wait: 'chan receive',
    isWaitInferred: true,
    waitMinutes: { min: 2, max: 41 },
    leaked: true,
    lockedToThread: 1,
    labels: { job: 'x' },
    stack: [line, { ...line, function: 'main.run', isInlined: true }],
    stacks: 2,
    createdBy: null,
    userFrame: 0,
    ids: [7, 9],
    system: false,
    benign: null,
    addresses: [],
  };
  const answer = {
    total: 12,
    totals: [12],
    groups: [group],
    labelKeys: ['job'],
    matched: { groups: 1, goroutines: 12 },
  };
  expect(groupsJson(answer)).toMatchObject({
    total: 12,
    groups: [
      {
        count: 12,
        state: 'waiting',
        wait: 'chan receive',
        waitInferred: true,
        waitMinutes: { min: 2, max: 41 },
        leaked: true,
        lockedToThread: 1,
        labels: { job: 'x' },
        stack: [
          { function: 'main.watch', file: '/src/main.go', line: 31 },
          { function: 'main.run', inlined: true },
        ],
        createdBy: null,
        userFrame: 0,
        ids: [7, 9],
        system: false,
      },
    ],
  });
  expect(groupsText(answer)).toContain(
    '12: main.watch [chan receive (inferred), leaked, oldest ≥ 41 min, 1 locked to thread, job=x]',
  );
});
