import { expect, test } from 'vitest';
import type { Finding } from '../../analysis/leaks/finding.ts';
import { findingMarkdown } from './leak-markdown.ts';

function finding(name: string): Finding {
  return {
    key: 'k',
    rule: 'receive-forever',
    pattern: 'Receiver without a sender',
    title: `7 goroutines wait in ${name}.`,
    confidence: 'certain',
    score: 1,
    source: 'goroutines',
    state: 'waiting',
    wait: 'chan receive',
    isWaitInferred: false,
    function: name,
    root: name,
    createdBy: null,
    counts: [1, 2_000],
    unit: 'goroutines',
    growthPerMinute: null,
    doublingMinutes: null,
    oldestMinutes: null,
    stack: [{ function: name, file: '/src/a.go', line: 3, isInlined: false, origin: 'user' }],
    evidence: [{ isFor: false, text: 'only one snapshot' }],
    fix: 'Close it.',
    reference: '',
    goroutineIds: [],
    labels: {},
    why: null,
  };
}

test('a finding reads as a heading, its counts, its stack and its evidence', () => {
  expect(findingMarkdown(finding('main.watch'))).toBe(
    [
      '### Receiver without a sender (certain)',
      '7 goroutines wait in main.watch.  \nCounts: 1 → 2,000',
      '```\nmain.watch  /src/a.go:3\n```',
      '- (against) only one snapshot',
      '**What usually fixes it:** Close it.',
    ].join('\n\n'),
  );
});

test('hostile names stay text', () => {
  const text = findingMarkdown(finding('<img src=x onerror=1>[a](javascript:b)\u202e```\n# x\0'));
  const outside = text.replace(/^````\n[\s\S]*?\n````$/m, '');
  expect(outside).not.toMatch(/<img|(?<!\\)\[|\u202e|\0/);
  expect(text).toContain('\n````\n');
  expect(findingMarkdown(finding('x'.repeat(1 << 20))).length).toBeLessThan(4_000);
});
