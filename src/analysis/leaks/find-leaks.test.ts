import { describe, expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { generateDump } from '../../testing/generate-dump.ts';
import { goroutinesFrom } from '../../testing/text-goroutines.ts';
import { findLeaks } from './find-leaks.ts';
import type { Finding, LeakReport } from './finding.ts';
import { at, reportOf } from './testdata/judged.ts';

const waiters = (ids: string, name = 'main.await') => `
  ${ids} [chan receive]
    ${name} await.go:12
    by main.request in 1`;
const main = `
  1 [sleep]
    time.Sleep(0x3b9aca00)
    main.main main.go:20`;
const system = `
  2 [force gc (idle)]
    runtime.gopark
    runtime.forcegchelper`;

function all({ findings, benign }: LeakReport): readonly Finding[] {
  return [...findings, ...benign];
}

function sumOf(findings: readonly Finding[], index: number): number {
  return findings.reduce((sum, { counts }) => sum + counts[index], 0);
}

test('every goroutine of the last snapshot is in one finding or harmless group', async () => {
  const report = await reportOf([main + waiters('10-60/10'), main + system + waiters('10-300/10')]);
  expect(sumOf(all(report), 1)).toBe(32);
  expect(report.snapshots.map(({ total, system: own }) => [total, own])).toEqual([
    [7, 0],
    [32, 1],
  ]);
  expect(report.harmless.goroutines + sumOf(report.findings, 1)).toBe(32);
});

test('growth, doubling time, births and survivors are told', async () => {
  const report = await reportOf([10, 20, 40].map((n) => main + waiters(`10-${n}0/10`)));
  const finding = at(report, 'main.await');
  expect(finding.counts).toEqual([10, 20, 40]);
  expect(finding.growthPerMinute).toBe(15);
  expect(finding.doublingMinutes).toBeCloseTo(40 / 15);
  expect(finding.confidence).toBe('certain');
  const texts = finding.evidence.map(({ text }) => text);
  expect(texts).toContain('By their ids 30 came, and none ended or went on.');
  expect(texts).toContain('10 of the first 10 are still here.');
  expect(report.survivors).toBe(11);
  expect(report.groupsGrown).toBe(1);
  expect(report.perMinute).toBe(15);
});

test('a steady snapshot twice: nothing grew, nothing is found', async () => {
  const sketch = main + waiters('10-17') + waiters('900', 'main.late');
  const report = await reportOf([sketch, sketch]);
  expect(report.findings).toEqual([]);
  expect(report.perMinute).toBe(0);
  expect(all(report).every(({ why }) => why !== null)).toBe(true);
});

test('after a restart no trend is drawn, and the last snapshot stands alone', async () => {
  const report = await reportOf([main + waiters('5000-5200/10'), main + waiters('10-300/10')]);
  expect(report.trendRefused).toContain('restarted');
  expect(report.perMinute).toBeNull();
  expect(report.survivors).toBeNull();
  expect(report.groupsGrown).toBe(0);
  expect(report.snapshots).toHaveLength(2);
  expect(at(report, 'main.await').counts).toEqual([30]);
});

test('what moved on to another place did not leak, though it did not end', async () => {
  const at1 = main + waiters('10-300/10', 'main.first') + waiters('11-301/10', 'main.second');
  const at2 = main + waiters('10-300/10', 'main.second') + waiters('11-301/10', 'main.first');
  const report = await reportOf([at1, at2]);
  const { evidence } = at(report, 'main.first');
  expect(evidence.map(({ text }) => text)).toContain('By their ids 30 of 30 went on to something else.');
});

test('a writer for each connection is as many as there are connections: possible at most', async () => {
  const client = (n: number) => `${main}
    10-${n}/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      main.(*client).readLoop client.go:9
      by main.serve in 1
    11-${n + 1}/10 [chan receive]
      main.(*client).writeLoop client.go:30
      by main.serve in 1`;
  const report = await reportOf([100, 400, 900].map(client));
  expect(at(report, 'main.(*client).writeLoop').confidence).toBe('possible');
  expect(report.findings.map(({ confidence }) => confidence)).not.toContain('likely');
});

test('a lock that some readers of connections wait for, while most go on, is contention', async () => {
  const report = await reportOf([
    `${main}
    10-900/10 [IO wait]
      internal/poll.runtime_pollWait
      net.(*conn).Read
      main.(*client).readLoop client.go:9
      by main.serve in 1
    11-191/10 [sync.Mutex.Lock]
      sync.(*Mutex).lockSlow
      main.(*index).add index.go:4
      main.(*client).readLoop client.go:12
      by main.serve in 1`,
  ]);
  expect(at(report, 'main.(*index).add').evidence.map(({ text }) => text)).toContain(
    'Only 17 % of those that read such connections are here: the others go on.',
  );
  expect(report.findings).toEqual([]);
});

describe('ignore rules', () => {
  const leak = main + waiters('10-300/10');

  test('move a finding to the harmless, with the rule as the reason', async () => {
    const report = await reportOf([leak], { ignore: 'function main.await' });
    expect(report.findings).toEqual([]);
    expect(at(report, 'main.await').why).toBe('ignored by your rule "function main.await"');
  });

  test('that cannot be read are told with their line', async () => {
    const report = await reportOf([leak], { ignore: '\nfunktion main.await' });
    expect(report.findings).toHaveLength(1);
    expect(report.notices[0].text).toMatch(/^Ignore rules, line 2: expected function/);
  });
});

test.each([1, 2, 3, 4])(
  'no goroutine of a random pair of dumps is lost or counted twice (seed %i)',
  async (seed) => {
    const sketch = (first: number, goroutines: number): string => {
      const shape = { goroutines, stacks: 40, maxBytes: 1 << 20, seed };
      return new TextDecoder().decode(generateDump({ ...shape, firstId: first }));
    };
    const dumps = [sketch(1, 150), sketch(1, 300)];
    const snapshots = await Promise.all(
      dumps.map(async (text, i) => ({
        doc: `s${i}`,
        document: await goroutinesFrom(text, `s${i}`, i * 60_000),
      })),
    );
    const question = { snapshots: ['s0', 's1'], beside: [], times: {}, ignore: '' };
    const report = await findLeaks({ question, snapshots, beside: [] }, new Pace());
    expect(report.trendRefused).toBeNull();
    expect(sumOf(all(report), 1)).toBe(300);
    expect(sumOf(all(report), 0)).toBeLessThanOrEqual(150);
    expect(new Set(all(report).map(({ key }) => key)).size).toBe(all(report).length);
    const ids = all(report).flatMap(({ goroutineIds }) => goroutineIds);
    expect(new Set(ids).size).toBe(300);
  },
);

describe('absurd input', () => {
  test('a name of a megabyte', async () => {
    const name = `main.${'f.func1.'.repeat(131_072)}x`;
    const report = await reportOf([`${main}\n10-200/10 [chan send]\n  ${name}\n  by ${name} in 1`]);
    expect(all(report)).toHaveLength(2);
  });

  test('no goroutine at all behind one that has no stack', async () => {
    const report = await reportOf(['5 [running]']);
    expect(all(report).map(({ function: name }) => name)).toEqual(['(no stack)']);
  });
});
