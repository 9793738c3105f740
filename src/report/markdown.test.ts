import { describe, expect, test } from 'vitest';
import { findingMarkdown, toMarkdown } from './markdown.ts';
import type { ReportFinding } from './model.ts';
import { hostileNames, hostileReport, serviceReport } from './testdata/generate-report.ts';

const finding: ReportFinding = {
  ...serviceReport(1).findings[0],
  title: '7 goroutines wait in main.watch.',
  counts: [1, 2_000],
  growthPerMinute: null,
  oldestMinutes: null,
  wait: 'chan receive',
  createdBy: null,
  stack: [{ function: 'main.watch', file: '/src/a.go', line: 3, isInlined: false, origin: 'user' }],
  evidence: [{ isFor: false, text: 'only one snapshot' }],
  fix: 'Close it.',
};

test('a finding reads as a heading, its counts, its stack and its evidence', () => {
  expect(findingMarkdown(finding)).toBe(
    [
      '### Receiver without a sender (certain)',
      '7 goroutines wait in main.watch.  \n1 → 2,000 (+1,999) · chan receive',
      '```\nmain.watch  /src/a.go:3\n```',
      '- (against) only one snapshot',
      '**What usually fixes it:** Close it.',
    ].join('\n\n'),
  );
});

test('a report names totals, program, files and what was left out', () => {
  const report = serviceReport(2);
  const text = toMarkdown(
    { ...report, omitted: { ...report.omitted, findings: 214, goroutines: 1_300 } },
    'https://unpark.example/#r=1.abc',
  );
  expect(text).toContain('## 130 → 2,131 goroutines (+2,001)');
  expect(text).toContain('4 snapshots · 9 min apart · shop · go1.26.3');
  expect(text).toContain('[Open this report in Unpark](https://unpark.example/#r=1.abc)');
  expect(text).toContain('and 214 smaller groups, 1,300 goroutines');
  expect(text).toContain('| goroutine-0902.txt | debug=2 | 2026-05-12 09:02:11 UTC | 130 |');
});

describe('hostile names stay text', () => {
  test.each(hostileNames)('%j', (name) => {
    const text = toMarkdown(hostileReport(name));
    expect(text).not.toMatch(/[\0\r\u202e\u2066\u2028]/);
    const outside = text.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
    expect(outside).not.toMatch(/<[a-z/]/i);
    expect(outside).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
    expect(outside).not.toMatch(/(?:javascript|https?):/i);
    expect(outside).not.toMatch(/^# /m);
  });

  test('a name of a megabyte is cut', () => {
    expect(toMarkdown(hostileReport('x'.repeat(1 << 20))).length).toBeLessThan(20_000);
  });
});
