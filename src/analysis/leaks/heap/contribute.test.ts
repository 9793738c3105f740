import { describe, expect, it } from 'vitest';
import { Pace } from '../../../base/pace.ts';
import { openDocuments } from '../../../testing/open-bytes.ts';
import type { Finding, LeakQuestion } from '../finding.ts';
import { heapContributor } from './contribute.ts';

interface Site {
  readonly objects: number;
  readonly bytes: number;
  /** Leaf first. */
  readonly stack: readonly string[];
}

const frames: readonly string[] = [
  'runtime.malg',
  'runtime.newproc1',
  'bytes.growSlice',
  'main.(*Cache).Put',
  'main.index',
  'main.serve',
];

function fileOf(name: string): string {
  const [pack] = name.split('.');
  return pack === 'main' ? '/src/app/a.go' : `/usr/local/go/src/${pack}/a.go`;
}

function heapText(sites: readonly Site[]): string {
  const lines = ['heap profile: 1: 2 [3: 4] @ heap/2'];
  for (const { objects, bytes, stack } of sites) {
    const address = (name: string): string => `0x${(0x1000 + frames.indexOf(name)).toString(16)}`;
    lines.push(`${objects}: ${bytes} [${objects}: ${bytes}] @ ${stack.map(address).join(' ')}`);
    for (const name of stack) lines.push(`#\t${address(name)}\t${name}+0x1\t${fileOf(name)}:7`);
    lines.push('');
  }
  return lines.join('\n');
}

/** Findings over heaps a minute apart, each given by the sites that differ. */
async function findings(heaps: readonly (readonly Site[])[]): Promise<readonly Finding[]> {
  const beside = [];
  const times: Record<string, number> = {};
  for (const [at, sites] of heaps.entries()) {
    const [document] = await openDocuments(heapText(sites), `heap${at}.txt`);
    beside.push({ doc: `d${at}`, document });
    times[`d${at}`] = 1_700_000_000_000 + at * 60_000;
  }
  const question = { snapshots: [], beside: [], times, ignore: '' } as LeakQuestion;
  return heapContributor({ beside, question }, new Pace());
}

const mb = 1 << 20;
const put = ['main.(*Cache).Put', 'main.serve'];

describe('findings of heap profiles', () => {
  it('names a site that grows from profile to profile', async () => {
    const [finding] = await findings(
      [4, 8, 12, 16].map((n) => [{ objects: n * 100, bytes: n * mb, stack: put }]),
    );
    expect(finding).toMatchObject({
      rule: 'heap-growth',
      function: 'main.(*Cache).Put',
      root: 'main.serve',
      confidence: 'likely',
      unit: 'bytes',
      counts: [4 * mb, 8 * mb, 12 * mb, 16 * mb],
      growthPerMinute: 4 * mb,
    });
  });

  it('says nothing of a site that rises and falls', async () => {
    expect(
      await findings([4, 16, 3, 17].map((n) => [{ objects: n * 100, bytes: n * mb, stack: put }])),
    ).toEqual([]);
  });

  it('says nothing of growth that sampling explains', async () => {
    expect(
      await findings([10, 12, 15].map((n) => [{ objects: 10, bytes: n * 100_000, stack: put }])),
    ).toEqual([]);
  });

  it('tells a slice or map that grows in place from objects that accumulate', async () => {
    const found = await findings(
      [4, 8, 16].map((n) => [{ objects: 1, bytes: n * mb, stack: ['main.index'] }]),
    );
    expect(found.map(({ rule }) => rule)).toEqual(['heap-grows-in-place']);
  });

  it('tells byte slices', async () => {
    const stack = ['bytes.growSlice', ...put];
    const found = await findings([4, 9, 16].map((n) => [{ objects: n * 50, bytes: n * mb, stack }]));
    expect(found.map(({ rule, function: name }) => [rule, name])).toEqual([
      ['heap-bytes-kept', 'main.(*Cache).Put'],
    ]);
  });

  it('takes goroutine structs for a high-water mark', async () => {
    const stack = ['runtime.malg', 'runtime.newproc1'];
    const found = await findings([500, 30_000].map((n) => [{ objects: n, bytes: n * 400, stack }]));
    expect(found).toMatchObject([{ rule: 'heap-goroutine-high-water', confidence: 'possible' }]);
    expect(found[0].evidence.some(({ isFor, text }) => !isFor && text.includes('high-water'))).toBe(true);
  });

  it('sees through the frames of the allocator', async () => {
    const allocator = ['runtime.mallocgc', 'runtime.newobject'];
    const stack = [...allocator, 'runtime.malg', 'runtime.newproc1'];
    const found = await findings([500, 30_000].map((n) => [{ objects: n, bytes: n * 400, stack }]));
    expect(found.map(({ rule }) => rule)).toEqual(['heap-goroutine-high-water']);
    const own = await findings(
      [4, 9, 16].map((n) => [{ objects: n, bytes: n * mb, stack: [...allocator, ...put] }]),
    );
    expect(own[0].evidence.some(({ text }) => text.includes('runtime.newobject'))).toBe(false);
  });

  it('two profiles make a possible finding, not a likely one', async () => {
    const [finding] = await findings([4, 40].map((n) => [{ objects: n * 100, bytes: n * mb, stack: put }]));
    expect(finding.confidence).toBe('possible');
  });

  it('one profile shows no growth', async () => {
    expect(await findings([[{ objects: 4, bytes: 4 * mb, stack: put }]])).toEqual([]);
  });
});
