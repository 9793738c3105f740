import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/random.ts';
import { Windows } from './windows.ts';

const random = seededRandom(11);
/** `n` stretches, as they come or by start. */
function stretches(n: number, isSorted: boolean): (readonly [number, number])[] {
  const all = Array.from({ length: n }, () => {
    const start = random.below(1000);
    return [start, start + random.below(60)] as const;
  });
  return isSorted ? all.sort((a, b) => a[0] - b[0]) : all;
}

describe('windows', () => {
  it('are found as by looking at all, in any order', () => {
    for (let round = 0; round < 200; round++) {
      const all = stretches(random.below(30), round % 2 === 0);
      const windows = new Windows(
        all.map(([start]) => start),
        all.map(([, end]) => end),
      );
      const from = random.below(1000);
      const to = from + random.below(200);
      const rows = all.flatMap(([start, end], row) => (start <= to && end >= from ? [row] : []));
      const touching: number[] = [];
      windows.eachTouching(from, to, (row) => touching.push(row));
      expect(touching).toEqual(rows);
      expect(windows.touches(from, to)).toBe(rows.length > 0);
      const sums = new Float64Array(all.length);
      windows.addOverlaps(from, to, sums);
      const wanted = all.map(([start, end]) => Math.max(0, Math.min(end, to) - Math.max(start, from)));
      expect([...sums]).toEqual(wanted);
    }
  });
});
