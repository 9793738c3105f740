import { describe, expect, it } from 'vitest';
import { timeAt } from '../../base/split-times.ts';
import { seededRandom } from '../../testing/random.ts';
import { ProcStates } from './proc-states.ts';

type Row = readonly [proc: number, start: number, state: number, thread: number];

/** Rows as `ProcStates` gets them; some blocks need wide columns of one kind or another. */
function someRows(count: number): readonly Row[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, (_, n) => [
    n < 20_000 ? random.below(5) : random.below(9000),
    n * (n > 30_000 ? 2e6 : 10),
    random.below(5),
    n > 10_000 ? random.below(70_000) : random.below(9) - 1,
  ]);
}

describe('states of procs', () => {
  for (const count of [0, 10, 64, 8192, 60_000]) {
    it(`are proc by proc in the order they came, ${count} of them`, () => {
      const all = someRows(count);
      const rows = new ProcStates();
      for (const [proc, start, state, thread] of all) rows.push(proc, start, state, thread);
      const sorted = [...all].sort((a, b) => a[0] - b[0]);
      for (const isLast of [false, true]) {
        const { first, start, state, thread, threadFirst, threadRow } = rows.grouped(9000, 70_000, isLast);
        expect(Array.from(start.low, (_, row) => timeAt(start, row))).toEqual(sorted.map((row) => row[1]));
        expect([...state]).toEqual(sorted.map((row) => row[2]));
        expect([...thread]).toEqual(sorted.map((row) => row[3]));
        // Each thread's rows in the order they came, told by their times.
        const ofThreads = all.filter((row) => row[3] >= 0).sort((a, b) => a[3] - b[3]);
        expect(Array.from(threadRow, (row) => timeAt(start, row))).toEqual(ofThreads.map((row) => row[1]));
        expect(Array.from(threadRow, (row) => thread[row])).toEqual(ofThreads.map((row) => row[3]));
        expect(threadFirst[70_000]).toBe(ofThreads.length);
        expect(first[9000]).toBe(count);
        expect(first[3]).toBe(all.filter(([proc]) => proc < 3).length);
      }
    });
  }
});
