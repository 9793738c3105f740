import { describe, expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import type { Profile } from '../../model/profile.ts';
import { generatePprof } from '../../testing/generate-pprof.ts';
import { openDocuments } from '../../testing/open-bytes.ts';
import { seededRandom } from '../../testing/random.ts';
import { LocationLists } from './location-lists.ts';

function add(lists: LocationLists, ids: readonly (readonly [number, number])[]): number {
  for (const [high, low] of ids) lists.push(high, low);
  return lists.end();
}

function listed({ start, low, high, hasHigh }: LocationLists, list: number): [number, number][] {
  const out: [number, number][] = [];
  for (let row = start.values[list]; row < start.values[list + 1]; row++)
    out.push([hasHigh ? high.values[row] : 0, low.values[row]]);
  return out;
}

describe('lists of location ids', () => {
  test('each sample finds its own, and where samples share stacks, equal ones are soon one', () => {
    const random = seededRandom(7);
    const lists = new LocationLists();
    const given: [number, number][][] = [];
    const numbers: number[] = [];
    for (let i = 0; i < 20_000; i++) {
      const ids = Array.from({ length: random.below(5) }, (): [number, number] => [
        i > 9000 ? random.below(2) : 0,
        random.below(5) - 2,
      ]);
      given.push(ids);
      numbers.push(add(lists, ids));
    }
    expect(lists.hasHigh).toBe(true);
    given.forEach((ids, i) => {
      expect(listed(lists, numbers[i])).toEqual(ids);
    });
    const distinct = new Set(given.map((ids) => JSON.stringify(ids))).size;
    expect(lists.length).toBeGreaterThanOrEqual(distinct);
    expect(lists.length).toBeLessThan(8000);
  });

  test('few that come again are not worth looking for: all but one in 16 are kept', () => {
    const lists = new LocationLists();
    for (let i = 0; i < 50_000; i++) add(lists, [[0, i % 49_000]]);
    expect(lists.length).toBeGreaterThan(49_800);
    expect(lists.length).toBeLessThan(50_000);
  });
});

describe('stacks on first need', () => {
  const bytes = generatePprof({ samples: 9000, stacks: 3000, functions: 500, depth: 20, seed: 4 });
  const opened = async (): Promise<Profile> => (await openDocuments(bytes))[0] as Profile;

  test('made breath by breath, by several at once, or after a cancel, they are the same', async () => {
    const inOneGo = await opened();
    const { stack } = inOneGo.samples;
    expect(inOneGo.samples.paths).toBeNull();
    const byTwo = await opened();
    const make = (signal?: AbortSignal): Promise<void> | undefined =>
      byTwo.samples.makeStacks?.(new Pace(signal, undefined, 0));
    const cancelled = new AbortController();
    const given = make(cancelled.signal);
    cancelled.abort();
    await expect(given).rejects.toThrow();
    expect(byTwo.samples.paths).not.toBeNull();
    await Promise.all([make(), make()]);
    expect(byTwo.samples.paths).toBeNull();
    expect(byTwo.samples.stack).toEqual(stack);
    expect(byTwo.symbols.stacks).toEqual(inOneGo.symbols.stacks);
    expect(byTwo.samples.paths).toBeNull();
  });
});
