import { expect, test } from 'vitest';
import type { Finding, LeakReport } from '../analysis/leaks/finding.ts';
import { buildReport, defaultChoices } from './build.ts';
import { decodeLink, encodeLink } from './codec/link.ts';
import { fitReport } from './fit.ts';
import { toHtml } from './html.ts';
import { leakingTree } from './leaking-tree.ts';
import { serviceReport } from './testdata/generate-report.ts';

const sources = {
  createdMs: Date.UTC(2026, 4, 12, 9, 12, 23, 400),
  buildId: 'ab12',
  forms: ['debug=2', 'debug=2'],
  beside: [{ id: 'feedbeef00', name: '/var/tmp/heap.pb.gz', form: 'heap', timeMs: null }],
};

function finding(index: number, change: Partial<Finding> = {}): Finding {
  return {
    key: `k${index}`,
    score: 1,
    doublingMinutes: null,
    why: null,
    ...serviceReport(1).findings[0],
    function: `example.com/shop.leak${index}`,
    title: `${index} at 0xc000123456 of goroutine 17 to 10.0.0.7:5432 and db-1.prod.internal in /var/tmp/before.txt`,
    stack: [
      {
        function: `example.com/shop.leak${index}`,
        file: '/home/ci/build/shop/leak.go',
        line: index,
        isInlined: false,
        origin: 'user',
      },
      { function: 'main.main', file: '/home/ci/build/main.go', line: 9, isInlined: false, origin: 'user' },
    ],
    labels: { tenant: 'acme' },
    goroutineIds: [17, 18],
    counts: [1, index],
    ...change,
  };
}

function leaks(findings: readonly Finding[]): LeakReport {
  const snapshot = { timeMs: 1_000_000_400, total: 5, system: 0 };
  return {
    snapshots: [
      { ...snapshot, doc: 'aaaabbbbccccdddd', name: '/var/tmp/before.txt' },
      { ...snapshot, doc: 'bbbbccccddddeeee', name: 'after.txt' },
    ],
    perMinute: 1234.567,
    doublingMinutes: 1.2345,
    trendRefused: null,
    goVersion: 'go1.26',
    program: '/opt/shop',
    survivors: 3,
    groupsGrown: 1,
    findings,
    benign: [],
    harmless: { groups: 2, goroutines: 9 },
    unlisted: { findings: 1, goroutines: 4 },
    explanation: [],
    notices: [{ doc: 'aaaabbbbccccdddd', code: 'truncated', text: 'ends early' }],
  };
}

test('by default neither folders, labels, ids, addresses nor hosts travel', () => {
  const report = buildReport(leaks([finding(3)]), sources);
  const all = JSON.stringify(report);
  for (const secret of [
    '/home/ci',
    '/var/tmp',
    '/opt',
    'acme',
    '0xc000123456',
    '10.0.0.7',
    'db-1.prod',
    'goroutine 17',
  ])
    expect(all).not.toContain(secret);
  expect(report.findings[0].stack.map(({ file }) => file)).toEqual(['example.com/shop/leak.go', 'main.go']);
  expect(report.snapshots.map(({ id, name }) => [id, name])).toEqual([
    ['aaaabbbb', 'before.txt'],
    ['bbbbcccc', 'after.txt'],
  ]);
  expect(report.omitted.kinds).toEqual(['paths', 'labels', 'addresses', 'ids', 'hosts']);
  expect(decodeLink(encodeLink(report))).toEqual(report);
});

test('what is switched on travels whole; without names, no name is left in the sentences', () => {
  const on = { paths: true, labels: true, addresses: true, ids: true, hosts: true, names: false };
  const report = buildReport(leaks([finding(3)]), sources, on);
  expect(report.findings[0]).toMatchObject({
    title: '3 at 0xc000123456 of goroutine 17 to 10.0.0.7:5432 and db-1.prod.internal in [file]',
    labels: [['tenant', 'acme']],
    goroutineIds: [17, 18],
  });
  expect(report.findings[0].stack[0].file).toBe('/home/ci/build/shop/leak.go');
  expect(report.snapshots.map(({ name }) => name)).toEqual(['goroutine snapshot 1', 'goroutine snapshot 2']);
  expect(report.program).toBeNull();
  expect(decodeLink(encodeLink(report))).toEqual(report);
});

test('beyond the cap findings go by rank, and are counted', () => {
  const many = leaks(Array.from({ length: 300 }, (_, i) => finding(i + 2)));
  const { report, link } = fitReport(many, sources, defaultChoices, 2_000);
  const { length } = report.findings;
  expect(link.length).toBeLessThanOrEqual(2_000);
  expect(length).toBeGreaterThan(10);
  expect(report.findings[0].title).toMatch(/^2 at/);
  expect(report.omitted.findings).toBe(300 - length + 1);
  const one = buildReport(many, sources, defaultChoices, length + 1);
  expect(encodeLink(one).length).toBeGreaterThan(2_000);
});

/** Eight further stacks, through a function of their own each. */
function withVariants(index: number): Finding {
  const one = finding(index);
  const stacks = Array.from({ length: 8 }, (_, i) => ({
    stack: [
      one.stack[0],
      { ...one.stack[0], function: `example.com/shop.by${index}x${i}`, line: i },
      one.stack[1],
    ],
    before: 0,
    after: 2,
  }));
  return {
    ...one,
    root: 'main.main',
    counts: [1, 100],
    variants: { stacks, rest: { stacks: 2, before: 0, after: 3 } },
  };
}

test('further stacks travel, shortened like all, and are the first to go when a link is long', () => {
  const few = fitReport(leaks([withVariants(3)]), sources, defaultChoices, 8_000);
  expect(few.report.findings[0].variants?.stacks).toHaveLength(8);
  expect(few.report.findings[0].variants?.stacks[0].stack[1].file).toBe('example.com/shop/leak.go');
  expect(decodeLink(few.link)).toEqual(few.report);

  const many = leaks(Array.from({ length: 30 }, (_, i) => withVariants(i + 2)));
  const { report, link } = fitReport(many, sources, defaultChoices, 8_000);
  expect(link.length).toBeLessThanOrEqual(2_500);
  expect(report.findings).toHaveLength(30);
  expect(report.findings[0].variants?.stacks).toHaveLength(8);
  expect(report.findings[29].variants).toEqual({ stacks: [], rest: { stacks: 10, before: 0, after: 19 } });
  expect(toHtml(report)).toContain('10 further stacks with 19 goroutines only counted');
  const raised = fitReport(many, sources, defaultChoices, 100_000).report;
  expect(raised.findings[29].variants?.stacks).toHaveLength(8);
});

test('in the tree each stack of a group has its own goroutines, and the rest a box beside them', () => {
  const tree = leakingTree(buildReport(leaks([withVariants(3)]), sources));
  const after = (name: string): number => tree.after[tree.name.indexOf(name)];
  expect(after('all findings')).toBe(100);
  expect(after('main.main')).toBe(100);
  expect(after('example.com/shop.leak3')).toBe(100 - 16 - 3);
  expect(after('example.com/shop.by3x7')).toBe(2);
  expect(after('(other stacks)')).toBe(3);
});

test('the tree of what leaks holds every goroutine of the findings, before and after', () => {
  const tree = leakingTree(buildReport(leaks([finding(7), finding(5)]), sources));
  expect(tree.name).toEqual([
    'all findings',
    'main.main',
    'example.com/shop.leak7',
    'example.com/shop.leak5',
  ]);
  expect([...tree.before]).toEqual([2, 2, 1, 1]);
  expect([...tree.after]).toEqual([12, 12, 7, 5]);
  expect([...tree.start]).toEqual([0, 0, 0, 7]);
  expect([...tree.rowStart]).toEqual([0, 1, 2, 4]);
  expect([...tree.finding]).toEqual([-1, -1, 0, 1]);
});
