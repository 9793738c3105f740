import { describe, expect, it } from 'vitest';
import { layoutLine, layoutStack, mostStacked } from './stack-columns.ts';
import { bucketFor, covers, resampleRow, spansWindow, tileEnd, tileFrame, tileRow } from './tile.ts';

const cells = Uint8Array.from([1, 1, 2, 2, 3, 3, 4, 4, 9, 9, 9, 9, 9, 9, 9, 9]);
const tile = { bucketNs: 2, startNs: 100, buckets: 8, position: Int32Array.from([5, 7]), cells };

describe('tiles', () => {
  it('are found by the position of a lane', () => {
    expect([4, 5, 6, 7, 8].map((lane) => tileRow(tile, lane))).toEqual([-1, 0, -1, 1, -1]);
    expect(tileEnd(tile)).toBe(116);
  });

  it('give a cell per pixel, and leave what they do not hold', () => {
    const out = new Uint8Array(10).fill(77);
    resampleRow(tile, 0, { startNs: 96, endNs: 116 }, out);
    expect([...out]).toEqual([77, 77, 1, 1, 2, 2, 3, 3, 4, 4]);
    resampleRow(tile, 0, { startNs: 104, endNs: 109 }, out);
    expect([...out]).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 3, 3]);
  });

  it('asked for have buckets of at most a pixel, and margins within the trace', () => {
    const window = { startNs: 1000, endNs: 2000 };
    expect(bucketFor(window, 800)).toBe(1);
    expect(bucketFor({ startNs: 0, endNs: 10 }, 800)).toBe(2 ** -7);
    const frame = tileFrame(window, 800, 2100);
    expect(frame).toEqual({ bucketNs: 1, startNs: 250, buckets: 1850 });
    const made = { ...frame, position: Int32Array.from([0]), cells: new Uint8Array(frame.buckets) };
    expect(spansWindow(made, window)).toBe(true);
    expect(covers(made, window, 800, 2100)).toBe(true);
    expect(covers(made, { startNs: 300, endNs: 1300 }, 800, 2100)).toBe(false);
    expect(covers(made, { startNs: 1000, endNs: 1300 }, 800, 2100)).toBe(false);
    expect(covers(made, { startNs: 0, endNs: 2100 }, 800, 2100)).toBe(false);
  });
});

describe('stacked columns', () => {
  const stacked = { buckets: 2, counts: [Float64Array.from([1, 2]), Float64Array.from([1, 6])] };

  it('fill the height with the tallest stack', () => {
    expect(mostStacked(stacked)).toBe(8);
    expect(layoutStack(stacked, 4, 80).map((edge) => [...edge])).toEqual([
      [10, 10, 20, 20],
      [20, 20, 80, 80],
    ]);
  });

  it('lines are scaled to what they are compared with', () => {
    expect([...layoutLine([5, 10], 20, 2, 100)]).toEqual([25, 50]);
    expect([...layoutLine([5, 10], 0, 2, 100)]).toEqual([0, 0]);
  });
});
