import { describe, expect, it } from 'vitest';
import { timeAt } from '../../base/split-times.ts';
import { seededRandom } from '../../testing/random.ts';
import { LaneRows } from './lane-rows.ts';

type Row = readonly [lane: number, start: number, state: number, other: number];

/** Rows as `LaneRows` gets them; some blocks need wide columns of one kind or another. */
function someRows(count: number): readonly Row[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, (_, n) => [
    n < 20_000 ? random.below(5) : random.below(9000),
    n * (n > 30_000 ? 2e6 : 10),
    random.below(5),
    n > 10_000 ? random.below(70_000) : random.below(9) - 1,
  ]);
}

describe('rows of lanes', () => {
  for (const count of [0, 10, 64, 8192, 60_000]) {
    it(`are lane by lane in the order they came, ${count} of them`, () => {
      const all = someRows(count);
      const rows = new LaneRows();
      for (const [lane, start, state, other] of all) rows.push(lane, start, state, other);
      const sorted = [...all].sort((a, b) => a[0] - b[0]);
      for (const isLast of [false, true]) {
        const { first, start, state, other } = rows.grouped(9000, isLast);
        expect(Array.from(start.low, (_, row) => timeAt(start, row))).toEqual(sorted.map((row) => row[1]));
        expect([...state]).toEqual(sorted.map((row) => row[2]));
        expect([...other]).toEqual(sorted.map((row) => row[3]));
        expect(first[9000]).toBe(count);
        expect(first[3]).toBe(all.filter(([lane]) => lane < 3).length);
      }
    });
  }
});
